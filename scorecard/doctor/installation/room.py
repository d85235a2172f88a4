"""Whether the disk of the workspace has room for the next run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, problem, warning
from scorecard.doctor.installation.machine import Machine

_MEGABYTE = 1 << 20
_LEAST = 100 * _MEGABYTE


def room(machine: Machine) -> Iterator[Finding]:
    """Free bytes against what results and their newest published copy take now: a run of every month and
    its publishing may take as much again, and papers and deliveries a little more.
    """
    free = shutil.disk_usage(machine.nearest).free
    need = _LEAST + _taken(machine)
    what = f"{free // _MEGABYTE:,} MB are free below {machine.nearest}"
    if free < need:
        why = "A command that finds no room leaves its work undone."
        remedy = "Make room, or move the workspace to a larger disk."
        yield problem("room", f"{what}, and a run may need {need // _MEGABYTE:,} MB.", why, remedy)
    elif free < machine.reserve + need:
        why = "Deliveries and results are kept for ever, so they only grow."
        yield warning("room", f"{what}.", why, "Make room before it is needed.")
    else:
        yield ok("room", f"{what}.")


def _taken(machine: Machine) -> int:
    """Bytes of the results and of the largest published file."""
    results = [one.stat().st_size for one in machine.root.glob("results.duckdb")]
    published = [one.stat().st_size for one in machine.root.glob("snapshots/*.duckdb")]
    return sum(results) + max(published, default=0)
