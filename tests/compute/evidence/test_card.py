"""Yellow and red cards."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from scorecard.compute.evidence.card import card, red
from scorecard.compute.evidence.rank_sets import rank_sets
from scorecard.model.evidence import RankSet


def at_best(sure_low, p):
    """A rank set that surely starts at a rank."""
    return RankSet(sure_low, p, sure_low, p, ())


@pytest.mark.parametrize(
    ("sure_low", "ranked", "yellow"),
    [
        (8, 14, True),
        (7, 14, False),
        (8, 13, True),
        (7, 13, False),
        (3, 3, True),
        (2, 3, False),
        (2, 2, False),
    ],
)
def test_yellow_is_for_more_than_half_surely_better(sure_low, ranked, yellow):
    """7 of 13 others are more than half, 6 of 12 are not; of two peers nobody gets a card."""
    assert card(at_best(sure_low, ranked), ranked) is yellow


def test_a_marginal_proof_is_not_enough():
    """Only the simultaneous set counts."""
    assert not card(RankSet(12, 14, 7, 14, ()), 14)


@pytest.mark.parametrize(
    ("yellows", "expected"),
    [
        ([True, True, True], True),
        ([True, True, True, False], True),
        ([False, True, True, True], False),
        ([True, False, True, True], False),
        ([True, True, False, True], False),
        ([True, True], False),
        ([], False),
    ],
)
def test_red_is_for_three_yellows_in_a_row(yellows, expected):
    """This month and the two before, newest first."""
    assert red(yellows) is expected


def test_identical_peers_get_a_card_in_at_most_one_month_of_twenty():
    """600 months of 14 identical departments: hardly any card, where a naive rule always finds a last."""
    draws = np.random.default_rng(14)
    ids = [f"d{number:02d}" for number in range(14)]
    carded = proved = 0
    for row in draws.normal(80, 2, (600, 14)):
        scores = {one: Fraction(round(100 * x), 100) for one, x in zip(ids, row.tolist(), strict=True)}
        found = rank_sets(scores, dict.fromkeys(ids, 2.0))
        carded += any(card(one, 14) for one in found.values())
        proved += any(one.sure_low > 1 for one in found.values())
    assert carded <= 0.05 * 600
    assert 0 < proved <= 0.07 * 600
