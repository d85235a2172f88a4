"""The second implementation of ranks, rank sets, shrinkage and control charts, against known figures."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from scorecard.model.evidence import Assurance, Signal
from tests.oracle.plain_chart import assurance, limits, signals
from tests.oracle.plain_rank import between, rank_sets, ranks, shrunk, weighted

F = Fraction
FLOW = [F(tenths, 10) for tenths in (496, 476, 499, 513, 478, 512, 526, 524, 536, 521)]


def test_ranks_leave_the_places_behind_a_tie_free():
    """9, 8, 8, 7: first, second twice, fourth."""
    assert ranks({"a": 8, "b": 9, "c": 7, "d": 8}) == {"a": 2, "b": 1, "c": 4, "d": 2}


def test_certain_values_have_certain_ranks_and_equal_ones_share_all_of_them():
    """Standard errors of 0: unequal is told apart, equal never is."""
    for simultaneous in (False, True):
        assert rank_sets([3, 1, 2, 2], [0] * 4, simultaneous=simultaneous) == [(1, 1), (4, 4), (2, 3), (2, 3)]
        assert rank_sets([5] * 3, [1] * 3, simultaneous=simultaneous) == [(1, 3)] * 3


def test_holm_goes_on_where_bonferroni_stops():
    """p = 3, gaps of 2.5 and 2.2 from the first: tails .0062 and .0139 of four tests at 5 %.

    The first is below .05/4; the second is above it, but below .05/3.
    """
    half = 0.5**0.5
    values, errors = [0.0, -2.5, -2.2], [half] * 3
    marginal = rank_sets(values, errors, simultaneous=False)
    assert marginal[0] == (1, 1)
    # Of the six pairs together the smallest tail, .0062, is below .05/6 and the next is above .05/5.
    assert rank_sets(values, errors, simultaneous=True) == [(1, 2), (2, 3), (1, 3)]


def drawn(seed):
    """(values, standard errors) of two to seven units, some without error, some alike."""
    random = Random(seed)
    count = random.randrange(2, 8)
    return [random.randrange(12) / 2 for _ in range(count)], [
        random.choice((0, 0.3, 1, 2)) for _ in range(count)
    ]


@pytest.mark.parametrize("seed", range(100))
def test_c1_to_c6_of_rank_sets(seed):
    """C-1 rank inside, C-2 marginal inside simultaneous, C-4 wider errors, C-5 another scale, C-6 order."""
    values, errors = drawn(seed)
    count = len(values)
    place = ranks(dict(enumerate(values)))
    sets = {kind: rank_sets(values, errors, simultaneous=kind) for kind in (False, True)}
    for kind, found in sets.items():
        for unit, (low, high) in enumerate(found):
            assert 1 <= low <= place[unit] <= high <= count
        wider = rank_sets(values, [2 * error for error in errors], simultaneous=kind)
        assert all(a[0] <= b[0] and b[1] <= a[1] for a, b in zip(wider, found, strict=True))
        doubled = [2 * value + 3 for value in values], [2 * error for error in errors]
        assert rank_sets(*doubled, simultaneous=kind) == found
        turned = rank_sets([-value for value in values], errors, simultaneous=kind)
        assert turned == [(count + 1 - high, count + 1 - low) for low, high in found]
        assert rank_sets(values[::-1], errors[::-1], simultaneous=kind) == found[::-1]
    for (low, high), (sure_low, sure_high) in zip(sets[False], sets[True], strict=True):
        assert sure_low <= low
        assert high <= sure_high


def test_equal_errors_leave_the_variance_less_theirs_between():
    """2, 4, 9 with SE 1: variance 13, so τ² = 12, and every unit goes 1/13 of its way to the mean of 5."""
    assert between([2, 4, 9], [1, 1, 1]) == pytest.approx(12)
    assert shrunk([2, 4, 9], [1, 1, 1]) == pytest.approx([2 + 3 / 13, 4 + 1 / 13, 9 - 4 / 13])


def test_values_that_chance_explains_are_all_the_mean():
    """Variance 1 under SE 2: τ² = 0; two units are left alone, and so is one that has no error."""
    assert shrunk([1, 2, 3], [2, 2, 2]) == pytest.approx([2, 2, 2])
    assert shrunk([1, 9], [2, 2]) == [1, 9]
    assert shrunk([1, 5, 9], [0, 1, 1])[0] == 1
    assert shrunk([1, 2, 0], [0, 5, 5]) == [1, 1, 1]


@pytest.mark.parametrize("seed", range(50))
def test_c11_shrunk_values_lie_between_their_own_and_the_mean(seed):
    """C-11, and Paule–Mandel's own equation: Σ (y − μ̂)²/(se² + τ²) = k − 1 wherever τ² > 0."""
    values, errors = drawn(seed)
    errors = [error or 0.1 for error in errors]
    tau = between(values, errors)
    mean = weighted(values, errors, tau)
    if tau:
        terms = ((y - mean) ** 2 / (error**2 + tau) for y, error in zip(values, errors, strict=True))
        assert sum(terms) == pytest.approx(len(values) - 1)
    for own, found in zip(values, shrunk(values, errors), strict=True):
        assert min(own, mean) - 1e-9 <= found <= max(own, mean) + 1e-9


