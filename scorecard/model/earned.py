"""The scores that readings earn together, whichever of the scoring rules it is."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scorecard.model.curve import scored
from scorecard.model.deducted import deducted
from scorecard.model.kpi import Direction
from scorecard.model.percent_of_first import percent_of_first
from scorecard.model.rank_points import rank_points
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints, Scoring


def earned(rule: Scoring, direction: Direction, readings: Sequence[Fraction | None]) -> tuple[Fraction, ...]:
    """A curve: of each reading for itself. A deduction: one score of the readings of one unit, this month's
    first. A rule that compares units: of each reading among them all. Only a deduction minds None.
    """
    known = {str(place): value for place, value in enumerate(readings) if value is not None}
    match rule:
        case Curve():
            return tuple(scored(rule, value) for value in known.values())
        case Deduction():
            return (deducted(rule, direction, readings),)
        case RankPoints():
            return tuple(rank_points(rule, direction, known).values())
        case PercentOfFirst():
            return tuple(percent_of_first(rule, direction, known).values())
