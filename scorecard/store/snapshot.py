"""Snapshots: what people read. Immutable files named by their hash, and a pointer to the newest."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from scorecard.errors import BadRequest, Damaged
from scorecard.model.table import RESULTS
from scorecard.store.duck import create, writing
from scorecard.store.files import digest_of, settle, write_text

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Snapshots:
    """The snapshots below ``folder`` (it need not exist yet)."""

    folder: Path

    def publish(self, results: Path) -> Path:
        """Copy the newest run of every period into a new file and point to it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f".draft.{os.getpid()}.duckdb"
        draft.unlink(missing_ok=True)
        with writing(draft) as connection:
            _copy(connection, results)
        final = self.folder / f"{digest_of(draft)}.duckdb"
        settle(draft, final)
        write_text(self.folder / "current", final.name)
        return final

    def current(self) -> Path:
        """The newest snapshot, checked against its name. Raises BadRequest where there is none yet."""
        pointer = self.folder / "current"
        if not pointer.exists():
            raise BadRequest(
                f"{self.folder.parent} holds no results yet. Run 'scorecard demo', or deliver files and then "
                "'scorecard run --period'."
            )
        path = self.folder / pointer.read_text(encoding="utf-8", errors="replace").strip()
        if not path.is_file() or digest_of(path) != path.stem:
            raise Damaged(f"{path} is not the file that was published. Run 'scorecard run' to publish anew.")
        return path


def _copy(connection: DuckDBPyConnection, results: Path) -> None:
    connection.execute(f"ATTACH '{str(results).replace(chr(39), chr(39) * 2)}' AS kept (READ_ONLY)")
    for table in RESULTS:
        create(connection, table)
        columns = ", ".join(f'"{name}"' for name in table.columns)
        key = ", ".join(f'"{name}"' for name in table.key)
        connection.execute(
            f'INSERT INTO "{table.name}" SELECT {columns} FROM kept."{table.name}" '  # noqa: S608
            f"WHERE run IN (SELECT max(number) FROM kept.run GROUP BY period) ORDER BY {key}"
        )


def short(path: Path) -> str:
    """A snapshot's id as printed: the first characters of its hash."""
    return path.stem[:_SHOWN]
