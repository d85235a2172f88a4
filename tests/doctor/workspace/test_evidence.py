from __future__ import annotations

from scorecard import cycle
from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.evidence import evidence
from scorecard.model.period import Period
from scorecard.store.workspace import Workspace
from tests.sample import keep_frames, sample_frames, small_book


def test_units_with_small_samples_are_counted_and_named(space, look):
    """Cedar has four answers a touchpoint, five are asked for; its province has no others."""
    (found,) = evidence(look(space))
    assert found.level is Level.WARNING
    assert found.what.endswith("to be ranked in 2026-06: P2 South, P2C1 Cedar.")
    assert found.what.startswith("2 of 6 units")


def test_units_without_an_index_are_counted_and_named(tmp_path, look):
    """With nothing but counters no unit has half of its weight."""
    keep_frames(space := Workspace(tmp_path), {"counters": sample_frames()["counters"]})
    cycle.run(space, small_book(), Period(2026, 6), at="now")
    space.snapshots.publish(space.results.path)
    (found,) = evidence(look(space))
    assert found.level is Level.WARNING
    assert found.what.startswith("6 of 6 units have no index in 2026-06: G Group, P1 North")
