"""Wilson and Clopper-Pearson against Newcombe, Statistics in Medicine 17 (1998) 857, table I."""

from __future__ import annotations

import pytest

from scorecard.compute.evidence.proportion import clopper_pearson, wilson

PRINTED = [
    (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
    (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
]


@pytest.mark.parametrize(("hits", "n", "score", "exact"), PRINTED)
def test_both_give_what_newcombe_prints(hits, n, score, exact):
    """The four examples of the paper, to the four digits that it prints, and their mirror images."""
    assert wilson(hits / n, n) == pytest.approx(score, abs=5e-5)
    assert clopper_pearson(hits / n, n) == pytest.approx(exact, abs=5e-5)
    for ends, way in ((score, wilson), (exact, clopper_pearson)):
        low, high = way((n - hits) / n, n)
        assert (1 - high, 1 - low) == pytest.approx(ends, abs=5e-5)


@pytest.mark.parametrize("n", [1, 2.5, 20, 1_000_000])
def test_nothing_and_everything_stay_within_bounds(n):
    """0/n starts at exactly 0, n/n ends at exactly 1, and both have width."""
    for way in (wilson, clopper_pearson):
        low, high = way(0.0, n)
        assert low == 0
        assert 0 < high < 1
        low, high = way(1.0, n)
        assert 0 < low < 1
        assert high == 1
