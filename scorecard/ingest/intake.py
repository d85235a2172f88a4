"""The Intake: what one delivered file became."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from scorecard.model.problem import Problem

REFUSED = pl.Schema(
    {"line": pl.Int64, "column": pl.String, "code": pl.String, "what": pl.String, "raw": pl.String}
)


@dataclass(frozen=True, slots=True)
class Intake:
    """One file, read against one source.

    ``digest``: SHA-256 (hex) of the delivered bytes.

    ``rows``, in the file's order: ``_line`` Int64 (line of a text file; row of a sheet, its heading
    counted; row of a Parquet file, from 1), ``_period`` String (2026-06), ``_unit`` String (unit id),
    ``_weight`` Int64 (times 10,000; only if the source declares a weight), then every declared column
    under its name, stored as ``model.source.ColumnType`` says; null where there is no value.

    ``refused``, in the file's order, one row a refused row, with its first problem: ``line``,
    ``column`` (declared name; empty if the whole row is at fault), ``code`` (``ingest.reasons``),
    ``what`` and ``raw`` (the row's text as delivered).

    ``periods``: of the kept rows, sorted. ``found``: the units that only they name (``ingest.paths``); None
    where the source has no path.
    """

    source: str
    file: str
    digest: str
    rows: pl.DataFrame
    refused: pl.DataFrame
    rows_read: int
    rows_kept: int
    rows_refused: int
    periods: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()
    found: pl.DataFrame | None = None

    def __post_init__(self) -> None:
        counted = (self.rows.height, self.refused.height)
        if counted != (self.rows_kept, self.rows_refused) or self.rows_read != sum(counted):
            raise ValueError(
                f"{self.file}: {self.rows_read} rows read are not {counted[0]} kept + {counted[1]} refused"
            )
