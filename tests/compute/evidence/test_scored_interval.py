"""Intervals of scores, by hand and by trying every reading in between."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.compute.evidence.scored_interval import scored_interval
from scorecard.model.curve import scored
from scorecard.model.evidence import Basis, Interval
from scorecard.model.kpi import Direction
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints


def knots(*pairs):
    """Knots of whole numbers."""
    return tuple((Fraction(reading), Fraction(score)) for reading, score in pairs)


RISING = Curve(knots((60, 0), (80, 80), (90, 100)))
FALLING = Curve(knots((1, 100), (2, 80), (5, 0)))
TARGET = Curve(knots((0, 0), (50, 100), (100, 0)))
STEPS = Curve(knots((60, 0), (80, 0), (80, 100), (90, 100)))
VALLEY = Curve(knots((0, 100), (5, 50), (5, 100), (10, 50)))
CLIFF = Curve(knots((0, 100), (5, 100), (5, 0), (10, 100)))
GOING_ON = Curve(knots((60, 60), (80, 80)), clip=(Fraction(0), Fraction(100)))


@pytest.mark.parametrize(
    ("rule", "direction", "ends", "own", "expected"),
    [
        (RISING, Direction.HIGHER, (70, 85), 78, (40, 90)),
        (RISING, Direction.HIGHER, (95, 99), 97, (100, 100)),
        (RISING, Direction.HIGHER, (80, 80), 80, (80, 80)),
        (FALLING, Direction.LOWER, (2, 5), 3, (0, 80)),
        (TARGET, Direction.TARGET, (40, 80), 60, (40, 100)),
        (TARGET, Direction.TARGET, (40, 50), 45, (80, 100)),
        (STEPS, Direction.HIGHER, (79, 81), 80, (0, 100)),
        (STEPS, Direction.HIGHER, (80, 85), 82, (100, 100)),
        (STEPS, Direction.HIGHER, (70, 80), 75, (0, 100)),
        (VALLEY, Direction.TARGET, (3, 7), 4, (50, 100)),
        (VALLEY, Direction.TARGET, (5, 7), 6, (80, 100)),
        (VALLEY, Direction.TARGET, (4, 5), 4, (50, 100)),
        (CLIFF, Direction.TARGET, (5, 10), 8, (0, 100)),
        (CLIFF, Direction.TARGET, (4, 5), 5, (100, 100)),
        (CLIFF, Direction.TARGET, (5, 5), 5, (100, 100)),
        (GOING_ON, Direction.HIGHER, (70, 110), 90, (70, 100)),
    ],
)
def test_a_curve_gives_its_least_and_most(rule, direction, ends, own, expected):
    """Worked by hand: ends, knots inside, and what is only approached beside a jump."""
    interval = Interval(Fraction(ends[0]), Fraction(ends[1]), Basis.MONTHS)
    found = scored_interval(rule, direction, interval, [Fraction(own)])
    assert found == Interval(Fraction(expected[0]), Fraction(expected[1]), Basis.MONTHS)


def test_a_deduction_keeps_the_months_before():
    """10 − 2·(v − 3) − what is still owed of last month's 7: 2·4 − 1 = 7, so 3 at best, 0 at worst."""
    rule = Deduction(Fraction(10), Fraction(3), Fraction(2), Fraction(8), Fraction(1), 3)
    interval = Interval(Fraction(2), Fraction(4), Basis.COUNTS)
    readings = [Fraction(3), Fraction(7), None]
    found = scored_interval(rule, Direction.LOWER, interval, readings)
    assert found == Interval(Fraction(1), Fraction(3), Basis.COUNTS)


def test_rules_that_compare_hold_the_others_still():
    """Rank points: between 80 and 95 a unit is second or first of three. Percent of first: 80/90 to all."""
    interval = Interval(Fraction(80), Fraction(95), Basis.ROWS)
    readings = [Fraction(85), Fraction(90), None, Fraction(70)]
    points = RankPoints((Fraction(10), Fraction(8), Fraction(5)))
    assert scored_interval(points, Direction.HIGHER, interval, readings) == Interval(
        Fraction(8), Fraction(10), Basis.ROWS
    )
    assert scored_interval(PercentOfFirst(), Direction.HIGHER, interval, readings) == Interval(
        Fraction(8000, 90), Fraction(100), Basis.ROWS
    )


def test_a_reading_rounded_out_of_its_interval_keeps_its_score():
    """89.96 is printed and compared as 90.0 and shares the first rank; unrounded it would be second."""
    interval = Interval(Fraction("89.96"), Fraction("89.96"), Basis.ROWS)
    found = scored_interval(
        RankPoints((Fraction(10), Fraction(8))), Direction.HIGHER, interval, [Fraction(90), Fraction(90)]
    )
    assert found == Interval(Fraction(8), Fraction(10), Basis.ROWS)


READINGS = st.fractions(min_value=0, max_value=20, max_denominator=4)
CURVES = st.lists(st.tuples(READINGS, READINGS), min_size=2, max_size=6).map(
    lambda pairs: Curve(tuple(sorted(pairs, key=lambda one: one[0])))
)


@given(CURVES, st.lists(READINGS, min_size=3, max_size=3))
def test_no_reading_in_between_scores_beyond(curve, three):
    """Whatever the curve: every reading of a fine grid in the interval scores within, and comes near both."""
    low, own, high = sorted(three)
    found = scored_interval(curve, Direction.TARGET, Interval(low, high, Basis.ROWS), [own])
    tiny = Fraction(1, 10**9)
    grid = {low + (high - low) * step / 60 for step in range(61)}
    grid |= {reading + shift for reading, _ in curve.knots for shift in (-tiny, 0, tiny)}
    scores = [scored(curve, one) for one in grid if low <= one <= high]
    assert found.low <= min(scores)
    assert found.high >= max(scores)
    thrice = {reading for reading, _ in curve.knots if [one for one, _ in curve.knots].count(reading) > 2}
    if not thrice:
        assert min(scores) - found.low < Fraction(1, 10**6)
        assert found.high - max(scores) < Fraction(1, 10**6)
