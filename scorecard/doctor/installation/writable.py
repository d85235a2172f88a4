"""Whether the workspace may be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

from scorecard.doctor.finding import Finding, ok, problem
from scorecard.doctor.installation.machine import Machine

_BELOW = ("deliveries", "snapshots", "paper")


def writable(machine: Machine) -> Iterator[Finding]:
    """A file can be made in the workspace and in each folder of it; it is gone when it is closed.

    Asking for the rights is not enough: a disk that is mounted read-only grants them all.
    """
    below = (machine.root / name for name in _BELOW)
    closed = [folder for folder in (machine.nearest, *below) if folder.is_dir() and not _takes(folder)]
    for folder in closed:
        why = "Files can be neither taken in there, nor results kept."
        yield problem(
            "writable", f"{folder} cannot be written.", why, "Give the user of this command the right."
        )
    if not closed:
        yield ok("writable", f"{machine.nearest} can be written.")


def _takes(folder: Path) -> bool:
    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
