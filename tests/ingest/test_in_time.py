"""Rows of different months are read by what was in force in each of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scorecard.errors import BadDelivery
from scorecard.ingest import read
from scorecard.ingest.placing import month_in
from scorecard.model.book import Book
from scorecard.model.org import Retired, Unit, UnitTree
from scorecard.model.period import Period
from scorecard.model.source import Column, ColumnType, Origin
from scorecard.model.text import Text
from tests.ingest.books import a_book, simple

ROOT = Unit("G", Text("集团", "Group"), "group")
EAST = Unit("E", Text("东城", "East"), "city", "G")
WEST = Unit("W", Text("西城", "West"), "city", "G")
OLD = Unit("O", Text("老城", "Old Town"), "city", "G", ("老城分公司",))
PLACED = simple(
    Column("unit", ColumnType.TEXT),
    Column("month", ColumnType.TEXT),
    Column("n", ColumnType.INTEGER, high=10),
    unit=Origin(column="unit"),
    period=Origin(column="month"),
)


def book(*, heir: str | None = "E", later: object = PLACED) -> Book:
    """Old Town ends in 2026-01; the book begins in 2025-01."""
    before = replace(a_book(PLACED).newest, units=UnitTree((ROOT, EAST, WEST, OLD)))
    after = replace(
        before, units=UnitTree((ROOT, EAST, WEST)), retired=(Retired(OLD, heir),), sources=(later,)
    )
    return Book("0" * 64, ((Period(2025, 1), before), (Period(2026, 1), after)))


def take(folder: Path, given: Book, *rows: str, name: str = "a.csv"):
    """The file of these rows."""
    path = folder / name
    path.write_text("unit,month,n\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return read(path, given)


def test_a_row_of_a_merged_unit_belongs_to_its_heir_from_then_on(tmp_path):
    """The old name means the old unit until it ends, and the unit that took over afterwards."""
    intake = take(tmp_path, book(), "老城,2025-12,1", "老城分公司,2026-01,2", "O,2026-02,3")
    assert intake.rows["_unit"].to_list() == ["O", "E", "E"]


def test_a_row_of_a_split_unit_is_refused(tmp_path):
    """Where several took over, the row does not say whose it is."""
    intake = take(tmp_path, book(heir=None), "老城,2025-12,1", "老城,2026-01,2")
    assert intake.rows["_unit"].to_list() == ["O"]
    assert intake.refused.select("line", "column", "code").rows() == [(3, "unit", "ended_unit")]


def test_a_row_from_before_the_book_begins_is_refused(tmp_path):
    """Nothing is defined for its month."""
    intake = take(tmp_path, book(), "E,2024-12,1", "E,2025-01,1")
    assert intake.refused.select("line", "column", "code").rows() == [(2, "month", "not_in_force")]


def test_a_file_is_read_by_the_contract_of_its_months(tmp_path):
    """From 2026 on the scale ends at 5: a file of 2025 keeps its sevens, one of 2026 does not."""
    strict = replace(PLACED, columns=(*PLACED.columns[:2], replace(PLACED.columns[2], high=5)))
    given = book(later=strict)
    before = take(tmp_path, given, "E,2025-12,7", "W,2025-12,3")
    after = take(tmp_path, given, "E,2026-01,7", "W,2026-01,3")
    assert (before.rows_kept, before.rows_refused) == (2, 0)
    assert after.refused["code"].to_list() == ["out_of_range"]
    both = take(tmp_path, given, "E,2025-12,7", "W,2025-12,3", "E,2026-01,4")
    assert both.refused.select("line", "code").rows() == [(4, "not_in_force")]


@pytest.mark.parametrize(
    ("file", "pattern", "month"),
    [
        ("tickets_2026-06.csv", "tickets_{yyyy}-{mm}*", "2026-06"),
        ("TICKETS_202606_v2.csv", "tickets_{yyyy}{mm}*", "2026-06"),
        ("投诉２０２６年06月.xlsx", "投诉{yyyy}年{mm}月*", "2026-06"),
        ("06-2026.csv", "{mm}-{yyyy}.csv", "2026-06"),
        ("tickets_2026-13.csv", "tickets_{yyyy}-{mm}*", None),
        ("tickets_2026-06.csv", "survey_{yyyy}-{mm}*", None),
    ],
)
def test_a_file_name_tells_its_month(file, pattern, month):
    """Year and month stand where the pattern says, in any width; else there is no month."""
    assert month_in(file, pattern) == month


def test_rows_take_their_month_from_the_file_name(tmp_path):
    """Every row of the file has the month of its name; a name without one is refused as a whole."""
    named = replace(PLACED, period=Origin(file="n_{yyyy}{mm}.csv"))
    given = a_book(named)
    assert take(tmp_path, given, "BJ,,1", name="n_202606.csv").periods == ("2026-06",)
    with pytest.raises(BadDelivery, match="no month"):
        take(tmp_path, given, "BJ,,1", name="n_june.csv")


def test_a_source_may_take_over_the_files_of_another(tmp_path):
    """Two sources with one file pattern, one after the other: each file goes to the one of its months."""
    new = replace(PLACED, id="newer", columns=(*PLACED.columns[:2], Column("m", ColumnType.INTEGER)))
    given = book(later=new)
    assert take(tmp_path, given, "E,2025-12,7").source == "simple"
    path = tmp_path / "b.csv"
    path.write_text("unit,month,m\nE,2026-01,7\n", encoding="utf-8")
    assert read(path, given).source == "newer"
    both = Book("0" * 64, ((Period(2025, 1), replace(given.newest, sources=(PLACED, new))),))
    with pytest.raises(BadDelivery, match="several sources: simple, newer"):
        read(path, both)
