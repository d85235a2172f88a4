"""All four scoring rules in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.compute.dictionary.scored_by import in_brief, scored_by
from scorecard.glossary import phrases
from scorecard.model.kpi import Direction
from scorecard.model.scoring import PercentOfFirst, RankPoints
from tests.compute.dictionary.kpis import curve, deduction, held_to

SAY = phrases({})
FLOOR_TARGET = curve((7, 0), ("8.5", 80), clip=(0, 120))


def told(rule, direction=Direction.HIGHER):
    """The lines in English."""
    kpi = held_to(rule, direction)
    return [one.en for one in scored_by(kpi.aim, kpi, SAY)]


def test_a_curve_is_told_piece_by_piece_with_its_clip():
    """The line goes on at 80 / 1.5 points until it meets 120."""
    assert told(FLOOR_TARGET) == [
        "below 7.00: 0 points",
        "7.00 to 8.50: 0 + 80 · (x − 7.00) / (8.50 − 7.00)",
        "8.50 to 9.25: 80 + 40 · (x − 8.50) / (9.25 − 8.50)",
        "9.25 and above: 120 points",
        "never below 0 or above 120 points",
    ]


@pytest.mark.parametrize(
    ("direction", "word"), [(Direction.HIGHER, "below 2.00"), (Direction.LOWER, "above 2.00")]
)
def test_a_deduction_tells_what_costs_and_what_comes_back(direction, word):
    """Its five numbers, and for how many months."""
    assert told(deduction(), direction) == [
        "100 less what is still deducted, never below 0",
        f"{word}, each 1 of reading costs 5 points, at most 30 a month",
        "in each month that follows 10 points come back; a deduction counts for 3 months",
    ]


def test_ranks_of_equal_points_stand_together_and_the_last_goes_on():
    """100, 95, 90, 90, 80."""
    rule = RankPoints(tuple(map(Fraction, (100, 95, 90, 90, 80, 80))))
    assert told(rule)[1] == (
        "rank 1: 100 points; rank 2: 95 points; rank 3–4: 90 points; rank 5 and beyond: 80 points"
    )


@pytest.mark.parametrize(
    ("direction", "sum_"), [(Direction.HIGHER, "100 · own / best"), (Direction.LOWER, "100 · best / own")]
)
def test_percent_of_first_tells_its_quotient_and_its_ends(direction, sum_):
    """0 to 100 if the rule names none."""
    assert told(PercentOfFirst(), direction)[1:] == [sum_, "never below 0 or above 100 points"]
    clip = (Fraction(60), Fraction(110))
    assert told(PercentOfFirst(clip), direction)[-1] == "never below 60 or above 110 points"


def test_in_brief_a_curve_is_its_points_and_another_rule_all_that_it_says():
    """For what single units are held to."""
    kpi = held_to(FLOOR_TARGET)
    assert in_brief(kpi.aim, kpi, SAY).en == "7.00 scores 0, 8.50 scores 80"
    assert in_brief(kpi.aim, kpi, SAY).zh == "7.00 得 0 分、8.50 得 80 分"
    other = held_to(deduction(per=7))
    assert "costs 7 points" in in_brief(other.aim, other, SAY).en
