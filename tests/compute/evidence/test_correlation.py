"""How far two readings move together, against the correlation of the rows themselves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.compute.evidence.correlation import correlation
from scorecard.model.joint import Joint
from scorecard.model.kpi import Kind, Measure, Term
from scorecard.model.tally import Tally

MEAN, TOP, NPS = (Measure(kind, Term("s", (), "x"), at=9) for kind in (Kind.MEAN, Kind.TOP_BOX, Kind.NPS))
PERCENTILE = Measure(Kind.PERCENTILE, Term("s", (), "x"), at=90)


def plain(measure, said):
    """The tally of unweighted rows that say so; a hit is 1, a promoter 1, a detractor -1."""
    said = [int(one) for one in said]
    n, total, squares = len(said), sum(said), sum(one * one for one in said)
    if measure is MEAN:
        return Tally(n, n, total, squares)
    if measure is TOP:
        return Tally(n, n, hits=total)
    return Tally(n, n, promoters=said.count(1), detractors=said.count(-1))


def joint(left, right):
    """What rows that all answer both say of the two."""
    left, right = [int(one) for one in left], [int(one) for one in right]
    pairs = list(zip(left, right, strict=True))
    return Joint(len(pairs), sum(left), sum(right), sum(one * other for one, other in pairs))


@pytest.mark.parametrize("kind", [MEAN, TOP, NPS], ids=lambda one: one.kind.value)
def test_over_the_same_rows_it_is_pearsons(kind):
    """All rows answer both: the correlation of the two readings is that of the answers."""
    draws = np.random.default_rng(5)
    left = draws.integers(1, 11, 60)
    right = np.clip(left + draws.integers(-3, 4, 60), 1, 10)
    other = {MEAN: right, TOP: right >= 9, NPS: (right >= 9).astype(int) - (right <= 6)}[kind]
    found = correlation((MEAN, plain(MEAN, left)), (kind, plain(kind, other)), joint(left, other))
    assert found == pytest.approx(np.corrcoef(left, other)[0, 1], rel=1e-12)


def test_rows_that_only_one_has_make_it_weaker():
    """Half of the rows answer both: half of the covariance, all of each variance."""
    left, right = [1, 3, 1, 3, 1, 3, 1, 3], [1, 3, 1, 3]
    found = correlation((MEAN, plain(MEAN, left)), (MEAN, plain(MEAN, right)), joint(left[:4], right))
    assert found == pytest.approx((4 / 8) ** 0.5)


def test_clusters_take_the_place_of_rows():
    """Two clusters of weight 2 and 2 with totals 2 and 6, and of the other KPI 6 and 2: they go apart."""
    one = Tally(4, 4, total=8, clusters=2, weight_squares=8, weight_values=16, value_squares=40)
    assert correlation((MEAN, one), (MEAN, one), Joint(8, 16, 16, 2 * 6 + 6 * 2)) == pytest.approx(-1)


def test_what_does_not_vary_moves_with_nothing():
    """Nor does a percentile, of which the sums do not tell it."""
    flat, steep = plain(MEAN, [5, 5, 5]), plain(MEAN, [1, 5, 9])
    assert correlation((MEAN, flat), (MEAN, steep), joint([5, 5, 5], [1, 5, 9])) == 0
    assert correlation((PERCENTILE, steep), (MEAN, steep), joint([1, 5, 9], [1, 5, 9])) == 0
    assert correlation((MEAN, Tally()), (MEAN, steep), Joint()) == 0


@given(st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)), min_size=2, max_size=30))
def test_it_lies_between_minus_one_and_one_and_has_no_order(rows):
    """And a reading moves as one with itself."""
    left, right = zip(*rows, strict=True)
    one, other = (MEAN, plain(MEAN, left)), (MEAN, plain(MEAN, right))
    found = correlation(one, other, joint(left, right))
    assert -1 <= found <= 1
    assert found == pytest.approx(correlation(other, one, joint(right, left)), abs=1e-12)
    if len(set(left)) > 1:
        assert correlation(one, one, joint(left, left)) == pytest.approx(1)
