"""Rows for any source, as ingest stores them and as people type them.

Three units: U1 and U2 have rows in every source, U3 only in sources of responses and counters.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

from scorecard.model.book import Edition
from scorecard.model.source import Column, ColumnType, FactKind, Source

PERIOD = "2026-06"
FOR_EACH_UNIT = 150
TYPES = {
    ColumnType.TEXT: pl.String(),
    ColumnType.INTEGER: pl.Int64(),
    ColumnType.FLAG: pl.Boolean(),
    ColumnType.DATE: pl.Date(),
    ColumnType.TIME: pl.Datetime("us"),
    ColumnType.MINUTES: pl.Int64(),
}
STORED = {ColumnType.FLAG: pl.Int64(), ColumnType.DECIMAL: pl.Int64()}


def rows(source: Source) -> list[dict[str, Any]]:
    """Rows of the source in stored form, the same ones at every call; about one cell in six is missing."""
    found = []
    for unit in ("U1", "U2") if source.kind is FactKind.TICKET else ("U1", "U2", "U3"):
        chance = Random(f"{source.id} {unit}")
        for number in range(FOR_EACH_UNIT):
            row = {column.name: _cell(column, chance) for column in source.columns}
            row |= _placed(source, unit, f"{unit}-{number}")
            found.append(row)
    return found


def _cell(column: Column, chance: Random) -> object:
    if not column.required and chance.random() < 1 / 6:
        return None
    match column.type:
        case ColumnType.TEXT:
            return chance.choice(column.values or ("a", "b", "c"))
        case ColumnType.FLAG:
            return chance.randint(0, 1)
        case ColumnType.DATE:
            return date(2026, 6, chance.randint(1, 30))
        case ColumnType.TIME:
            return datetime(2026, 6, chance.randint(1, 30), chance.randint(0, 23), chance.randint(0, 59))
        case _:
            low = column.low or 0
            return chance.randint(low, low + 6000 if column.high is None else column.high)


def _placed(source: Source, unit: str, key: str) -> dict[str, object]:
    """What no row can lack: its unit, month, weight and, where only the last row of a key counts, its key."""
    found: dict[str, object] = {}
    if source.unit.column is not None:
        found[source.unit.column] = unit
    if source.period.column is not None and source.column(source.period.column).type is ColumnType.TEXT:
        found[source.period.column] = PERIOD
    if source.weight is not None:
        found[source.weight] = 1 + int(key.partition("-")[2]) % 250
    if source.latest is not None:
        found[source.latest.by] = key
    return found


def stored(edition: Edition, folder: Path) -> dict[str, str]:
    """Source id -> a parquet file of its rows with the columns that ingest gives."""
    return {source.id: str(_stored(source, folder)) for source in edition.sources}


def _stored(source: Source, folder: Path) -> Path:
    kept = rows(source)
    frame = pl.DataFrame(
        kept, schema={column.name: STORED.get(column.type, _type(column)) for column in source.columns}
    ).with_columns(
        _period=pl.lit(PERIOD),
        _unit=pl.col(source.unit.column) if source.unit.column else pl.lit("U1"),
        _line=pl.int_range(2, len(kept) + 2),
    )
    if source.weight is not None:
        factor = 10 ** (4 - source.column(source.weight).decimals)
        frame = frame.with_columns(_weight=pl.col(source.weight) * factor)
    path = folder / f"{source.id}.parquet"
    frame.write_parquet(path)
    return path


def typed(source: Source) -> pl.DataFrame:
    """The same rows as a table that people would fill: decimals as decimals, flags as true and false."""
    columns = {column.name: column for column in source.columns}
    kept = [{name: _typed(value, columns[name]) for name, value in row.items()} for row in rows(source)]
    return pl.DataFrame(kept, schema={name: _type(column) for name, column in columns.items()})


def _typed(value: Any, column: Column) -> object:
    if value is None:
        return None
    if column.type is ColumnType.FLAG:
        return bool(value)
    return Decimal(value).scaleb(-column.decimals) if column.type is ColumnType.DECIMAL else value


def _type(column: Column) -> pl.DataType:
    return pl.Decimal(18, column.decimals) if column.type is ColumnType.DECIMAL else TYPES[column.type]


def plain(frame: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    """The typed rows for SQLite, which knows neither decimals nor dates."""
    for row in frame.iter_rows():
        yield tuple(
            float(one) if isinstance(one, Decimal) else one.isoformat() if isinstance(one, date) else one
            for one in row
        )
