"""Intervals of readings, against textbook figures and by simulation."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import sqrt

import numpy as np
import pytest

from scorecard.compute.evidence.interval import interval
from scorecard.model.evidence import Basis, Interval
from scorecard.model.kpi import Kind, Measure
from scorecard.model.tally import Tally
from tests.compute.evidence.samples import MEAN, MEDIAN, NPS, ROWS, TOP_BOX, tally_of


def ends(found):
    """The ends as floats."""
    return float(found.low), float(found.high)


def test_a_mean_is_student_s():
    """Ten scores, mean 7.1, s = 2.998148: 7.1 ± 2.262157 · s/√10, in the unit of the column."""
    scores = [10, 9, 3, 8, 8, 7, 1, 10, 6, 9]
    found = interval(MEAN, tally_of(MEAN, scores))
    half = 2.2621572 * 2.9981476 / sqrt(10)
    assert ends(found) == pytest.approx((7.1 - half, 7.1 + half), abs=1e-6)
    assert found.basis is Basis.ROWS
    scaled = replace(MEAN, rows=replace(ROWS, scale=2))
    assert ends(interval(scaled, tally_of(MEAN, [100 * x for x in scores]))) == pytest.approx(ends(found))


@pytest.mark.parametrize("kind", [Kind.TOP_BOX, Kind.BOTTOM_BOX, Kind.WITHIN, Kind.COMPLIANCE])
def test_a_share_is_wilson_s_in_percent(kind):
    """81 of 263: 25.53 to 36.62 %; exactly, on request, 25.27 to 36.76 % (Newcombe 1998)."""
    tally = Tally(n=263, weight=263, hits=81)
    measure = Measure(kind, ROWS, at=9)
    assert ends(interval(measure, tally)) == pytest.approx((25.53, 36.62), abs=5e-3)
    assert ends(interval(measure, tally, exact=True)) == pytest.approx((25.27, 36.76), abs=5e-3)


def test_an_nps_is_the_adjusted_wald():
    """All of ten promoters: 47.5 to 100, as methods C says; 3 promoters, 4 detractors of 10 by hand."""
    found = interval(NPS, tally_of(NPS, [10] * 10))
    assert ends(found) == pytest.approx((47.5, 100), abs=0.1)
    assert found.high == 100
    worst = interval(NPS, tally_of(NPS, [0] * 10))
    assert (worst.low, worst.high) == (-100, -found.low)
    p, d = 3.75 / 13, 4.75 / 13
    half = 195.9963985 * sqrt((p + d - (p - d) ** 2) / 13)
    mixed = interval(NPS, tally_of(NPS, [10, 9, 9, 7, 8, 7, 1, 2, 3, 4]))
    assert ends(mixed) == pytest.approx((100 * (p - d) - half, 100 * (p - d) + half), abs=1e-6)


def test_a_percentile_takes_the_values_of_its_own_rows():
    """The median of 20 rows lies between the 6th and the 15th, in the unit of the column."""
    tally = tally_of(MEDIAN, list(range(1, 21)))
    assert interval(MEDIAN, tally) == Interval(Fraction(6), Fraction(15), Basis.ROWS)
    scaled = replace(MEDIAN, rows=replace(ROWS, scale=1))
    assert interval(scaled, tally) == Interval(Fraction(6, 10), Fraction(15, 10), Basis.ROWS)
    assert interval(MEDIAN, tally_of(MEDIAN, [1, 2, 3])) is None


@pytest.mark.parametrize("measure", [MEAN, TOP_BOX, NPS, MEDIAN])
@pytest.mark.parametrize("tally", [Tally(), Tally(n=1, weight=1, total=9, squares=81, hits=1, promoters=1)])
def test_no_row_and_one_row_have_no_interval(measure, tally):
    """N = 0 and n = 1: None."""
    assert interval(measure, tally) is None


@pytest.mark.parametrize("measure", [MEAN, TOP_BOX, NPS])
def test_one_hall_has_no_interval(measure):
    """All rows from one hall: nobody knows how halls differ. Two halls are enough to say something."""
    assert interval(measure, tally_of(measure, [9, 3, 10, 8], clusters=["a"] * 4)) is None
    assert interval(measure, tally_of(measure, [9, 3, 10, 8], clusters=["a", "a", "b", "b"])) is not None


@pytest.mark.parametrize("measure", [MEAN, TOP_BOX, NPS])
def test_weights_without_their_spread_have_no_interval(measure):
    """A weighted tally that lacks the design sums, or has no weight at all: None."""
    tally = tally_of(measure, [9, 3, 10, 8], [10_000, 5_000, 20_000, 5_000])
    bare = replace(tally, clusters=0, weight_squares=0, weight_values=0, value_squares=0)
    assert interval(measure, tally) is not None
    assert interval(measure, bare) is None
    assert interval(measure, replace(tally, weight=0)) is None


@pytest.mark.parametrize("kind", [Kind.RATIO, Kind.RATE, Kind.FORMULA])
def test_kinds_of_registers_are_served_elsewhere(kind):
    """A ratio, rate or formula has no interval of rows."""
    measure = Measure(kind, ROWS, base=ROWS)
    assert interval(measure, Tally(n=9, weight=9, total=90, base=100)) is None


def test_equal_rows_have_a_mean_of_no_width():
    """All equal: both ends are the mean."""
    assert interval(MEAN, tally_of(MEAN, [7] * 12)) == Interval(Fraction(7), Fraction(7), Basis.ROWS)


def test_a_weighted_mean_is_hajek_s():
    """Weights 1, 1, 2 on 9, 5, 7: 7 ± t(2)·√(3/2·((2)²+(−2)²)/4²)."""
    found = interval(MEAN, tally_of(MEAN, [9, 5, 7], [1, 1, 2]))
    half = 4.3026527 * sqrt(1.5 * 8 / 16)
    assert ends(found) == pytest.approx((7 - half, 7 + half), abs=1e-6)


def test_a_weighted_share_of_all_keeps_its_width():
    """All hit: Wilson's upper end is 100, the lower that of the rows' worth in weights, Kish's 16/6."""
    found = interval(TOP_BOX, tally_of(TOP_BOX, [9] * 3, [1, 1, 2]))
    z2 = 3.8414588
    assert found.high == 100
    assert float(found.low) == pytest.approx(100 * (16 / 6) / (16 / 6 + z2), abs=1e-5)


