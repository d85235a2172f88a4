from __future__ import annotations

import polars as pl

from scorecard import cycle
from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.coverage import coverage, owing
from scorecard.model.org import Unit, UnitTree
from scorecard.model.period import Period
from scorecard.store.workspace import Workspace
from tests.sample import keep_frames, sample_frames, small_book, text

TREE = UnitTree(
    (
        Unit("G", text("Group"), "group"),
        *(Unit(province, text(province), "province", "G") for province in ("A", "B", "C")),
        *(Unit(f"{province}{city}", text(city), "city", province) for province in "ABC" for city in "123"),
    )
)
CITIES = {f"{province}{city}" for province in "ABC" for city in "123"}


def told(now, before=frozenset()):
    return [(debt.unit.id, debt.before) for debt in owing(TREE, now, before)]


def test_a_unit_that_had_rows_before_owes_them():
    """One city, and not the province that has others."""
    assert told(CITIES - {"A2"}, CITIES) == [("A2", True)]


def test_a_whole_province_is_told_once():
    """Not once for each of its cities."""
    assert told(CITIES - {"B1", "B2", "B3"}, CITIES) == [("B", True)]


def test_a_unit_most_of_whose_siblings_have_rows_owes_them():
    """Two of three cities deliver: the third is asked, though it never did."""
    assert told(CITIES - {"A2"}) == [("A2", False)]
    assert told({"A1", "C1", "C2"}) == [("B", False), ("C3", False)]


def test_nobody_is_asked_for_what_is_counted_elsewhere():
    """Rows of provinces only: no city has siblings with rows. A unit that left the tree is no debtor."""
    assert told({"A", "B", "C"}, {"A", "B", "C", "GONE"}) == []


def computed_without(tmp_path, look, dropped):
    """The findings where rows that match were never delivered."""
    frames = {source: frame.filter(~dropped(source)) for source, frame in sample_frames().items()}
    keep_frames(space := Workspace(tmp_path), frames)
    for period in (Period(2026, 5), Period(2026, 6)):
        cycle.run(space, small_book(), period, at="2026-07-01T00:00:00+00:00")
    return [*coverage(look(space))]


def test_who_owes_data_is_named_source_by_source(tmp_path, look):
    """Birch sent no survey in June; it did in May."""
    june = (pl.col("_period") == "2026-06") & (pl.col("_unit") == "P1C2")
    (found,) = computed_without(tmp_path, look, lambda source: june & (source == "survey"))
    assert found.level is Level.WARNING
    assert found.what == "survey has no row in 2026-06 of P1C2 Birch."
    assert "run 2026-06 again" in found.remedy


def test_a_province_without_any_row_is_told_for_the_source(tmp_path, look):
    """South has no tickets in either month, its only sibling has."""
    south = pl.col("_unit") == "P2C1"
    (found,) = computed_without(tmp_path, look, lambda source: south & (source == "tickets"))
    assert found.what == "tickets has no row in 2026-06 of P2 South (most of its siblings have)."


def test_a_source_that_nobody_sent_is_not_told_here(tmp_path, look):
    """No tickets at all in June: freshness says so, and not every unit again."""
    june = pl.col("_period") == "2026-06"
    (found,) = computed_without(tmp_path, look, lambda source: june & (source == "tickets"))
    assert found.level is Level.OK
