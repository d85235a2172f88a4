from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from scorecard import cycle
from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.published import published
from scorecard.model.book import Policy
from scorecard.model.period import Period
from tests.sample import small_book


def test_a_month_whose_newest_run_is_not_published_is_named(space, look):
    """June is run again with a stricter target; May is as it was."""
    stricter = replace(small_book(), policy=Policy(hide_below=3, flag_below=12))
    cycle.run(space, stricter, Period(2026, 6), at="later")
    (found,) = published(look(space))
    assert found.level is Level.WARNING
    assert found.what.startswith("2026-06: the newest run")


@pytest.mark.parametrize("deep", [False, True])
def test_running_a_month_again_to_the_same_end_is_well(space, look, deep):
    """A second run of the same rows and definitions says what is published."""
    cycle.run(space, small_book(), Period(2026, 6), at="later")
    (found,) = published(look(space, deep=deep))
    assert found.level is Level.OK


def test_results_that_were_never_published_are_a_warning(space, look):
    """There is nothing to read yet."""
    shutil.rmtree(space.snapshots.folder)
    (found,) = published(look(space))
    assert found.level is Level.WARNING
    assert found.what == "2026-05, 2026-06: computed and never published."
