"""The dictionary on paper."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from scorecard.glossary import Words
from scorecard.model.text import Lang
from scorecard.publish.bulletin.dictionary import dictionary_html, dictionary_name, dictionary_pdf
from tests.publish.bulletin.paper import close
from tests.publish.glossed import dictionary_of, hostile_edition


@pytest.fixture(scope="module", params=list(Lang))
def printed(request):
    """(language, view, pages as text, reader)."""
    view = dictionary_of()
    reader = PdfReader(BytesIO(dictionary_pdf(view, lang=request.param)))
    return request.param, view, [close(page.extract_text()) for page in reader.pages], reader


def home(pages, entry, lang):
    """The page on which a KPI's block begins."""
    title = close(f"{entry.name.say(lang)} {entry.id}")
    (found,) = [place for place, page in enumerate(pages) if title in page]
    return found


def test_a_kpi_s_block_is_not_torn(printed):
    """Its meaning, the last step of its example and its history stand on the page of its title."""
    lang, view, pages, _ = printed
    for entry in view.entries:
        page = pages[home(pages, entry, lang)]
        ends = (entry.fact("meaning")[0], entry.fact("worked_example")[-1], entry.history[-1].title)
        assert [one for one in ends if close(one.say(lang)) not in page] == [], entry.id


def test_the_contents_name_the_page_of_every_kpi(printed):
    """And its weight."""
    lang, view, pages, _ = printed
    for entry in view.entries:
        line = close(f"{entry.name.say(lang)} {entry.weight} {entry.id} {home(pages, entry, lang) + 1}")
        assert line in pages[0]


def test_processes_and_kpis_are_bookmarks(printed):
    """A reader jumps from the margin."""
    lang, view, _, reader = printed
    titles = []

    def walk(outline):
        for one in outline:
            walk(one) if isinstance(one, list) else titles.append(close(one.title))

    walk(reader.outline)
    for chapter in view.chapters:
        assert any(one.startswith(close(chapter.process.name.say(lang))) for one in titles)
        assert {close(f"{one.name.say(lang)} {one.id}") for one in chapter.entries} <= set(titles)


def test_title_month_and_edition_stand_on_it(printed):
    """On the first page; month and edition at the foot of each."""
    lang, _, pages, reader = printed
    title = "Smallcompany中文指标手册" if lang is Lang.ZH else "Smallcompany:KPIdictionary"
    month, digest = ("2026年6月", "定义版本") if lang is Lang.ZH else ("June2026", "definitions")
    assert pages[0].startswith(title)
    assert close(reader.metadata.title) == title
    assert all(month in page and f"{digest}{'0' * 12}" in page for page in pages)


def test_the_same_view_gives_the_same_bytes_and_a_name_of_its_own():
    """Month and language."""
    view = dictionary_of()
    assert dictionary_pdf(view, lang=Lang.ZH) == dictionary_pdf(view, lang=Lang.ZH)
    assert dictionary_name(view, Lang.EN) == "dictionary_2026-06_en.pdf"


def test_names_that_are_code_are_printed_as_text():
    """No tag of a definition comes into the document."""
    page = dictionary_html(dictionary_of(hostile_edition()), Words(Lang.EN))
    assert "<i>" not in page
    assert "&lt;i&gt;Odd&lt;/i&gt;" in page
