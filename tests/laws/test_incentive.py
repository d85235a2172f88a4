"""Laws of incentive pools: E-1 to E-11."""

from __future__ import annotations

import ast
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scorecard.compute import incentive as module
from scorecard.compute.incentive import incentive
from scorecard.model import plan as values
from scorecard.model.plan import Gate, Heads, Reason, Vetoed
from scorecard.model.scoring import Curve
from tests.plans import plan

CODES = [f"d{number}" for number in range(8)]
KPIS = ["k1", "k2"]
POOLS = st.one_of(st.integers(0, 300), st.integers(0, 10**10))
COEFFICIENTS = st.decimals(min_value="0.1", max_value="3", places=2).map(Fraction)
SCORES = st.one_of(
    st.none(),
    st.integers(0, 110).map(Fraction),
    st.fractions(min_value=0, max_value=120, max_denominator=997),
)


@st.composite
def heads(draw, code):
    """One department: bounds may be tight, loose or equal; heads may be none."""
    floor = draw(st.sampled_from([0, 0, 2500, 4000, 9999, 10_000]))
    cap = draw(st.sampled_from([None, None, floor, floor + 1, 10_000, 15_000, 30_000]))
    count = draw(st.integers(0, 400))
    return Heads(code, count, draw(COEFFICIENTS), floor, cap if cap is None or cap >= floor else None)


@st.composite
def knots(draw):
    """A factor that never falls, with jumps or without."""
    at = sorted(draw(st.lists(st.integers(0, 110), min_size=2, max_size=5)))
    rising = sorted(draw(st.lists(st.decimals(0, 2, places=2), min_size=len(at), max_size=len(at))))
    kept = [(x, y) for place, (x, y) in enumerate(zip(at, rising, strict=True)) if at[:place].count(x) < 2]
    return tuple(kept) if len(kept) > 1 else ((0, 0), (100, 1))


@st.composite
def gates(draw):
    """A gate of either kind, for some departments."""
    level = draw(st.integers(1, 100))
    otherwise = draw(st.sampled_from([None, Fraction(0), Fraction(1, 2), Fraction(9, 10)]))
    whom = draw(st.one_of(st.none(), st.sets(st.sampled_from(CODES)).map(tuple)))
    return Gate(draw(st.sampled_from(KPIS)), Fraction(level), otherwise, whom)


@st.composite
def months(draw):
    """A plan, departments' scores and KPIs' scores; somebody has heads."""
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, min_size=1))
    people = [draw(heads(code)) for code in codes]
    if not any(one.count for one in people):
        people[0] = replace(people[0], count=1)
    made = plan(
        draw(POOLS),
        *people,
        knots=draw(knots()),
        gates=tuple(draw(st.lists(gates(), max_size=3))),
        vetoed=draw(st.sampled_from(Vetoed)),
    )
    return made, {code: draw(SCORES) for code in codes}, {kpi: draw(SCORES) for kpi in KPIS}


def by_code(settlement):
    """Payouts by department."""
    return {one.department: one for one in settlement.payouts}


@given(months())
def test_e1_the_pool_is_accounted_for_to_the_fen(month):
    """E-1: payouts, what is retained and what is withheld add up to the pool, none of them below 0."""
    paid = incentive(*month)
    assert paid.paid + paid.retained + paid.withheld == paid.pool == month[0].pool
    assert sum(one.exact for one in paid.payouts) == paid.paid
    assert min(paid.retained, paid.withheld, *(one.fen for one in paid.payouts)) >= 0


@given(months())
def test_e2_payments_keep_within_floor_and_cap(month):
    """E-2: floor <= payment <= cap, before rounding and after."""
    for one in incentive(*month).payouts:
        for amount in (one.exact, one.fen):
            assert one.floor <= amount
            assert one.cap is None or amount <= one.cap


@given(months(), st.integers(0, 7), st.fractions(min_value=0, max_value=60, max_denominator=100))
def test_e3_a_better_score_never_costs_its_owner_nor_helps_another(month, at, more):
    """E-3: with the own score the own exact amount does not fall, and nobody else's rises."""
    made, scores, kpis = month
    chosen = sorted(scores)[at % len(scores)]
    better = {**scores, chosen: (scores[chosen] or Fraction(0)) + more}
    before, after = by_code(incentive(*month)), by_code(incentive(made, better, kpis))
    assert after[chosen].exact >= before[chosen].exact
    assert all(after[code].exact <= before[code].exact for code in scores if code != chosen)


