from __future__ import annotations

import os
import shutil
from dataclasses import replace

from scorecard.doctor.finding import Level
from scorecard.doctor.installation.room import room


def test_an_empty_workspace_on_this_disk_has_room(machine):
    """The free bytes are told."""
    (found,) = room(replace(machine, reserve=0))
    assert found.level is Level.OK
    assert " MB are free" in found.what


def test_a_disk_that_fills_up_is_a_warning(machine):
    """Less than the reserve is free."""
    (found,) = room(replace(machine, reserve=1 << 62))
    assert found.level is Level.WARNING


def test_results_that_would_not_fit_again_are_a_problem(machine):
    """A run may take as much again as results and published file take now."""
    free = shutil.disk_usage(machine.root).free
    (machine.root / "snapshots").mkdir()
    for name in ("results.duckdb", "snapshots/published.duckdb"):
        with (machine.root / name).open("wb") as file:
            os.truncate(file.fileno(), free * 2 // 3)  # a hole: it takes no room itself
    (found,) = room(machine)
    assert found.level is Level.PROBLEM
    assert "may need" in found.what
