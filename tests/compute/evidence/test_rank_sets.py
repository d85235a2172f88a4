"""Rank sets against a naive Holm on p-values, and by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import sqrt
from statistics import NormalDist
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.compute.evidence.rank_sets import rank_sets
from scorecard.model.evidence import RankSet

SCORES = st.dictionaries(
    st.sampled_from("abcdefgh"), st.decimals(min_value=50, max_value=100, places=2), min_size=1
)
ERRORS = st.dictionaries(
    st.sampled_from("abcdefgh"), st.one_of(st.none(), st.just(0.0), st.floats(0.01, 20)), max_size=8
)


def chance(scores, errors, one, other):
    """One-sided p of "one is no better than other"."""
    spread = sqrt(errors[one] ** 2 + errors[other] ** 2)
    apart = float(scores[one]) - float(scores[other])
    if spread == 0:
        return 0.0 if apart > 0 else 1.0
    return NormalDist().cdf(-apart / spread)


def holm(chances, alpha=0.05):
    """What Holm's step-down rejects, in textbook order: smallest p first, stop at the first that stays."""
    rejected = set()
    for place, (one, p) in enumerate(sorted(chances.items(), key=lambda item: item[1])):
        if p > alpha / (len(chances) - place):
            break
        rejected.add(one)
    return rejected


def naive(scores, errors):
    """Rank sets by definition."""
    known = [one for one in scores if errors.get(one) is not None]
    pairs = {(i, j): chance(scores, errors, i, j) for i in known for j in known if i != j}
    everyone = holm(pairs)
    found = {}
    for one in scores:
        own = holm({pair: p for pair, p in pairs.items() if one in pair})
        found[one] = RankSet(
            1 + sum(pair[1] == one for pair in own),
            len(scores) - sum(pair[0] == one for pair in own),
            1 + sum(pair[1] == one for pair in everyone),
            len(scores) - sum(pair[0] == one for pair in everyone),
            tuple(sorted(o for o in scores if o != one and not {(o, one), (one, o)} & own)),
        )
    return found


@given(SCORES, ERRORS)
def test_they_are_those_of_the_textbook_s_holm(scores, errors):
    """Sorting p-values one by one gives the same sets, with zero errors, missing ones and ties."""
    found = rank_sets(scores, errors)
    assert found == naive(scores, errors)
    assert list(found) == list(scores)


def test_three_by_hand():
    """90, 80, 79 with errors of 1: 90 is first for sure, the others are not told apart."""
    scores = {"a": Decimal("90.00"), "b": Decimal("80.00"), "c": Decimal("79.00")}
    assert rank_sets(scores, dict.fromkeys(scores, 1.0)) == {
        "a": RankSet(1, 1, 1, 1, ()),
        "b": RankSet(2, 3, 2, 3, ("c",)),
        "c": RankSet(2, 3, 2, 3, ("b",)),
    }


@pytest.mark.parametrize(("c", "low", "sure_low"), [(33, 3, 3), (31, 3, 2), (30, 2, 2)])
def test_stepping_down_proves_more_than_bonferroni(c, low, sure_low):
    """a at 0, c near it, b far above, errors of 1. a's four tests have the hurdles 2.241, 2.128, ...; all six
    2.394, 2.326, 2.241, ...; b takes one of a's and two of all, so c must reach 2.128 and 2.241: at 3.3/√2 =
    2.333 it passes both, at 2.192 only the first, at 2.121 neither.
    """
    scores = {"a": Fraction(0), "b": Fraction(100), "c": Fraction(c, 10)}
    assert rank_sets(scores, dict.fromkeys(scores, 1.0))["a"] == RankSet(
        low, 3, sure_low, 3, () if low == 3 else ("c",)
    )


@pytest.mark.parametrize(("both", "low", "sure_low"), [(339, 3, 3), (332, 3, 1), (310, 1, 1)])
def test_the_step_down_stops_at_the_first_that_stays(both, low, sure_low):
    """Two equal distances, of 2.397, 2.348 or 2.192: the largest must pass the first hurdle, 2.394 of all,
    2.241 of one's own, or none counts, though the second distance would pass the second hurdle.
    """
    scores = {"a": Fraction(0), "b": Fraction(both, 100), "c": Fraction(both, 100)}
    found = rank_sets(scores, dict.fromkeys(scores, 1.0))["a"]
    assert (found.low, found.sure_low) == (low, sure_low)


def test_without_an_error_nobody_is_told_apart():
    """A peer without an error has every rank, is alike to all, and does not weaken the others' proofs."""
    scores = {"a": Fraction(90), "b": Fraction(10), "c": Fraction(50)}
    for errors in ({"a": 1.0, "b": 1.0}, {"a": 1.0, "b": 1.0, "c": None}):
        found = rank_sets(scores, errors)
        assert found["c"] == RankSet(1, 3, 1, 3, ("a", "b"))
        assert found["a"] == RankSet(1, 2, 1, 2, ("c",))
        assert found["b"] == RankSet(2, 3, 2, 3, ("c",))
    close = {"a": Fraction(0), "b": Fraction(29, 10), "c": Fraction(50)}
    # 2.9/√2 = 2.051 passes with two tests (1.960), not with six (2.394).
    assert rank_sets(close, {"a": 1.0, "b": 1.0})["a"].sure_low == 2


def test_certain_scores_are_apart_unless_equal():
    """Errors of 0: unequal scores are proved apart, equal ones are a tie."""
    scores = {"a": Fraction(1), "b": Fraction(1), "c": Fraction(2)}
    found = rank_sets(scores, dict.fromkeys(scores, 0.0))
    assert found["c"] == RankSet(1, 1, 1, 1, ())
    assert found["a"] == RankSet(2, 3, 2, 3, ("b",))
    assert found["b"] == RankSet(2, 3, 2, 3, ("a",))


def test_few_peers():
    """Nobody: nothing. One: rank 1, with an error or without."""
    assert rank_sets({}, {}) == {}
    for errors in ({"a": 1.0}, {}):
        assert rank_sets({"a": Fraction(1)}, errors) == {"a": RankSet(1, 1, 1, 1, ())}


@pytest.mark.parametrize("count", [1000])
def test_a_thousand_units_take_no_time(count):
    """Half a million pairs within 1.5 s."""
    ids = [f"u{place:04d}" for place in range(count)]
    scores = {one: Fraction((place * 7919) % 5000, 100) for place, one in enumerate(ids)}
    errors = {one: 0.3 + (place % 13) / 5 for place, one in enumerate(ids)}
    start = perf_counter()
    found = rank_sets(scores, errors)
    assert perf_counter() - start < 1.5
    assert any(one.sure_low > 500 for one in found.values())
