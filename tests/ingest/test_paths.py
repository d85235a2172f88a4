"""Rows whose province and city stand in their columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.errors import BadDelivery
from scorecard.ingest import Intake, read
from scorecard.model.book import Book
from scorecard.model.org import Unit
from scorecard.model.period import Period
from tests.ingest.books import BOOK, csv_text, row
from tests.places import HEADING, NORTH, places_book, places_edition, survey_file
from tests.sample import text


def take(folder: Path, *rows: str, book: Book | None = None, **how: str) -> Intake:
    """The file of these rows, read."""
    return read(survey_file(folder, *rows, **how), book or places_book())


def found(intake: Intake) -> list[tuple[object, ...]]:
    """The units found, without parent and level."""
    assert intake.found is not None
    return intake.found.select("period", "unit", "name", "rows").rows()


def test_a_row_belongs_to_its_deepest_name(tmp_path: Path):
    """A row with a province alone is the province's; both are found, with the rows at or below them."""
    intake = take(tmp_path, "2026-06-01,Texas,Austin,hall,9", "2026-06-02,Texas,,hall,8")
    assert intake.rows["_unit"].to_list() == ["G.texas.austin", "G.texas"]
    assert found(intake) == [("2026-06", "G.texas", "Texas", 2), ("2026-06", "G.texas.austin", "Austin", 1)]
    assert intake.found.select("parent", "level").rows() == [("G", "province"), ("G.texas", "city")]


PATH_REFUSALS = [
    (",Austin", "city", "missing_above", "'Austin' is named, but not the unit above it"),
    (",", "province", "missing_unit", "the row names no unit"),
    ("Texas,--", "city", "not_name", "'--' is no name"),
    ("Twin,", "province", "several_units", "'Twin' may mean several units"),
    ("Depot,", "province", "listed_elsewhere", "the definitions list the unit 'Depot' would be"),
]
LISTED = (
    Unit("T1", text("Twin"), "province", "G"),
    Unit("T2", text("Twin"), "province", "G"),
    Unit("G.depot", text("Store"), "city", "G"),
)


@pytest.mark.parametrize(("cells", "column", "code", "what"), PATH_REFUSALS)
def test_a_row_without_a_place_is_refused(tmp_path: Path, cells: str, column: str, code: str, what: str):
    """Each reason is told at the column at fault, and the row makes no unit."""
    intake = take(
        tmp_path, "2026-06-01,Texas,,hall,9", f"2026-06-01,{cells},hall,9", book=places_book(*LISTED)
    )
    assert intake.refused.select("line", "column", "code").rows() == [(3, column, code)]
    assert intake.refused["what"][0].startswith(what)
    assert found(intake) == [("2026-06", "G.texas", "Texas", 1)]


def test_a_refused_row_makes_no_unit(tmp_path: Path):
    """A row that is refused for its score does not bring its city into the world."""
    intake = take(tmp_path, "2026-06-01,Texas,Austin,hall,99", "2026-06-01,Ohio,,hall,9")
    assert [unit for _, unit, _, _ in found(intake)] == ["G.ohio"]


def test_spellings_are_counted_month_by_month(tmp_path: Path):
    """One unit of three spellings: each with its rows, in the order of months and code points."""
    rows = ["2026-06-01,TEXAS,,hall,9", "2026-05-01,Texas,,hall,9", "2026-06-01,texas ,,hall,9"]
    again = "2026-06-02, texas,,hall,9"
    assert found(take(tmp_path, *rows, again)) == [
        ("2026-05", "G.texas", "Texas", 1),
        ("2026-06", "G.texas", "TEXAS", 1),
        ("2026-06", "G.texas", "texas", 2),
    ]


def test_listed_units_are_not_found(tmp_path: Path):
    """A province of the definitions is named by the definitions alone."""
    intake = take(tmp_path, "2026-06-01,Norden,Alder,hall,9", book=places_book(NORTH))
    assert intake.rows["_unit"].to_list() == ["N.alder"]
    assert found(intake) == [("2026-06", "N.alder", "Alder", 1)]


def test_each_row_goes_by_the_definitions_of_its_month(tmp_path: Path):
    """A province that is listed from June on is found before, and listed after."""
    book = Book("0" * 64, ((Period(2026, 1), places_edition()), (Period(2026, 6), places_edition(NORTH))))
    intake = take(tmp_path, "2026-05-01,North,,hall,9", "2026-06-01,North,,hall,9", book=book)
    assert intake.rows["_unit"].to_list() == ["G.north", "N"]


def test_a_row_outside_the_months_of_the_source_is_told_by_its_period(tmp_path: Path):
    """Before the book begins nothing is defined, whatever units the row names."""
    book = Book("0" * 64, ((Period(2026, 1), places_edition()),))
    intake = take(tmp_path, "2025-12-01,,Austin,hall,9", "2026-06-01,Ohio,,hall,9", book=book)
    assert intake.refused.select("column", "code").rows() == [("day", "not_in_force")]


def test_every_column_of_the_path_must_be_there(tmp_path: Path):
    """A file without the city column would count every row for its province: it is refused."""
    with pytest.raises(BadDelivery, match="'city' is missing"):
        take(tmp_path, "2026-06-01,Texas,hall,9", heading=HEADING.replace("city,", ""))


def test_other_sources_find_no_units(tmp_path: Path):
    """Where units come from one column, all of them are listed."""
    path = tmp_path / "survey_a.csv"
    path.write_text(csv_text(row()), encoding="utf-8")
    assert read(path, BOOK).found is None
