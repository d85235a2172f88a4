"""A month under two books: who moves, and a workspace that does not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import polars as pl
import pytest

from scorecard import cycle
from scorecard.compare import compare
from scorecard.errors import BadRequest
from scorecard.model.book import Book
from scorecard.model.kpi import Aim, Direction
from scorecard.model.org import Unit, UnitTree
from scorecard.model.period import Period
from scorecard.model.source import Column, ColumnType
from scorecard.store.workspace import Workspace
from tests.contents import contents
from tests.plans import heads, plan
from tests.sample import (
    PERIODS,
    UNITS,
    always,
    curve,
    keep_frames,
    sample_frames,
    sample_workspace,
    small_book,
    small_edition,
    text,
)

MAY, JUNE = Period(2026, 5), Period(2026, 6)


def effects(workspace, old, new, period=JUNE):
    """Effects by kind."""
    (found,) = compare(workspace, old, new, [period])
    return {one.kind: one for one in found.effects}


def test_the_same_book_moves_nothing(tmp_path):
    """Every index, process, department and KPI of every unit is compared, and none moves."""
    found = effects(sample_workspace(tmp_path), small_book(), small_book())
    counts = {kind: (one.moved, one.begun, one.ended, one.still) for kind, one in found.items()}
    assert counts == {
        "index": ((), (), (), len(UNITS)),
        "process": ((), (), (), 2 * len(UNITS)),
        "department": ((), (), (), 3 * len(UNITS)),
        "kpi": ((), (), (), 5 * len(UNITS)),
    }


def test_a_target_of_one_province_moves_the_units_below_it_and_their_peers_ranks(tmp_path):
    """South is held to more: its and Cedar's scores fall, no score elsewhere moves."""
    edition = small_edition()
    readings = Fraction(6), Fraction(17, 2), Fraction(9)
    held = Aim(curve(Direction.HIGHER, *readings), *readings)
    mean = replace(edition.kpis[0], aims=(("P2", held),))
    changed = always(replace(edition, kpis=(mean, *edition.kpis[1:])))
    found = effects(sample_workspace(tmp_path), small_book(), changed)
    assert {(move.unit, move.subject) for move in found["kpi"].moved} == {
        ("P2", "network.mean"),
        ("P2C1", "network.mean"),
    }
    scores = {move.unit for move in found["index"].moved for one in move.figures if one.name == "score"}
    assert scores == {"P2", "P2C1"}


def test_a_kpi_on_one_side_is_told_as_such(tmp_path):
    """A KPI that ends: it ends in every unit, and no move is its own."""
    edition = small_edition()
    top = replace(edition.kpi_by_id["hall.top"], weight=10_000)
    changed = always(replace(edition, kpis=(*edition.kpis[:3], top)))
    found = effects(sample_workspace(tmp_path), small_book(), changed)["kpi"]
    assert set(found.ended) == {(unit, "hall.nps") for unit in UNITS}
    assert {move.subject for move in found.moved} == {"hall.top"}
    assert found.still == 3 * len(UNITS)


def test_money_moves_with_the_scores_and_with_the_plan(tmp_path):
    """Halls are held to more: sales loses what the others have. A larger pool: all gain, no score moves."""
    people = (heads(one) for one in ("net", "care", "sales"))
    edition = replace(small_edition(), plans=(plan(100_000, *people, knots=((0, 0), (100, 1))),))
    workspace, old = sample_workspace(tmp_path), always(edition)
    readings = Fraction(20), Fraction(90), Fraction(95)
    top = replace(edition.kpi_by_id["hall.top"], aim=Aim(curve(Direction.HIGHER, *readings), *readings))
    kpis = tuple(top if one.id == top.id else one for one in edition.kpis)
    found = effects(workspace, old, always(replace(edition, kpis=kpis)))["payout"]
    by = {move.subject: move.figures[0].by for move in found.moved}
    assert by["monthly/sales"] < 0 < by["monthly/net"]
    assert sum(by.values()) == 0
    more = always(replace(edition, plans=(replace(edition.plans[0], amount=110_000),)))
    richer = effects(workspace, old, more)
    assert [kind for kind, one in richer.items() if one.moved] == ["payout"]
    whole = {move.subject: move.figures[0].by for move in richer["payout"].moved}
    assert whole.pop("monthly") == sum(whole.values()) == 100


