from __future__ import annotations

from dataclasses import replace

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.computed import computed
from scorecard.store.workspace import Workspace
from tests.sample import keep_frames, sample_frames

LATER = "2026-07-09T08:00:00+00:00"


def test_months_that_were_delivered_and_not_computed_are_named(tmp_path, look):
    """Nothing was run yet."""
    keep_frames(space := Workspace(tmp_path), sample_frames())
    (found,) = computed(look(space))
    assert found.level is Level.WARNING
    assert "2026-05, 2026-06" in found.what


def test_a_delivery_behind_the_run_makes_its_months_stale(space, look):
    """June was computed, then more of its tickets came: May is as it was."""
    ground = look(space)
    (tickets,) = (one for one in ground.counting if one.source == "tickets")
    late = replace(tickets, digest="f" * 64, periods=("2026-06",), received=LATER)
    (found,) = computed(replace(ground, counting=(*ground.counting, late)))
    assert found.level is Level.WARNING
    assert found.what == "Computed before their last delivery: 2026-06."


def test_a_correction_makes_the_months_of_the_earlier_file_stale(space, look):
    """The corrected file has rows of June only: May still counts those of the file that it replaces."""
    ground = look(space)
    (tickets,) = (one for one in ground.counting if one.source == "tickets")
    late = replace(
        tickets,
        digest="f" * 64,
        periods=("2026-06",),
        received=LATER,
        replaces=(tickets.digest,),
    )
    counting = (*(one for one in ground.counting if one != tickets), late)
    (found,) = computed(replace(ground, counting=counting))
    assert found.what == "Computed before their last delivery: 2026-05, 2026-06."
