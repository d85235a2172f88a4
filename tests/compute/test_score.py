"""Readings and scores, each against figures worked by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scorecard.compute.score import grade, measured, read
from scorecard.model.formula import Binary, Name, Number, Sign
from scorecard.model.kpi import Aim, Direction, Evidence, Kind, Measure, Missing, Term
from scorecard.model.result import Reading, State
from scorecard.model.scoring import Deduction, PercentOfFirst, RankPoints
from scorecard.model.tally import Tally
from tests.sample import curve, kpi

ROWS = Term("survey", (), "score")
BASE = Term("counters", (), "subscribers")


def of_kind(kind, **more):
    """A KPI of one kind."""
    measure = Measure(kind, ROWS, **more)
    return kpi("network.one", measure, shares={"net": 10_000}, weight=10_000, evidence=Evidence(10, 30))


@pytest.mark.parametrize(
    ("found", "tally", "value"),
    [
        (of_kind(Kind.MEAN), Tally(n=4, weight=4, total=31), Fraction(31, 4)),
        (of_kind(Kind.TOP_BOX, at=9), Tally(n=8, weight=8, hits=3), Fraction(75, 2)),
        (of_kind(Kind.BOTTOM_BOX, at=6), Tally(n=8, weight=8, hits=1), Fraction(25, 2)),
        (of_kind(Kind.NPS), Tally(n=10, weight=10, promoters=3, detractors=4), Fraction(-10)),
        (of_kind(Kind.RATIO, base=BASE, per=100), Tally(n=3, total=3, base=8), Fraction(75, 2)),
        (of_kind(Kind.RATE, base=BASE, per=10_000), Tally(n=7, total=7, base=3500), Fraction(20)),
        (of_kind(Kind.WITHIN, at=2880), Tally(n=5, weight=5, hits=4), Fraction(80)),
        (of_kind(Kind.COMPLIANCE), Tally(n=3, weight=3, hits=2), Fraction(200, 3)),
        (of_kind(Kind.PERCENTILE, at=90), Tally(n=10, weight=10, histogram=((5, 8), (7, 1), (60, 1))), 7),
        (of_kind(Kind.PERCENTILE, at=90), Tally(n=10, weight=10, histogram=((5, 8), (60, 2))), 60),
    ],
)
def test_every_kind_reads_as_worked_by_hand(found, tally, value):
    """Each measure kind gives the reading of its formula, exactly."""
    assert measured(found, tally) == value


def test_weights_count_rows_more_than_once():
    """A weighted mean is Σ w·x / Σ w: weights 1.5 and 0.5 on scores 10 and 2 read 8."""
    assert measured(of_kind(Kind.MEAN), Tally(n=2, weight=20_000, total=160_000)) == 8


def test_decimal_columns_are_scaled_back():
    """Sums in a column's scale are divided by it: 12.50 over 2 rows reads 6.25, 1.5 over 3.0 is 50 %."""
    scaled = replace(ROWS, scale=2)
    mean = replace(of_kind(Kind.MEAN), measure=Measure(Kind.MEAN, scaled))
    assert measured(mean, Tally(n=2, weight=2, total=1250)) == Fraction(25, 4)
    share = Measure(Kind.RATIO, replace(ROWS, scale=1), base=replace(BASE, scale=1), per=100)
    assert measured(replace(mean, measure=share), Tally(total=15, base=30)) == 50


@pytest.mark.parametrize("tally", [None, Tally()])
def test_nothing_read_is_missing_never_zero(tally):
    """n = 0 or an empty base: no reading, no score."""
    for one in (of_kind(Kind.MEAN), of_kind(Kind.RATE, base=BASE, per=10_000)):
        found = read(one, tally, sampled=True)
        assert (found.value, found.score, found.state) == (None, None, State.MISSING)


@pytest.mark.parametrize(
    ("n", "state"), [(9, State.HIDDEN), (10, State.FLAGGED), (29, State.FLAGGED), (30, State.OK)]
)
def test_small_samples_are_hidden_or_flagged(n, state):
    """Below 10 withheld, below 30 flagged; the limits themselves pass."""
    mean = of_kind(Kind.MEAN)
    found = graded(mean, {"a": read(mean, Tally(n=n, weight=n, total=8 * n), sampled=True)})["a"]
    assert found.state is state
    assert (found.value is None) == (state is State.HIDDEN)
    assert (found.score is None) == (state is State.HIDDEN)


def test_registers_are_never_small():
    """A counter's mean over 2 rows and a rate over its base are full counts, not samples."""
    mean = of_kind(Kind.MEAN)
    assert read(mean, Tally(n=2, weight=2, total=16), sampled=False).state is State.OK
    rate = of_kind(Kind.RATE, base=BASE, per=10_000)
    found = read(rate, Tally(n=0, total=0, base=4000), sampled=False)
    assert (found.value, found.n, found.state) == (0, 4000, State.OK)


SCALED = replace(BASE, scale=2)
TIMES = Binary(Sign.TIMES, Number(Fraction(100)), Name("solved"))
SOLVED = of_kind(
    Kind.FORMULA,
    formula=Binary(Sign.OVER, TIMES, Name("offered")),
    terms=(("offered", SCALED), ("solved", ROWS)),
    observations="offered",
)
SOLVED = replace(SOLVED, measure=replace(SOLVED.measure, rows=SCALED))


def test_a_formula_is_evaluated_on_the_pooled_sums():
    """30 of 40.00 are 75 %, whatever the units below; n is the sum of the observations, in whole ones."""
    found = read(SOLVED, Tally(n=2, terms=(("offered", 4099), ("solved", 30))), sampled=True)
    assert (found.value, found.n, found.state) == (Fraction(300_000, 4099), 40, State.OK)


