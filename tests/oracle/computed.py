"""What the product makes of a random organisation: the steps of the month, from sums to ranks."""

from __future__ import annotations

from collections import Counter

from scorecard.compute.roll_up import roll_up
from scorecard.cycle.counting import Counted
from scorecard.cycle.month import attribution, ranking, score, standing
from scorecard.cycle.proving import Proven
from scorecard.cycle.work import Work
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
        counted=Counted(present, roll_up(one.cells, edition.units), one.cells),
        earlier=one.earlier,
        # Sums drawn at random are no sums of rows, so there is no spread to tell.
        proofs={
            unit.id: dict.fromkeys(edition.kpi_by_id, Proven(None, None)) for unit in edition.units.units
        },
    )
    for step in STEPS:
        work = step(work)
    return work
