"""The interval of a composite score from those of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import fsum, sqrt

from scorecard.model.evidence import Basis, Interval

Part = tuple[Fraction, Fraction, Interval | None]
"""(weight, score, interval of the score)."""
Pair = tuple[str, str]


def composite(
    score: Fraction, parts: Mapping[str, Part], together: Mapping[Pair, float] | None = None
) -> Interval | None:
    """``score`` = Σ Ω·s, from S − √(Σ a_k² + 2·Σ ρ_kl·a_k·a_l), a = Ω·(s−l), to S + the same of b = Ω·(h−s).

    ``together``: ρ of the scores of two parts, in either order; those that are not named are independent.

    MOVER (Zou and Donner, Statistics in Medicine 27 (2008) 1693; with correlations Zou, Psychological
    Methods 12 (2007) 399): √ΣΩ²·slope²·SE² of methods C where the scores are linear and independent, and it
    keeps the two sides apart at knots and flat stretches. KPIs that the same respondents answer move
    together, and without their ρ a hall's interval would be a third too narrow. The basis is that of the
    parts, or ``MIXED``. None where a part with weight has no interval, or none has weight; parts of weight 0
    never matter.
    """
    below: dict[str, float] = {}
    above: dict[str, float] = {}
    bases: set[Basis] = set()
    for part, (weight, own, interval) in parts.items():
        if not weight:
            continue
        if interval is None:
            return None
        below[part] = float(weight * (own - interval.low))
        above[part] = float(weight * (interval.high - own))
        bases.add(interval.basis)
    if not bases:
        return None
    basis = bases.pop() if len(bases) == 1 else Basis.MIXED
    pairs = together or {}
    return Interval(score - _joined(below, pairs), score + _joined(above, pairs), basis)


def _joined(halves: Mapping[str, float], together: Mapping[Pair, float]) -> Fraction:
    """The half width of the sum; added exactly, so that the order of the parts changes nothing (A-5)."""
    squares = [half * half for half in halves.values()]
    for (left, right), rho in together.items():
        squares.append(2 * rho * (halves.get(left, 0.0) * halves.get(right, 0.0)))
    return Fraction(sqrt(max(fsum(squares), 0.0)))
