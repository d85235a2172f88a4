"""A lever (提升重点): the next reading that would win points, and how many, found by scoring it again."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from scorecard.model.curve import laid_out, reading_for
from scorecard.model.earned import earned
from scorecard.model.kpi import Aim, Direction, Kpi
from scorecard.model.lever import Lever
from scorecard.model.rounding import half_up
from scorecard.model.scoring import Curve, Deduction


def lever(
    kpi: Kpi,
    aim: Aim,
    readings: Sequence[Fraction | None],
    score: Fraction,
    *,
    weight: Fraction,
    target: Fraction,
) -> Lever | None:
    """The next band of a KPI with a reading; None where nothing is to be won, or others' readings decide.

    The next band: a score of ``target`` for a KPI below it, where its curve goes so far; else the next
    knot's score; of a deduction what costs nothing. ``readings``: what the score was earned from, the
    unit's own first; ``weight``: the KPI's part of the index, 0 to 1. The reading is rounded to the printed
    decimals on the better side, so that whoever is printed like it has earned the band.
    """
    now = readings[0] if readings else None
    needed = None if now is None else _needed(aim, kpi.direction, score, target)
    if now is None or needed is None:
        return None
    value = _on_the_better_side(needed, kpi, now)
    (won, *_) = earned(aim.scoring, kpi.direction, (Fraction(value), *readings[1:]))
    return Lever(value, won, weight * (won - score)) if weight and won > score else None


def _needed(aim: Aim, direction: Direction, score: Fraction, target: Fraction) -> Fraction | None:
    match aim.scoring:
        case Curve() if direction is Direction.TARGET:
            return aim.target
        case Curve() as curve:
            ahead = sorted(one for _, one in laid_out(curve) if one > score)
            if not ahead:
                return None
            return reading_for(curve, direction, target if score < target <= ahead[-1] else ahead[0])
        case Deduction() as rule:
            return rule.free
        case _:
            return None


def _on_the_better_side(needed: Fraction, kpi: Kpi, now: Fraction) -> Decimal:
    """The nearest printed reading that is as good; of two sides, the one on which the reading lies."""
    value, step = half_up(needed, kpi.decimals), Decimal(1).scaleb(-kpi.decimals)
    lower = kpi.direction is Direction.LOWER or (kpi.direction is Direction.TARGET and now < needed)
    if lower:
        return value - step if Fraction(value) > needed else value
    return value + step if Fraction(value) < needed else value
