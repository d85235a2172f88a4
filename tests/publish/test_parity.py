"""Screen, paper, sheet and command line print the same audit, to the digit."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path

import fastexcel
import pytest

from scorecard import cycle
from scorecard.glossary import Words
from scorecard.model.audit import Reach
from scorecard.model.org import UNASSIGNED
from scorecard.model.period import Period
from scorecard.model.principal import Principal
from scorecard.model.rounding import show
from scorecard.model.text import Lang
from scorecard.publish.bulletin.bulletin import bulletin_html
from scorecard.publish.web.document import own_assets
from scorecard.publish.web.factory import Desk
from scorecard.publish.web.look import read_look
from scorecard.publish.web.state import Display, Theme
from scorecard.publish.workbook import workbook
from scorecard.store.reader import Reader
from scorecard.store.workspace import Workspace
from scorecard.views import audit, bulletin, ranking, scorecard, transmission
from tests.publish.web.reading import by_id, figures, nodes, text
from tests.sample import always, keep_frames, sample_frames, small_edition

ALL = Principal("all")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    """The small company without its tickets, where 30 % of a KPI is assigned to nobody."""
    edition = small_edition()
    shares = (("net", 5000), ("care", 2000), (UNASSIGNED, 3000))
    book = always(replace(edition, kpis=(replace(edition.kpis[0], shares=shares), *edition.kpis[1:])))
    workspace = Workspace(tmp_path_factory.mktemp("parity"))
    frames = sample_frames()
    del frames["tickets"]
    keep_frames(workspace, frames, book)
    cycle.run(workspace, book, Period(2026, 6), at="now")
    workspace.snapshots.publish(workspace.results.path)
    return workspace


@pytest.fixture(scope="module")
def reader(space):
    """A reader of it."""
    found = Reader(space.snapshots.current())
    yield found
    found.close()


@pytest.fixture(scope="module")
def expected(reader) -> dict[str, Decimal]:
    """What the view says: class -> percent."""
    return {str(reach): weight for reach, weight in audit.load(reader, ALL).classes}


def test_the_audit_is_worth_comparing(expected):
    """Three classes hold something: 30 % of 30 is nobody's, the tickets' 30 are missing, 61 arrive."""
    assert sum(expected.values()) == Decimal("100.00")
    assert expected["unassigned"] == Decimal("9.00")
    assert expected["missing"] == Decimal("30.00")
    assert expected["reached"] == Decimal("61.00")


def page(reader, lang: Lang):
    """The section on the page."""
    css = own_assets() / "tokens.css"
    looks = {(theme, view): read_look(css, theme, view) for theme in Theme for view in Display}
    return Desk(reader, ALL, looks).page("/transmission", f"?lang={lang}")[0]


def test_the_page_shows_it(reader, expected):
    """Table, headline and processes."""
    found = page(reader, Lang.EN)
    assert figures(by_id(found, "table-audit"), "audit-class") == list(expected.values())
    assert figures(by_id(found, "headline"), "headline-reached") == [expected["reached"]]


def test_the_sheet_holds_it(reader, expected, tmp_path):
    """The transmission sheet's cells, the same parts on their own sheet, and the notes' figure."""
    views = (scorecard.load(reader, ALL), transmission.load(reader, ALL), ranking.load(reader, ALL))
    workbook(*views, tmp_path / "w.xlsx", lang=Lang.EN)
    sheets = fastexcel.read_excel(tmp_path / "w.xlsx")
    matrix, parts, notes = (
        sheets.load_sheet(number, header_row=None, dtypes="string").to_polars().rows() for number in (1, 4, 5)
    )
    words = Words(Lang.EN)
    start = next(place for place, row in enumerate(matrix) if row[0] == words("audit_classes"))
    cells = {row[0]: Decimal(row[1]) for row in matrix[start + 2 : start + 2 + len(Reach)]}
    assert cells == {words(f"reach_{reach}"): weight for reach, weight in expected.items()}
    for reach, weight in expected.items():
        named = words(f"reach_{reach}")
        assert sum(Decimal(row[4]) for row in parts[1:] if row[3] == named) == weight
    assert [Decimal(row[1]) for row in notes if row[0] == words("reached")] == [expected["reached"]]


@pytest.mark.parametrize("lang", list(Lang))
def test_the_paper_prints_it(reader, expected, lang):
    """What arrives, what leaks, and each class that does."""
    words = Words(lang)
    printed = unescape(bulletin_html(bulletin.load(reader, ALL), words))
    paragraph = printed[printed.index(f"<p>{words('audit')}") :].partition("</p>")[0]
    assert f"{show(expected['reached'])}%" in paragraph
    assert f"{show(100 - expected['reached'])}%" in paragraph
    for reach, weight in expected.items():
        assert (f"{words(f'reach_{reach}')} {show(weight)}%" in paragraph) is (
            weight > 0 and reach != "reached"
        )


def test_the_command_tells_it(space, reader, expected):
    """As JSON and as text, in the words of the page."""
    command = [sys.executable, "-m", "scorecard", "--workspace", str(space.root), "audit"]

    def told(*options):
        return subprocess.run(
            [*command, *options], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout

    found = json.loads(told("--json"))
    assert {reach: Decimal(weight) for reach, weight in found["classes"].items()} == expected
    plain = told("--lang", "en")
    remarks = [
        text(node["props"]["children"][1])
        for node in nodes(by_id(page(reader, Lang.EN), "audit"))
        if node["type"] == "Li"
    ]
    assert remarks
    assert all(one in plain for one in remarks)
    assert all(f"{show(weight)}" in plain for weight in expected.values())
