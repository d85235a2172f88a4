"""What the plans in force pay by a month's scores."""

from __future__ import annotations

from scorecard.compute.incentive import incentive
from scorecard.cycle.work import Work
from scorecard.model.plan import Settlement
from scorecard.model.result import Subject


def settle(work: Work) -> tuple[Settlement, ...]:
    """A settlement for each plan in force, once the work has its standings. Nothing is kept."""
    found = []
    for plan in work.edition.plans:
        standings = work.standings[plan.unit]
        scores = {one.subject: one.score for one in standings if one.kind is Subject.DEPARTMENT}
        kpi_scores = {kpi: reading.score for kpi, reading in work.readings[plan.unit].items()}
        found.append(incentive(plan, scores, kpi_scores))
    return tuple(found)
