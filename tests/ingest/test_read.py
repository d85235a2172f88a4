"""A file is read as a whole, whatever its format, and each bad row says why."""

from __future__ import annotations

import gzip
import hashlib
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from scorecard.errors import BadDelivery
from scorecard.ingest import Intake, read
from scorecard.ingest.reasons import ROW_REASONS
from scorecard.model.source import Column, ColumnType, Origin
from tests.ingest.books import BOOK, GOOD, NAMES, a_book, csv_text, row, simple
from tests.ingest.test_paths import PATH_REFUSALS

ROWS = [row(), row(id="测2", hall="南湖", overall="10.0", passed="n", channel="热线(10086)")]
TEXT = csv_text(*ROWS)


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def sheet(folder: Path, rows: list[list[str]], name: str = "survey_a.xlsx") -> Path:
    path = folder / name
    pl.DataFrame(rows, schema=NAMES, orient="row").write_excel(path)
    return path


def take(folder: Path, *rows: list[str]) -> Intake:
    return read(put(folder, "survey_a.csv", csv_text(*rows).encode()), BOOK)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("survey_a.csv", TEXT.encode()),
        ("survey_a.csv", TEXT.encode("utf-8-sig")),
        ("survey_a.csv", TEXT.encode("gb18030")),
        ("survey_a.csv", TEXT.encode("utf-16")),
        ("SURVEY_A.CSV", TEXT.replace("\n", "\r\n").encode()),
        ("survey_a.csv", TEXT.replace(",", ";").encode()),
        ("survey_a.csv", TEXT.replace(",", "\t").encode()),
        ("survey_a.tsv", TEXT.replace(",", "\t").encode()),
        ("测评_a.csv.gz", gzip.compress(TEXT.encode())),
        ("survey_a.csv", (TEXT + "\n  \n,,,\n").encode()),
        ("survey_a.csv", TEXT.rstrip("\n").encode()),
    ],
)
def test_every_text_format_and_encoding_says_the_same(tmp_path: Path, name: str, data: bytes):
    """UTF-8 with or without mark, GB18030, UTF-16, any delimiter and line end, packed or not: one result."""
    intake = read(put(tmp_path, name, data), BOOK)
    plain = read(put(tmp_path, "survey_plain.csv", TEXT.encode()), BOOK)
    assert intake.rows.equals(plain.rows)
    assert (intake.rows_read, intake.rows_kept, intake.rows_refused) == (2, 2, 0)
    assert intake.digest == hashlib.sha256(data).hexdigest()


def test_cells_are_stored_as_the_model_says(tmp_path: Path):
    """Scaled integers, 0/1 flags, dates, times, computed minutes, and the declared spelling of a value."""
    intake = take(tmp_path, *ROWS)
    assert intake.rows.columns == ["_line", "_period", "_unit", *GOOD, "elapsed"]
    assert intake.rows.row(0, named=True) == {
        "_line": 2,
        "_period": "2026-06",
        "_unit": "BJ",
        "id": "a1",
        "answered": date(2026, 6, 3),
        "hall": "BJ",
        "overall": 8,
        "amount": 1250,
        "passed": 1,
        "channel": "APP",
        "opened": datetime(2026, 6, 1, 8),
        "closed": datetime(2026, 6, 1, 9, 1),
        "elapsed": 61,
    }
    second = intake.rows.row(1, named=True)
    assert (second["_unit"], second["overall"], second["passed"]) == ("NH", 10, 0)
    assert second["channel"] == "热线（10086）"
    assert intake.periods == ("2026-06",)


def test_a_sheet_and_a_parquet_file_say_the_same_as_text(tmp_path: Path):
    """The same rows as xlsx and as Parquet become the same typed rows."""
    expected = take(tmp_path, *ROWS).rows.drop("_line")
    book = read(sheet(tmp_path, ROWS), BOOK)
    assert book.rows.drop("_line").equals(expected)
    assert book.rows["_line"].to_list() == [2, 3]
    path = tmp_path / "survey_a.parquet"
    pl.DataFrame(ROWS, schema=NAMES, orient="row").write_parquet(path)
    columnar = read(path, BOOK)
    assert columnar.rows.drop("_line").equals(expected)
    assert columnar.rows["_line"].to_list() == [1, 2]


