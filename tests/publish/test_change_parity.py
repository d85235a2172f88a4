"""Screen, paper, notice, sheet and command line tell the same change, to the digit."""

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

from scorecard.glossary import Words
from scorecard.model.principal import Principal
from scorecard.model.rounding import show
from scorecard.model.text import Lang
from scorecard.publish.bulletin.bulletin import bulletin_html
from scorecard.publish.bulletin.notice import notice_html
from scorecard.publish.web.document import own_assets
from scorecard.publish.web.factory import Desk
from scorecard.publish.web.look import read_look
from scorecard.publish.web.state import Display, Theme
from scorecard.publish.workbook import workbook
from scorecard.store.reader import Reader
from scorecard.store.workspace import Workspace
from scorecard.views import bulletin, change, ranking, scorecard, transmission
from scorecard.views.change.told import of_department, summary
from tests.publish.web.reading import by_id, figures, text
from tests.publishing import publish_rows
from tests.sample import sample_workspace
from tests.views.change.moved import as_rows, moved

ALL = Principal("all")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    """The small company's two months."""
    return sample_workspace(tmp_path_factory.mktemp("parity"))


@pytest.fixture(scope="module")
def reader(space):
    """A reader of it."""
    found = Reader(space.snapshots.current())
    yield found
    found.close()


@pytest.fixture(scope="module")
def falling(tmp_path_factory):
    """The company made by hand, whose index falls by a rule as well."""
    found = Reader(publish_rows(tmp_path_factory.mktemp("falling"), as_rows(moved())))
    yield found
    found.close()


def page(reader, search: str = "", principal: Principal = ALL):
    """The page of an address."""
    css = own_assets() / "tokens.css"
    looks = {(theme, view): read_look(css, theme, view) for theme in Theme for view in Display}
    return Desk(reader, principal, looks).page("/change", search)[0]


def printed(rows) -> list[Decimal]:
    """Every figure of some moves, in order."""
    return [points for one in rows for points in one.moves.points.values()]


@pytest.mark.parametrize("search", ["?lang=en", "?by=segment", "?base=last_year", "?base=year"])
def test_the_page_shows_every_figure_and_adds_up(falling, search):
    """Tiles, causes, processes, KPIs, members, departments."""
    asked = dict(part.split("=") for part in search[1:].split("&") if not part.startswith("lang"))
    view, found = change.load(falling, ALL, **asked), page(falling, search)
    top = by_id(found, "headline")
    for name, value in (
        ("before", view.before),
        ("level", view.after),
        ("change", view.total),
        ("performance", view.moves.performance),
        ("rules", view.moves.rules),
    ):
        assert figures(top, f"headline-{name}") == [value]
    causes = by_id(found, "table-causes")
    assert figures(causes, "cause") == list(view.moves.points.values())
    assert figures(causes, "cause-total") == [view.total]
    for table, name in (("processes", "process"), ("kpis", "kpi")):
        part = by_id(found, f"table-{table}")
        assert sum(figures(part, f"{name}-total")) == view.total
        assert figures(part, f"{table}-total") == [view.total]
        for cause, points in view.moves.points.items():
            assert sum(figures(part, f"{name}-{cause}")) == points
    members = by_id(found, "table-members")
    assert sum(figures(members, "member-total")) == figures(members, "members-total")[0]
    departments = by_id(found, "table-departments")
    assert sum(figures(departments, "department-performance")) == view.moves.performance
    assert sum(figures(departments, "department-moved")) == 0
    assert sum(figures(departments, "department-level")) == view.total


def test_the_page_says_what_is_nobodys_and_how_it_is_counted(falling):
    """The convention, that rules are charged to nobody, and a whole that its parts did not move."""
    words, told = Words(Lang.EN), text(page(falling, "?lang=en"))
    for key in ("change_convention", "cause_target_note", "change_rules_tile", "verdict_fell"):
        assert words(key) in told
    assert "Access: the parts themselves +4.00 points, the whole −1.00 points" in told


def test_a_year_to_date_says_which_months_it_lacks(falling):
    """Ten of the twelve months were never computed: nobody takes them for whole years."""
    words = Words(Lang.EN)
    assert words(
        "change_gaps", months=words("web_comma").join(change.load(falling, ALL, base="year").gaps)
    ) in (text(page(falling, "?lang=en&base=year")))


def test_a_period_without_a_base_says_what_to_do(falling):
    """No figure, no zero, no chart: the reason and the remedy."""
    found = page(falling, "?lang=en&period=2025-06")
    words = Words(Lang.EN)
    assert words("change_no_period", period="2025-05") in text(found)
    assert words("change_no_period_remedy") in text(found)
    assert "0.00" not in text(by_id(found, "main"))


