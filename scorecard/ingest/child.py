"""Opening a foreign binary file in a child process: what it may do there, it cannot do here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from scorecard.ingest.reasons import bad_delivery, complaint

SECONDS_MAX = 300
"""A full sheet of 1,048,576 rows takes about a minute."""


def unfold(data: bytes, file: str, folder: Path, *, ending: str, damage: str, sheet: str = "") -> None:
    """Let ``scorecard.ingest.unfold`` write the file's cells into the folder.

    ``ending``: xlsx or parquet. ``damage``: what is said if the child fails, whether by an error, a crash
    or its limit of memory. Raises BadDelivery.
    """
    source = folder / f"in.{ending}"
    source.write_bytes(data)
    command = [sys.executable, "-m", "scorecard.ingest.unfold", str(source), str(folder), sheet]
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and module, no shell
            command,
            capture_output=True,
            timeout=SECONDS_MAX,
            check=False,
            env={**os.environ, "RUST_BACKTRACE": "0", "PYTHONPATH": paths},
        )
    except subprocess.TimeoutExpired as error:
        what = f"it cannot be read within {SECONDS_MAX} seconds"
        raise bad_delivery(complaint("too_big", file, what)) from error
    if done.returncode != 0:
        raise bad_delivery(complaint("damaged", file, damage))