def test_the_limits_of_the_flow_rates_are_those_that_are_printed():
    """The flow rates of the engineering handbook: mean 50.81, upper limit 55.80489 with the factor 2.66."""
    found = limits(FLOW)
    assert (found.mean, found.points) == (F(5081, 100), 10)
    assert round(float(found.high), 5) == 55.80489
    assert found.mean - found.low == found.high - found.mean
    assert set(signals(FLOW, found)) == {None}


def test_a_constant_series_has_limits_at_its_mean_and_no_signal_but_a_gap_has_none():
    """All 5: limits 5 and 5. One month alone, or months with gaps between, have no moving range."""
    found = limits([F(5)] * 8)
    assert (found.low, found.mean, found.high) == (5, 5, 5)
    assert set(signals([F(5)] * 8, found)) == {None}
    assert limits([F(5)]) is limits([F(5), None, F(6)]) is limits([]) is None


def test_one_leap_is_screened_out_and_then_lies_outside():
    """Moving ranges 1, 1, …, 40, 1: the 40 is dropped once, and the month that leapt is outside."""
    series = [F(10 + place % 2) for place in range(20)] + [F(50)]
    found = limits(series)
    assert found.high - found.mean == F(266, 100)
    assert signals(series, found)[-1] is Signal.OUTSIDE


def test_each_rule_is_met_in_its_order():
    """Seven rising months; two of three near a limit; seven on one side: for given limits 0 ± 3."""
    bounds = limits([F(0)] * 8)
    bounds = type(bounds)(F(0), F(-3), F(3), 8)
    rise = [F(step, 10) for step in range(-3, 4)]
    assert signals(rise, bounds) == [Signal.TREND] * 7
    assert signals(rise[:6], bounds) == [None] * 6
    near = [F(5, 2), F(1), F(5, 2)]
    assert signals(near, bounds) == [Signal.TWO_OF_THREE, None, Signal.TWO_OF_THREE]
    assert signals([F(5, 2), F(-1), F(5, 2)], bounds) == [None] * 3
    side = [F(1), F(2)] * 4
    assert signals(side, bounds) == [Signal.SHIFT] * 8
    assert signals([*side[:6], None, *side[:2]], bounds) == [None] * 9
    assert signals([F(4)], bounds) == [Signal.OUTSIDE]


def test_assurance_compares_the_target_with_both_limits():
    """Limits 47 to 53: a target of 45 is always met, 50 by chance, 55 never; lower is better in reverse."""
    bounds = type(limits(FLOW))(F(50), F(47), F(53), 12)
    found = [assurance(bounds, F(target), higher=True) for target in (45, 50, 55)]
    assert found == [Assurance.MEETS, Assurance.BY_CHANCE, Assurance.FAILS]
    assert [assurance(bounds, F(target), higher=False) for target in (45, 50, 55)] == found[::-1]