REFUSALS = [
    (row(id=" "), "id", "missing_cell"),
    (row(overall="#DIV/0!"), "overall", "error_cell"),
    (row(channel="fax"), "channel", "not_allowed"),
    (row(overall="8.5"), "overall", "not_integer"),
    (row(overall="12_0"), "overall", "not_integer"),
    (row(amount="1e3"), "amount", "not_number"),
    (row(amount="."), "amount", "not_number"),
    (row(amount="12.345"), "amount", "too_precise"),
    (row(amount="9" * 30), "amount", "too_large"),
    (row(overall="11"), "overall", "out_of_range"),
    (row(passed="maybe"), "passed", "not_flag"),
    (row(answered="2026-02-30"), "answered", "not_date"),
    (row(answered="0026/06/01"), "answered", "not_date"),
    (row(opened="2026-06-01 25:00"), "opened", "not_time"),
    (row(opened="2026-06-02 09:02"), "elapsed", "negative_minutes"),
    (row(opened="2020-06-02 09:02"), "elapsed", "out_of_range"),
    (row(hall="Atlantis"), "hall", "unknown_unit"),
    (row(hall="Twin"), "hall", "unknown_unit"),
    (row()[:-1], "", "too_few_cells"),
    ([*row(), "x"], "", "too_many_cells"),
    (['"a"b', *row()[1:]], "", "bad_quote"),
    ([""] * len(NAMES), "", "blank_row"),
]


@pytest.mark.parametrize(("bad", "column", "code"), REFUSALS)
def test_a_bad_row_is_refused_with_its_reason(tmp_path: Path, bad: list[str], column: str, code: str):
    """The row between two good ones is refused, with line, column, code and its own text; they are kept."""
    intake = take(tmp_path, row(id="first"), bad, row(id="last"))
    assert intake.rows["_line"].to_list() == [2, 4]
    (refused,) = intake.refused.iter_rows(named=True)
    assert (refused["line"], refused["column"], refused["code"]) == (3, column, code)
    assert refused["raw"] == ",".join(bad)
    assert refused["what"]


PLACED = simple(
    Column("unit", ColumnType.TEXT),
    Column("month", ColumnType.TEXT),
    Column("w", ColumnType.DECIMAL, decimals=2),
    period=Origin(column="month"),
    unit=Origin(column="unit"),
    weight="w",
)


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        (",2026-06,1", "unit", "missing_unit"),
        ("BJ,,1", "month", "missing_period"),
        ("BJ,2026-13,1", "month", "not_period"),
        ("BJ,2026-06,0", "w", "bad_weight"),
        ("BJ,2026-06,-1", "w", "bad_weight"),
        ("BJ,2026-06,", "w", "bad_weight"),
        ("BJ,2026-06,92233720368547758", "w", "bad_weight"),
    ],
)
def test_a_row_without_place_or_weight_is_refused(tmp_path: Path, cells: str, column: str, code: str):
    """No unit, no month or no positive weight: the row counts nowhere."""
    text = f"unit,month,w\nBJ,2026年6月,1.5\n{cells}\n"
    intake = read(put(tmp_path, "a.csv", text.encode()), a_book(PLACED))
    assert intake.refused.select("line", "column", "code").rows() == [(3, column, code)]
    assert intake.rows.select("_period", "_unit", "_weight").rows() == [("2026-06", "BJ", 15_000)]


def test_every_row_reason_is_reached():
    """No code of a refused row is without a case above."""
    reached = {code for _, _, code in REFUSALS}
    placed = {"missing_unit", "missing_period", "not_period", "bad_weight"}
    in_time = {"ended_unit", "not_in_force"}  # test_in_time.py
    on_path = {code for _, _, code, _ in PATH_REFUSALS}
    assert reached | placed | in_time | on_path == set(ROW_REASONS)


def test_the_first_problem_in_declared_order_is_told(tmp_path: Path):
    """A row with several bad cells is one refused row, told by its first bad column."""
    intake = take(tmp_path, row(), row(overall="x", amount="y", hall="nowhere"))
    assert intake.refused["column"].to_list() == ["overall"]
    assert intake.rows_refused == 1


