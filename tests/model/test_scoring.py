"""Every scoring rule against scores worked by hand, both directions, at edges, jumps and ties."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.model.curve import best, reading_for, scored, worst
from scorecard.model.deducted import deducted
from scorecard.model.kpi import Direction
from scorecard.model.percent_of_first import percent_of_first
from scorecard.model.rank_points import rank_points
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER


def exact(*numbers):
    """The numbers as fractions, written as texts where they have decimals."""
    return tuple(Fraction(one) for one in numbers)


def curve(*knots, clip=None):
    """A curve through the knots."""
    return Curve(tuple(exact(*knot) for knot in knots), exact(*clip) if clip else None)


RISING = curve((6, 0), (8, 80), (9, 100))
FALLING = curve((5, 100), (10, 80), (30, 0))
JUMP_UP = curve((60, 0), (60, 60), (100, 100))
JUMP_DOWN = curve((10, 100), (20, 60), (20, 0))
STEPS_UP = curve((0, 0), (60, 0), (60, 60), (85, 60), (85, 100))
STEPS_DOWN = curve((10, 100), (10, 60), (20, 60), (20, 0), (30, 0))
TENT = curve((2, 0), (5, 100), (9, 0))
PASS_UP = curve((95, 0), (95, 100))
PASS_DOWN = curve((3, 100), (3, 0))
FREE_UP = curve((6, 0), (8, 80), (9, 100), clip=(0, 120))
FREE_DOWN = curve((10, 100), (30, 20), clip=(10, 110))
JUMP_FREE = curve((60, 0), (60, 60), (100, 100), clip=(0, 120))
JUMP_FROM_20 = curve((60, 20), (60, 60), (100, 100), clip=(0, 120))
FLAT_START = curve((6, 20), (8, 20), (9, 100))
FLAT_TOP = curve((6, 0), (8, 100), (9, 100), clip=(0, 120))


@pytest.mark.parametrize(
    ("rule", "value", "score"),
    [
        # 80 points over 2 readings is 40 a reading, then 20 over 1; clamped outside
        (RISING, 5, 0),
        (RISING, 6, 0),
        (RISING, 7, 40),
        (RISING, 8, 80),
        (RISING, "8.5", 90),
        (RISING, 9, 100),
        (RISING, 10, 100),
        # lower is better: 20 points over 5 readings is 4 a reading, then 80 over 20 is 4 too
        (FALLING, 0, 100),
        (FALLING, 5, 100),
        (FALLING, 6, 96),
        (FALLING, 10, 80),
        (FALLING, 25, 20),
        (FALLING, 30, 0),
        (FALLING, 31, 0),
        # base 60, challenge 100: the base itself earns 60, one point beyond it 61, just below it nothing
        (JUMP_UP, "59.999", 0),
        (JUMP_UP, 60, 60),
        (JUMP_UP, 61, 61),
        (JUMP_UP, 80, 80),
        (JUMP_UP, 100, 100),
        # the same where lower is better: base 20, challenge 10, 4 points a reading
        (JUMP_DOWN, 9, 100),
        (JUMP_DOWN, 15, 80),
        (JUMP_DOWN, 20, 60),
        (JUMP_DOWN, "20.001", 0),
        # bands: a threshold belongs to the better side
        (STEPS_UP, -1, 0),
        (STEPS_UP, "59.9", 0),
        (STEPS_UP, 60, 60),
        (STEPS_UP, "84.9", 60),
        (STEPS_UP, 85, 100),
        (STEPS_UP, 200, 100),
        (STEPS_DOWN, 10, 100),
        (STEPS_DOWN, "10.1", 60),
        (STEPS_DOWN, 20, 60),
        (STEPS_DOWN, "20.1", 0),
        (STEPS_DOWN, 99, 0),
        # target is best: 100 over 3 readings on the left, 25 a reading on the right
        (TENT, 1, 0),
        (TENT, 3, Fraction(100, 3)),
        (TENT, 5, 100),
        (TENT, 6, 75),
        (TENT, 9, 0),
        # reached or not
        (PASS_UP, "94.99", 0),
        (PASS_UP, 95, 100),
        (PASS_UP, 96, 100),
        (PASS_DOWN, 2, 100),
        (PASS_DOWN, 3, 100),
        (PASS_DOWN, "3.01", 0),
        # clip 0 to 120: 20 a reading beyond 9, so 120 at 10; nothing below 0 at the other end
        (FREE_UP, 5, 0),
        (FREE_UP, 9, 100),
        (FREE_UP, "9.5", 110),
        (FREE_UP, 10, 120),
        (FREE_UP, 11, 120),
        # clip 10 to 110, lower is better, 4 points a reading: 110 at 7.5, 10 at 32.5
        (FREE_DOWN, 7, 110),
        (FREE_DOWN, "7.5", 110),
        (FREE_DOWN, 9, 104),
        (FREE_DOWN, 31, 16),
        (FREE_DOWN, "32.5", 10),
        (FREE_DOWN, 40, 10),
        # a jump at the end has no slope to go on with; a flat end goes on flat
        (JUMP_FREE, 59, 0),
        (JUMP_FROM_20, 59, 20),
        (JUMP_FREE, 110, 110),
        (JUMP_FREE, 125, 120),
        (FLAT_TOP, 20, 100),
    ],
)
def test_curves_score_as_worked_by_hand(rule, value, score):
    """Linear between the knots, the higher score at a jump, clamped or clipped beyond the ends."""
    assert scored(rule, Fraction(value)) == score


@pytest.mark.parametrize(
    ("rule", "direction", "score", "reading"),
    [
        (RISING, HIGHER, 80, 8),
        (RISING, HIGHER, 90, "8.5"),
        (RISING, HIGHER, 0, 6),  # every reading earns it: where the scale begins
        (RISING, HIGHER, 101, None),
        (FLAT_START, HIGHER, 20, 6),
        (FLAT_START, HIGHER, 60, "8.5"),
        (FALLING, LOWER, 80, 10),
        (FALLING, LOWER, 40, 20),
        (FALLING, LOWER, 0, 30),
        (JUMP_UP, HIGHER, 1, 60),
        (JUMP_UP, HIGHER, 60, 60),
        (JUMP_UP, HIGHER, 80, 80),
        (JUMP_DOWN, LOWER, 60, 20),
        (JUMP_DOWN, LOWER, 80, 15),
        (STEPS_UP, HIGHER, 61, 85),
        (STEPS_UP, HIGHER, 60, 60),
        (STEPS_DOWN, LOWER, 60, 20),
        (STEPS_DOWN, LOWER, 80, 10),
        (PASS_DOWN, LOWER, 80, 3),
        (FREE_UP, HIGHER, 110, "9.5"),
        (FREE_UP, HIGHER, 120, 10),
        (FREE_UP, HIGHER, 121, None),
        (FREE_DOWN, LOWER, 10, "32.5"),
        (FREE_DOWN, LOWER, 104, 9),
        (TENT, HIGHER, 80, Fraction(22, 5)),  # 2 + 3·0.8; the upper one would be 5.8
    ],
)
def test_the_least_demanding_reading_for_a_score(rule, direction, score, reading):
    """The reading that just earns the score, from the worst end on; None where none does."""
    found = reading_for(rule, direction, Fraction(score))
    assert found == (None if reading is None else Fraction(reading))


@pytest.mark.parametrize(
    ("rule", "low", "high"),
    [(RISING, 0, 100), (JUMP_DOWN, 0, 100), (TENT, 0, 100), (FREE_UP, 0, 120), (FREE_DOWN, 10, 110)],
)
def test_the_ends_of_a_scale(rule, low, high):
    """A clipped curve whose ends go on reaches its clip; others end at their knots."""
    assert (worst(rule), best(rule)) == (low, high)


@pytest.mark.parametrize(
    ("direction", "points"),
    [
        # 9, 8, 8, 5, 1: ranks 1, 2, 2, 4, 5; rank 3 is left free, ranks 4 and 5 get the last points
        (HIGHER, {"a": 95, "b": 100, "c": 95, "d": 80, "e": 80}),
        # 1, 5, 8, 8, 9: ranks 1, 2, 3, 3, 5
        (LOWER, {"a": 90, "b": 80, "c": 90, "d": 95, "e": 100}),
    ],
)
def test_rank_points_as_worked_by_hand(direction, points):
    """Units with one reading share a rank and its points; ranks beyond the list get its last entry."""
    values = dict(zip("abcde", exact(8, 9, 8, 5, 1), strict=True))
    assert rank_points(RankPoints(exact(100, 95, 90, 80)), direction, values) == points


def test_rank_points_of_nobody_and_of_all_alike():
    """No unit has no points; where all read the same, all are first."""
    rule = RankPoints(exact(100, 0))
    assert rank_points(rule, HIGHER, {}) == {}
    assert rank_points(rule, LOWER, dict.fromkeys("ab", Fraction(7))) == {"a": 100, "b": 100}


@pytest.mark.parametrize(
    ("direction", "clip", "values", "scores"),
    [
        (HIGHER, None, (80, 60, 0), (100, 75, 0)),
        (HIGHER, None, (80, -20, 80), (100, 0, 100)),  # -25 % is cut at 0
        (HIGHER, (60, 100), (80, 40, 72), (100, 60, 90)),  # 50 % is cut at 60
        (HIGHER, None, (0, -1, 0), (100, 0, 100)),  # no percent of 0: the first 100, the others 0
        (HIGHER, None, (-5, -10), (100, 0)),
        (LOWER, None, (4, 5, 16), (100, 80, 25)),
        (LOWER, None, (0, 5, 0), (100, 0, 100)),
        (LOWER, None, (-4, -2, 8), (100, 0, 0)),
        (LOWER, (50, 100), (4, 5, 16), (100, 80, 50)),
        (HIGHER, None, (), ()),
    ],
)
def test_percent_of_first_as_worked_by_hand(direction, clip, values, scores):
    """100·v/best or 100·best/v, cut at the clip; zero and negative readings as the docstring says."""
    rule = PercentOfFirst(exact(*clip) if clip else None)
    units = dict(zip("abc", exact(*values), strict=False))
    assert percent_of_first(rule, direction, units) == dict(zip("abc", scores, strict=False))


# 5 points for each case beyond 2, at most 30 a month; 10 points come back in each month that follows.
CASES = Deduction(*exact(100, 2, 5, 30, 10), months=3)
# The same below a free reading of 90 %, 2 points for each percent.
SHARE = Deduction(*exact(100, 90, 2, 30, 10), months=3)
LASTING = Deduction(*exact(50, 0, 10, 100, 0), months=2)


@pytest.mark.parametrize(
    ("rule", "direction", "readings", "score"),
    [
        (CASES, LOWER, (2,), 100),  # what is free costs nothing
        (CASES, LOWER, (4,), 90),  # 2 beyond cost 10
        (CASES, LOWER, ("4.5",), Fraction(175, 2)),
        (CASES, LOWER, (40,), 70),  # 190 are cut to 30
        (CASES, LOWER, (2, 7), 85),  # 25 a month ago, 10 given back: 15 are left
        (CASES, LOWER, (2, 2, 7), 95),  # two months ago: 25 - 20
        (CASES, LOWER, (2, 2, 2, 40), 100),  # three months ago: forgotten
        (CASES, LOWER, (4, 7, 40), 65),  # 10 + 15 + 10
        (CASES, LOWER, (2, 4), 100),  # 10 a month ago are given back whole, and no more than these
        (CASES, LOWER, (None, 7), 85),  # a month without a reading deducts nothing
        (CASES, LOWER, (4, None, 7), 85),  # 10 + 0 + 5: time goes on in it all the same
        (CASES, LOWER, (), 100),
        (SHARE, HIGHER, (95,), 100),
        (SHARE, HIGHER, (90,), 100),
        (SHARE, HIGHER, (85,), 90),
        (SHARE, HIGHER, (60, 85, 95), 70),  # 60 are cut to 30; 10 a month ago are given back
        (LASTING, LOWER, (1, 2), 20),  # nothing is given back: 50 - 10 - 20
        (LASTING, LOWER, (4, 4), 0),  # never below 0
        (LASTING, LOWER, (0, 0, 9), 50),  # but forgotten after two months
    ],
)
def test_deductions_as_worked_by_hand(rule, direction, readings, score):
    """Each month's deduction, less what came back since, is taken from the full score."""
    newest_first = [None if one is None else Fraction(one) for one in readings]
    assert deducted(rule, direction, newest_first) == score
