"""Text with delimiters -> Table. Every line is accounted for: no sniffing, no skipping, no guessing."""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

import polars as pl

from scorecard.ingest.headings import SPACES
from scorecard.ingest.reasons import bad_delivery, complaint
from scorecard.ingest.table import LINE, Misshapen, Pick, Table

_DELIMITERS = (",", ";", "\t")


def delimited(text: str, file: str, pick: Pick, *, tabs: bool = False) -> Table:
    """Read the text; the delimiter is the one that splits the heading most (``tabs``: always a tab).

    Refuses single rows with too few or too many cells, with text behind a closing quote, or blank in the
    middle; blank lines at the end are no rows. Raises BadDelivery for a quote left open.
    """
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    first = next((at for at, line in enumerate(lines) if line.strip(SPACES)), len(lines))
    delimiter = "\t" if tabs else _delimiter(lines[first:])
    while len(lines) > first + 1 and not lines[-1].strip(SPACES + delimiter):
        lines.pop()
    rows = _Rows(lines, first, delimiter, file)
    picked = pick(rows.headings, first + 1)
    cells = rows.cells([name for name, _ in picked.columns], [at for _, at in picked.columns])
    return Table(cells, tuple(rows.misshapen), rows.raw, picked.warnings)


def _delimiter(lines: Sequence[str]) -> str:
    """The delimiter that splits the heading into most cells; a comma if none splits it."""

    def width(delimiter: str) -> int:
        try:
            return len(next(csv.reader(lines, delimiter=delimiter), ()))
        except csv.Error:
            return 0

    return max(_DELIMITERS, key=width)


class _Rows:
    """The records of a text, each known by the line where it starts."""

    def __init__(self, lines: list[str], first: int, delimiter: str, file: str) -> None:
        self._lines = lines
        self._file = file
        self._first = first
        self._reader = csv.reader(lines[first:] if first else lines, delimiter=delimiter, strict=True)
        self._starts: list[int] = []
        self.misshapen: list[Misshapen] = []
        self.headings: list[str] = self._next(first + 1) or []

    def _next(self, start: int) -> list[str] | None:
        """The record that starts at this line; None if it is refused. Raises StopIteration at the end."""
        try:
            return next(self._reader)
        except csv.Error as error:
            end = self._reader.line_num + self._first
            if end > start or "expected after" not in str(error):
                what = f"a quoted cell is never closed, or closes in a later row by accident ({error})"
                raise bad_delivery(complaint("open_quote", self._file, what, line=start)) from error
            self.misshapen.append(Misshapen(start, "bad_quote"))
            return None

    def cells(self, names: list[str], places: list[int]) -> pl.DataFrame:
        """All well-shaped records as strings, with the line where each starts."""
        width = len(self.headings)
        take = itemgetter(*places) if len(places) > 1 else lambda record: tuple(record[at] for at in places)
        good: list[int] = []
        taken: list[tuple[str, ...]] = []
        while True:
            start = self._reader.line_num + self._first + 1
            try:
                record = self._next(start)
            except StopIteration:
                break
            self._starts.append(start)
            if record is None:
                continue
            if len(record) == width and any(record):
                good.append(start)
                taken.append(take(record))
            else:
                self.misshapen.append(_misshapen(record, width, start))
        columns = zip(*taken, strict=True) if taken else ((),) * len(names)
        series = (pl.Series(name, cells, pl.String) for name, cells in zip(names, columns, strict=True))
        return pl.DataFrame([pl.Series(LINE, good, pl.Int64), *series])

    def raw(self, line: int) -> str:
        """The text of the record that starts at this line, without its line end."""
        at = bisect_right(self._starts, line)
        end = self._starts[at] - 1 if at < len(self._starts) else len(self._lines)
        return "".join(self._lines[line - 1 : end]).rstrip("\r\n")


def _misshapen(record: list[str], width: int, line: int) -> Misshapen:
    if not any(record):
        return Misshapen(line, "blank_row")
    return Misshapen(line, "too_few_cells" if len(record) < width else "too_many_cells", str(len(record)))
