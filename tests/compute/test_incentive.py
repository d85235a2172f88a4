"""Pools divided by hand, to the fen."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from scorecard.compute.incentive import incentive
from scorecard.errors import BadDefinitions
from scorecard.model.plan import Gate, Reason, Vetoed
from tests.plans import heads, plan, scores

THREE = (heads("a"), heads("b"), heads("c"))
AT_TARGET = scores(a=80, b=80, c=80)


def fen(settlement):
    """Fen by department."""
    return {one.department: one.fen for one in settlement.payouts}


def why(settlement):
    """Reasons by department, of those that have any."""
    return {one.department: one.why for one in settlement.payouts if one.why}


def test_three_equal_ones_share_a_yuan_by_code():
    """100 fen among three equal departments are 34, 33 and 33: the odd fen goes to the first by code."""
    paid = incentive(plan(100, *THREE[::-1]), AT_TARGET, {})
    assert fen(paid) == {"c": 33, "b": 33, "a": 34}
    assert [one.exact for one in paid.payouts] == [Fraction(100, 3)] * 3
    assert (paid.paid, paid.retained, paid.withheld) == (100, 0, 0)


def test_a_pool_that_grows_by_a_fen_may_cost_one_a_fen():
    """The Alabama case: heads of 6, 6 and 2 have 4, 4 and 2 of 10 fen, but 5, 5 and 1 of 11.

    No exact amount falls.
    """
    people = heads("a", 6), heads("b", 6), heads("c", 2)
    ten, eleven = (incentive(plan(pool, *people), AT_TARGET, {}) for pool in (10, 11))
    assert fen(ten) == {"a": 4, "b": 4, "c": 2}
    assert fen(eleven) == {"a": 5, "b": 5, "c": 1}
    assert all(more.exact > less.exact for more, less in zip(eleven.payouts, ten.payouts, strict=True))


def test_a_tie_goes_to_the_larger_amount_before_the_code():
    """Of 2.5 and 7.5 fen the larger is rounded up, though its code comes later."""
    paid = incentive(plan(10, heads("a", 1), heads("z", 3)), scores(a=80, z=80), {})
    assert fen(paid) == {"a": 2, "z": 8}


def test_points_are_heads_by_factor():
    """Heads 10 and 30 at factors 1 and 0.5 have 10 and 15 points: 400 and 600 of 1,000 fen."""
    paid = incentive(plan(1000, heads("a", 10), heads("b", 30)), scores(a=80, b=70), {})
    assert fen(paid) == {"a": 400, "b": 600}
    assert paid.rate == 40
    first, second = paid.payouts
    assert (first.standard, second.standard) == (250, 750)
    assert (second.score, second.factor, second.points) == (Decimal("70.00"), Fraction(1, 2), 15)


def test_the_score_counts_as_printed():
    """59.995 is printed as 60.00 and opens a gate at 60; 59.994 does not."""
    gated = plan(100, *THREE, gates=(Gate("k", Fraction(60), Fraction(1, 2), ("a",)),))
    for score, gate in ((Fraction("59.995"), 1), (Fraction("59.994"), Fraction(1, 2))):
        assert incentive(gated, AT_TARGET, {"k": score}).payouts[0].gate == gate
    assert incentive(plan(100, *THREE), scores(a="79.995", b=80, c=80), {}).payouts[0].factor == 1


def test_what_lies_above_a_cap_goes_to_the_others_by_points():
    """a would have 600.6 of 1,001 but is capped at 500; b and c have the other 501 as 3 to 1."""
    people = tuple(heads(one, 10, cap=150) for one in "abc")
    knots = ((0, 0), (100, 1))
    paid = incentive(plan(1001, *people, knots=knots), scores(a=60, b=30, c=10), {})
    assert fen(paid) == {"a": 500, "b": 376, "c": 125}
    assert [one.exact for one in paid.payouts] == [500, Fraction(1503, 4), Fraction(501, 4)]
    assert why(paid) == {"a": (Reason.CAP,)}
    assert [one.cap for one in paid.payouts] == [500] * 3


def test_a_cap_that_fills_sends_another_to_its_cap():
    """What a cannot have lifts b over its cap too; c has the rest."""
    people = heads("a", 10, cap=120), heads("b", 10, cap=120), heads("c", 10)
    paid = incentive(plan(900, *people, knots=((0, 0), (100, 1))), scores(a=80, b=50, c=20), {})
    assert fen(paid) == {"a": 360, "b": 360, "c": 180}
    assert why(paid) == {"a": (Reason.CAP,), "b": (Reason.CAP,)}


def test_a_floor_is_paid_by_those_above_it():
    """c has no points but 40% of 300; the other 780 go to a and b by points."""
    people = tuple(heads(one, 10, floor=40) for one in "abc")
    paid = incentive(plan(900, *people), scores(a=80, b=70, c=50), {})
    assert fen(paid) == {"a": 520, "b": 260, "c": 120}
    assert why(paid) == {"c": (Reason.FLOOR,)}


def test_caps_below_the_pool_leave_a_rest():
    """Three caps of 50% pay half of the pool; the rest is retained, and a point has no worth."""
    paid = incentive(plan(900, *(heads(one, cap=50) for one in "abc")), AT_TARGET, {})
    assert fen(paid) == {"a": 150, "b": 150, "c": 150}
    assert (paid.retained, paid.rate) == (450, None)
    assert set(why(paid)) == {"a", "b", "c"}


def test_caps_that_are_just_the_pool_hold_nobody_back():
    """Three caps of 100% and equal points: each has its third, and nobody would have had more."""
    paid = incentive(plan(900, *(heads(one, cap=100) for one in "abc")), AT_TARGET, {})
    assert (fen(paid), paid.rate, why(paid)) == ({"a": 300, "b": 300, "c": 300}, 30, {})


def test_without_any_points_only_floors_are_paid():
    """Nobody reaches 60: each has its floor, the rest is retained."""
    paid = incentive(plan(900, *(heads(one, floor=10) for one in "abc")), scores(a=59, b=20, c=0), {})
    assert fen(paid) == {"a": 30, "b": 30, "c": 30}
    assert (paid.retained, paid.withheld) == (810, 0)


def test_a_department_without_a_score_has_no_points():
    """It is told so, and never paid by the others' average; its standard share goes to them."""
    paid = incentive(plan(900, *THREE), scores(a=80, b=80, c=None), {})
    assert fen(paid) == {"a": 450, "b": 450, "c": 0}
    assert why(paid) == {"c": (Reason.MISSING,)}
    assert fen(incentive(plan(900, *THREE), scores(a=80, b=80), {})) == fen(paid)


