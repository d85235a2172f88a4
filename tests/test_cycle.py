"""The rail: what a month does to the workspace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard import cycle
from scorecard.errors import BadRequest
from scorecard.model.period import Period
from scorecard.model.result import State, Subject
from scorecard.store.workspace import Workspace
from tests.sample import keep_frames, sample_frames, sample_workspace, small_book

PERIOD = Period(2026, 6)


def carried(workspace, book=None):
    """The work after every step."""
    work = cycle.begin(workspace, book or small_book(), PERIOD)
    for step in cycle.STEPS:
        work = step(work)
    return work


def test_running_a_month_again_changes_nothing(tmp_path):
    """C-7: a second run of the same deliveries gives the same tables, as a new run."""
    workspace = sample_workspace(tmp_path)
    assert cycle.tables(carried(workspace)) == cycle.tables(carried(workspace))
    before = workspace.results.runs()
    cycle.run(workspace, small_book(), PERIOD, at="later")
    assert workspace.results.runs()[:-1] == before
    assert workspace.results.runs()[-1].number == len(before) + 1


def test_a_month_without_rows_is_refused_with_the_months_that_have_some(tmp_path):
    """The error names the months at hand."""
    workspace = sample_workspace(tmp_path)
    with pytest.raises(BadRequest, match="2026-05 to 2026-06"):
        cycle.run(workspace, small_book(), Period(2027, 1), at="now")


def test_undelivered_tickets_are_missing_not_zero(tmp_path):
    """Without the tickets file the complaint rate has no reading, though its base is there."""
    workspace = Workspace(tmp_path)
    frames = sample_frames()
    del frames["tickets"]
    keep_frames(workspace, frames)
    work = carried(workspace)
    assert work.readings["G"]["network.rate"].state is State.MISSING
    assert work.tallies["G", "network.rate"].base > 0
    (index,) = (one for one in work.standings["G"] if one.kind is Subject.INDEX)
    assert index.coverage == work.weightings["G"].coverage < 1


def test_too_little_data_publishes_no_index(tmp_path):
    """With nothing but counters every score is withheld, and no unit gets a rank."""
    workspace = Workspace(tmp_path)
    keep_frames(workspace, {"counters": sample_frames()["counters"]})
    work = carried(workspace)
    assert work.attributions == {}
    assert all(one.score is None and one.rank is None for found in work.standings.values() for one in found)


def test_a_department_without_weight_in_a_unit_is_left_out(tmp_path):
    """A KPI that does not apply to a level leaves its department without a standing there."""
    book = small_book()
    kpis = tuple(replace(one, levels=("group",)) if one.process == "hall" else one for one in book.kpis)
    work = carried(sample_workspace(tmp_path), replace(book, kpis=kpis))
    names = {unit: {one.subject for one in found} for unit, found in work.standings.items()}
    assert "sales" in names["G"]
    assert "sales" not in names["P1C1"]
