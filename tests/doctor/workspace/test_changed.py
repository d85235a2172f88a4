from __future__ import annotations

from dataclasses import replace

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.changed import changed
from tests.sample import small_edition


def test_definitions_that_changed_since_the_run_are_a_warning(space, look):
    """Every month that other definitions are in force in now is named."""
    (found,) = changed(look(space, replace(small_edition(), digest="f" * 64)))
    assert found.level is Level.WARNING
    assert found.what.startswith("2 of 2 months")
    assert "2026-05" in found.what
