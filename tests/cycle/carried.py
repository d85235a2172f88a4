"""The small company's June, carried through the steps."""

from __future__ import annotations

from scorecard import cycle
from scorecard.model.period import Period
from tests.sample import always, keep_frames, sample_frames, small_edition

JUNE = Period(2026, 6)


def carried(space, edition=None, frames=None, period=JUNE):
    """The work after every step, over these rows."""
    book = always(edition or small_edition())
    if frames is not False:
        keep_frames(space, frames or sample_frames(), book)
    work = cycle.begin(space, book, period)
    for step in cycle.STEPS:
        work = step(work)
    return work


def index_of(work, unit):
    """The standing of a unit's index."""
    return work.standings[unit][0]
