from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from decimal import Decimal
from pathlib import Path

import fastexcel
import pytest

from scorecard.glossary import Words
from scorecard.model.audit import Reach
from scorecard.model.text import Lang
from scorecard.publish.workbook import workbook
from scorecard.views.remark import remark
from scorecard.views.standing_text import card_text, set_text
from tests.publish.bulletin.factory import ranking_view, scorecard_view, transmission_view

Rows = list[tuple[object, ...]]
NAMES = {"department.network": "=1+1", "unit.P1C2": "@SUM(A1)", "unit.city0": "http://example.com"}


def write(path: Path, lang: Lang = Lang.ZH) -> Path:
    workbook(scorecard_view(NAMES), transmission_view(NAMES), ranking_view(NAMES), path, lang=lang)
    return path


def read(path: Path, sheet: int) -> Rows:
    return fastexcel.read_excel(path).load_sheet(sheet, header_row=None, dtypes="string").to_polars().rows()


def number(cell: object) -> Decimal:
    return Decimal(str(cell))


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("book") / "w.xlsx")


def test_scorecard_cells_are_the_views_figures(book):
    """Each line's cells equal the published figures, and the totals the headline's."""
    rows, view = read(book, 0), scorecard_view(NAMES)
    by_name = {row[1]: row for row in rows}
    for line in (view.headline, *view.processes, *view.departments):
        cells = by_name[line.name.zh]
        for cell, value in zip(
            cells[2:8], (line.score, line.level, line.pressure, line.surplus), strict=False
        ):
            assert number(cell) == value
    totals = [row for row in rows if row[1] == "合计"]
    assert [number(row[3]) for row in totals] == [view.headline.level] * 2
    assert [number(row[4]) for row in totals] == [view.headline.pressure] * 2


def test_matrix_adds_up(book):
    """Rows and columns of both matrices add up to their totals and to the index."""
    rows, view = read(book, 1), transmission_view(NAMES)
    ends = [place for place, row in enumerate(rows) if row[0] == "合计"]
    assert len(ends) == 4
    for end, whole in zip(ends[:2], (view.index.level, view.index.pressure), strict=True):
        body = rows[end - len(view.processes) : end]
        for row in body:
            assert sum(number(cell) for cell in row[1:-1] if cell) == number(row[-1])
        for column in range(1, len(rows[end])):
            cells = [number(row[column]) for row in body if row[column]]
            assert sum(cells) == number(rows[end][column])
        assert number(rows[end][-1]) == whole


def test_the_audit_stands_below_the_matrices(book):
    """Classes, processes and findings hold the view's figures and words; parts add up to 100.00."""
    rows, audit, words = read(book, 1), transmission_view(NAMES).audit, Words(Lang.ZH)
    start = next(place for place, row in enumerate(rows) if row[0] == words("audit_classes"))
    below = rows[start:]
    classes = {row[0]: row[1] for row in below[2 : 2 + len(Reach)]}
    assert {words(f"reach_{reach}"): weight for reach, weight in audit.classes} == {
        name: number(cell) for name, cell in classes.items()
    }
    assert number(below[2 + len(Reach)][1]) == sum(map(number, classes.values())) == 100
    processes = {row[0]: row for row in below[2 + len(Reach) :]}
    for way in audit.ways:
        cells = [number(cell) for cell in processes[way.process.name.zh][1:8]]
        assert cells == [*way.parts, way.weight]
    said = [row[1] for row in below if row[0] in {words("audit_grave"), words("audit_mild")}]
    assert said == [remark(one, words) for one in audit.findings]


def test_every_part_of_the_weight_has_its_row(book):
    """Process, KPI, department and class by name; the last row adds them up."""
    rows, audit, words = read(book, 4), transmission_view(NAMES).audit, Words(Lang.ZH)
    _, *parts, whole = rows
    assert [(row[2], row[3], number(row[4])) for row in parts] == [
        (one.department.name.zh if one.department else None, words(f"reach_{one.reach}"), one.weight)
        for one in audit.tracks
    ]
    assert number(whole[4]) == sum(number(row[4]) for row in parts) == 100


