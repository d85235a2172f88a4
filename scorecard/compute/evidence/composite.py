"""The interval of a composite score from those of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import sqrt

from scorecard.model.evidence import Basis, Interval

Part = tuple[Fraction, Fraction, Interval | None]
"""(weight, score, interval of the score)."""


def composite(score: Fraction, parts: Iterable[Part]) -> Interval | None:
    """``score`` = Σ Ω·s of independent parts, from S − √Σ(Ω·(s−l))² to S + √Σ(Ω·(h−s))².

    MOVER (Zou and Donner, Statistics in Medicine 27 (2008) 1693): √ΣΩ²·slope²·SE² of methods C where the
    scores are linear, and it keeps the two sides apart at knots and flat stretches. The basis is that of
    the parts, or ``MIXED``. None where a part with weight has no interval, or none has weight; parts of
    weight 0 never matter. KPIs measured on the same respondents are taken as independent (methods, "Limits
    to state").
    """
    below = above = Fraction(0)
    bases: set[Basis] = set()
    for weight, own, interval in parts:
        if not weight:
            continue
        if interval is None:
            return None
        below += (weight * (own - interval.low)) ** 2
        above += (weight * (interval.high - own)) ** 2
        bases.add(interval.basis)
    if not bases:
        return None
    basis = bases.pop() if len(bases) == 1 else Basis.MIXED
    return Interval(score - Fraction(sqrt(below)), score + Fraction(sqrt(above)), basis)
