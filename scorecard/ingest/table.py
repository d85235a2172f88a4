"""The Table: any delivered format as text cells, nothing judged yet but the shape of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import polars as pl

from scorecard.ingest.headings import Picked
from scorecard.model.problem import Problem

Pick = Callable[[Sequence[str], int | None], Picked]
"""From the headings and the line they stand on (None where the format has no lines) to the columns."""
"""Headings in, the declared columns among them out."""

LINE = "_line"


@dataclass(frozen=True, slots=True)
class Misshapen:
    """A row whose cells cannot be told apart: ``detail`` is its number of cells, where that is the reason."""

    line: int
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """``cells``: ``_line`` Int64 and the declared columns found, as String; ``raw``: a row's text by line."""

    cells: pl.DataFrame
    misshapen: tuple[Misshapen, ...]
    raw: Callable[[int], str]
    warnings: tuple[Problem, ...] = ()


def form(name: str) -> str:
    """The format by the name's ending: csv, tsv, xlsx, parquet, or what else it ends with; gz stripped."""
    return PurePath(name.lower().removesuffix(".gz")).suffix.removeprefix(".")


def from_texts(frame: pl.DataFrame, picked: Picked, *, header: int | None) -> Table:
    """A table out of a frame of strings whose row i is the file's row i + 1.

    ``header`` is the index of the heading row, None if the headings are no row. Rows blank in every cell
    are refused, but for those at the end of a sheet, which are no rows at all.
    """
    numbered = frame.with_row_index(LINE, offset=1).with_columns(pl.col(LINE).cast(pl.Int64))
    blank = pl.all_horizontal(pl.col(name).is_null() for name in frame.columns)
    if header is not None:
        last = numbered.filter(~blank).get_column(LINE).max()
        numbered = numbered.filter(pl.col(LINE).is_between(header + 2, pl.lit(last)))
    lost = numbered.filter(blank).get_column(LINE).to_list()
    names = [pl.col(frame.columns[at]).alias(name) for name, at in picked.columns]
    cells = numbered.filter(~blank).select(pl.col(LINE), *names)

    def raw(line: int) -> str:
        return "\t".join(str(cell or "") for cell in frame.row(line - 1))

    return Table(cells, tuple(Misshapen(line, "blank_row") for line in lost), raw, picked.warnings)