@pytest.mark.parametrize("measure", [MEAN, TOP_BOX, NPS])
def test_few_halls_say_less_than_many_rows(measure):
    """The same 40 rows in 8 halls of one mind each have a wider interval than as 40 rows."""
    rows = [x for x in (10, 10, 2, 9, 1, 3, 10, 7) for _ in range(5)]
    plain = interval(measure, tally_of(measure, rows))
    halls = interval(measure, tally_of(measure, rows, clusters=[place // 5 for place in range(40)]))
    assert halls.low < plain.low
    assert plain.high < halls.high


def coverage(measure, truth, draw, samples=2000):
    """The share of seeded samples whose interval holds the truth."""
    draws = np.random.default_rng(20260630)
    hit = 0
    for _ in range(samples):
        found = interval(measure, draw(draws))
        hit += found.low <= truth <= found.high
    return hit / samples


CHANCES = [0.02, 0.02, 0.03, 0.03, 0.05, 0.1, 0.15, 0.2, 0.2, 0.2]
SCALE = range(1, 11)


def plain(measure, n):
    """A sampler of n scores from 1 to 10."""
    return lambda draws: tally_of(measure, draws.choice(SCALE, size=n, p=CHANCES).tolist())


@pytest.mark.parametrize(
    ("measure", "n", "truth"),
    [
        (MEAN, 30, Fraction(771, 100)),
        (TOP_BOX, 30, Fraction(40)),
        (NPS, 30, Fraction(15)),
        (MEAN, 200, Fraction(771, 100)),
    ],
)
def test_intervals_hold_the_truth_as_often_as_they_say(measure, n, truth):
    """2000 samples of scores from 1 to 10: 95 % of the intervals, within two points, hold the true value."""
    if measure is MEAN:
        truth = Fraction(sum(round(100 * p) * x for p, x in zip(CHANCES, SCALE, strict=True)), 100)
    assert 0.93 <= coverage(measure, truth, plain(measure, n)) <= 0.97


def test_the_interval_of_a_percentile_holds_it_at_least_as_often():
    """Ties make it wider than the level, never narrower: the median of the scores is 8."""
    assert coverage(MEDIAN, 8, plain(MEDIAN, 40)) >= 0.95


def clustered(measure):
    """A sampler of 15 halls of 8 weighted rows, where a good or a bad day is common to a whole hall."""

    def draw(draws):
        days = np.repeat(draws.normal(0, 1, 15), 8)
        rows = np.clip(np.rint(6 + days + draws.normal(0, 2, 120)), 1, 10).astype(int).tolist()
        return tally_of(measure, rows, draws.integers(5, 16, 120).tolist(), [k // 8 for k in range(120)])

    return draw


@pytest.mark.parametrize("measure", [MEAN, Measure(Kind.TOP_BOX, ROWS, at=7), NPS])
def test_intervals_of_clusters_hold_the_truth_too(measure):
    """Halls with good and bad days, rows of unequal weight: near 95 %; blind to halls, below 90."""
    draws = np.random.default_rng(1)
    many = np.clip(np.rint(6 + draws.normal(0, 1, 10**6) + draws.normal(0, 2, 10**6)), 1, 10)
    truth = {
        Kind.MEAN: many.mean(),
        Kind.TOP_BOX: 100 * (many >= 7).mean(),
        Kind.NPS: 100 * ((many >= 9).mean() - (many <= 6).mean()),
    }[measure.kind]
    assert 0.93 <= coverage(measure, truth, clustered(measure), 1500) <= 0.97
    halls = clustered(measure)

    def blind(draws):
        tally = halls(draws)
        return replace(tally, clusters=0, weight=tally.n, **_shares(tally))

    if measure.kind is not Kind.MEAN:
        assert coverage(measure, truth, blind, 500) < 0.9


def _shares(tally):
    """The sums as if rows weighed alike."""
    fields = ("hits", "promoters", "detractors")
    return {name: round(getattr(tally, name) * tally.n / tally.weight) for name in fields}
