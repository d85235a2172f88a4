"""An operator's desk for the real books: the commands of a user, in a workspace of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fastexcel
import pypdf
import pytest

from scorecard.model.principal import Principal
from scorecard.store.reader import Reader
from scorecard.store.reads import Read, Scope
from scorecard.store.workspace import Workspace

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Desk:
    """One workspace and one book. ``book``: the folder of the definitions."""

    workspace: Path
    book: Path

    def command(self, *arguments: str | Path, asks: str = "all") -> str:
        """Run ``scorecard`` as a user would; what it printed. Fails with what it said on any other end."""
        options = ["--workspace", str(self.workspace), "--definitions", str(self.book), "--as", asks]
        done = subprocess.run(
            [sys.executable, "-m", "scorecard", *options, *(str(one) for one in arguments)],
            capture_output=True,
            check=False,
            cwd=HERE.parent.parent,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        assert done.returncode == 0, f"scorecard {arguments[0]} ended with {done.returncode}:\n{done.stderr}"
        return done.stdout

    def balance(self) -> tuple[int, int, int]:
        """Rows read, kept and refused of the only source, as ``status`` tells them."""
        (source,) = json.loads(self.command("status", "--json"))["sources"]
        return source["rows_read"], source["rows_kept"], source["rows_refused"]

    def rows(self, table: str, period: str, *key: str) -> dict[Any, dict[str, Any]]:
        """A table of the published snapshot: the rows of a period by their key (a tuple if several)."""
        reader = Reader(Workspace(self.workspace).snapshots.current())
        every = Read(table, f'SELECT * FROM "{table}" WHERE period = $period', Scope.UNIT)
        try:
            rows = reader.read(Principal("all"), every, period=period)
        finally:
            reader.close()
        by_key = {tuple(row[name] for name in key): row for row in rows}
        assert len(by_key) == len(rows)
        return by_key if len(key) > 1 else {only: row for (only,), row in by_key.items()}

    def notice(self, unit: str, period: str) -> str:
        """The text of a unit's printed notice, asked for by somebody who may open that unit alone."""
        folder = self.workspace / "notices"
        self.command("bulletin", "--period", period, "--out", folder, asks=f"unit:{unit}")
        return _text(folder / f"notice_{unit}_{period}_zh.pdf")

    def bulletin(self, period: str) -> str:
        """The text of the month's printed bulletin."""
        self.command("bulletin", "--period", period, "--no-notices", "--out", self.workspace)
        return _text(self.workspace / f"bulletin_{period}_zh.pdf")

    def workbook(self, period: str, unit: str) -> set[str]:
        """Every cell of the exported workbook of a unit, as text."""
        self.command("export", "--period", period, "--unit", unit, "--out", self.workspace)
        book = fastexcel.read_excel(self.workspace / f"scorecard_{unit}_{period}_zh.xlsx")
        return {
            str(cell)
            for name in book.sheet_names
            for row in book.load_sheet(name, header_row=None, dtypes="string").to_polars().rows()
            for cell in row
        }


def _text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Desk]:
    """Open a desk for the book in one of the folders beside this file."""
    return lambda name: Desk(tmp_path_factory.mktemp(name), HERE / name)
