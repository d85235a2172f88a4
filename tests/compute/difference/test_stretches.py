"""From which month on what differs, over all editions of both books."""

from __future__ import annotations

from dataclasses import replace

from scorecard.compute.difference import stretches
from scorecard.model.book import Book
from scorecard.model.difference import Difference
from scorecard.model.period import Period
from tests.compute.difference.orders import order, sets
from tests.sample import small_edition

EDITION = small_edition()
JANUARY, JULY, OCTOBER = (Period(2026, month) for month in (1, 7, 10))


def weighing(weight: int):
    """The edition with another weight of network.mean."""
    mean = replace(EDITION.kpis[0], weight=weight)
    return replace(EDITION, kpis=(mean, *EDITION.kpis[1:]))


def book(*editions, changes=()):
    """A book of (since, edition)."""
    return Book("0" * 64, editions, changes)


def spans(old, new):
    """(since, until, [(key, old, new)]) of every stretch."""
    return [
        (one.since, one.until, [(each.key, each.old, each.new) for each in one.differences])
        for one in stretches(old, new)
    ]


PLAIN = book((JANUARY, EDITION))


def test_equal_books_have_no_stretch():
    """Not even where both change."""
    both = book((JANUARY, EDITION), (JULY, weighing(6000)))
    assert stretches(both, both) == ()


def test_a_change_from_july_on_differs_from_july_on():
    """Nothing in June; from July on the weight, for good."""
    changed = book((JANUARY, EDITION), (JULY, weighing(6000)))
    assert spans(PLAIN, changed) == [(JULY, None, [("weight", "50%", "60%")])]
    (found,) = stretches(PLAIN, changed)
    assert [found.holds(month) for month in (Period(2026, 6), JULY, Period(2027, 1))] == [False, True, True]


def test_a_summer_rule_differs_until_it_ends():
    """From July until before October."""
    summer = book((JANUARY, EDITION), (JULY, weighing(6000)), (OCTOBER, EDITION))
    assert spans(PLAIN, summer) == [(JULY, OCTOBER, [("weight", "50%", "60%")])]


def test_months_with_the_same_difference_are_one_stretch():
    """Both books get a new name in October: the weight differs in the same way before and after."""
    renamed = {"index": EDITION.name}
    old = book((JANUARY, EDITION), (OCTOBER, replace(EDITION, **renamed)))
    new = book((JANUARY, weighing(6000)), (OCTOBER, replace(weighing(6000), **renamed)))
    assert spans(old, new) == [(JANUARY, None, [("weight", "50%", "60%")])]


def test_an_order_is_the_cause_only_while_it_is_in_force():
    """An order until October; after it the files themselves say the same: two stretches."""
    summer = order("summer", sets("kpis", "network.mean", "weight", "60%"), until="2026-10")
    new = book((JANUARY, EDITION), (JULY, weighing(6000)), changes=(summer,))
    first, second = stretches(PLAIN, new)
    assert (first.since, first.until, second.until) == (JULY, OCTOBER, None)
    assert [one.differences[0].cause for one in (first, second)] == [summer, None]


def test_a_book_that_begins_later_says_so():
    """The months in which only one book says something are a stretch of their own."""
    late = book((JULY, weighing(6000)))
    first, second = stretches(PLAIN, late)
    assert first.differences == (Difference("book", "", "from", "2026-01", "2026-07"),)
    assert (first.since, first.until, second.since) == (JANUARY, JULY, JULY)
