"""The lowest and the highest score that a rule can give."""

from __future__ import annotations

from fractions import Fraction

from scorecard.model.curve import best, worst
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints, Scoring

_SCALE = Fraction(0), Fraction(100)


def ends(rule: Scoring) -> tuple[Fraction, Fraction]:
    """(least, most), whatever the reading and those of the others are."""
    match rule:
        case Curve():
            return worst(rule), best(rule)
        case Deduction():
            return Fraction(0), rule.full
        case RankPoints():
            return min(rule.points), max(rule.points)
        case PercentOfFirst():
            return rule.clip or _SCALE
