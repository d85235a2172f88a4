from __future__ import annotations

import polars as pl
import pytest

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.freshness import freshness
from scorecard.store.workspace import Workspace
from tests.sample import keep_frames, sample_frames


def test_a_source_that_stopped_is_told_with_the_months_it_lacks(tmp_path, look):
    """Tickets end in May, everything else in June."""
    frames = sample_frames()
    frames["tickets"] = frames["tickets"].filter(pl.col("_period") == "2026-05")
    keep_frames(space := Workspace(tmp_path), frames)
    (found,) = freshness(look(space))
    assert found.level is Level.WARNING
    assert found.what.startswith("tickets ends with 2026-05, months behind 2026-06: 1 (")


def test_the_file_that_reaches_furthest_is_named(tmp_path, look):
    """A mistyped year in one file makes every other source late: the file can be found."""
    frames = sample_frames()
    frames["counters"] = frames["counters"].with_columns(_period=pl.lit("2036-06"))
    keep_frames(space := Workspace(tmp_path), frames)
    found = [*freshness(look(space))]
    assert {one.what.split()[0] for one in found} == {"survey", "tickets"}
    assert all("months behind 2036-06: 120 (counters.csv)" in one.what for one in found)


@pytest.mark.parametrize("missing", ["survey", "tickets", "counters"])
def test_a_source_that_never_came_is_told(tmp_path, look, missing):
    """Declared, and nothing of it delivered."""
    frames = sample_frames()
    del frames[missing]
    keep_frames(space := Workspace(tmp_path), frames)
    (found,) = freshness(look(space))
    assert (found.level, found.what) == (Level.WARNING, f"{missing}: nothing with rows was ever delivered.")
