"""The ends of every rule."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.model.ends import ends
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints

LINE = Curve(((Fraction(0), Fraction(10)), (Fraction(10), Fraction(90))))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            Curve(((Fraction(0), Fraction(0)), (Fraction(5), Fraction(100)), (Fraction(9), Fraction(0)))),
            (0, 100),
        ),
        (Curve(LINE.knots, (Fraction(0), Fraction(120))), (0, 120)),
        (Deduction(*(Fraction(one) for one in (110, 2, 5, 30, 10)), months=3), (0, 110)),
        (RankPoints((Fraction(100), Fraction(80), Fraction(30))), (30, 100)),
        (PercentOfFirst(), (0, 100)),
        (PercentOfFirst((Fraction(60), Fraction(110))), (60, 110)),
    ],
)
def test_every_rule_has_its_ends(rule, expected):
    """The lowest and the highest score that a reading can earn."""
    assert ends(rule) == expected