VETO = Gate("leak", Fraction(60), None, ("a",))
FLOORED = tuple(heads(one, 10, floor=40) for one in "abc")


def test_a_vetoed_share_goes_to_the_others():
    """Redistributed: a has nothing, not even its floor; b and c have half each."""
    paid = incentive(
        plan(901, *FLOORED, gates=(VETO,), vetoed=Vetoed.REDISTRIBUTE), AT_TARGET, scores(leak=59)
    )
    assert fen(paid) == {"a": 0, "b": 451, "c": 450}
    assert (paid.retained, paid.withheld) == (0, 0)
    assert why(paid) == {"a": (Reason.VETO,)}


def test_a_vetoed_share_is_kept_back():
    """Retained: a's third of 901 fen, 300, is withheld; b and c share the other 601."""
    vetoing = plan(901, *FLOORED, gates=(VETO,), vetoed=Vetoed.RETAIN)
    paid = incentive(vetoing, AT_TARGET, scores(leak=59))
    assert fen(paid) == {"a": 0, "b": 301, "c": 300}
    assert (paid.retained, paid.withheld, paid.payouts[0].withheld) == (0, 300, 300)
    assert why(incentive(vetoing, AT_TARGET, scores(leak=60))) == {}


def test_gates_multiply():
    """Two closed gates of 0.5 and 0.8 leave 40% of the points; others are not touched."""
    gates = (
        Gate("k", Fraction(60), Fraction(1, 2), ("a", "b")),
        Gate("m", Fraction(70), Fraction(4, 5), ("a",)),
    )
    paid = incentive(plan(1900, *THREE, gates=gates), AT_TARGET, scores(k=0, m=69))
    assert [one.gate for one in paid.payouts] == [Fraction(2, 5), Fraction(1, 2), 1]
    assert fen(paid) == {"a": 400, "b": 500, "c": 1000}
    assert why(paid) == {"a": (Reason.GATE,), "b": (Reason.GATE,)}


def test_a_gate_without_a_score_stays_open_and_is_told():
    """Nothing is taken away on no evidence; whoever the gate is for learns that it was not applied."""
    paid = incentive(plan(900, *THREE, gates=(VETO,), vetoed=Vetoed.RETAIN), AT_TARGET, scores(leak=None))
    assert fen(paid) == {"a": 300, "b": 300, "c": 300}
    assert why(paid) == {"a": (Reason.UNGATED,)}


def test_nothing_is_paid_where_floors_need_more_than_the_pool():
    """Floors of 200% and 100% of two equal shares are refused before any payment."""
    with pytest.raises(BadDefinitions, match="floors add up to more than the pool"):
        incentive(plan(900, heads("a", floor=200), heads("b", floor=100)), AT_TARGET, {})


def test_nothing_is_paid_where_a_veto_keeps_back_what_a_floor_needs():
    """a's floor of 150% is paid from b's share; a veto that retains that share leaves too little."""
    people = heads("a", floor=150), heads("b")
    vetoing = plan(900, *people, gates=(Gate("leak", Fraction(60), None, ("b",)),), vetoed=Vetoed.RETAIN)
    assert fen(incentive(vetoing, AT_TARGET, scores(leak=60))) == {"a": 675, "b": 225}
    with pytest.raises(BadDefinitions, match="floors add up to more than the pool"):
        incentive(vetoing, AT_TARGET, scores(leak=59))


def test_nothing_is_paid_without_heads():
    """A plan that counts nobody is refused."""
    with pytest.raises(BadDefinitions, match="counts no heads"):
        incentive(plan(900, heads("a", 0), heads("b", 0)), AT_TARGET, {})
