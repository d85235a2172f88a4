"""Slopes of a curve, worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.model.scoring import Curve
from scorecard.model.slopes import slopes

STEPS = Curve(tuple((Fraction(v), Fraction(s)) for v, s in ((0, 0), (10, 20), (10, 50), (20, 90))))
OPEN = Curve(((Fraction(0), Fraction(50)), (Fraction(10), Fraction(100))), (Fraction(0), Fraction(120)))
FALLING = Curve(((Fraction(5), Fraction(100)), (Fraction(10), Fraction(0))))


@pytest.mark.parametrize(
    ("curve", "value", "found"),
    [
        (STEPS, 5, (2, 2)),
        (STEPS, 10, (2, 4)),
        (STEPS, 0, (0, 2)),
        (STEPS, 20, (4, 0)),
        (STEPS, 25, (0, 0)),
        (OPEN, -10, (0, 5)),
        (OPEN, 12, (5, 5)),
        (OPEN, 14, (5, 0)),
        (FALLING, 7, (-20, -20)),
    ],
)
def test_slopes_are_those_of_the_segments_beside(curve, value, found):
    """Below and above: of the segments at a knot, 0 beyond the ends, a jump skipped, a clip run out to."""
    assert slopes(curve, Fraction(value)) == found
