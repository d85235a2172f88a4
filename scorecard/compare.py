"""What a change of the definitions would do to a month, before it is accepted.

The month is carried through the steps of ``cycle`` under both books, in scratch workspaces; nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scorecard import cycle
from scorecard.compute.moves import Tables, moves, payouts
from scorecard.errors import BadRequest
from scorecard.model.book import Book, Edition
from scorecard.model.difference import Effect
from scorecard.model.period import Period
from scorecard.model.plan import Settlement
from scorecard.store.scratch import scratch
from scorecard.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Comparison:
    """One period under both books: what moves, for the index, processes, departments and KPIs, and for
    payouts, where a plan is in force in one of the two.

    ``editions``: what is in force under each, with the units that rows name.
    """

    period: Period
    effects: tuple[Effect, ...]
    editions: tuple[Edition, Edition]


def compare(
    workspace: Workspace,
    old: Book,
    new: Book,
    periods: Iterable[Period],
    *,
    progress: Callable[[Comparison], None] = lambda _: None,
) -> tuple[Comparison, ...]:
    """Each period under both books. Reads the workspace's deliveries and leaves every file as it is.

    Raises BadRequest for a period without deliveries, or before one of the books begins.
    """
    chosen = tuple(periods)
    _both_begin(old, new, chosen)
    found = []
    with scratch(workspace) as left, scratch(workspace) as right:
        for period in chosen:
            before, after = _month(left, old, period), _month(right, new, period)
            found.append(Comparison(period, _effects(before, after), (before.edition, after.edition)))
            progress(found[-1])
    return tuple(found)


def _both_begin(old: Book, new: Book, periods: tuple[Period, ...]) -> None:
    for which, book in (("first", old), ("second", new)):
        early = [str(period) for period in periods if period < book.start]
        if early:
            raise BadRequest(f"The {which} book begins in {book.start}; it defines nothing for {early[0]}.")


@dataclass(frozen=True, slots=True)
class _Month:
    """A month under one book: what is in force, its result tables, and what its plans pay."""

    edition: Edition
    tables: Tables
    settlements: tuple[Settlement, ...]


def _month(workspace: Workspace, book: Book, period: Period) -> _Month:
    work = cycle.begin(workspace, book, period)
    for step in cycle.STEPS:
        work = step(work)
    return _Month(work.edition, cycle.tables(work), cycle.settle(work))


def _effects(before: _Month, after: _Month) -> tuple[Effect, ...]:
    paid = payouts(before.settlements, after.settlements)
    any_plan = before.settlements or after.settlements
    return (*moves(before.tables, after.tables), *((paid,) if any_plan else ()))
