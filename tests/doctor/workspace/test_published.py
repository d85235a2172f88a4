from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from scorecard import cycle
from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.published import published
from scorecard.model.kpi import Evidence
from scorecard.model.period import Period
from tests.sample import always, small_edition


def test_a_month_whose_newest_run_is_not_published_is_named(space, look):
    """June is run again with a stricter target; May is as it was."""
    edition = small_edition()
    kpis = tuple(replace(one, evidence=Evidence(3, 13)) for one in edition.kpis)
    cycle.run(space, always(replace(edition, kpis=kpis)), Period(2026, 6), at="later")
    (found,) = published(look(space))
    assert found.level is Level.WARNING
    assert found.what.startswith("2026-06: the newest run")


@pytest.mark.parametrize("deep", [False, True])
def test_running_a_month_again_to_the_same_end_is_well(space, look, deep):
    """A second run of the same rows and definitions says what is published."""
    cycle.run(space, always(small_edition()), Period(2026, 6), at="later")
    (found,) = published(look(space, deep=deep))
    assert found.level is Level.OK


def test_results_that_were_never_published_are_a_warning(space, look):
    """There is nothing to read yet."""
    shutil.rmtree(space.snapshots.folder)
    (found,) = published(look(space))
    assert found.level is Level.WARNING
    assert found.what == "2026-05, 2026-06: computed and never published."
