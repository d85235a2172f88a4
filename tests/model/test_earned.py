"""What readings earn together, by each kind of rule."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.model.earned import earned
from scorecard.model.kpi import Direction
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints

CURVE = Curve(((Fraction(7), Fraction(0)), (Fraction(8), Fraction(80)), (Fraction(9), Fraction(100))))
DEDUCTION = Deduction(*(Fraction(one) for one in (100, 2, 5, 30, 10)), months=3)


@pytest.mark.parametrize(
    ("rule", "direction", "readings", "scores"),
    [
        (CURVE, Direction.HIGHER, (Fraction("7.5"), Fraction(9)), (40, 100)),
        (DEDUCTION, Direction.LOWER, (Fraction(4), Fraction(7), Fraction(40)), (65,)),
        (DEDUCTION, Direction.LOWER, (Fraction(2), None, Fraction(7)), (95,)),
        (RankPoints((Fraction(100), Fraction(90))), Direction.LOWER, (3, 2, 3), (90, 100, 90)),
        (PercentOfFirst(), Direction.HIGHER, (Fraction(80), Fraction(40)), (100, 50)),
    ],
)
def test_each_rule_gives_the_scores_of_its_readings(rule, direction, readings, scores):
    """A curve and the rules that compare give one a reading, a deduction gives one for all."""
    assert earned(rule, direction, readings) == scores
