from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.refused import refused


def with_refused(ground, source, *counts):
    """The ground, with files of a source of 100 rows each, so many of them refused."""
    (one,) = (delivery for delivery in ground.counting if delivery.source == source)
    files = tuple(
        replace(one, file=f"{source}_{place}.csv", rows_read=100, rows_kept=100 - count, rows_refused=count)
        for place, count in enumerate(counts)
    )
    return replace(ground, counting=(*(other for other in ground.counting if other != one), *files))


def test_a_file_of_which_much_was_refused_is_told_though_the_total_is_small(space, look):
    """One of four files, with its place, though 2 % of all rows is less than tolerated."""
    ground = with_refused(look(space), "tickets", 0, 0, 8, 0)
    (found,) = refused(ground)
    assert found.level is Level.WARNING
    assert found.what == (
        "tickets: more than 5 % of the rows of 1 of 4 files were refused, 8 of 100 of tickets_2.csv."
    )
    assert found.remedy.endswith("refused.csv.")


@pytest.mark.parametrize(("count", "level"), [(5, Level.OK), (6, Level.WARNING)])
def test_the_threshold_itself_is_tolerated(space, look, count, level):
    """Five percent passes, more does not."""
    (found,) = refused(with_refused(look(space), "survey", count))
    assert found.level is level
