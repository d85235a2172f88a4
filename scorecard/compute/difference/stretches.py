"""Two books compared over time: from which month on what differs."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.compute.difference.caused import Orders, caused
from scorecard.compute.difference.differences import differences
from scorecard.model.book import Book, Change
from scorecard.model.difference import Difference, Stretch
from scorecard.model.period import Period


def stretches(old: Book, new: Book) -> tuple[Stretch, ...]:
    """Every stretch of months in which something differs, with what differs in it, in order of time.

    Where one book begins later than the other, the first stretch says only that.
    """
    found = [*_beginnings(old, new), *_later(old, new)]
    joined: list[Stretch] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is not None and (last.until, last.differences) == (one.since, one.differences):
            joined[-1] = Stretch(last.since, one.until, one.differences)
        else:
            joined.append(one)
    return tuple(one for one in joined if one.differences)


def _beginnings(old: Book, new: Book) -> Iterator[Stretch]:
    first, both = sorted((old.start, new.start))
    if first != both:
        yield Stretch(first, both, (Difference("book", "", "from", str(old.start), str(new.start)),))


def _later(old: Book, new: Book) -> Iterator[Stretch]:
    moments = _moments(old, new)
    for since, until in zip(moments, [*moments[1:], None], strict=True):
        one, other = old.on(since), new.on(since)
        departments = {unit.id for unit in one.departments} ^ {unit.id for unit in other.departments}
        orders = Orders(_in_force(old, since), _in_force(new, since), departments)
        yield Stretch(since, until, tuple(caused(found, orders) for found in differences(one, other)))


def _moments(old: Book, new: Book) -> list[Period]:
    """The month from which both books say something, and every later one in which one of them changes."""
    both = max(old.start, new.start)
    found: set[Period | None] = {both}
    for book in (old, new):
        found |= {since for since, _ in book.editions}
        found |= {month for change in book.changes for month in (change.since, change.until)}
    return sorted(month for month in found if month is not None and month >= both)


def _in_force(book: Book, period: Period) -> tuple[Change, ...]:
    return tuple(
        one for one in book.changes if one.since <= period and (one.until is None or period < one.until)
    )
