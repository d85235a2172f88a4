"""Departments' parts of a change, worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.compute.change.transfers import Stage, responsibility, restated, transfers
from scorecard.errors import BadDefinitions
from scorecard.model.change import Transfer
from tests.compute.change.sides import HALF, side, stated

ONE = Fraction(1)


def later(shares, **changes):
    """A later side with one KPI of these shares."""
    return side({"k": stated(60, shares=shares)}, **changes)


def test_responsibility_is_shares_in_whole():
    """Basis points become parts of 1; a share of 0 is none."""
    found = responsibility(later({"net": 7500, "care": 2500, "hall": 0}))
    assert found == {"k": {"net": Fraction(3, 4), "care": Fraction(1, 4)}}


def test_departments_in_force_keep_what_they_had():
    """Named by a share, in force without one, or unassigned: nobody's successor is asked for."""
    before = {"k": {"net": HALF, "care": HALF / 2, "unassigned": HALF / 2}}
    after = later({"net": 10_000}, departments=frozenset({"care"}), successors={"net": {"care": ONE}})
    assert restated(before, after) == before


def test_successors_hold_what_an_ended_department_had():
    """old had 60 % of k: a third goes to net, which has 10 %, two thirds to care."""
    before = {"k": {"old": Fraction(6, 10), "net": Fraction(1, 10), "care": Fraction(3, 10)}}
    after = later(
        {"net": 5000, "care": 5000}, successors={"old": {"net": Fraction(1, 3), "care": Fraction(2, 3)}}
    )
    assert restated(before, after) == {"k": {"net": Fraction(3, 10), "care": Fraction(7, 10)}}


@pytest.mark.parametrize("successors", [{}, {"old": {"net": HALF}}, {"old": {}}])
def test_what_nobody_took_over_is_an_error(successors):
    """No successor, or only of a half: the error names each such department and says what to do."""
    before = {"k": {"old": HALF, "gone": HALF}}
    with pytest.raises(BadDefinitions, match=r"gone, old\. .*name the successors"):
        restated(before, later({"net": 10_000}, successors=successors))


def test_a_department_of_no_share_later_is_not_in_force_by_its_zero():
    """A share of 0 names nobody."""
    with pytest.raises(BadDefinitions, match="old"):
        restated({"k": {"old": ONE}}, later({"net": 10_000, "old": 0}))


def test_a_level_moves_by_contributions_and_by_responsibility():
    """k from 20 to 30 points while net's share goes from 1/2 to 3/4: 5/8 · 10 inherited, 1/4 · 25 moved."""
    stages = (
        Stage({"k": {"net": HALF, "care": HALF}}, {"k": Fraction(20)}),
        Stage({"k": {"net": Fraction(3, 4), "care": Fraction(1, 4)}}, {"k": Fraction(30)}),
    )
    net, care = transfers(stages, {"k": Fraction(8)})
    assert net == Transfer(
        "net", Fraction(5), Fraction(10), Fraction(45, 2), Fraction(25, 4), Fraction(25, 4)
    )
    assert care == Transfer(
        "care", Fraction(3), Fraction(10), Fraction(15, 2), Fraction(15, 4), Fraction(-25, 4)
    )


def test_a_kpi_of_one_side_moves_no_responsibility():
    """new comes with 12 points for hall, old goes with 7 of net's: all inherited."""
    stages = (
        Stage({"old": {"net": ONE}}, {"old": Fraction(7)}),
        Stage({"new": {"hall": ONE}}, {"new": Fraction(12)}),
    )
    hall, net = transfers(stages, {})
    zero = Fraction(0)
    assert hall == Transfer("hall", zero, zero, Fraction(12), Fraction(12), zero)
    assert net == Transfer("net", zero, Fraction(7), zero, Fraction(-7), zero)


def test_three_stages_add_their_steps_and_the_last_one_performs():
    """20 was published and 24 is known, by half; then 30 by a quarter. Performance is the last step's."""
    shares = [{"k": {"net": part, "care": 1 - part}} for part in (ONE, HALF, Fraction(1, 4))]
    stages = tuple(
        Stage(one, {"k": Fraction(level)}) for one, level in zip(shares, (20, 24, 30), strict=True)
    )
    net, _ = transfers(stages, {"k": Fraction(8)})
    assert (net.before, net.after, net.performance) == (20, Fraction(15, 2), 3)
    assert net.inherited == Fraction(3, 4) * 4 + Fraction(3, 8) * 6
    assert net.moved == -HALF * 22 - Fraction(1, 4) * 27
