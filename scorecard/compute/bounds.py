"""Bounds, not silence: what a score can be at least and at most while data are missing."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scorecard.model.curve import best, worst
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints, Scoring

_SCALE = Fraction(0), Fraction(100)


def bounds(
    declared: Mapping[str, Fraction], scores: Mapping[str, Fraction], rules: Mapping[str, Scoring]
) -> tuple[Fraction, Fraction] | None:
    """The score if every KPI without one scored its least, and its most; the same twice where none misses.

    ``declared``: KPI -> its part of the score if all had data, adding up to 1; ``scores``: of those that
    have one; ``rules``: of every KPI in ``declared``. None where nothing is declared. Whatever the missing
    scores turn out to be, the score with all data lies between the two.
    """
    if not declared:
        return None
    low = high = Fraction(0)
    for kpi, weight in declared.items():
        least, most = (scores[kpi],) * 2 if kpi in scores else _ends(rules[kpi])
        low += weight * least
        high += weight * most
    return low, high


def _ends(rule: Scoring) -> tuple[Fraction, Fraction]:
    """The lowest and the highest score that a rule can give."""
    match rule:
        case Curve():
            return worst(rule), best(rule)
        case Deduction():
            return Fraction(0), rule.full
        case RankPoints():
            return min(rule.points), max(rule.points)
        case PercentOfFirst():
            return rule.clip or _SCALE
