"""Units that only rows name, at rest and as debtors."""

from __future__ import annotations

import os

import pytest

from scorecard import cycle
from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.coverage import coverage
from scorecard.doctor.workspace.deliveries import deliveries
from scorecard.model.org import Unit
from scorecard.model.period import Period
from tests.doctor.workspace.spoiling import flip
from tests.places import NORTH, answers, delivered, places_book, places_edition
from tests.sample import text

SOUTH = Unit("S", text("South"), "province", "G")


def ran(folder, *files):
    """A workspace that took in these rows and ran both months; north and south are listed, no city is."""
    book = places_book(NORTH, SOUTH)
    workspace = delivered(folder, book, *files)
    for period in (Period(2026, 5), Period(2026, 6)):
        cycle.run(workspace, book, period, at="2026-07-01T00:00:00+00:00")
    return workspace


def test_rows_of_found_units_count_for_the_listed_ones_above(tmp_path, look):
    """Cities come and go, and nobody owes anything while both provinces have rows."""
    may, june = answers("North", "Alder", 9, month="2026-05"), answers("North", "Birch", 9)
    south = [*answers("South", "Cedar", 9, month="2026-05"), *answers("South", "", 9)]
    (found,) = coverage(look(ran(tmp_path, may, june, south), places_edition(NORTH, SOUTH)))
    assert found.level is Level.OK


def test_a_listed_unit_without_rows_of_found_ones_owes_them(tmp_path, look):
    """South had a city with rows in May and has none in June; its city is not told beside it."""
    may = [*answers("North", "Alder", 9, month="2026-05"), *answers("South", "Cedar", 9, month="2026-05")]
    (found,) = coverage(look(ran(tmp_path, may, answers("North", "Birch", 9)), places_edition(NORTH, SOUTH)))
    assert found.what == "survey has no row in 2026-06 of S South."


SPOILT = {
    "gone": (os.remove, False, "are not there"),
    "cut off": (lambda path: os.truncate(path, 20), False, "cut off"),
    "changed": (flip, True, "are not what was written"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_damage_to_the_found_units_is_told(how, tmp_path, look):
    """Their file is missing, cut off, or (looking deep) another than was written."""
    spoil, deep, says = SPOILT[how]
    rows = [*answers("North", "Alder", 9, month="2026-05"), *answers("North", "Alder", 9)]
    workspace = ran(tmp_path, rows)
    assert [one.level for one in deliveries(look(workspace, deep=True))] == [Level.OK]
    (path,) = workspace.deliveries.folder.glob("*/found.parquet")
    spoil(path)
    (found,) = (one for one in deliveries(look(workspace, deep=deep)) if one.level is not Level.OK)
    assert says in found.what
