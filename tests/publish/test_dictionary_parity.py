"""Page, PDF and Markdown say the same of every KPI, to the letter, in both languages."""

from __future__ import annotations

import re

import pytest

from scorecard.glossary import Words
from scorecard.model.principal import Principal
from scorecard.model.text import Lang
from scorecard.publish.bulletin.dictionary import dictionary_pdf
from scorecard.publish.markdown.dictionary import dictionary_markdown
from scorecard.publish.web.document import own_assets
from scorecard.publish.web.look import read_look
from scorecard.publish.web.pages import definitions
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.state import Display, Page, Theme, ViewState
from tests.publish.bulletin.paper import close
from tests.publish.bulletin.paper import text as paper_text
from tests.publish.glossed import dictionary_of, every_text, hostile_edition
from tests.publish.web.reading import text as page_text

LOOK = read_look(own_assets() / "tokens.css", Theme.LIGHT, Display.NORMAL)


def pages(edition, lang):
    """The text of the list and of every KPI's own page."""
    whole = dictionary_of(edition)
    found = []
    for kpi in (None, *(one.id for one in whole.entries)):
        view = dictionary_of(edition, kpi)
        state = ViewState(page=Page.DEFINITIONS, kpi=kpi, lang=lang)
        shown = Shown(Principal("all"), state, Words(lang, dict(view.frame.terms)), LOOK)
        found.append(page_text(definitions.layout(view, shown)))
    return " ".join(found)


def unmarked(markdown):
    """The text that a reader of the Markdown sees."""
    return re.sub(r"\\(.)", r"\1", markdown.replace("<br>", " "))


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("edition", [None, hostile_edition()], ids=["plain", "hostile"])
def test_all_three_say_everything_that_the_view_says(edition, lang):
    """Every line of every KPI, of the history and of the book, none of them changed on the way."""
    view = dictionary_of(edition)
    texts = {close(one.say(lang)) for one in every_text(view)}
    assert len(texts) > 100
    for printed in (
        pages(edition, lang),
        paper_text(dictionary_pdf(view, lang=lang)),
        unmarked(dictionary_markdown(view, lang=lang)),
    ):
        shown = close(printed)
        assert [one for one in sorted(texts) if one not in shown] == []
