"""The dictionary as Markdown: the demonstration's book, whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scorecard.cli.dictionary import view_of
from scorecard.definitions import load
from scorecard.model.period import Period
from scorecard.model.text import Lang
from scorecard.publish.markdown.dictionary import dictionary_markdown
from tests.publish.glossed import dictionary_of, hostile_edition

BOOKS = Path(__file__).resolve().parents[3] / "kpi_definitions"
JUNE = Period(2026, 6)
CELL = re.compile(r"(?<!\\)\|")
FIGURE = re.compile(r"(?<![A-Za-z_\d.,])−?\d{1,3}(?:,\d{3})*(?:\.\d+)?")  # not those in a column's name


@pytest.fixture(scope="module", params=["thirteen_processes", "six_dimensions"])
def view(request):
    """The dictionary of one of the two books."""
    return view_of(load(BOOKS / request.param), JUNE)


def cells(markdown):
    """The cells of every table row."""
    rows = [line for line in markdown.splitlines() if line.startswith("| ")]
    return [[one.strip() for one in CELL.split(row)[1:-1]] for row in rows]


@pytest.mark.parametrize("lang", list(Lang))
def test_every_kpi_is_named_and_no_cell_is_empty(view, lang):
    """In the contents and over its own table, whose rows all say something."""
    markdown = dictionary_markdown(view, lang=lang)
    headings = [line for line in markdown.splitlines() if line.startswith("### ")]
    assert len(view.entries) > 20
    for entry in view.entries:
        assert any(line.endswith(f" · {entry.id}") for line in headings), entry.id
        assert sum(f"| {entry.id} |" in line for line in markdown.splitlines()) == 1
    found = cells(markdown)
    assert len(found) > 20 * len(view.entries)
    assert [row for row in found if "" in row] == []


def test_both_languages_have_the_same_figures(view):
    """Line by line; names, headings and units of measure are the operator's own and are taken out."""
    named = {one for entry in view.entries for one in (entry.name, entry.fact("unit_of_measure")[0])}
    named |= {one.name for one in view.tenures} | {event.title for event in view.changes}
    named |= {line for entry in view.entries for line in entry.fact("focus_issue")}
    for entry in view.entries:
        for fact in entry.facts:
            for line in fact.lines:
                zh, en = line.zh, line.en
                for text in sorted(named, key=lambda one: -len(one.zh)):
                    zh, en = zh.replace(text.zh, ""), en.replace(text.en, "")
                if fact.heading == "worked_example":
                    unit = entry.fact("unit_of_measure")[0]
                    zh = zh.replace(unit.zh.partition("，保留")[0], "")
                    en = en.replace(unit.en.partition(", printed")[0], "")
                assert sorted(FIGURE.findall(zh)) == sorted(FIGURE.findall(en)), line


def test_the_rows_of_a_table_have_as_many_cells_as_its_head():
    """A bar in a name does not make a cell."""
    width = 0
    for line in dictionary_markdown(dictionary_of(hostile_edition()), lang=Lang.ZH).splitlines():
        if not line.startswith("| "):
            width = 0
            continue
        found = len(CELL.split(line))
        assert found == (width or found), line
        width = found


def test_nothing_that_a_definition_says_becomes_markup():
    """No tag, no emphasis, no link: each mark in a name stands behind a backslash."""
    markdown = dictionary_markdown(dictionary_of(hostile_edition()), lang=Lang.EN)
    assert "<i>" not in markdown.replace("\\<i\\>", "")
    assert (
        "\\<i\\>Odd\\</i\\> \\| \\*\\*name\\*\\* \\& \\_more\\_ \\[here\\](x) \\`code\\` \\<!-- --\\>"
        in markdown
    )


def test_the_same_view_gives_the_same_text():
    """So that a diff of two months shows what changed."""
    one, other = (dictionary_markdown(dictionary_of(), lang=Lang.ZH) for _ in range(2))
    assert one == other
    assert one.endswith("|\n")
