"""The exported model in an SQL engine: typed rows as physical tables, the datasets as views on them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from scorecard.compute.aggregate import merge, plan, tallies
from scorecard.compute.score import measured
from scorecard.model.book import Edition
from scorecard.model.kpi import Kpi
from scorecard.publish.ossie import ossie
from scorecard.store.duck import scan
from tests.publish.ossie.rows import PERIOD, plain, stored, typed

UNITS = ("U1", "U2", "U3")
Entry = dict[str, Any]
Fill = Callable[[Any, str, pl.DataFrame], None]


def known(entry: Entry) -> Entry:
    """What the entry's extension says."""
    return json.loads(entry["custom_extensions"][0]["data"])


def sql(entry: Entry) -> str:
    """The entry's one expression."""
    (only,) = entry["expression"]["dialects"]
    return only["expression"]


def computed(edition: Edition, folder: Path) -> dict[tuple[str, str], Fraction | None]:
    """(unit, KPI) -> reading, by the scorecard's own query and formula, over the stored rows."""
    parts = []
    for source, path in stored(edition, folder).items():
        query = plan(edition, edition.source_by_id[source], (PERIOD,), (path,))
        parts.append(tallies(query, scan(query)))
    merged = merge(parts)
    return {
        (unit, kpi.id): None if (tally := merged.get((unit, kpi.id))) is None else measured(kpi, tally)
        for kpi in edition.kpis
        for unit in UNITS
    }


def into_duckdb(connection: Any, table: str, frame: pl.DataFrame) -> None:
    """A physical table with decimals, flags and dates of their own types."""
    columns = ", ".join(f'"{name}" {_SQL[type(kind)](kind)}' for name, kind in frame.schema.items())
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS raw; CREATE TABLE raw.{table} ({columns})")
    marks = ", ".join("?" for _ in frame.columns)
    connection.executemany(f"INSERT INTO raw.{table} VALUES ({marks})", frame.rows())


def into_sqlite(connection: Any, table: str, frame: pl.DataFrame) -> None:
    """A physical table without types, in a second database in memory."""
    if "raw" not in {name for _, name, _ in connection.execute("PRAGMA database_list")}:
        connection.execute("ATTACH ':memory:' AS raw")
    columns = ", ".join(f'"{name}"' for name in frame.columns)
    marks = ", ".join("?" for _ in frame.columns)
    connection.execute(f"CREATE TABLE raw.{table} ({columns})")
    connection.executemany(f"INSERT INTO raw.{table} VALUES ({marks})", plain(frame))


def standard_functions(connection: Any) -> None:
    """LEAST and GREATEST for SQLite, which lacks them: NULL where a value is NULL, as DuckDB's are not."""
    for name, chosen in (("LEAST", min), ("GREATEST", max)):
        connection.create_function(name, -1, _null_if_any(chosen))


def _null_if_any(chosen: Callable[[Sequence[float]], float]) -> Callable[..., float | None]:
    return lambda *values: None if None in values else chosen(values)


_SQL: dict[type, Callable[[Any], str]] = {
    pl.String: lambda _: "VARCHAR",
    pl.Int64: lambda _: "BIGINT",
    pl.Boolean: lambda _: "BOOLEAN",
    pl.Date: lambda _: "DATE",
    pl.Datetime: lambda _: "TIMESTAMP",
    pl.Decimal: lambda kind: f"DECIMAL({kind.precision}, {kind.scale})",
}


class Twin:
    """A second reading of every KPI, by nothing but the exported text and an SQL engine."""

    def __init__(self, connection: Any, edition: Edition, fill: Fill) -> None:
        self.connection = connection
        (self.model,) = yaml.safe_load(ossie(edition))["semantic_model"]
        self.datasets = {known(entry)["id"]: entry for entry in self.model["datasets"]}
        for source in edition.sources:
            entry = self.datasets[source.id]
            fill(connection, entry["source"], typed(source))
            fields = ", ".join(f"{sql(field)} AS {field['name']}" for field in entry["fields"])
            connection.execute(
                f"CREATE TEMP VIEW {entry['name']} AS SELECT {fields} FROM raw.{entry['source']}"
            )

    def readings(self, kpis: list[Kpi]) -> dict[tuple[str, str], float | None]:
        """(unit, KPI) -> what the metric's expression gives over the unit's rows."""
        metrics = {known(entry)["id"]: entry for entry in self.model["metrics"]}
        found: dict[tuple[str, str], float | None] = {}
        for kpi in kpis:
            values = dict(self.connection.execute(self._query(kpi, sql(metrics[kpi.id]))).fetchall())
            found |= {(unit, kpi.id): values.get(unit) for unit in UNITS}
        return found

    def _query(self, kpi: Kpi, expression: str) -> str:
        used = [self.datasets[source] for source in kpi.measure.sources]
        tables, units = [entry["name"] for entry in used], [_unit(entry) for entry in used]
        if len(used) == 1:
            return f"SELECT {units[0]}, {expression} FROM {tables[0]} GROUP BY 1"
        # Joined on nothing, each row stands alone: every dataset is aggregated by itself.
        joined = tables[0] + "".join(f" FULL JOIN {one} ON FALSE" for one in tables[1:])
        return f"SELECT COALESCE({', '.join(units)}), {expression} FROM {joined} GROUP BY 1"


def _unit(dataset: Entry) -> str:
    """The field that names a row's unit; the first unit where all rows belong to one."""
    column = known(dataset)["unit"].get("column")
    fields = {known(field)["column"]: field["name"] for field in dataset["fields"]}
    return "'U1'" if column is None else f"{dataset['name']}.{fields[column]}"
