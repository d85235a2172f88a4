"""Readings and scores, each against figures worked by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scorecard.compute.score import measured, read, scored
from scorecard.model.kpi import Curve, Direction, Evidence, Kind, Measure, Term
from scorecard.model.result import State
from scorecard.model.tally import Tally
from tests.sample import kpi

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
        found = read(one, tally, one.aim, sampled=True)
        assert (found.value, found.score, found.state) == (None, None, State.MISSING)


@pytest.mark.parametrize(
    ("n", "state"), [(9, State.HIDDEN), (10, State.FLAGGED), (29, State.FLAGGED), (30, State.OK)]
)
def test_small_samples_are_hidden_or_flagged(n, state):
    """Below 10 withheld, below 30 flagged; the limits themselves pass."""
    found = read(
        of_kind(Kind.MEAN),
        Tally(n=n, weight=n, total=8 * n),
        of_kind(Kind.MEAN).aim,
        sampled=True,
    )
    assert found.state is state
    assert (found.value is None) == (state is State.HIDDEN)
    assert (found.score is None) == (state is State.HIDDEN)


def test_registers_are_never_small():
    """A counter's mean over 2 rows and a rate over its base are full counts, not samples."""
    assert (
        read(
            of_kind(Kind.MEAN),
            Tally(n=2, weight=2, total=16),
            of_kind(Kind.MEAN).aim,
            sampled=False,
        ).state
        is State.OK
    )
    rate = of_kind(Kind.RATE, base=BASE, per=10_000)
    found = read(rate, Tally(n=0, total=0, base=4000), rate.aim, sampled=False)
    assert (found.value, found.n, found.state) == (0, 4000, State.OK)


def test_curves_interpolate_and_clamp_in_both_directions():
    """floor/target/stretch at 0/80/100: halfway to the target is 40 points, beyond the ends is clamped."""
    points = (Fraction(0), Fraction(80), Fraction(100))
    rising = Curve(tuple(zip((Fraction(6), Fraction(8), Fraction(9)), points, strict=True)))
    falling = Curve(tuple(zip((Fraction(30), Fraction(10), Fraction(5)), points, strict=True)))
    assert [scored(rising, Fraction(v)) for v in (5, 6, 7, 8, 9, 10)] == [0, 0, 40, 80, 100, 100]
    assert [scored(falling, Fraction(v)) for v in (40, 30, 20, 10, 5, 0)] == [0, 0, 40, 80, 100, 100]
    assert scored(rising, Fraction("8.5")) == 90


def test_a_lower_is_better_kpi_scores_by_its_curve():
    """Direction lives in the curve: a rate of 20 per 10,000 between floor 30 and target 10 scores 40."""
    rate = kpi(
        "network.rate",
        Measure(Kind.RATE, ROWS, base=BASE, per=10_000),
        shares={"net": 10_000},
        weight=10_000,
        direction=Direction.LOWER,
        knots=(Fraction(30), Fraction(10), Fraction(5)),
    )
    assert read(rate, Tally(total=2, base=1000), rate.aim, sampled=False).score == 40
