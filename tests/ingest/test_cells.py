"""What single cells mean."""

from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest

from scorecard.ingest.cells import minutes, type_cells
from scorecard.model.source import Column, ColumnType

INTEGER = Column("n", ColumnType.INTEGER)
MONEY = Column("d", ColumnType.DECIMAL, decimals=2)
FINE = Column("f", ColumnType.DECIMAL, decimals=3)


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        (INTEGER, "8", 8),
        (INTEGER, "8.0", 8),
        (INTEGER, "８", 8),
        (INTEGER, "\u3000 8\u00a0", 8),
        (INTEGER, "+8", 8),
        (INTEGER, "-8", -8),
        (INTEGER, "−8", -8),
        (INTEGER, "1,234", 1234),
        (INTEGER, "１，２３４", 1234),
        (INTEGER, "9223372036854775807", 2**63 - 1),
        (MONEY, "12", 1200),
        (MONEY, ".5", 50),
        (MONEY, "-0.05", -5),
        (MONEY, "12.500", 1250),
        (MONEY, "1,234,567.8", 123456780),
        (MONEY, "1,234", 123400),
        (FINE, "1,234.5", 1234500),
        (FINE, "1,234,567", 1234567000),
    ],
)
def test_numbers_are_read_exactly(column: Column, cell: str, value: int):
    """Full-width digits, spaces around, signs and clear thousands commas are read, in the scale declared."""
    typed = type_cells(column, pl.Series([cell]))
    assert (typed.values.to_list(), typed.codes.to_list()) == ([value], [None])


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        (INTEGER, "8.5", "not_integer"),
        (INTEGER, "12,34", "not_integer"),
        (INTEGER, "1,2345", "not_integer"),
        (INTEGER, "-", "not_integer"),
        (INTEGER, "0x10", "not_integer"),
        (INTEGER, "inf", "not_integer"),
        (INTEGER, "9223372036854775808", "too_large"),
        (MONEY, "NaN", "not_number"),
        (MONEY, "5%", "not_number"),
        (MONEY, "0.005", "too_precise"),
        (FINE, "1,234", "not_number"),
    ],
)
def test_doubtful_numbers_are_refused(column: Column, cell: str, code: str):
    """What is no exact number of the declared scale, or could be read in two ways, is refused."""
    typed = type_cells(column, pl.Series([cell]))
    assert (typed.values.to_list(), typed.codes.to_list()) == ([None], [code])


def test_missing_texts_mean_no_value():
    """The empty cell, spaces and the declared texts (full width too) are missing, not wrong."""
    column = Column("n", ColumnType.INTEGER, low=1, missing=("-1", "无"))
    typed = type_cells(column, pl.Series(["", None, "　", "-1", "－１", "无", "5"]))
    assert typed.values.to_list() == [None] * 6 + [5]
    assert typed.codes.null_count() == 7


def test_flags_follow_their_texts():
    """Declared texts decide, in any letter case; without any, 1 and 0 do; true and false always do."""
    listed = Column("f", ColumnType.FLAG, true=("1", "98"), false=("-1",))
    typed = type_cells(listed, pl.Series(["98", "-1", "TRUE", "0"]))
    assert typed.values.to_list() == [1, 0, 1, None]
    assert typed.codes.to_list() == [None, None, None, "not_flag"]
    assert type_cells(Column("f", ColumnType.FLAG), pl.Series(["1", "0"])).values.to_list() == [1, 0]


def test_formats_are_tried_in_order():
    """The first declared format that fits decides; ISO is the last resort; years must be sensible."""
    column = Column("t", ColumnType.TIME, formats=("%d/%m/%Y %H:%M", "%d/%m/%y %H:%M"))
    cells = pl.Series(["5/3/2016 01:05", "5/3/16 1:05", "2016-03-05T01:05:00", "2016-03-05"])
    typed = type_cells(column, cells)
    assert typed.values.to_list() == [datetime(2016, 3, 5, 1, 5)] * 3 + [None]
    assert typed.codes.to_list() == [None, None, None, "not_time"]


def test_text_keeps_what_was_delivered():
    """Only spaces around a text are taken away; its full-width letters stay."""
    typed = type_cells(Column("t", ColumnType.TEXT), pl.Series(["　ＡＢ（１）\ufeff"]))
    assert typed.values.to_list() == ["ＡＢ（１）"]


def test_minutes_are_rounded_down():
    """59 seconds are 0 minutes; an open end gives no value; a required one refuses the row."""
    start = pl.Series([datetime(2026, 1, 1)] * 3)
    end = pl.Series([datetime(2026, 1, 1, 0, 0, 59), datetime(2026, 1, 1, 1, 1, 30), None])
    column = Column("m", ColumnType.MINUTES, between=("a", "b"))
    assert minutes(column, start, end).values.to_list() == [0, 61, None]
    needed = Column("m", ColumnType.MINUTES, between=("a", "b"), required=True)
    assert minutes(needed, start, end).codes.to_list() == [None, None, "missing_cell"]
