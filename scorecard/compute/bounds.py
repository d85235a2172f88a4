"""Bounds, not silence: what a score can be at least and at most while data are missing."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scorecard.model.ends import ends
from scorecard.model.scoring import Scoring


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
        least, most = (scores[kpi],) * 2 if kpi in scores else ends(rules[kpi])
        low += weight * least
        high += weight * most
    return low, high
