"""A Parquet file -> Table. The foreign file is opened in a child process with limits."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import polars as pl

from scorecard.ingest.child import unfold
from scorecard.ingest.reasons import bad_delivery, complaint
from scorecard.ingest.table import Pick, Table, from_texts

_DAMAGE = "it is no whole Parquet file, or declares too many rows to be read"

_EXACT_FLOAT = 2**53


def parquet(data: bytes, file: str, pick: Pick) -> Table:
    """Read all columns as text that says the same exactly; the cell rules then judge them as any other.

    A whole float is written as an integer, a time with a zone as its wall-clock time. Raises BadDelivery.
    """
    with tempfile.TemporaryDirectory(prefix="scorecard-") as folder:
        unfold(data, file, Path(folder), ending="parquet", damage=_DAMAGE)
        frame = pl.read_ipc(io.BytesIO((Path(folder) / "cells.arrow").read_bytes()))
    if not frame.width:
        raise bad_delivery(complaint("empty", file, "it has no columns"))
    headings = frame.columns
    picked = pick(headings, None)
    frame.columns = [
        str(at) for at in range(frame.width)
    ]  # a foreign name could be a pattern, or one of ours
    texts = [_as_text(name, dtype) for name, dtype in frame.schema.items()]
    for _, at in picked.columns:
        if texts[at] is None:
            what = f"column {headings[at]!r} holds {frame.dtypes[at]}, which cannot be read"
            raise bad_delivery(complaint("unreadable_column", file, what))
    told = ((pl.lit("…") if text is None else text).alias(str(at)) for at, text in enumerate(texts))
    return from_texts(frame.select(told), picked, header=None)


def _as_text(name: str, dtype: pl.DataType) -> pl.Expr | None:
    """The column as exact text; None if its type has none."""
    column = pl.col(name)
    if isinstance(dtype, pl.Float32 | pl.Float64):
        whole = (column == column.floor()) & (column.abs() <= _EXACT_FLOAT)
        number = pl.when(whole).then(column).cast(pl.Int64).cast(pl.String)
        return pl.when(column.is_nan()).then(None).otherwise(pl.coalesce(number, column.cast(pl.String)))
    if isinstance(dtype, pl.Datetime):
        return column.dt.replace_time_zone(None).dt.strftime("%Y-%m-%dT%H:%M:%S%.f")
    if dtype.is_integer() or isinstance(
        dtype, pl.String | pl.Categorical | pl.Enum | pl.Boolean | pl.Decimal | pl.Date | pl.Null
    ):
        return column.cast(pl.String)
    return None
