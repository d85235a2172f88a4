"""Laws of evidence: C-1 to C-12 of the methods."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.compute.evidence import (
    composite,
    control_chart,
    error,
    interval,
    rank_sets,
    register,
    scored_interval,
    shrunk,
)
from scorecard.compute.evidence.design import design_effect
from scorecard.compute.score import measured
from scorecard.model.curve import scored
from scorecard.model.evidence import Basis, Interval
from scorecard.model.kpi import Direction, Kind, Measure, Term
from scorecard.model.scoring import Curve
from tests.compute.evidence.samples import MEAN, MEDIAN, NPS, TOP_BOX, tally_of
from tests.sample import kpi

# Quarters, so that adding whole numbers and multiplying by powers of two is exact in floats too.
QUARTERS = st.integers(0, 400).map(lambda one: Fraction(one, 4))
ERRORS = st.one_of(st.just(0.0), st.integers(1, 4096).map(lambda one: one / 256))
PEERS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.tuples(QUARTERS, ERRORS), min_size=1)


def split(peers):
    """Scores and errors of peers."""
    return {one: score for one, (score, _) in peers.items()}, {one: se for one, (_, se) in peers.items()}


def rank(scores, one):
    """Competition rank: 1 + the number that are better."""
    return 1 + sum(other > scores[one] for other in scores.values())


@given(PEERS)
def test_c1_rank_sets_hold_the_rank(peers):
    """C-1: 1 <= low <= rank <= high <= p, for both sets, and alike are those the marginal set leaves."""
    scores, errors = split(peers)
    for one, found in rank_sets(scores, errors).items():
        for low, high in ((found.low, found.high), (found.sure_low, found.sure_high)):
            assert 1 <= low <= rank(scores, one) <= high <= len(scores)
        assert len(found.alike) == found.high - found.low
        assert one not in found.alike


@given(PEERS)
def test_c2_the_marginal_set_lies_in_the_simultaneous_one(peers):
    """C-2: what holds for all together claims no more than what holds for one."""
    for found in rank_sets(*split(peers)).values():
        assert found.sure_low <= found.low <= found.high <= found.sure_high


@given(PEERS, QUARTERS)
def test_c3_equal_scores_leave_every_rank_open(peers, score):
    """C-3: all equal: 1 to p for each, whatever the errors."""
    _, errors = split(peers)
    for found in rank_sets(dict.fromkeys(errors, score), errors).values():
        assert (found.low, found.high) == (found.sure_low, found.sure_high) == (1, len(errors))


@given(PEERS, st.floats(1, 100))
def test_c4_more_error_never_shrinks_a_set(peers, factor):
    """C-4: all errors times c > 1: every set holds the one before."""
    scores, errors = split(peers)
    before, after = (
        rank_sets(scores, errors),
        rank_sets(scores, {one: factor * se for one, se in errors.items()}),
    )
    for one in scores:
        assert after[one].low <= before[one].low <= before[one].high <= after[one].high
        assert after[one].sure_low <= before[one].sure_low
        assert before[one].sure_high <= after[one].sure_high


@given(PEERS, st.sampled_from([1, 2, 8, Fraction(1, 4)]), st.integers(-50, 50), st.booleans())
def test_c5_another_unit_of_measure_keeps_the_sets(peers, factor, shift, reverse):
    """C-5: x -> ax + b, se -> |a|·se keeps all sets; a negative a turns them round."""
    scores, errors = split(peers)
    sign, p = (-1 if reverse else 1), len(scores)
    before = rank_sets(scores, errors)
    after = rank_sets(
        {one: sign * factor * score + shift for one, score in scores.items()},
        {one: float(factor) * se for one, se in errors.items()},
    )
    for one, found in before.items():
        turned = replace(
            found,
            low=p + 1 - found.high,
            high=p + 1 - found.low,
            sure_low=p + 1 - found.sure_high,
            sure_high=p + 1 - found.sure_low,
        )
        assert after[one] == (turned if reverse else found)


@given(PEERS, st.randoms(use_true_random=False))
def test_c6_the_order_of_units_does_not_matter(peers, random):
    """C-6: rank sets and shrunk scores are the same, bit for bit, in any order."""
    mixed = list(peers)
    random.shuffle(mixed)
    other = {one: peers[one] for one in mixed}
    assert rank_sets(*split(other)) == rank_sets(*split(peers))
    assert shrunk(*split(other)) == shrunk(*split(peers))


PRINTED = """
from fractions import Fraction
from scorecard.compute.evidence import rank_sets, shrunk
from tests.compute.evidence.samples import MEAN, NPS, tally_of
from scorecard.compute.evidence import interval
scores = {f"u{i}": Fraction((i * 7919) % 5000, 100) for i in range(200)}
errors = {f"u{i}": 0.3 + (i % 13) / 7 for i in range(200)}
rows = [(i * 31) % 11 for i in range(90)]
weights = [10_000 + 37 * (i % 91) for i in range(90)]
print(rank_sets(scores, errors), shrunk(scores, errors))
print([interval(one, tally_of(one, rows, weights, [i // 9 for i in range(90)])) for one in (MEAN, NPS)])
"""


def test_c7_runs_are_identical():
    """C-7: two processes with another number of threads and another hash seed print the same digits."""
    said = set()
    for threads, seed in (("1", "1"), ("2", "77")):
        more = {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads, "PYTHONHASHSEED": seed}
        ran = subprocess.run(
            [sys.executable, "-c", PRINTED],
            env={**os.environ, **more},
            capture_output=True,
            text=True,
            check=True,
        )
        said.add(ran.stdout)
    assert len(said) == 1
    assert "Interval(" in said.pop()


ROWS = st.lists(st.integers(0, 10), min_size=1, max_size=60)
WEIGHTS = st.integers(1, 50_000)
MEASURES = st.sampled_from([MEAN, TOP_BOX, NPS, MEDIAN])


@st.composite
def samples(draw):
    """(measure, rows, weights or None, clusters or None)."""
    rows = draw(ROWS)
    size = len(rows)
    weights = draw(st.one_of(st.none(), st.lists(WEIGHTS, min_size=size, max_size=size)))
    clusters = draw(st.one_of(st.none(), st.lists(st.integers(0, 6), min_size=size, max_size=size)))
    return draw(MEASURES), rows, weights, clusters


@given(samples(), st.booleans())
def test_c8_an_interval_holds_its_reading(sample, exact):
    """C-8: whatever the kind, weights and clusters: low <= reading <= high, exactly."""
    measure, rows, weights, clusters = sample
    tally = tally_of(measure, rows, weights, clusters)
    found = interval(measure, tally, exact=exact)
    if measure is not MEDIAN:
        assert (found is None) == ((tally.clusters or tally.n) < 2)
    if found is not None:
        value = measured(kpi("network.one", measure, shares={"net": 10_000}, weight=10_000), tally)
        assert found.low <= value <= found.high
        assert found.basis is Basis.ROWS


@given(
    st.sampled_from([Kind.RATIO, Kind.RATE]),
    st.integers(0, 3000),
    st.integers(1, 5000),
    st.lists(st.one_of(st.none(), QUARTERS), max_size=12),
)
def test_c8_a_register_holds_its_reading(kind, total, base, earlier):
    """C-8: by its months or by its counts, exactly."""
    term = Term("tickets")
    measure = Measure(kind, term, base=term, per=100)
    value = Fraction(100 * total, base)
    found = register(measure, tally_of(MEAN, [1]).__class__(total=total, base=base), value, earlier)
    assert found.low <= value <= found.high
    months = 1 + sum(one is not None for one in earlier)
    assert found.basis is Basis.COUNTS or months >= 6


CURVE = Curve(((Fraction(60), Fraction(0)), (Fraction(80), Fraction(80)), (Fraction(90), Fraction(100))))


@given(st.lists(st.tuples(st.integers(1, 50), QUARTERS, QUARTERS, QUARTERS), min_size=1, max_size=8))
def test_c8_scores_and_composites_lie_in_theirs(parts):
    """C-8 for f(v) and for S; and S reaches no further than its parts do together (A-1)."""
    whole = sum(weight for weight, *_ in parts)
    made = []
    for weight, *three in parts:
        low, own, high = sorted(three)
        found = scored_interval(CURVE, Direction.HIGHER, Interval(low, high, Basis.ROWS), [own])
        assert found.low <= scored(CURVE, own) <= found.high
        made.append((Fraction(weight, whole), scored(CURVE, own), found))
    score = sum(weight * own for weight, own, _ in made)
    found = composite(score, made)
    assert found.low <= score <= found.high
    tiny = Fraction(1, 10**9)
    assert sum(weight * one.low for weight, _, one in made) - tiny <= found.low
    assert found.high <= sum(weight * one.high for weight, _, one in made) + tiny
    assert error(score, found) >= 0


@given(samples(), st.integers(2, 1000), st.booleans())
def test_c9_the_size_of_weights_does_not_matter(sample, factor, exact):
    """C-9: all weights times c: the same interval, bit for bit."""
    measure, rows, weights, clusters = sample
    weights = weights or [1] * len(rows)
    more = [factor * one for one in weights]
    before = interval(measure, tally_of(measure, rows, weights, clusters), exact=exact)
    assert interval(measure, tally_of(measure, rows, more, clusters), exact=exact) == before


@given(samples(), WEIGHTS, st.booleans())
def test_c10_constant_weights_have_no_effect(sample, weight, exact):
    """C-10: deff = 1, exactly, and the interval is that of the unweighted rows, to a float's last digits."""
    measure, rows, _, _ = sample
    tally = tally_of(measure, rows, [weight] * len(rows))
    plain = interval(measure, tally_of(measure, rows), exact=exact)
    found = interval(measure, tally, exact=exact)
    assert (found is None) == (plain is None)
    if found is not None:
        assert float(found.low) == pytest.approx(float(plain.low), rel=1e-9, abs=1e-9)
        assert float(found.high) == pytest.approx(float(plain.high), rel=1e-9, abs=1e-9)
    if measure is MEAN and len(set(rows)) > 1:
        mean = Fraction(sum(rows), len(rows))
        spread = Fraction(sum(x * x for x in rows), len(rows)) - mean * mean
        assert design_effect(tally, mean, spread) == 1


@given(samples(), st.integers(0, 10))
def test_c10_rows_of_no_weight_change_no_mean(sample, extra):
    """Methods C, edge of the weighted mean: a row of weight 0 is as good as none."""
    _, rows, weights, clusters = sample
    weights = weights or [1] * len(rows)
    clusters = clusters or list(range(len(rows)))
    before = interval(MEAN, tally_of(MEAN, rows, weights, clusters))
    assert interval(MEAN, tally_of(MEAN, [*rows, extra], [*weights, 0], [*clusters, 99])) == before


@given(PEERS)
def test_c11_shrunk_scores_lie_between_the_score_and_the_mean(peers):
    """C-11: all move towards one common value, and units of equal error keep their order."""
    scores, errors = split(peers)
    found = shrunk(scores, errors)
    fallen = [found[one] for one in scores if found[one] < scores[one]]
    risen = [found[one] for one in scores if found[one] > scores[one]]
    # Whoever falls stops at or above the mean, whoever rises at or below it.
    if fallen and risen:
        assert max(risen) <= min(fallen)
    assert min(scores.values()) <= min(found.values())
    assert max(found.values()) <= max(scores.values())
    for one in scores:
        for other in scores:
            if errors[one] == errors[other] and scores[one] <= scores[other]:
                assert found[one] <= found[other]
    if len(scores) < 3:
        assert found == scores


SERIES = st.lists(st.one_of(st.none(), QUARTERS), max_size=40)


@given(SERIES, QUARTERS, st.integers(1, 20), QUARTERS, st.booleans(), st.sets(st.integers(0, 39), max_size=2))
def test_c12_charts_shift_and_scale_with_the_data(series, target, factor, shift, reverse, rebased):
    """C-12: limits of ax + b are a·limits + b, signals and assurance stay; a < 0 turns the chart over."""
    sign = -factor if reverse else factor
    starts = {str(one) for one in rebased}

    def chart(values, aim, higher):
        points = [(str(place), one) for place, one in enumerate(values)]
        return control_chart(points, higher_is_better=higher, target=aim, rebased=starts)

    before = chart(series, target, True)
    after = chart(
        [None if one is None else sign * one + shift for one in series], sign * target + shift, not reverse
    )
    assert (after.provisional, after.assurance) == (before.provisional, before.assurance)
    for old, new in zip(before.months, after.months, strict=True):
        assert (new.signal, new.better) == (old.signal, old.better)
        assert (old.limits is None) == (new.limits is None)
        if old.limits and new.limits:
            ends = sorted((sign * old.limits.low + shift, sign * old.limits.high + shift))
            assert [new.limits.low, new.limits.high] == ends
            assert new.limits.mean == sign * old.limits.mean + shift
            assert new.limits.points == old.limits.points


@given(st.lists(QUARTERS, min_size=1, max_size=40))
def test_c12_a_stretch_is_charted_alone(series):
    """C-12 beside: a rebase in the middle gives two charts that know nothing of each other."""
    points = [(str(place), one) for place, one in enumerate(series)]
    middle = floor(len(series) / 2)
    whole = control_chart(points, higher_is_better=True, target=None, rebased={str(middle)})
    parts = [
        control_chart(one, higher_is_better=True, target=None).months
        for one in (points[:middle], points[middle:])
    ]
    assert whole.months == (*parts[0], *parts[1])