FILE_REFUSALS = [
    ("survey_a.csv", b"", "empty"),
    ("survey_a.csv", b" \n\n", "empty"),
    ("survey_a.csv", ",".join(NAMES).encode(), "no_rows"),
    ("survey_a.csv", TEXT.replace("hall", "holl").encode(), "missing_column"),
    ("survey_a.csv", TEXT.replace("channel", "ＩＤ ").encode(), "double_heading"),
    ("survey_a.csv", TEXT.replace("BJ", "xx").replace("南湖", "yy").encode(), "all_refused"),
    ("survey_a.csv", TEXT.encode() + b"\xff\xff\xff", "not_text"),
    ("survey_a.csv", TEXT.encode() + b"\0", "not_text"),
    ("survey_a.csv", TEXT.encode() + "北".encode()[:2], "damaged"),
    ("survey_a.csv", (TEXT + '"b,2026-06-03\n' + TEXT).encode(), "open_quote"),
    ("survey_a.csv.gz", gzip.compress(TEXT.encode())[:-9], "damaged"),
    ("survey_a.csv.gz", TEXT.encode(), "damaged"),
    ("survey_a.xlsx", TEXT.encode(), "damaged"),
    ("survey_a.parquet", TEXT.encode(), "damaged"),
    ("survey_a.doc", TEXT.encode(), "unknown_format"),
    ("surwey_a.csv", TEXT.encode(), "no_source"),
]


@pytest.mark.parametrize(("name", "data", "code"), FILE_REFUSALS)
def test_a_file_that_cannot_be_taken_says_why(tmp_path: Path, name: str, data: bytes, code: str):
    """A broken file raises BadDelivery with the code, the file's name, why it matters and what to do."""
    with pytest.raises(BadDelivery) as refused:
        read(put(tmp_path, name, data), BOOK)
    problem = refused.value.problems[0]
    assert problem.code == code
    assert problem.place.file == name
    assert problem.why
    assert problem.remedy
    assert str(problem) in str(refused.value)


def test_an_open_quote_is_told_with_its_line(tmp_path: Path):
    """The line where the quote opens is named, not the end of the file."""
    data = (csv_text(row(), ['"b', *row()[1:]], row())).encode()
    with pytest.raises(BadDelivery) as refused:
        read(put(tmp_path, "survey_a.csv", data), BOOK)
    assert refused.value.problems[0].place.line == 3


def test_a_missing_file_is_a_bad_delivery(tmp_path: Path):
    """A path with nothing behind it is refused like any other bad delivery."""
    with pytest.raises(BadDelivery, match="no_file"):
        read(tmp_path / "survey_a.csv", BOOK)


def test_a_cell_may_hold_line_ends(tmp_path: Path):
    """A quoted cell over two lines is one row; the next row keeps its true line."""
    intake = take(tmp_path, row(id='"a\nb"'), row(), row(overall="x"))
    assert intake.rows["_line"].to_list() == [2, 4]
    assert intake.rows["id"][0] == "a\nb"
    assert intake.refused["line"].to_list() == [5]


def test_an_absent_optional_column_is_told(tmp_path: Path):
    """Its cells are missing, and a warning proposes the heading that may have been meant."""
    text = TEXT.replace("overall", "overal")
    intake = read(put(tmp_path, "survey_a.csv", text.encode()), BOOK)
    assert intake.rows["overall"].null_count() == 2
    (warning,) = intake.warnings
    assert warning.code == "absent_column"
    assert "overal" in warning.remedy


def test_a_source_may_be_named(tmp_path: Path):
    """A named source is taken whatever the file is called; an unknown name proposes the near one."""
    path = put(tmp_path, "x.csv", TEXT.encode())
    assert read(path, BOOK, source="survey").rows_kept == 2
    with pytest.raises(BadDelivery, match="Did you mean 'survey'"):
        read(path, BOOK, source="survay")


def test_a_name_that_fits_two_sources_is_refused(tmp_path: Path):
    """Rows never go to an accidental source."""
    path = put(tmp_path, "survey_a.csv", TEXT.encode())
    with pytest.raises(BadDelivery, match="several_sources"):
        read(path, a_book(*BOOK.sources, simple(Column("id", ColumnType.TEXT))))
