"""A second implementation of ranks, rank sets, shrinkage and control charts, on random peers and series.

It was written from methods C without a look at ``scorecard.compute``. Ranks, rank sets, limits and signals
are compared exactly, shrunk scores, which need a root, to nine decimals.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest

from scorecard.compute.evidence.control import control_chart
from scorecard.compute.evidence.rank_sets import rank_sets
from scorecard.compute.evidence.shrink import shrunk
from scorecard.compute.rank import rank
from tests.oracle import plain_chart, plain_rank

PEERS = 3_000
SERIES = 3_000


def peers(seed):
    """Unit -> printed score and unit -> standard error: some certain, some alike, some without an error."""
    random = Random(seed)
    names = [f"u{number}" for number in range(random.randrange(1, 8))]
    step = random.choice((1, 10, 100))
    scores = {one: Decimal(random.randrange(6000, 6400, step)) / 100 for one in names}
    none = random.choice((0, 0, 0, 0.2))
    errors = {one: None if random.random() < none else random.choice((0.0, 0.3, 0.5, 1.0)) for one in names}
    return scores, errors


def test_ranks_and_rank_sets_are_those_of_the_second_implementation():
    """Marginal and simultaneous sets; who has no error has every rank and touches nobody's tests."""
    for seed in range(PEERS):
        scores, errors = peers(seed)
        assert rank(scores) == plain_rank.ranks(scores), seed
        known = [one for one in scores if errors[one] is not None]
        values, spread = [float(scores[one]) for one in known], [errors[one] for one in known]
        found, rest = rank_sets(scores, errors), len(scores) - len(known)
        for kind, ends in ((False, ("low", "high")), (True, ("sure_low", "sure_high"))):
            sets = dict(zip(known, plain_rank.rank_sets(values, spread, simultaneous=kind), strict=True))
            for one in scores:
                low, high = sets.get(one, (1, len(known)))
                assert tuple(getattr(found[one], end) for end in ends) == (low, high + rest), (seed, one)


def test_shrunk_scores_are_those_of_the_second_implementation():
    """Paule and Mandel by bisection; who has no error is left alone and has no say."""
    for seed in range(PEERS):
        scores, errors = peers(seed)
        exact = {one: Fraction(score) for one, score in scores.items()}
        known = [one for one in scores if errors[one] is not None]
        own = plain_rank.shrunk([float(scores[one]) for one in known], [errors[one] for one in known])
        expected = {one: float(score) for one, score in scores.items()} | dict(zip(known, own, strict=True))
        found = {one: float(score) for one, score in shrunk(exact, errors).items()}
        assert found == pytest.approx(expected, abs=1e-9), seed


def series(seed):
    """A series with gaps, steps and drifts, and the months at which it is rebased."""
    random = Random(seed)
    value, drift, found = Fraction(50), Fraction(0), []
    for _ in range(random.randrange(30)):
        if random.random() < 0.15:
            drift = Fraction(random.randrange(-4, 5), 2)
        if random.random() < 0.08:
            value += random.randrange(-30, 31)
        value += drift
        noise = random.choice((0, 1, 6))
        found.append(
            None if random.random() < 0.04 else value + Fraction(random.randrange(-noise, noise + 1), 2)
        )
    bases = {str(place) for place in range(len(found)) if random.random() < 0.04}
    return found, bases, Fraction(random.randrange(30, 70))


def test_control_charts_are_those_of_the_second_implementation():
    """Limits, signals, whether provisional and assurance; each stretch by itself."""
    for seed in range(SERIES):
        values, bases, target = series(seed)
        higher = seed % 2 == 0
        points = [(str(place), value) for place, value in enumerate(values)]
        found = control_chart(points, higher_is_better=higher, target=target, rebased=bases)
        cuts = sorted({0, *map(int, bases), len(values)})
        expected, last = [], None
        for start, end in pairwise(cuts):
            stretch = values[start:end]
            last = plain_chart.limits(stretch)
            signals = [None] * len(stretch) if last is None else plain_chart.signals(stretch, last)
            expected += [(last, signal) for signal in signals]
        assert [(one.limits, one.signal) for one in found.months] == expected, seed
        assert found.provisional is (last is None or last.points < 12), seed
        own = None if last is None else plain_chart.assurance(last, target, higher=higher)
        assert found.assurance is own, seed
