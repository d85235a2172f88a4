"""Foreign workbooks: quirks are read, bombs are refused."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from scorecard.errors import BadDelivery
from scorecard.ingest import read
from scorecard.model.source import Column, ColumnType
from tests.ingest.books import a_book, simple

SOURCE = simple(
    Column("score", ColumnType.INTEGER),
    Column("day", ColumnType.DATE),
    Column("at", ColumnType.TIME),
    Column("ok", ColumnType.FLAG),
)
DAY = datetime(2026, 6, 1)


def write(path: Path, cells: dict[tuple[int, int], object], name: str = "S") -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet(name)
        for (line, column), value in cells.items():
            if value == "#DIV/0!":
                sheet.write_formula(line, column, "=1/0", None, value)
            else:
                sheet.write(line, column, value)
        book.add_worksheet("other")
    return path


def test_typed_cells_blank_rows_and_errors(tmp_path: Path):
    """Numbers, digits as text, dates and booleans are read; an error and a blank row are refused by line."""
    cells = {(2, 1): "score", (2, 2): "day", (2, 3): "at", (2, 4): "ok", (2, 5): "x", (2, 6): "x"}
    cells |= {(3, 1): 8, (3, 2): DAY, (3, 3): datetime(2026, 6, 1, 13, 20), (3, 4): True}
    cells |= {(4, 1): "8", (5, 1): 8.5, (6, 1): "#DIV/0!", (8, 1): 9}
    intake = read(write(tmp_path / "a.xlsx", cells), a_book(SOURCE))
    assert intake.rows["_line"].to_list() == [4, 5, 9]
    assert intake.rows["score"].to_list() == [8, 8, 9]
    assert intake.rows["at"][0] == datetime(2026, 6, 1, 13, 20)
    assert (intake.rows["day"][0], intake.rows["ok"][0]) == (DAY.date(), 1)
    assert intake.refused.select("line", "code").rows() == [
        (6, "not_integer"),
        (7, "error_cell"),
        (8, "blank_row"),
    ]
    assert [warning.code for warning in intake.warnings] == ["first_sheet"]


def test_the_declared_sheet_is_read(tmp_path: Path):
    """A sheet that is not there is refused with the names that are, and the near one."""
    path = write(tmp_path / "a.xlsx", {(0, 0): "score", (1, 0): 1}, "测评")
    assert read(path, a_book(simple(*SOURCE.columns, sheet="测评"))).rows_kept == 1
    with pytest.raises(BadDelivery, match="no_sheet"):
        read(path, a_book(simple(*SOURCE.columns, sheet="评测")))
    with pytest.raises(BadDelivery, match="is empty"):
        read(path, a_book(simple(*SOURCE.columns, sheet="other")))


def test_a_cell_far_out_is_refused(tmp_path: Path):
    """A cell in the sheet's last corner would take hundreds of gigabytes; only a child process dies of it."""
    path = write(tmp_path / "a.xlsx", {(0, 0): "score", (1_048_575, 16_383): 1})
    with pytest.raises(BadDelivery, match="damaged"):
        read(path, a_book(SOURCE))


def test_a_bomb_is_refused_by_its_directory(tmp_path: Path):
    """A part that unpacks to a thousand times its size is never unpacked."""
    path = write(tmp_path / "a.xlsx", {(0, 0): "score", (1, 0): 1})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/bomb.xml", b" " * (17 << 20))
    with pytest.raises(BadDelivery, match="too_big"):
        read(path, a_book(SOURCE))
