"""Warns of a cliff: a curve on which chance alone costs a deserving unit many points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from scorecard.definitions.sampling import Sample
from scorecard.model.curve import best, reading_for
from scorecard.model.kpi import Direction
from scorecard.model.scoring import Curve, Knot

TARGET = Fraction(80)
LEAST = Fraction(20)


@dataclass(frozen=True, slots=True)
class Cliff:
    """Where a score falls away, and how often chance pushes over the edge a unit that stands above it.

    ``reading``: the edge; ``low``: the score of what is measured worse than it; ``drop``: points lost.
    ``deserving``: the true reading that earns the target score, ``risk``: the probability that such a unit
    is measured worse than the edge. ``midway``, ``midway_risk``: the same for a true reading half way
    between the edge and ``deserving``. Probabilities are 0 to 1.
    """

    reading: Fraction
    low: Fraction
    drop: Fraction
    deserving: Fraction
    risk: float
    midway: Fraction
    midway_risk: float


def cliff(
    curve: Curve, direction: Direction, sample: Sample, *, target: Fraction = TARGET, least: Fraction = LEAST
) -> Cliff | None:
    """The cliff that costs a unit half way to the target most points on average; None where there is none.

    A cliff is a fall of ``least`` points or more within one standard error of the reading: a jump, or a
    steep line. Its edge is the worse end. Only edges on the way to ``target`` count (the best score, if
    the curve ends below it). A curve whose target is best has none: it falls on both sides alike.
    """
    deserving = reading_for(curve, direction, min(target, best(curve)))
    if deserving is None or direction not in {Direction.HIGHER, Direction.LOWER}:
        return None
    lower = direction is Direction.LOWER
    knots = curve.knots[::-1] if lower else curve.knots
    over = sample.above if lower else sample.below
    found = []
    for (edge, low), drop in _falls(knots, sample.error(deserving), least):
        if edge < deserving if lower else edge > deserving:
            continue
        midway = (edge + deserving) / 2
        risks = over(deserving, edge), over(midway, edge)
        found.append(Cliff(edge, low, drop, deserving, risks[0], midway, risks[1]))
    return max(found, key=lambda one: float(one.drop) * one.midway_risk, default=None)


def _falls(knots: tuple[Knot, ...], width: float, least: Fraction) -> Iterator[tuple[Knot, Fraction]]:
    """The worse end and the points of each steep piece; ``knots`` from worst to best."""
    for worse, better in pairwise(knots):
        drop = better[1] - worse[1]
        if drop >= least and abs(better[0] - worse[0]) <= width:
            yield worse, drop
