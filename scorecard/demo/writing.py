"""Rows to files, the way operators' systems write them; the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import polars as pl
import xlsxwriter

Row = Mapping[str, object]
Headings = Mapping[str, str]

UTF8_BOM = "utf-8-sig"
GB18030 = "gb18030"
_CREATED = datetime(2024, 7, 1)  # noqa: DTZ001 a workbook's property has no zone


def write_csv(path: Path, headings: Headings, rows: Sequence[Row], encoding: str) -> None:
    """``headings``: column -> heading, in the order of the file. None is an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings.values())
    writer.writerows([_told(row.get(column)) for column in headings] for row in rows)
    path.write_bytes(text.getvalue().encode(encoding))


def write_xlsx(path: Path, sheet: str, headings: Headings, rows: Sequence[Row]) -> None:
    """One sheet, the heading in its first row; dates are real date cells."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    book.set_properties({"created": _CREATED})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page = book.add_worksheet(sheet)
    page.write_row(0, 0, headings.values())
    for line, row in enumerate(rows, start=1):
        for place, column in enumerate(headings):
            value = row.get(column)
            if isinstance(value, date):
                page.write_datetime(line, place, value, day)
            else:
                page.write_string(line, place, "" if value is None else str(value))
    book.close()


def write_parquet(path: Path, headings: Headings, rows: Sequence[Row]) -> None:
    """Typed columns; None is null."""
    columns = {heading: [row.get(column) for row in rows] for column, heading in headings.items()}
    pl.DataFrame(columns).write_parquet(path, compression="zstd")


def _told(value: object) -> object:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return "" if value is None else value
