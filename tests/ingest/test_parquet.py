"""Parquet files of any physical type."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from scorecard.errors import BadDelivery
from scorecard.ingest import read
from scorecard.model.source import Column, ColumnType
from tests.ingest.books import a_book, simple

SOURCE = simple(
    Column("n", ColumnType.INTEGER),
    Column("d", ColumnType.DECIMAL, decimals=2),
    Column("day", ColumnType.DATE),
    Column("at", ColumnType.TIME),
    Column("ok", ColumnType.FLAG),
)


def take(folder: Path, **columns: object):
    path = folder / "a.parquet"
    pl.DataFrame(columns).write_parquet(path)
    return read(path, a_book(SOURCE))


def test_exact_values_of_any_type_are_taken(tmp_path: Path):
    """Floats, decimals, dates, times with a zone and booleans become what was declared."""
    when = datetime(2026, 6, 1, 8, 30, 0, 500_000, tzinfo=UTC)
    intake = take(
        tmp_path,
        n=[8.0, None],
        d=[Decimal("12.50"), None],
        day=[datetime(2026, 6, 1), None],
        at=[when, None],
        ok=[True, False],
    )
    assert intake.rows.select("n", "d", "day", "at", "ok").rows() == [
        (8, 1250, date(2026, 6, 1), when.replace(tzinfo=None), 1),
        (None, None, None, None, 0),
    ]


def test_inexact_values_are_refused(tmp_path: Path):
    """A fraction is no integer, infinity no number, and a time of day no date; NaN is no value."""
    intake = take(
        tmp_path,
        n=[8.5, 1.0, 1.0, 1.0],
        d=[1.0, float("inf"), 1.0, float("nan")],
        day=[datetime(2026, 6, 1), datetime(2026, 6, 1), datetime(2026, 6, 1, 5), datetime(2026, 6, 1)],
    )
    assert intake.refused["code"].to_list() == ["not_integer", "not_number", "not_date"]
    assert intake.rows.select("_line", "d").rows() == [(4, None)]


def test_a_nested_column_cannot_be_read(tmp_path: Path):
    """A list under a declared heading refuses the file; under any other it is passed over."""
    assert take(tmp_path, n=[1], other=[[1, 2]]).rows_kept == 1
    with pytest.raises(BadDelivery, match="unreadable_column"):
        take(tmp_path, n=[[1, 2]])


def test_a_cut_file_is_damaged(tmp_path: Path):
    """A Parquet file without its tail is refused."""
    take(tmp_path, n=[1])
    path = tmp_path / "a.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(BadDelivery, match="damaged"):
        read(path, a_book(SOURCE))


def test_a_file_without_columns_is_empty(tmp_path: Path):
    """A Parquet file of no columns holds nothing to take."""
    with pytest.raises(BadDelivery, match="no columns"):
        take(tmp_path)


def test_foreign_names_are_only_names(tmp_path: Path):
    """Columns called like a pattern or like one of ours are passed over like any other."""
    intake = take(tmp_path, **{"*": [1.0], "^n$": [2.0], "_line": [3], "n": [4.0]})
    assert intake.rows.select("_line", "n").rows() == [(1, 4)]
