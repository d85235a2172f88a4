from __future__ import annotations

from dataclasses import replace

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.declared import declared
from scorecard.doctor.workspace.definitions import definitions


def test_definitions_that_cannot_be_used_are_a_problem(space, look, tmp_path):
    """The folder is named, and the command that says more."""
    ground = replace(look(space), declared=declared(tmp_path / "nowhere", None))
    (found,) = definitions(ground)
    assert found.level is Level.PROBLEM
    assert "nowhere" in found.what
    assert "scorecard check" in found.remedy
