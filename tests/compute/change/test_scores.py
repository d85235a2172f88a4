"""A score over its reading and its rule, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scorecard.compute.change.scores import scores
from scorecard.model.kpi import Direction
from scorecard.model.scoring import Deduction, PercentOfFirst, RankPoints
from tests.compute.change.sides import curve, stated

STEEP = curve((0, 0), (50, 100))
FADING = Deduction(*map(Fraction, (100, 0, 5, 50, 10)), 3)
RANKED = RankPoints((Fraction(100), Fraction(90), Fraction(70)))


def told(before, after, moved=()):
    """(cause, member) -> (points, natural) of the parts that say something."""
    found = list(scores(before, before.score, after, after.score, moved))
    assert sum(one.points for one in found) == after.score - before.score
    return {
        (one.cause.value, one.member): (one.points, one.natural) for one in found if one.points or one.natural
    }


def test_a_reading_that_moved_is_rate():
    """One rule, no parts: what the reading moved, in points of its curve."""
    assert told(stated(20, rule=STEEP), stated(23, rule=STEEP)) == {("rate", ""): (6, 3)}


def test_a_rule_that_changed_is_target():
    """The same reading of 20 scores 20, then 40."""
    assert told(stated(20), stated(20, rule=STEEP)) == {("target", ""): (20, None)}


def test_rule_and_reading_share_what_they_do_together():
    """20 to 30 while the slope goes from 1 to 2: 10 by the old rule, 20 by the new, in the mean 15."""
    found = told(stated(20), stated(30, rule=STEEP))
    assert found == {("target", ""): (25, None), ("rate", ""): (15, 10)}


def test_parts_are_worth_the_mean_slope_between_the_readings():
    """60 to 70 across the target costs 1 point a unit on the way: (10 + 0) / 10 over both parts."""
    rule = curve((0, 0), (65, 90), (100, 90))
    before = stated(60, rule=rule, a=(1, 50), b=(1, 70))
    after = stated(70, rule=rule, a=(1, 58), b=(1, 82))
    rate = (before.score - 90) / -10
    assert told(before, after) == {("rate", "a"): (4 * rate, 4), ("rate", "b"): (6 * rate, 6)}


def test_rate_and_mix_that_cancel_are_worth_the_slope_there():
    """The reading stays 70 at a knot with slopes of 1 and 3 by one rule, 6 by the other: 4 a unit."""
    rule, other = curve((0, 0), (70, 70), (80, 100)), curve((0, 0), (100, 600))
    before, after = stated(70, rule=rule, a=(1, 60), b=(1, 80)), stated(70, rule=other, a=(3, 65), b=(1, 85))
    found = told(before, after)
    assert found.pop(("target", "")) == (after.score - 70, None)
    assert {key: points / amount for key, (points, amount) in found.items()} == dict.fromkeys(found, 4)
    assert {cause for cause, _ in found} == {"rate", "mix"}
    assert sum(points for points, _ in found.values()) == 0


def test_where_the_curve_is_flat_parts_moved_for_nothing():
    """Beyond the stretch reading: 0 points, and the natural amounts are still told."""
    before, after = stated(110, a=(1, 110)), stated(120, a=(1, 120))
    assert told(before, after) == {("rate", "a"): (0, 10)}


def test_a_flat_stretch_between_two_readings_is_worth_nothing():
    """60 to 70 is flat, though the curve rises on both sides of it."""
    rule = curve((0, 0), (60, 60), (70, 60), (100, 90))
    before, after = stated(60, rule=rule, a=(1, 60)), stated(70, rule=rule, a=(1, 70))
    assert told(before, after) == {("rate", "a"): (0, 10)}


def test_moved_members_and_reported_readings_reach_the_score():
    """b came from elsewhere and the reading is reported 1 above its parts."""
    before, after = stated(60, a=(1, 60)), stated(71, a=(1, 60), b=(1, 80))
    found = told(before, after, {"b"})
    assert found["organisation", "b"] == (Fraction(15, 2), Fraction(15, 2))
    assert found["unreconciled", ""] == (1, 1)


def test_another_measure_is_all_definition():
    """Readings of two measures do not compare, nor do their parts."""
    before, after = stated(60, a=(1, 60)), stated(20, rule=STEEP, measure="top_box", a=(1, 20))
    assert told(before, after) == {("definition", ""): (-20, None)}


def test_a_lower_reading_may_be_better():
    """A falling curve: 10 less is 10 points more."""
    rule = curve((0, 100), (100, 0))
    before, after = (stated(one, rule=rule, direction=Direction.LOWER) for one in (30, 20))
    assert told(before, after) == {("rate", ""): (10, -10)}


def test_a_deduction_sees_the_months_before():
    """The same 2 faults; last month's 6 faults (20 points still out) are forgotten: a rate, the reading
    stands still.
    """
    before = stated(2, 6, rule=FADING, direction=Direction.LOWER)
    after = stated(2, 0, rule=FADING, direction=Direction.LOWER, a=(1, 2))
    assert told(before, after) == {("rate", ""): (20, 0)}
    dearer = replace(FADING, per=Fraction(10))
    assert told(after, stated(2, 0, rule=dearer, direction=Direction.LOWER)) == {("target", ""): (-10, None)}


def test_a_rank_sees_the_other_units():
    """Second of three, then last with a reading 1 better: one rate, not divided into parts."""
    before = stated(8, 9, 7, rule=RANKED, a=(1, 8))
    after = stated(9, 10, 11, rule=RANKED, a=(1, 9))
    assert told(before, after) == {("rate", ""): (-20, 1)}


def test_two_rules_that_compare_see_each_others_units():
    """Rank 90 becomes 80 % of the first. By rank both months 90, by percent 90 then 80."""
    before, after = stated(9, 10, rule=RANKED), stated(8, 10, rule=PercentOfFirst())
    assert told(before, after) == {("rate", ""): (-5, -1), ("target", ""): (-5, None)}


def test_each_rule_keeps_its_own_direction():
    """8 beside 10 is 80 % of the highest, and first where lower is better: 20 points by the rule alone."""
    before = stated(8, 10, rule=PercentOfFirst())
    after = stated(8, 10, rule=RANKED, direction=Direction.LOWER)
    assert told(before, after) == {("target", ""): (20, None)}


def test_a_curve_scores_both_months_where_a_rank_cannot():
    """Rank points knew the others, the curve knows only the unit: the curve's own 1 point is the rate."""
    before, after = stated(8, 9, rule=RANKED, a=(1, 8)), stated(9, a=(1, 9))
    assert told(before, after) == {("rate", ""): (1, 1), ("target", ""): (-82, None)}
    assert told(after, before) == {("rate", ""): (-1, -1), ("target", ""): (82, None)}


