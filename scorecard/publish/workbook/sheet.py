"""One sheet, written cell by cell from the top: formats by decimals, columns as wide as their texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

Value = str | int | Decimal | None
_NARROW, _WIDE = 8, 46


class Sheet:
    """Writes rows one below the other; text stays text, a Decimal keeps its decimals, None is empty."""

    def __init__(self, book: Workbook, name: str) -> None:
        self._book = book
        self._sheet: Any = book.add_worksheet(name)
        self._sheet.hide_gridlines(2)
        self._formats: dict[tuple[int | None, bool], Format] = {}
        self._row = 0

    def title(self, text: str) -> None:
        """A heading above a table, with a free row before it."""
        self._row += 1 if self._row else 0
        self._sheet.write_string(self._row, 0, text, self._format(None, bold=True))
        self._row += 1

    def heads(self, names: Sequence[str], *, freeze: bool = False) -> None:
        """The row of column names; ``freeze`` keeps it and the first column in view."""
        look = self._book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#F3F5F8"}
        )
        for column, name in enumerate(names):
            self._sheet.write_string(self._row, column, name, look)
        self._row += 1
        if freeze:
            self._sheet.freeze_panes(self._row, 1)

    def row(self, values: Sequence[Value], *, bold: bool = False) -> None:
        """One row of cells."""
        for column, value in enumerate(values):
            self._write(column, value, bold=bold)
        self._row += 1

    def widths(self, columns: Sequence[Sequence[str]]) -> None:
        """Each column as wide as the widest of its texts, a Chinese letter counting for two."""
        for column, texts in enumerate(columns):
            widest = max((_units(text) for text in texts), default=0)
            self._sheet.set_column(column, column, min(max(widest + 2, _NARROW), _WIDE))

    def _write(self, column: int, value: Value, *, bold: bool) -> None:
        match value:
            case None:
                return
            case str():
                self._sheet.write_string(self._row, column, value, self._format(None, bold=bold))
            case _:
                places = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
                self._sheet.write_number(self._row, column, value, self._format(max(places, 0), bold=bold))

    def _format(self, places: int | None, *, bold: bool) -> Format:
        if (places, bold) not in self._formats:
            look: dict[str, Any] = {"bold": bold}
            if places is not None:
                look["num_format"] = "#,##0" + (f".{'0' * places}" if places else "")
            self._formats[places, bold] = self._book.add_format(look)
        return self._formats[places, bold]


def _units(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in text)
