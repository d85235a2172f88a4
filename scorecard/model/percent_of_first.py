"""Each unit's reading in percent of the best one of its level."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scorecard.model.kpi import Direction
from scorecard.model.scoring import PercentOfFirst

_FULL = Fraction(100)
_SCALE = (Fraction(0), _FULL)


def percent_of_first(
    rule: PercentOfFirst, direction: Direction, values: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """Score of each unit: 100·v/best where higher is better, 100·best/v where lower is, cut at ``clip``.

    Zero and negative readings: the first always gets 100. Where the best reading is 0 or below, a percent
    of it has no meaning, and all others get 0. Beside a best reading above 0 (higher is better), 0 gets 0
    and a negative reading a negative percent. Both are cut at ``clip``, like any other score.
    """
    if not values:
        return {}
    lower = direction is Direction.LOWER
    first = min(values.values()) if lower else max(values.values())
    low, high = rule.clip or _SCALE
    return {unit: min(max(_percent(value, first, lower=lower), low), high) for unit, value in values.items()}


def _percent(value: Fraction, first: Fraction, *, lower: bool) -> Fraction:
    if value == first:
        return _FULL
    if first <= 0:
        return Fraction(0)
    return _FULL * (first / value if lower else value / first)
