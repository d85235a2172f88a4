"""Worked examples: the steps, and the score in which they end, for every rule."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scorecard.compute.dictionary.passed_on import passed_on
from scorecard.compute.dictionary.stated import stated
from scorecard.compute.dictionary.worked import of_months, of_reading, telling, worked
from scorecard.glossary import phrases
from scorecard.model.kpi import Direction, Example, Process
from scorecard.model.scoring import PercentOfFirst, RankPoints
from scorecard.model.text import Text
from tests.compute.dictionary.kpis import curve, deduction, held_to

SAY = phrases({})
HIGHER, LOWER, TARGET = Direction.HIGHER, Direction.LOWER, Direction.TARGET
BOX = curve((7, 0), ("8.5", 80), ("9.2", 100))


def english(found):
    """The steps in English."""
    return [one.en for one in found.steps]


def test_a_line_is_worked_with_the_numbers_put_in():
    """80 · 1 / 1.5."""
    found = of_reading(BOX, held_to(BOX), Fraction(8), SAY)
    assert found.score == Fraction(160, 3)
    assert english(found) == [
        'A reading of 8.00 points falls under "7.00 to 8.50"',
        "Score = 0 + 80 · (8.00 − 7.00) / (8.50 − 7.00) = 53.33",
    ]
    assert found.steps[1].zh == "得分 = 0 + 80 · (8.00 − 7.00) / (8.50 − 7.00) = 53.33"


@pytest.mark.parametrize(
    ("rule", "direction", "decimals", "reading"),
    [
        (BOX, HIGHER, 2, "7.75"),  # half way between floor and target
        (curve((5, 100), (10, 80), (30, 0)), LOWER, 2, 20),
        (curve((2, 0), (5, 100), (9, 0)), TARGET, 2, "3.5"),
        (curve((0, 0), (1, 80), (2, 100)), HIGHER, 0, "0.5"),  # no whole number lies between
        (curve((0, 0), (60, 0), (60, 60), (85, 60), (85, 100)), HIGHER, 2, 60),  # steps: the first
        (curve((10, 100), (10, 60), (20, 60), (20, 0)), LOWER, 2, 20),
        (curve((95, 0), (95, 100)), HIGHER, 2, 95),
    ],
)
def test_the_reading_is_a_telling_one(rule, direction, decimals, reading):
    """Half way up the first slope, in the KPI's decimals where they allow; of steps the first."""
    assert telling(rule, held_to(rule, direction, decimals=decimals)) == Fraction(str(reading))


def test_a_step_is_worked_without_a_sum():
    """The reading at the step earns the higher score."""
    rule = curve((95, 0), (95, 100))
    assert english(worked(held_to(rule), SAY)) == [
        'A reading of 95.00 points falls under "95.00 and above"',
        "Score 100.00",
    ]


def test_a_deduction_is_worked_over_two_months():
    """This month costs half of the most, the month before all of it, and 10 came back."""
    found = worked(held_to(deduction(), LOWER), SAY)
    assert found.score == 65
    assert english(found) == [
        "This month, 5.00 points: 5 · (5.00 − 2.00) = 15 points off",
        "1 month(s) before, 8.00 points: 5 · (8.00 − 2.00) = 30 points off, 30 − 10 · 1 = 20 left",
        "Score = 100 − 15 − 20 = 65.00",
    ]


def test_a_deduction_that_counts_one_month_has_no_month_before():
    """Higher is better: what lies below is lacking."""
    found = worked(held_to(deduction(free=95, months=1), HIGHER), SAY)
    assert english(found) == [
        "This month, 92.00 points: 5 · (95.00 − 92.00) = 15 points off",
        "Score = 100 − 15 = 85.00",
    ]


def test_more_than_the_most_more_than_the_full_and_less_than_nothing_are_cut():
    """40 costs 30, not 190; nothing below 0; a month within what is free costs 0."""
    rule = deduction(most=70, recover=0)
    found = of_months(rule, held_to(rule, LOWER), (Fraction(40), Fraction(1), Fraction(30)), SAY)
    assert found.score == 0
    assert english(found) == [
        "This month, 40.00 points: min(70; 5 · (40.00 − 2.00)) = 70 points off",
        "1 month(s) before, 1.00 points: 0 = 0 points off, 0 − 0 · 1 = 0 left",
        "2 month(s) before, 30.00 points: min(70; 5 · (30.00 − 2.00)) = 70 points off, 70 − 0 · 2 = 70 left",
        "Score = max(0; 100 − 70 − 0 − 70) = 0.00",
    ]


def test_what_has_come_back_entirely_is_not_negative():
    """30 off two months ago, 20 a month back: nothing is left, and the sum says so."""
    rule = deduction(recover=20)
    found = of_months(rule, held_to(rule, LOWER), (Fraction(2), Fraction(2), Fraction(8)), SAY)
    assert found.score == 100
    assert "max(0; 30 − 20 · 2) = 0 left" in found.steps[2].en


@pytest.mark.parametrize("direction", [HIGHER, LOWER])
def test_ranks_are_worked_among_five_units(direction):
    """Two share rank 2; the rank behind them is left free."""
    found = worked(held_to(RankPoints(tuple(map(Fraction, (100, 95, 90, 80)))), direction), SAY)
    assert found.score == 95
    assert english(found) == [
        "Five units of the ranks 1, 2, 2, 4, 5 score 100.00, 95.00, 95.00, 80.00, 80.00",
        "Rank 2 scores 95.00",
    ]


def test_percent_of_first_is_worked_and_cut():
    """90 of 100, which a rule that gives at least 95 cuts."""
    assert english(worked(held_to(PercentOfFirst(), LOWER), SAY)) == [
        "The best reading is 90.00, the unit's own 100.00",
        "Score = 100 · 90.00 / 100.00 = 90.00",
    ]
    found = worked(held_to(PercentOfFirst((Fraction(95), Fraction(100)))), SAY)
    assert (found.score, english(found)[-1]) == (95, "Cut to 95.00")


def test_a_score_becomes_a_contribution_and_its_split():
    """The walk's own figures: 53.33 of 1.80 % are 0.96 points, of which 60 % are 0.576."""
    names = {"net": Text("网络部", "Network"), "care": Text("客服部", "Care")}
    process = Process("care", Text("服务", "Care"), 600)
    lines = list(passed_on(held_to(BOX), process, Fraction(160, 3), names, SAY))
    assert [one.en for one in lines] == [
        "Contribution to the index where every KPI has data = 53.33 × 1.80 % = 0.96 points",
        "By the responsibility shares: Network 60.00 % = 0.576 points, Care 40.00 % = 0.384 points",
    ]
    assert lines[1].zh == "按责任分解系数：网络部 60.00% 得 0.576 分、客服部 40.00% 得 0.384 分"


def test_stated_examples_are_shown_as_they_are():
    """One reading, and several with a month that has none."""
    examples = (
        Example((Fraction("8.2"),), (Fraction(64),)),
        Example((Fraction(2), None, Fraction(7)), (Fraction(95),)),
    )
    kpi = held_to(BOX)
    found = list(stated(replace(kpi, examples=examples), SAY))
    assert [one.en for one in found] == ["8.20 → 64.00", "2.00, none, 7.00 → 95.00"]
    assert found[1].zh == "2.00、无、7.00 → 95.00"
