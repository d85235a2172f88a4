"""The interval of a percentile against the binomial distribution, added up term by term."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest

from scorecard.compute.evidence.percentile import percentile
from scorecard.model.tally import Tally
from tests.compute.evidence.samples import MEDIAN, tally_of


def ranks(n, percent):
    """(l, u): the innermost ranks with at most 2.5 % beyond each, by exact sums; None where there is none."""
    p = Fraction(percent, 100)
    chance = [comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]
    lower = [rank for rank in range(1, n + 1) if sum(chance[:rank]) <= Fraction(1, 40)]
    upper = [rank for rank in range(1, n + 1) if sum(chance[rank:]) <= Fraction(1, 40)]
    return (max(lower), min(upper)) if lower and upper else None


def each_once(n):
    """A histogram in which the k-th smallest row is k."""
    return Tally(n=n, weight=n, histogram=tuple((k, 1) for k in range(1, n + 1)))


@pytest.mark.parametrize("percent", [5, 25, 50, 80, 90, 95, 100])
@pytest.mark.parametrize("n", [2, 5, 6, 20, 35, 36, 72, 73, 150])
def test_the_ranks_are_those_of_the_binomial(n, percent):
    """The same two ranks as by exact sums; none where n is too small to bound the percentile."""
    assert percentile(each_once(n), percent) == ranks(n, percent)


def test_the_median_of_twenty_is_the_textbook_s():
    """The 6th and the 15th of 20: every table of order statistics says so; 5 rows cannot bound a median."""
    assert percentile(each_once(20), 50) == (6, 15)
    assert percentile(each_once(5), 50) is None


def test_the_ninetieth_percentile_needs_36_rows():
    """0.9^35 is 2.503 %, 0.9^36 is less."""
    assert percentile(each_once(35), 90) is None
    assert percentile(each_once(36), 90) == (29, 36)


def test_ranks_are_found_among_equal_values():
    """The 6th of 20 is in the first value that reaches 6 rows."""
    assert percentile(Tally(n=20, weight=20, histogram=((1, 5), (2, 9), (7, 1), (9, 5))), 50) == (2, 7)
    assert percentile(Tally(n=20, weight=20, histogram=((4, 20),)), 50) == (4, 4)


def test_rows_of_one_hall_count_once():
    """40 rows in 20 halls bound the median like 20 rows: the values at 6/20 and 15/20 of the rows."""
    rows = list(range(1, 41))
    tally = tally_of(MEDIAN, rows, clusters=[(x - 1) // 2 for x in rows])
    assert percentile(tally, 50) == (12, 30)


def test_halls_of_unequal_size_count_for_less():
    """60 rows, 30 in one hall and 30 alone: 60²/(30² + 30) = 3.87 draws cannot bound a median; 35 halls of
    one and one of 5 count like 40²/60 = 26 rows, ranks 8 and 19 of 26 (binomial), rows 13 and 30 of 40.
    """
    assert percentile(tally_of(MEDIAN, list(range(60)), clusters=[min(x, 30) for x in range(60)]), 50) is None
    rows = list(range(1, 41))
    assert ranks(26, 50) == (8, 19)
    assert percentile(tally_of(MEDIAN, rows, clusters=[min(x, 36) for x in rows]), 50) == (13, 30)


def test_weights_alone_change_nothing():
    """A percentile does not weigh rows, neither does its interval."""
    rows = list(range(1, 41))
    assert percentile(tally_of(MEDIAN, rows, [1, 9] * 20), 50) == percentile(tally_of(MEDIAN, rows), 50)