def test_ranking_and_kpis(book):
    """Every unit and KPI has its row; a withheld reading is an empty cell."""
    ranking, kpis = read(book, 2), read(book, 3)
    assert {one.line.id for one in ranking_view(NAMES).units} <= {row[0] for row in ranking}
    by_id = {row[0]: row for row in kpis}
    for line in scorecard_view(NAMES).kpis:
        cell = by_id[line.id][5]
        assert cell is None if line.value is None else number(cell) == line.value


def test_the_evidence_of_every_rank_has_its_cells(book):
    """Set, ends, error, shrunk score, bounds and card, under heads of the glossary, as the view has them."""
    words, view = Words(Lang.ZH), ranking_view(NAMES)
    heads, *rows = read(book, 2)
    column = {head: place for place, head in enumerate(heads)}
    by_id = {row[0]: row for row in rows}
    for line in (*(one.line for one in view.units), *view.departments):
        proof, cells = line.evidence, by_id[line.id]
        for key, value in (
            ("rank_low", proof.rank_low),
            ("rank_high", proof.rank_high),
            ("rank_sure_low", proof.sure_low),
            ("rank_sure_high", proof.sure_high),
            ("score_low", proof.low),
            ("score_high", proof.high),
            ("rank_error", proof.printed_error),
            ("rank_shrunk", proof.shrunk),
            ("bound_low", proof.bound_low),
            ("bound_high", proof.bound_high),
        ):
            cell = cells[column[words(key)]]
            assert (cell is None) == (value is None)
            assert value is None or number(cell) == value
        said = cells[column[words("rank_set")]]
        assert said == (None if line.rank is None else set_text(line))
        card = cells[column[words("card")]]
        assert card == (None if proof.card is None else card_text(proof.card, words))
    assert "▲ 黄牌" in {row[column[words("card")]] for row in rows}


def test_levers_stand_below_the_scorecard(book):
    """KPI, scores now and then, points to win, readings now and needed; most points first."""
    rows, view, words = read(book, 0), scorecard_view(NAMES), Words(Lang.ZH)
    start = next(place for place, row in enumerate(rows) if row[0] == words("levers"))
    found = rows[start + 2 : start + 2 + len(view.levers)]
    assert [(row[0], *map(number, row[2:7])) for row in found] == [
        (one.kpi.id, one.kpi.score, one.score, one.gain, one.kpi.value, one.needed) for one in view.levers
    ]


def test_text_stays_text(book):
    """A name that begins like a formula or an address is a text cell, and no cell has a formula."""
    assert "=1+1" in {row[1] for row in read(book, 0)}
    with zipfile.ZipFile(book) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 6
        for sheet in sheets:
            tags = {one.tag.rsplit("}", 1)[-1] for one in ET.fromstring(sheet).iter()}
            assert not {"f", "hyperlink"} & tags
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in parts.namelist()


def test_figures_are_numbers_with_their_decimals(book):
    """The index is a number cell whose format shows two decimals."""
    with zipfile.ZipFile(book) as parts:
        sheet = ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))
        styles = parts.read("xl/styles.xml").decode()
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    cell = sheet.find(".//m:c[@r='C2']", space)
    assert cell is not None
    assert cell.get("t") is None
    assert cell.findtext("m:v", namespaces=space) == str(scorecard_view().headline.score)
    assert "#,##0.00" in styles or 'numFmtId="4"' in styles


def test_panes_are_frozen(book):
    """The heads and the first column stay in view."""
    with zipfile.ZipFile(book) as parts:
        frozen = [
            b'state="frozen"' in parts.read(f"xl/worksheets/sheet{number}.xml") for number in range(1, 7)
        ]
    assert frozen == [True, True, True, True, True, False]


@pytest.mark.parametrize("lang", list(Lang))
def test_same_views_same_bytes(tmp_path, lang, monkeypatch):
    """The same views give the same file, whatever the clock says."""
    first = write(tmp_path / "a.xlsx", lang).read_bytes()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert write(tmp_path / "b.xlsx", lang).read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]
