"""The next band of a KPI, and what it would win."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scorecard.compute.lever import lever
from scorecard.model.curve import scored
from scorecard.model.earned import earned
from scorecard.model.kpi import Aim, Direction
from scorecard.model.scoring import Curve, Deduction, RankPoints
from tests.sample import small_edition

EIGHTY = Fraction(80)


def mean(direction=Direction.HIGHER, decimals=2):
    """A KPI of the small company, read either way."""
    return replace(small_edition().kpi_by_id["network.mean"], direction=direction, decimals=decimals)


def knots(*points):
    """A curve through whole and broken readings."""
    return Curve(tuple((Fraction(str(reading)), Fraction(str(score))) for reading, score in points))


def aim(rule, target=None):
    """An aim with that rule."""
    return Aim(rule, None, None if target is None else Fraction(target), None)


def of(kpi, rule, reading, *, weight=Fraction(1, 10), earlier=(), target=None):
    """The lever of a KPI that reads so."""
    readings = (Fraction(str(reading)), *earlier)
    score = earned(rule, kpi.direction, readings)[0]
    return lever(kpi, aim(rule, target), readings, score, weight=weight, target=EIGHTY)


LINE = knots((6, 0), (8, 80), (9, 100))


def test_below_target_the_target_is_next():
    """From 7 (40 points) to 8 (80): 40 points in a tenth of the index are 4."""
    found = of(mean(), LINE, 7)
    assert (found.value, found.score, found.gain) == (Decimal("8.00"), 80, 4)


def test_above_target_the_next_knot_is_next():
    """From 8.5 (90) to 9 (100)."""
    found = of(mean(), LINE, "8.5")
    assert (found.value, found.score, found.gain) == (Decimal("9.00"), 100, 1)


def test_at_the_target_itself_the_next_knot_is_next():
    """80 points are the target: what is to be won are the 20 to 100."""
    found = of(mean(), LINE, 8)
    assert (found.value, found.score, found.gain) == (Decimal("9.00"), 100, 2)


def test_a_target_at_the_end_of_a_curve_is_within_its_reach():
    """From 20 points it is 80 that is next, not the knot of 40 before it."""
    found = of(mean(), knots((0, 0), (5, 40), (10, 80)), "2.5")
    assert (found.value, found.score) == (Decimal("10.00"), 80)


def test_at_the_top_nothing_is_to_be_won():
    """The best score leaves no lever."""
    assert of(mean(), LINE, "9.4") is None


def test_the_reading_is_rounded_to_the_better_side():
    """80 points at 25/3: 8.33 would miss it, 8.34 has it; where lower is better 8.33 has it."""
    found = of(mean(), Curve(((Fraction(5), Fraction(0)), (Fraction(25, 3), EIGHTY))), 6)
    assert found.value == Decimal("8.34")
    assert found.score == 80
    falling = Curve(((Fraction(25, 3), EIGHTY), (Fraction(20), Fraction(0))))
    found = of(mean(Direction.LOWER), falling, 12)
    assert found.value == Decimal("8.33")
    assert found.score == 80
    falling = Curve(((Fraction(26, 3), EIGHTY), (Fraction(20), Fraction(0))))
    assert of(mean(Direction.LOWER), falling, 12).value == Decimal("8.66")


def test_a_target_out_of_the_curves_reach_is_no_band():
    """A curve that ends at 60 points has its end as the next band."""
    found = of(mean(), knots((0, 0), (10, 60)), 5)
    assert (found.value, found.score) == (Decimal("10.00"), 60)


def test_steps_and_jumps_lead_to_their_threshold():
    """At a jump the higher score counts: 85 itself is enough."""
    found = of(mean(decimals=0), knots((0, 0), (60, 0), (60, 60), (85, 60), (85, 100)), 70)
    assert (found.value, found.score) == (Decimal(85), 100)


def test_the_target_itself_is_the_lever_of_a_rule_that_is_best_in_between():
    """From either side to the target."""
    between = knots((2, 0), (5, 100), (9, 0))
    for reading in (3, 8):
        found = of(mean(Direction.TARGET), between, reading, target=5)
        assert (found.value, found.score) == (Decimal("5.00"), 100)
    assert of(mean(Direction.TARGET), between, 5, target=5) is None


def test_what_is_still_deducted_for_earlier_months_stays_deducted():
    """5 points off for each beyond 2, 10 given back a month: without a fault now 85 are left, not 100."""
    rule = Deduction(*(Fraction(one) for one in (100, 2, 5, 30, 10)), months=3)
    found = of(mean(Direction.LOWER), rule, 4, earlier=(Fraction(7),))
    assert (found.value, found.score, found.gain) == (Decimal("2.00"), 85, 1)


def test_where_nothing_is_deducted_nothing_is_to_be_won():
    """A month without a fault has its full score already."""
    rule = Deduction(*(Fraction(one) for one in (100, 2, 5, 30, 10)), months=3)
    assert of(mean(Direction.LOWER), rule, 1) is None


def test_others_readings_give_no_lever():
    """Points by rank depend on what the others do."""
    rule = RankPoints((Fraction(100), Fraction(50)))
    assert of(mean(), rule, 7, earlier=(Fraction(8),)) is None


def test_without_reading_or_weight_there_is_no_lever():
    """What was not delivered, or does not count in the index, has nothing to be won by a reading."""
    zero = Fraction(0)
    assert lever(mean(), aim(LINE), (), zero, weight=Fraction(1), target=EIGHTY) is None
    assert of(mean(), LINE, 7, weight=zero) is None


@given(st.integers(0, 1200), st.sampled_from((Direction.HIGHER, Direction.LOWER)), st.integers(0, 2))
def test_the_promise_holds_when_the_reading_comes(hundredths, direction, decimals):
    """Recomputed: a unit that is printed like the lever has at least the score that it names."""
    rule = LINE if direction is Direction.HIGHER else knots((3, 100), (4, 80), (8, 0))
    now = Fraction(hundredths, 100)
    found = lever(
        mean(direction, decimals), aim(rule), (now,), scored(rule, now), weight=Fraction(1), target=EIGHTY
    )
    if found is None:
        assert scored(rule, now) == 100
        return
    assert -found.value.as_tuple().exponent == decimals
    assert scored(rule, Fraction(found.value)) == found.score > scored(rule, now)
    assert found.score >= min(EIGHTY, 100)
    assert found.gain == found.score - scored(rule, now)