def test_every_period_is_compared_under_what_is_in_force_then(tmp_path):
    """From June on a weight changes: May moves nothing, June does."""
    edition = small_edition()
    mean, rate = (
        replace(one, weight=weight) for one, weight in zip(edition.kpis, (6000, 1500), strict=False)
    )
    june = replace(edition, kpis=(mean, rate, *edition.kpis[2:]))
    later = Book("1" * 64, ((Period(1900, 1), edition), (JUNE, june)))
    workspace, seen = Workspace(tmp_path), []
    for month in PERIODS:
        mine = {key: frame.filter(pl.col("_period") == month) for key, frame in sample_frames().items()}
        keep_frames(workspace, mine)
    may_, june_ = compare(
        workspace, small_book(), later, [MAY, JUNE], progress=lambda one: seen.append(one.period)
    )
    assert [one.period for one in (may_, june_)] == seen == [MAY, JUNE]
    assert not any(one.moved for one in may_.effects)
    assert any(one.moved for one in june_.effects)


def read_book(*units: Unit, **aliases):
    """The small book with a survey that is read from a file; ``units`` more, ``aliases`` of units."""
    edition = small_edition()
    survey = edition.source_by_id["survey"]
    head = (Column("day", ColumnType.DATE, required=True), Column("unit", ColumnType.TEXT, required=True))
    own = (replace(one, aliases=aliases.get(one.id, ())) for one in edition.units.units)
    sources = (replace(survey, columns=(*head, *survey.columns)), *edition.sources[1:])
    return always(replace(edition, sources=sources, units=UnitTree((*own, *units))))


def survey_workspace(folder):
    """A computed and published month of ten answers for P1C1 and ten for a name that nobody has."""
    workspace, book = Workspace(folder / "w"), read_book()
    lines = [f"2026-06-{day:02},{unit},hall,9" for day in range(1, 11) for unit in ("P1C1", "Alder City")]
    file = folder / "survey_a.csv"
    file.write_text("\n".join(["day,unit,touchpoint,score", *lines, ""]), encoding="utf-8")
    cycle.deliver(workspace, book, [file], at="2026-07-01")
    cycle.run(workspace, book, JUNE, at="2026-07-01")
    workspace.snapshots.publish(workspace.results.path)
    return workspace


def test_a_unit_on_one_side_is_told_as_such(tmp_path):
    """A new city of the name that ten refused rows have: it begins, and its KPIs are no moves from 0."""
    city = Unit("P2C2", text("Alder City"), "city", "P2", aliases=("Alder City",))
    found = effects(survey_workspace(tmp_path), read_book(), read_book(city))
    assert found["index"].begun == (("P2C2", ""),)
    assert {unit for unit, _ in found["kpi"].begun} == {"P2C2"}
    moved = {move.unit for one in found.values() for move in one.moved}
    assert "P2C2" not in moved
    assert "P2" in moved


def test_nothing_in_the_workspace_changes_even_where_files_are_read_again(tmp_path):
    """A unit gets an alias: under the new book ten refused answers count, and no file changes its bytes."""
    workspace = survey_workspace(tmp_path)
    before = contents(workspace.root)
    found = effects(workspace, read_book(), read_book(P1C1=("Alder City",)))
    assert contents(workspace.root) == before
    counts = {
        (move.unit, one.name): (one.old, one.new)
        for move in found["kpi"].moved
        for one in move.figures
        if move.subject == "hall.top"
    }
    assert counts["P1C1", "n"] == counts["G", "n"] == (10, 20)


def test_a_month_that_cannot_be_compared_is_refused(tmp_path):
    """Without deliveries the months at hand are named; before a book begins, which of the two it is."""
    workspace = sample_workspace(tmp_path)
    with pytest.raises(BadRequest, match="2026-05 to 2026-06"):
        compare(workspace, small_book(), small_book(), [Period(2027, 1)])
    late = Book("1" * 64, ((JUNE, small_edition()),))
    with pytest.raises(BadRequest, match="second book begins in 2026-06"):
        compare(workspace, small_book(), late, [MAY])
