"""DuckDB connections, opened the one way each of them is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl

from scorecard.errors import BadRequest, Damaged
from scorecard.model.field import Table, Type
from scorecard.model.query import Query

_POLARS: Mapping[Type, pl.DataType] = {
    Type.TEXT: pl.String(),
    Type.INTEGER: pl.Int64(),
    Type.SUM: pl.Decimal(38, 0),
    Type.POINTS: pl.Decimal(18, 2),
    Type.READING: pl.Decimal(18, 6),
}


def scan(query: Query) -> list[tuple[Any, ...]]:
    """Run one query over parquet files in a database of its own in memory. Raises as ``scan_all``."""
    (found,) = scan_all((query,))
    return found


def scan_all(queries: Sequence[Query]) -> list[list[tuple[Any, ...]]]:
    """Run queries of one source over parquet files, which are read once; rows by query, in their order.

    Raises BadRequest where a sum leaves 128 bits: a value that no operator means stands in the rows.
    """
    (first, *others) = queries
    if any((one.kept, one.opened) != (first.kept, first.opened) for one in others):
        raise ValueError("the queries do not read the same rows")
    with duckdb.connect() as connection:
        try:
            if not others:
                whole = f"WITH kept AS ({first.kept})\n{first.sql}"
                return [connection.execute(whole, [*first.opened, *first.parameters]).fetchall()]
            connection.execute(f"CREATE TEMP TABLE kept AS {first.kept}", list(first.opened))
            return [connection.execute(one.sql, list(one.parameters)).fetchall() for one in queries]
        except (duckdb.OutOfRangeException, duckdb.ConversionException) as error:
            raise BadRequest(
                f"A sum over the delivered rows is too large to be held: {error}. Look for a mistyped value; "
                "'low' and 'high' of the column refuse it at delivery."
            ) from error


@contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The one writer of a file. Raises BadRequest where another process holds it, Damaged for no database."""
    with _opened(path, read_only=False) as connection:
        yield connection


@contextmanager
def looking(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The writer's file, only read. Raises as ``writing``, and Damaged where its tables are not there."""
    with _opened(path, read_only=True) as connection:
        try:
            yield connection
        except duckdb.CatalogException as error:
            raise Damaged(f"{path} holds no finished run. Move it away and run every month again.") from error
        except duckdb.Error as error:
            raise _damaged(path) from error


def _opened(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(path, read_only=read_only)
    except duckdb.Error as error:
        if isinstance(error, duckdb.IOException) and "lock" in str(error).lower():
            raise BadRequest(
                f"{path} is being written by another scorecard process; wait for it to end, then try again."
            ) from error
        raise _damaged(path) from error


def _damaged(path: Path) -> Damaged:
    return Damaged(f"{path} cannot be read as a database. Move it away and run every month again.")


def reading(path: Path) -> duckdb.DuckDBPyConnection:
    """A published file: read-only, no other file within reach, no setting to be changed."""
    connection = duckdb.connect(path, read_only=True, config={"enable_external_access": "false"})
    connection.execute("SET lock_configuration = true")
    return connection


def create(connection: duckdb.DuckDBPyConnection, table: Table, *, extra: str = "") -> None:
    """Create a result table where it is missing; ``extra`` columns stand before its own.

    A file of an earlier version gets the columns that it lacks, empty for the runs that it holds.
    """
    columns = ", ".join(f'"{field.name}" {field.type}' for field in table.fields)
    connection.execute(f'CREATE TABLE IF NOT EXISTS "{table.name}" ({extra}{columns})')
    there = connection.execute(
        "SELECT column_name FROM duckdb_columns() "
        "WHERE table_name = ? AND database_name = current_database()",
        [table.name],
    ).fetchall()
    for field in table.fields:
        if (field.name,) not in there:
            connection.execute(f'ALTER TABLE "{table.name}" ADD COLUMN "{field.name}" {field.type}')


def append(
    connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Sequence[object]], *, extra: str = ""
) -> None:
    """Append rows (in the order of the table's fields) through a parquet file; ``extra``: ``1 AS run, ``.

    Row by row DuckDB takes 0.5 ms each, and an Arrow bridge would be a dependency of 170 MB (ADR 0002).
    """
    schema = {field.name: _POLARS[field.type] for field in table.fields}
    frame = pl.DataFrame(rows, schema=schema, orient="row", strict=True)
    with TemporaryDirectory() as folder:
        path = Path(folder, "rows.parquet")
        frame.write_parquet(path)
        columns = ", ".join(f'"{name}"' for name in table.columns)
        connection.execute(
            f'INSERT INTO "{table.name}" BY NAME SELECT {extra}{columns} FROM read_parquet(?)',  # noqa: S608
            [str(path)],
        )
