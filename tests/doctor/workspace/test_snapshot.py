from __future__ import annotations

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace import examine
from tests.doctor.workspace.spoiling import flip


def test_a_published_file_that_changed_is_one_problem(space, look):
    """One flipped bit: its hash is no longer its name, and no figure of it is looked at."""
    flip(space.snapshots.current())
    found = examine(look(space))
    assert [one.check for one in found if one.level is not Level.OK] == ["snapshot"]
    assert "evidence" not in {one.check for one in found}


def test_a_pointer_that_is_no_text_is_one_problem(space, look):
    """A flipped bit in the pointer: the published file is not found, and no command ends in a traceback."""
    pointer = space.snapshots.folder / "current"
    pointer.write_bytes(b"\xe1" + pointer.read_bytes())
    found = examine(look(space))
    assert [one.check for one in found if one.level is not Level.OK] == ["snapshot"]
