"""Runs: every result ever computed, appended to one file and never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scorecard.model.table import RESULTS
from scorecard.store.duck import append, create, looking, writing

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Run:
    """One computation of one period. ``number`` counts from 1 over all periods."""

    number: int
    period: str
    at: str
    book: str


@dataclass(frozen=True, slots=True)
class Results:
    """The writer's file at ``path`` (it need not exist yet)."""

    path: Path

    def add(self, period: str, *, at: str, book: str, tables: Mapping[str, Rows]) -> Run:
        """Append one run in one transaction. ``tables``: rows by table name, for every result table."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with writing(self.path) as connection:
            connection.execute("BEGIN")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS run (number BIGINT, period VARCHAR, moment VARCHAR, book VARCHAR)"
            )
            (number,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM run").fetchone() or (1,)
            connection.execute("INSERT INTO run VALUES (?, ?, ?, ?)", [number, period, at, book])
            for table in RESULTS:
                create(connection, table, extra="run BIGINT, ")
                append(connection, table, tables[table.name], extra=f"{int(number)} AS run, ")
            connection.execute("COMMIT")
        return Run(number, period, at, book)

    def runs(self) -> tuple[Run, ...]:
        """Every run, oldest first; none where nothing was computed yet.

        Raises BadRequest while another process writes, Damaged where the file cannot be read.
        """
        if not self.path.exists():
            return ()
        with looking(self.path) as connection:
            rows = connection.execute(
                "SELECT number, period, moment, book FROM run ORDER BY number"
            ).fetchall()
        return tuple(Run(*row) for row in rows)
