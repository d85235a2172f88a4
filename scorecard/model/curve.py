"""What a curve says: the score of a reading, the reading for a score, and the ends of its scale."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from scorecard.model.kpi import Direction
from scorecard.model.scoring import Curve, Knot, Range


def scored(curve: Curve, value: Fraction) -> Fraction:
    """f(v): linear between the knots, the higher score at a jump, unchanged beyond the ends (A-8)."""
    knots = laid_out(curve)
    if value in (reading for reading, _ in knots):
        return max(score for reading, score in knots if reading == value)
    if value < knots[0][0]:
        return knots[0][1]
    for (left, low), (right, high) in pairwise(knots):
        if value < right:
            return low + (high - low) * (value - left) / (right - left)
    return knots[-1][1]


def reading_for(curve: Curve, direction: Direction, score: Fraction) -> Fraction | None:
    """The least demanding reading that earns at least ``score``; None where no reading does.

    Where every reading earns it, the worst reading of the curve: where its scale begins. Of the two
    readings that a curve whose target is best has for a score, the lower one.
    """
    knots = laid_out(curve)
    if direction is Direction.LOWER:
        knots = knots[::-1]
    if knots[0][1] >= score:
        return knots[0][0]
    for (worse, low), (better, high) in pairwise(knots):
        if high >= score:
            return worse + (better - worse) * (score - low) / (high - low)
    return None


def best(curve: Curve) -> Fraction:
    """The highest score that a reading can earn."""
    return max(score for _, score in laid_out(curve))


def worst(curve: Curve) -> Fraction:
    """The lowest score that a reading can earn."""
    return min(score for _, score in laid_out(curve))


def laid_out(curve: Curve) -> tuple[Knot, ...]:
    """The knots of the same curve without ``clip``: knots where the outermost segments meet it are added."""
    knots, clip = curve.knots, curve.clip
    if clip is None:
        return knots
    return (*_met(knots[1], knots[0], clip), *knots, *_met(knots[-2], knots[-1], clip))


def _met(inner: Knot, end: Knot, clip: Range) -> tuple[Knot, ...]:
    """The knot at which the segment through both meets ``clip`` beyond ``end``, if it goes on to it."""
    run, rise = end[0] - inner[0], end[1] - inner[1]
    limit = clip[1] if rise > 0 else clip[0]
    if run == 0 or (limit - end[1]) * rise <= 0:
        return ()
    return ((end[0] + (limit - end[1]) * run / rise, limit),)