def test_a_term_without_rows_is_0_and_a_divisor_of_0_is_missing():
    """Nothing solved of 40 is 0 %; nothing offered is no reading, as for an empty base."""
    assert read(SOLVED, Tally(terms=(("offered", 4000),)), sampled=False).value == 0
    for tally in (Tally(), Tally(terms=(("solved", 3),)), None):
        assert read(SOLVED, tally, sampled=False).state is State.MISSING


@pytest.mark.parametrize(
    ("offered", "state"),
    [(999, State.HIDDEN), (1000, State.FLAGGED), (2999, State.FLAGGED), (3000, State.OK)],
)
def test_a_formula_over_few_observations_is_hidden_or_flagged(offered, state):
    """9.99 are fewer than 10, 29.99 fewer than 30: the sum of the observations' term is the sample."""
    tally = Tally(n=500, terms=(("offered", offered), ("solved", 1)))
    assert read(SOLVED, tally, sampled=True).state is state
    assert read(SOLVED, tally, sampled=False).state is State.OK


def graded(one, readings, earlier=None, aims=None):
    """The readings scored; a bare number is a reading of 50 rows."""
    known = {
        unit: Reading(50, Fraction(value), None, State.OK) if isinstance(value, int | str) else value
        for unit, value in readings.items()
    }
    return grade(one, aims or dict.fromkeys(known, one.aim), known, earlier or {})


def scores(found):
    """Unit -> score."""
    return {unit: one.score for unit, one in found.items()}


def by_rule(scoring, direction=Direction.HIGHER, **more):
    """A mean scored by a rule of its own."""
    aim = Aim(scoring, None, None, None)
    return replace(of_kind(Kind.MEAN), aim=aim, direction=direction, decimals=1, **more)


def test_each_unit_is_scored_by_what_it_is_held_to():
    """Between floor 6 and target 8 a reading of 7 scores 40; against a target of 7 it scores 80."""
    mean = of_kind(Kind.MEAN)
    easier = (Fraction(6), Fraction(7), Fraction(9))
    own = Aim(curve(Direction.HIGHER, *easier), *easier)
    assert scores(graded(mean, {"a": 7, "b": 7}, aims={"a": mean.aim, "b": own})) == {"a": 40, "b": 80}


def test_a_lower_is_better_kpi_scores_by_its_curve():
    """A rate of 20 per 10,000 between floor 30 and target 10 scores 40."""
    knots = (Fraction(30), Fraction(10), Fraction(5))
    rate = by_rule(curve(Direction.LOWER, *knots), Direction.LOWER)
    assert scores(graded(rate, {"a": 20})) == {"a": 40}


def test_ranks_and_percents_are_those_of_the_printed_readings():
    """8.04 and 8.01 are both printed 8.0: they share the second place; 6.4 is 80 % of 8.0."""
    points = by_rule(RankPoints((Fraction(100), Fraction(90), Fraction(70))))
    readings = {"a": "8.6", "b": "8.04", "c": "8.01", "d": 5}
    assert scores(graded(points, readings)) == {"a": 100, "b": 90, "c": 90, "d": 70}
    percent = by_rule(PercentOfFirst())
    assert scores(graded(percent, {"a": "8.01", "b": "6.42"})) == {"a": 100, "b": 80}


def test_a_unit_without_a_reading_takes_no_rank():
    """A withheld unit is no peer: the others are ranked as if it were not there."""
    points = by_rule(RankPoints((Fraction(100), Fraction(90))))
    hidden = Reading(4, None, None, State.HIDDEN)
    assert scores(graded(points, {"a": hidden, "b": 8, "c": 7})) == {"a": None, "b": 100, "c": 90}


def test_a_deduction_fades_month_by_month():
    """Two faults beyond free cost 10 points; 10 of 30 points of last month are back, 20 still count."""
    rule = Deduction(Fraction(100), Fraction(0), Fraction(5), Fraction(50), Fraction(10), 3)
    faults = by_rule(rule, Direction.LOWER)
    assert faults.months_back == 2
    earlier = {"a": [Fraction(6), None], "b": [None, Fraction(0)]}
    assert scores(graded(faults, {"a": 2, "b": 0}, earlier)) == {"a": 70, "b": 100}


GONE = Reading(0, None, None, State.MISSING)


def test_what_was_due_and_is_missing_scores_nothing():
    """Missing rule zero (未报送 = 0): no reading, 0 points, and a state that says so."""
    due = replace(of_kind(Kind.MEAN), evidence=Evidence(missing=Missing.ZERO))
    assert graded(due, {"a": GONE})["a"] == Reading(0, None, Fraction(0), State.ZERO)


def test_the_last_reading_is_carried_on_for_so_many_months():
    """Missing rule carry: the newest of the last 2 months' readings counts, an older one does not."""
    carried = replace(of_kind(Kind.MEAN), evidence=Evidence(missing=Missing.CARRY, carry=2))
    assert carried.months_back == 2
    earlier = {"a": [None, Fraction(7), Fraction(9)], "b": [None, None, Fraction(9)]}
    found = graded(carried, {"a": GONE, "b": GONE}, earlier)
    assert found == {"a": Reading(0, Fraction(7), Fraction(40), State.CARRIED), "b": GONE}


def test_a_withheld_sample_is_not_missing():
    """A sample that is too small was delivered: neither missing rule touches it."""
    hidden = Reading(4, None, None, State.HIDDEN)
    for missing in Missing:
        one = replace(of_kind(Kind.MEAN), evidence=Evidence(missing=missing, carry=1))
        assert graded(one, {"a": hidden}, {"a": [Fraction(7)]})["a"] == hidden
