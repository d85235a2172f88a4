"""Law of the slopes of a curve."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given

from scorecard.model.curve import scored
from scorecard.model.slopes import slopes
from tests.laws.organisations import DIRECTIONS, READINGS, curves


@given(DIRECTIONS.flatmap(curves), READINGS)
def test_slopes_are_what_the_curve_does_nearby(curve, value):
    """A short way from a reading, and not over a jump, the curve moves by its slope."""
    step = Fraction(1, 10**6)
    below, above = slopes(curve, value)
    inside, beyond = value + step, value + 2 * step
    assert scored(curve, beyond) - scored(curve, inside) == above * step
    inside, beyond = value - step, value - 2 * step
    assert scored(curve, inside) - scored(curve, beyond) == below * step
