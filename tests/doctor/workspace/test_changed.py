from __future__ import annotations

from dataclasses import replace

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.changed import changed
from tests.sample import small_book


def test_definitions_that_changed_since_the_run_are_a_warning(space, look):
    """Both digests are told, and the run."""
    (found,) = changed(look(space, replace(small_book(), digest="f" * 64)))
    assert found.level is Level.WARNING
    assert "run (2, 2026-06)" in found.what
    assert "f" * 12 in found.what
    assert "0" * 12 in found.what
