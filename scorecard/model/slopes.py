"""How steep a curve is at a reading."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from scorecard.model.curve import laid_out
from scorecard.model.scoring import Curve


def slopes(curve: Curve, value: Fraction) -> tuple[Fraction, Fraction]:
    """Points per unit of the reading, just below ``value`` and just above it; 0 beyond the ends.

    A jump has no slope: at it, those of the segments beside it count.
    """
    below = above = Fraction(0)
    for (start, low), (end, high) in pairwise(laid_out(curve)):
        if start < value <= end:
            below = (high - low) / (end - start)
        if start <= value < end:
            above = (high - low) / (end - start)
    return below, above
