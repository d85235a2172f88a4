"""An .xlsx workbook -> Table. The foreign file is opened in a child process with limits."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
import zlib
from pathlib import Path

import polars as pl

from scorecard.ingest.child import unfold
from scorecard.ingest.decode import UNPACKED_MAX
from scorecard.ingest.reasons import bad_delivery, complaint
from scorecard.ingest.table import Pick, Table, from_texts
from scorecard.model.problem import Place, Problem, Severity, near

RATIO_MAX = 200
"""Unpacked bytes per packed byte of one part. Sheets of repeated numbers reach about 60; a bomb has 1,000."""

RATIO_FREE = 16 << 20
"""Parts that unpack to less than 16 MiB do no harm at any ratio."""

_DAMAGE = "the workbook is damaged, or a cell far out makes its sheet too large to be read"


def workbook(data: bytes, file: str, sheet: str | None, pick: Pick) -> Table:
    """Read one sheet (the first, if none is named), its first row that is not blank as the heading.

    Cells become text as a person would type them: 8 and 8.0 are "8", dates are ISO, a cell in error
    keeps its ``#DIV/0!``; fractions are rounded to 9 decimals. Raises BadDelivery.
    """
    _weigh(data, file)
    with tempfile.TemporaryDirectory(prefix="scorecard-") as folder:
        names, chosen = _unfold(data, file, sheet, Path(folder))
        frame = pl.read_ipc(io.BytesIO((Path(folder) / "cells.arrow").read_bytes()))
    header = next((at for at, row in enumerate(frame.iter_rows()) if any(row)), None)
    if header is None:
        raise bad_delivery(complaint("empty", file, f"the sheet {chosen!r} is empty"))
    headings = [cell or "" for cell in frame.row(header)]
    table = from_texts(frame, pick(headings, header + 1), header=header)
    if sheet is not None or len(names) == 1:
        return table
    what = f"there are several sheets ({', '.join(names)}); the first, {chosen!r}, was read"
    warning = Problem("first_sheet", Place(file), what, severity=Severity.WARNING)
    return Table(table.cells, table.misshapen, table.raw, (*table.warnings, warning))


def _weigh(data: bytes, file: str) -> None:
    """Refuse what is no zip of moderate size, from its directory alone."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError) as error:
        raise bad_delivery(complaint("damaged", file, f"it is no xlsx workbook: {error}")) from error
    total = sum(part.file_size for part in parts)
    if total > UNPACKED_MAX:
        raise bad_delivery(complaint("too_big", file, f"it unpacks to {total:,} bytes"))
    for part in parts:
        if part.file_size > RATIO_FREE and part.file_size > RATIO_MAX * part.compress_size:
            what = f"{part.filename} unpacks from {part.compress_size:,} to {part.file_size:,} bytes"
            raise bad_delivery(complaint("too_big", file, what))


def _unfold(data: bytes, file: str, sheet: str | None, folder: Path) -> tuple[list[str], str]:
    """Let the child write the sheet's cells; the workbook's sheet names and the one read."""
    unfold(data, file, folder, ending="xlsx", damage=_DAMAGE, sheet=sheet or "")
    names = json.loads((folder / "sheets.json").read_text(encoding="utf-8"))
    if sheet is not None and sheet not in names:
        what = f"there is no sheet {sheet!r}; the sheets are: {', '.join(names)}"
        raise bad_delivery(complaint("no_sheet", file, what, remedy=near(sheet, names)))
    return names, sheet or names[0]
