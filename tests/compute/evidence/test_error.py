"""Standard errors from intervals."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.compute.evidence.error import error
from scorecard.model.evidence import Basis, Interval


@pytest.mark.parametrize(("low", "high", "half"), [(60, 75, 10), (68, 90, 20), (70, 70, 0)])
def test_the_wider_half_counts(low, high, half):
    """Over z = 1.96; no width, no error."""
    found = error(Fraction(70), Interval(Fraction(low), Fraction(high), Basis.ROWS))
    assert found == pytest.approx(half / 1.959963985)