def test_a_limited_principal_is_shown_its_own_departments_row(falling):
    """Its own, and all others together under a name that says so."""
    table = by_id(page(falling, "?lang=en", Principal("it", departments=("it",))), "table-departments")
    assert figures(table, "department-performance") == [Decimal("-0.21"), Decimal("-0.39")]
    assert "Marketing" not in text(table)
    assert Words(Lang.EN)("other_departments") in text(table)


@pytest.mark.parametrize("lang", list(Lang))
def test_the_bulletin_prints_it(reader, lang):
    """The sentence, each cause, each process, and the KPIs that moved most."""
    words, view = Words(lang), change.load(reader, ALL)
    paper = unescape(bulletin_html(bulletin.load(reader, ALL), words))
    start = paper.index(words("paper_change"))
    told = paper[start : paper.index(words("paper_by_process"), start)]
    assert summary(view, words) in told
    assert words("change_convention") in told
    for cause, points in view.moves.points.items():
        assert words(f"cause_{cause}") in told
        assert f">{show(points, sign=True)}<" in told
    for one in [*view.processes, *[kpi for kpi in view.kpis if kpi.moves.total][:8]]:
        assert f">{show(one.moves.total, sign=True)}<" in told


@pytest.mark.parametrize("lang", list(Lang))
def test_notices_print_it_in_short(reader, lang):
    """A unit's has the sentence and the causes, a department's its own part."""
    words, view = Words(lang), change.load(reader, ALL)
    card = replace(scorecard.load(reader, ALL), change=view)
    paper = unescape(notice_html(card, words, lang))
    assert summary(view, words) in paper
    assert all(f">{show(points, sign=True)}<" in paper for points in view.moves.points.values())
    own = replace(scorecard.load(reader, ALL, department="net"), change=view)
    said = of_department(view, "net", words)
    assert said
    assert said in unescape(notice_html(own, words, lang))


def test_a_notice_without_a_base_says_so(reader):
    """The first month has nothing to compare with."""
    view = change.load(reader, ALL, period="2026-05")
    card = replace(scorecard.load(reader, ALL, period="2026-05"), change=view)
    words = Words(Lang.EN)
    assert words("change_no_period", period="2026-04") in unescape(notice_html(card, words, Lang.EN))


def test_the_sheet_holds_it(reader, tmp_path):
    """Every figure of causes, processes, KPIs, members and departments, as typed cells."""
    view = change.load(reader, ALL)
    card = replace(scorecard.load(reader, ALL), change=view)
    workbook(
        card, transmission.load(reader, ALL), ranking.load(reader, ALL), tmp_path / "w.xlsx", lang=Lang.EN
    )
    sheets = fastexcel.read_excel(tmp_path / "w.xlsx")
    assert Words(Lang.EN)("paper_sheet_change") in sheets.sheet_names
    rows = (
        sheets.load_sheet(Words(Lang.EN)("paper_sheet_change"), header_row=None, dtypes="string")
        .to_polars()
        .rows()
    )
    found = {row[0]: [Decimal(cell) for cell in row[1:] if _number(cell)] for row in rows if row[0]}
    words = Words(Lang.EN)
    for one in view.departments:
        bridge = [one.performance, one.before, one.inherited, one.moved, one.after]
        assert found[one.department.name.en] == bridge
    for one in view.processes:
        assert found[one.process.name.en] == [*one.moves.points.values(), one.moves.total]
    for cause, points in view.moves.points.items():
        assert found[words(f"cause_{cause}")] == [points]
    for one in view.kpis:
        if one.kpi is not None:
            assert found[one.kpi.name.en][: len(one.moves.points)] == list(one.moves.points.values())


def _number(cell: str | None) -> bool:
    return bool(cell) and cell.replace(".", "").replace("-", "").isdigit()


def test_the_command_tells_it(space: Workspace, reader):
    """As JSON and as text; what is refused, is refused."""
    command = [sys.executable, "-m", "scorecard", "--workspace", str(space.root)]

    def told(*options):
        return subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True, check=False)

    view = change.load(reader, ALL, unit="P1")
    found = json.loads(told("change", "--unit", "P1", "--json").stdout)
    assert (Decimal(found["before"]), Decimal(found["total"])) == (view.before, view.total)
    assert {cause: Decimal(points) for cause, points in found["causes"].items()} == dict(view.moves.points)
    assert sum(Decimal(one["performance"]) for one in found["departments"]) == view.moves.performance
    assert [one["kpi"] for one in found["kpis"]] == [one.kpi and one.kpi.id for one in view.kpis]
    plain = told("change", "--unit", "P1", "--lang", "en").stdout
    assert summary(view, Words(Lang.EN)) in plain
    assert all(show(points, sign=True) in plain for points in printed(view.processes))
    assert told("--as", "unit:P1", "change", "--unit", "P2").returncode == 5
    assert told("change", "--base", "yesterday").returncode == 2
    assert "2026-04" in told("change", "--period", "2026-05", "--lang", "en").stdout
