from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from scorecard.doctor.finding import Level
from scorecard.doctor.installation.writable import writable


def test_a_workspace_that_can_be_written_is_left_as_it_was(machine):
    """The file that is made to try is gone afterwards."""
    (machine.root / "deliveries").mkdir()
    (found,) = writable(machine)
    assert found.level is Level.OK
    assert [*machine.root.rglob("*")] == [machine.root / "deliveries"]


def test_a_workspace_that_does_not_exist_yet_is_tried_above(machine):
    """Whoever may write the folder above can make it."""
    (found,) = writable(replace(machine, root=machine.root / "a" / "b"))
    assert found.level is Level.OK
    assert found.what.startswith(str(machine.root))


@pytest.mark.skipif(sys.platform != "linux", reason="/proc takes no files, not even from root")
def test_a_folder_that_takes_no_file_is_a_problem(machine):
    """Even where the rights alone would allow it."""
    (found,) = writable(replace(machine, root=Path("/proc")))
    assert found.level is Level.PROBLEM
    assert "/proc" in found.what
