"""Scoring rules (计分办法) as values: what turns a reading into a score. Every number is exact.

A curve and a deduction score a unit by its own readings, rank points and percent of first by those of
its level. The rules' names in YAML are many (``definitions.scoring``); these four are what they become.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

Knot = tuple[Fraction, Fraction]
Range = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Curve:
    """Piecewise linear through (reading, score) knots, in rising order of reading, at least two.

    A reading that stands twice is a jump; at the jump itself the higher score counts, for who reaches a
    threshold has reached it. Beyond the end knots their scores go on unchanged; with ``clip`` (lowest,
    highest score) the outermost segments go on in a straight line instead, until they meet one of the two.
    A jump at the end has no slope and goes on unchanged in either case. No knot lies outside ``clip``.
    """

    knots: tuple[Knot, ...]
    clip: Range | None = None


@dataclass(frozen=True, slots=True)
class RankPoints:
    """Points by competition rank among the units of a level (名次得分).

    ``points``: of rank 1, 2, ...; never rising. Ranks beyond the last entry get the last entry.
    """

    points: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class PercentOfFirst:
    """The reading in percent of the best one of the level (与第一名之比), cut at ``clip``; None: 0 to 100."""

    clip: Range | None = None


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken from ``full`` for what lies beyond ``free``, given back month by month (扣分, 逐月恢复).

    ``free``: the worst reading that costs nothing. ``per``: points for each unit of reading beyond it.
    ``most``: points that one month can cost at most. ``recover``: points given back in each month that
    follows. ``months``: for how many months a deduction counts, its own among them; then it is forgotten.
    """

    full: Fraction
    free: Fraction
    per: Fraction
    most: Fraction
    recover: Fraction
    months: int


Scoring = Curve | RankPoints | PercentOfFirst | Deduction