@given(months(), st.integers(0, 7), st.integers(0, 50), st.decimals(0, 1, places=2))
def test_e3_more_heads_or_heavier_ones_never_cost_their_department(month, at, people, weight):
    """E-3: with the own headcount and coefficient the own exact amount does not fall."""
    made, scores, kpis = month
    chosen = made.heads[at % len(made.heads)]
    grown = replace(chosen, count=chosen.count + people, coefficient=chosen.coefficient + Fraction(weight))
    other = replace(made, heads=tuple(grown if one is chosen else one for one in made.heads))
    before, after = by_code(incentive(*month)), by_code(incentive(other, scores, kpis))
    assert after[chosen.department].exact >= before[chosen.department].exact


@given(months(), st.integers(0, 7), st.fractions(min_value=0, max_value=60, max_denominator=100))
def test_e4_a_better_score_never_costs_its_owner_a_fen(month, at, more):
    """E-4: the own payment does not fall when the own score rises."""
    made, scores, kpis = month
    chosen = sorted(scores)[at % len(scores)]
    better = {**scores, chosen: (scores[chosen] or Fraction(0)) + more}
    before, after = by_code(incentive(*month)), by_code(incentive(made, better, kpis))
    assert after[chosen].fen >= before[chosen].fen


@given(months())
def test_e5_rounding_keeps_the_order(month):
    """E-5: whoever is due more is not paid less."""
    ordered = sorted(incentive(*month).payouts, key=lambda one: one.exact)
    for less, more in pairwise(ordered):
        assert less.exact == more.exact or less.fen <= more.fen


@given(months())
def test_e6_rounding_moves_less_than_a_fen(month):
    """E-6: a payment lies less than one fen from the exact amount."""
    assert all(abs(one.fen - one.exact) < 1 for one in incentive(*month).payouts)


@given(months(), st.fractions(min_value="1/7", max_value=9, max_denominator=50))
def test_e7_only_the_proportion_of_points_counts(month, times):
    """E-7: all factors times the same number pay the same; a point is worth so much less."""
    made, scores, kpis = month
    scaled = replace(made, factor=Curve(tuple((at, times * factor) for at, factor in made.factor.knots)))
    before, after = incentive(*month), incentive(scaled, scores, kpis)
    assert [(one.exact, one.fen, one.why) for one in after.payouts] == [
        (one.exact, one.fen, one.why) for one in before.payouts
    ]
    assert after.rate == (None if before.rate is None else before.rate / times)


@given(months(), st.randoms(use_true_random=False))
def test_e8_order_does_not_matter(month, dice):
    """E-8: heads, gates and scores in another order pay the same."""
    made, scores, kpis = month
    people, doors, names = list(made.heads), list(made.gates), list(scores)
    for several in (people, doors, names):
        dice.shuffle(several)
    other = replace(made, heads=tuple(people), gates=tuple(doors))
    after = incentive(other, {name: scores[name] for name in names}, kpis)
    assert by_code(after) == by_code(incentive(*month))


@given(months())
def test_e9_a_veto_leaves_nothing(month):
    """E-9: whoever is vetoed is paid 0; its standard share is kept back if the plan retains it."""
    made, _, _ = month
    for one in incentive(*month).payouts:
        if Reason.VETO in one.why:
            kept = one.standard.__floor__() if made.vetoed is Vetoed.RETAIN else 0
            assert (one.floor, one.cap, one.exact, one.fen, one.withheld) == (0, 0, 0, 0, kept)
        else:
            assert one.withheld == 0


@given(months())
def test_e10_an_empty_pool_pays_nothing(month):
    """E-10: of a pool of 0 everybody has 0."""
    made, scores, kpis = month
    paid = incentive(replace(made, amount=0), scores, kpis)
    assert [one.fen for one in paid.payouts] == [0] * len(made.heads)
    assert (paid.retained, paid.withheld) == (0, 0)


def leaves(value):
    """Every scalar in a value of dataclasses and tuples."""
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from leaves(one)
    else:
        yield value


@given(months())
def test_e11_money_is_never_a_float(month):
    """E-11: a plan and its settlement hold ints, fractions and printed scores; amounts paid are ints."""
    paid = incentive(*month)
    found = {type(one) for one in (*leaves(month[0]), *leaves(paid))}
    assert found <= {str, int, bool, Fraction, Decimal, type(None), Vetoed, Reason}
    whole = (paid.pool, paid.retained, paid.withheld, *(one.fen for one in paid.payouts))
    assert {type(one) for one in whole} == {int}


def test_e11_no_float_is_written_in_the_code_of_pay():
    """E-11: neither a float literal nor the word float stands in what computes or holds money."""
    for one in (module, values):
        tree = ast.walk(ast.parse(Path(one.__file__).read_text("utf-8")))
        floats = [
            node
            for node in tree
            if (isinstance(node, ast.Constant) and isinstance(node.value, float))
            or (isinstance(node, ast.Name) and node.id == "float")
        ]
        assert floats == []
