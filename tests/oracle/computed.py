"""What the product makes of a random organisation: the steps of the month, from sums to ranks."""

from __future__ import annotations

from collections import Counter

from scorecard.compute.roll_up import roll_up
from scorecard.cycle.month import Work, attribution, ranking, score, standing
from scorecard.model.period import Period
from tests.oracle.organisation import Organisation
from tests.oracle.plain_reading import below

STEPS = (score, attribution, standing, ranking)


def computed(one: Organisation) -> Work:
    """Every step of the month but the scan of files, on the organisation's sums."""
    edition = one.edition
    family = below(edition.units)
    present: Counter[tuple[str, str]] = Counter()
    for unit, units in family.items():
        for (own, source), count in one.rows.items():
            if own in units:
                present[unit, source] += count
    work = Work(
        None,
        None,
        edition,
        Period(2026, 6),
        (),
        present=present,
        tallies=roll_up(one.cells, edition.units),
        earlier=one.earlier,
    )
    for step in STEPS:
        work = step(work)
    return work
