"""Snapshots: what people read. Immutable files named by their hash, and a pointer to the newest."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scorecard.errors import BadRequest, Damaged
from scorecard.model.table import RESULTS
from scorecard.store.duck import append, create, writing
from scorecard.store.files import digest_of, settle, write_text
from scorecard.store.results import Rows

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Snapshots:
    """The snapshots below ``folder`` (it need not exist yet)."""

    folder: Path

    def publish(self, results: Path) -> Path:
        """Copy the newest run of every period into a new file and point to it."""

        def fill(draft: Path) -> None:
            with writing(draft) as connection:
                connection.execute(
                    f"ATTACH '{str(results).replace(chr(39), chr(39) * 2)}' AS kept (READ_ONLY)"
                )
                for table in RESULTS:
                    create(connection, table)
                    columns = ", ".join(f'"{name}"' for name in table.columns)
                    key = ", ".join(f'"{name}"' for name in table.key)
                    connection.execute(
                        f'INSERT INTO "{table.name}" SELECT {columns} FROM kept."{table.name}" '  # noqa: S608
                        f"WHERE run IN (SELECT max(number) FROM kept.run GROUP BY period) ORDER BY {key}"
                    )

        return self._add(fill)

    def publish_rows(self, tables: Mapping[str, Rows]) -> Path:
        """Publish result rows as they are, by table name; a table that is left out is empty."""

        def fill(draft: Path) -> None:
            with writing(draft) as connection:
                for table in RESULTS:
                    create(connection, table)
                    append(connection, table, tables.get(table.name, ()))

        return self._add(fill)

    def current(self) -> Path:
        """The newest snapshot, checked against its name. Raises BadRequest where there is none yet."""
        pointer = self.folder / "current"
        if not pointer.exists():
            raise BadRequest(
                f"{self.folder.parent} holds no results yet. Run 'scorecard demo', or deliver files and then "
                "'scorecard run --period'."
            )
        path = self.folder / pointer.read_text(encoding="utf-8").strip()
        if not path.is_file() or digest_of(path) != path.stem:
            raise Damaged(f"{path} is not the file that was published. Run 'scorecard run' to publish anew.")
        return path

    def _add(self, fill: Callable[[Path], None]) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f".draft.{os.getpid()}.duckdb"
        draft.unlink(missing_ok=True)
        fill(draft)
        final = self.folder / f"{digest_of(draft)}.duckdb"
        settle(draft, final)
        write_text(self.folder / "current", final.name)
        return final


def short(path: Path) -> str:
    """A snapshot's id as printed: the first characters of its hash."""
    return path.stem[:_SHOWN]
