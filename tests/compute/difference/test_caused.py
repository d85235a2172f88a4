"""Every difference names the document behind it, where there is one."""

from __future__ import annotations

import pytest

from scorecard.compute.difference.caused import Orders, caused
from scorecard.model.difference import Difference
from tests.compute.difference.orders import order, sets

WEIGHT = Difference("kpis", "network.mean", "weight", "50%", "60%")
RAISE = order("raise", sets("kpis", "network.mean", "weight", "60%"))


def cause(one, *, old=(), new=(), departments=()):
    """(id of the order, whether it was undone)."""
    found = caused(one, Orders(old, new, departments))
    return found.cause and found.cause.id, found.undone


def test_an_order_of_the_new_book_is_the_cause():
    """The order that sets the key, not one that sets another key or another KPI's."""
    others = (
        order("name", sets("kpis", "network.mean", "name")),
        order("rate", sets("kpis", "network.rate", "weight")),
    )
    assert cause(WEIGHT, new=(RAISE, *others)) == ("raise", False)
    assert cause(WEIGHT, new=others) == (None, False)


def test_an_order_that_only_the_old_book_has_is_told_as_undone():
    """A branch that takes an order back: the difference is that it no longer holds."""
    assert cause(WEIGHT, old=(RAISE,)) == ("raise", True)


def test_what_both_books_say_causes_nothing():
    """The same order in both is no cause; with another value in the new book it is."""
    assert cause(WEIGHT, old=(RAISE,), new=(RAISE,)) == (None, False)
    more = order("raise", sets("kpis", "network.mean", "weight", "65%"))
    assert cause(WEIGHT, old=(RAISE,), new=(more,)) == ("raise", False)


def test_the_last_of_several_orders_is_the_cause():
    """Orders come in order of time, and the later one's value is the one in force."""
    later = order("later", sets("kpis", "network.mean", "weight", "61%"), since="2026-08")
    assert cause(WEIGHT, new=(RAISE, later)) == ("later", False)


@pytest.mark.parametrize(
    ("one", "setting"),
    [
        (Difference("kpis", "k", "evidence.hide_below", "3", "5"), sets("kpis", "k", "evidence")),
        (Difference("sources", "s", "columns.score", "a", "b"), sets("sources", "s", "columns")),
        (Difference("kpis", "k", "", None, "{}"), sets("kpis", "k", "", "{}")),
        (Difference("kpis", "k", "", "{}", None), sets("kpis", "k", "until", "2026-07")),
        (Difference("units", "u", "successor", None, "v"), sets("units", "u", "until", "2026-07")),
        (Difference("targets", "k@u", "", None, "{}"), sets("targets", "k@u", "", "{}")),
        (Difference("kpis", "k", "target", "8", "9"), sets("kpis", "k", "scoring")),
        (Difference("kpis", "k", "shares", "{a: 100%}", "{b: 100%}"), sets("departments", "a", "until")),
        (Difference("plans", "p", "heads.a", "{count: 1}", "{count: 2}"), sets("plans", "p", "heads")),
        (Difference("plans", "p", "heads.a", "{count: 1}", None), sets("departments", "a", "until")),
        (Difference("plans", "p", "gates", "[a]", "[b]"), sets("kpis", "k", "shares")),
    ],
    ids=lambda one: f"{one.kind} {one.key}" if isinstance(one, Difference) else "",
)
def test_a_part_a_beginning_an_end_and_what_follows_have_their_order(one, setting):
    """Parts of a key, whole definitions, readings of a scoring rule, shares of a department that ended."""
    assert cause(one, new=(order("o", setting),), departments={"a", "b"}) == ("o", False)


def test_shares_do_not_follow_from_a_department_that_did_not_end():
    """A renamed department moves nobody's shares."""
    one = Difference("kpis", "k", "shares", "{a: 100%}", "{b: 100%}")
    assert cause(one, new=(order("o", sets("departments", "c", "name")),), departments={"a", "b"}) == (
        None,
        False,
    )