@pytest.mark.parametrize("turned", [False, True])
def test_where_neither_rule_can_score_across_all_is_target(turned):
    """Ranks want other units, deductions earlier months: the reading moved, what for cannot be told."""
    pair = stated(3, 2, rule=RANKED), stated(4, 0, rule=FADING, direction=Direction.LOWER)
    before, after = pair[::-1] if turned else pair
    found = told(before, after)
    assert found == {
        ("target", ""): (after.score - before.score, None),
        ("rate", ""): (0, after.readings[0] - before.readings[0]),
    }


def test_what_was_not_delivered_counts_0_by_any_rule():
    """0 without a reading, then 30: a rate without a natural amount; half of a steeper rule is target's."""
    gone = stated(score=Fraction(0))
    assert told(gone, stated(30)) == {("rate", ""): (30, None)}
    assert told(stated(30, a=(1, 30)), gone) == {("rate", ""): (-30, None)}
    assert told(gone, stated(30, rule=STEEP)) == {("rate", ""): (45, None), ("target", ""): (15, None)}
    assert told(gone, gone) == {}


def test_a_month_without_a_reading_still_has_its_deduction():
    """None this month, 6 faults in the last: 20 points are out; by a curve there is nothing to score."""
    before = stated(None, 6, rule=FADING, direction=Direction.LOWER)
    assert told(before, stated(0, 0, rule=FADING, direction=Direction.LOWER)) == {("rate", ""): (20, None)}
    assert told(before, stated(90)) == {("target", ""): (10, None)}
