"""Variance, design effect and effective n against rows added up one by one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.compute.evidence.design import design_effect, effective, variance
from scorecard.model.tally import Tally
from tests.compute.evidence.samples import MEAN, TOP_BOX, tally_of

SCORES = [10, 9, 3, 8, 8, 7, 1, 10, 6, 9]
WEIGHTS = [12_000, 8_000, 5_000, 30_000, 10_000, 10_000, 9_000, 7_000, 20_000, 4_000]
HALLS = ["a", "a", "b", "b", "b", "c", "c", "d", "d", "d"]


def linearised(rows, weights, clusters):
    """m/(m−1) · Σ (z_c − z̄)², from the rows."""
    whole = sum(weights)
    mean = Fraction(sum(w * y for w, y in zip(weights, rows, strict=True)), whole)
    z = {
        one: sum(w * (y - mean) for w, y, c in zip(weights, rows, clusters, strict=True) if c == one) / whole
        for one in set(clusters)
    }
    middle = sum(z.values()) / len(z)
    return Fraction(len(z), len(z) - 1) * sum((one - middle) ** 2 for one in z.values())


@pytest.mark.parametrize("clusters", [HALLS, list(range(10))])
@pytest.mark.parametrize("weights", [WEIGHTS, [1] * 10])
def test_the_variance_is_that_of_the_rows(weights, clusters):
    """Four sums say what the rows say, exactly."""
    tally = tally_of(MEAN, SCORES, weights, clusters)
    mean = Fraction(tally.total, tally.weight)
    assert variance(tally, mean) == linearised(SCORES, weights, clusters)


def test_the_jackknife_of_equal_clusters_agrees():
    """With clusters of equal weight, leaving out one cluster at a time gives the same variance."""
    rows, halls = [9, 7, 4, 8, 10, 10, 2, 5], [0, 0, 1, 1, 2, 2, 3, 3]
    tally = tally_of(MEAN, rows, clusters=halls)
    without = [
        Fraction(sum(x for x, hall in zip(rows, halls, strict=True) if hall != out), 6) for out in range(4)
    ]
    middle = sum(without) / 4
    assert variance(tally, Fraction(55, 8)) == Fraction(3, 4) * sum((one - middle) ** 2 for one in without)


def test_halls_of_one_mind_count_once():
    """Three rows a hall that all say the same: deff = 3·(n−1)/n·m/(m−1), and the rows are worth m halls."""
    rows = [x for x in (10, 10, 2, 9, 1, 3, 10, 4) for _ in range(3)]
    halls = [hall for hall in range(8) for _ in range(3)]
    tally = tally_of(TOP_BOX, rows, clusters=halls)
    share = Fraction(tally.hits, tally.weight)
    assert design_effect(tally, share, share * (1 - share)) == Fraction(23, 7)
    by_hand = 24 * 7 / 23 * (2.0686576 / 2.3646243) ** 2
    assert effective(tally, share, share * (1 - share)) == pytest.approx(by_hand, rel=1e-6)


def test_plain_rows_count_as_they_are():
    """Without weights or clusters n is n."""
    assert effective(Tally(n=40, weight=40, hits=10), Fraction(1, 4), Fraction(3, 16)) == 40


def test_rows_that_do_not_differ_count_by_their_weights():
    """All hits: deff is not known, so Kish's (Σw)²/Σw² stands in; halls of 2 and 4 rows count for 1.8."""
    assert effective(tally_of(TOP_BOX, [9] * 3, [1, 1, 2]), Fraction(1), Fraction(0)) == pytest.approx(16 / 6)
    tally = tally_of(TOP_BOX, [9] * 6, clusters=[0, 0, 1, 1, 1, 1])
    ratio = 2.5705818 / 12.7062047
    assert effective(tally, Fraction(1), Fraction(0)) == pytest.approx(36 / 20 * ratio**2, rel=1e-6)
    assert design_effect(tally, Fraction(1), Fraction(0)) is None


def test_rows_never_count_for_more_than_they_are():
    """Halls that are all the same inside have no variance between them: n stays n but for the few halls."""
    tally = tally_of(TOP_BOX, [9, 1] * 5, clusters=[one for one in range(5) for _ in range(2)])
    half = Fraction(1, 2)
    assert variance(tally, half) == 0
    assert effective(tally, half, half / 2) == pytest.approx(10 * (2.2621572 / 2.7764451) ** 2, rel=1e-6)
