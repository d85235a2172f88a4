"""Intervals contain their estimates."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.compute.evidence.around import around
from scorecard.model.evidence import Basis, Interval


@pytest.mark.parametrize(
    ("low", "high", "widened"),
    [(0.25, 0.5, (0.25, 0.5)), (0.34, 0.5, (Fraction(1, 3), 0.5)), (0.25, 0.33, (0.25, Fraction(1, 3)))],
)
def test_an_interval_is_widened_to_its_estimate(low, high, widened):
    """An end on the wrong side of the estimate becomes the estimate, exactly; a right one stays."""
    expected = Interval(Fraction(widened[0]), Fraction(widened[1]), Basis.COUNTS)
    assert around(Fraction(1, 3), low, high, Basis.COUNTS) == expected
