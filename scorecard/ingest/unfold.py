"""The child process that opens foreign binary files: it may crash or run out of memory, its parent may not.

For each file it writes ``cells.arrow`` into a folder: a Parquet file's columns as they are, or every cell of
a sheet as text (row i of the frame = row i + 1 of the sheet) and ``sheets.json``, the workbook's sheet names.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import zipfile
from multiprocessing.connection import Connection
from pathlib import Path

import fastexcel
import polars as pl

MEMORY_MAX = 4 << 30
"""Bytes of address space: a sheet of 300,000 rows and 30 columns needs about a quarter of it."""

ROWS_MAX = 20_000_000
"""A Parquet file of some kilobytes may declare billions of equal rows; no month's delivery has this many."""

_ERROR_CELL = re.compile(rb'(<c\b[^<>]*\s)t="e"')


def limit_memory() -> None:
    """Bound this process's memory where the platform can."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  does not exist on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX, MEMORY_MAX))


def errors_as_text(data: bytes) -> bytes:
    """The same workbook with cells in error typed as text: fastexcel would return them as empty."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        names = [name for name in old.namelist() if name.startswith("xl/worksheets/")]
        changed = {name: _ERROR_CELL.sub(rb'\1t="str"', old.read(name)) for name in names}
        if all(len(changed[name]) == old.getinfo(name).file_size for name in names):
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                new.writestr(name, changed[name] if name in changed else old.read(name))
    return made.getvalue()


def unfold_sheet(path: Path, folder: Path, sheet: str | None) -> None:
    """Write the sheet names and, if the sheet is there, its cells."""
    book = fastexcel.read_excel(errors_as_text(path.read_bytes()))
    names = book.sheet_names
    (folder / "sheets.json").write_text(json.dumps(names), encoding="utf-8")
    wanted = sheet or names[0]
    if wanted in names:
        # skip_rows=0 keeps blank rows at the top, so that row numbers stay those of the sheet
        cells = book.load_sheet(wanted, header_row=None, skip_rows=0, dtypes="string").to_polars()
        pl.DataFrame(cells).write_ipc(folder / "cells.arrow")


def unfold_columns(path: Path, folder: Path) -> None:
    """Write a Parquet file's columns. Raises ValueError if its declared rows are not there, or too many."""
    count = pl.scan_parquet(path).select(pl.len()).collect().item()
    if count > ROWS_MAX:
        raise ValueError(f"{count:,} rows are declared")
    frame = pl.read_parquet(path)
    if frame.height != count:
        raise ValueError(f"{frame.height:,} rows are there, {count:,} are declared")
    frame.write_ipc(folder / "cells.arrow")


def unfold(file: str, folder: str, sheet: str) -> None:
    """Unfold the file by the ending of its name."""
    if file.endswith(".parquet"):
        unfold_columns(Path(file), Path(folder))
    else:
        unfold_sheet(Path(file), Path(folder), sheet or None)


def serve(line: Connection) -> None:
    """Unfold the (file, folder, sheet) that come down the line until it closes.

    An error ends the process, which is how the parent learns of it; what the libraries print about the
    file says nothing that the parent's refusal does not.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    limit_memory()
    while True:
        try:
            wanted = line.recv()
        except EOFError:
            return
        unfold(*wanted)
        line.send(True)  # noqa: FBT003
