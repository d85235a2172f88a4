"""What differs between two books, and what of a month's published figures moves because of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scorecard.model.book import Change
from scorecard.model.period import Period

Value = Decimal | int | str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One key of one definition that two editions do not say alike, each value as the files have it.

    ``kind``: the list or part it stands in, as in the files. ``key``: "" where the whole definition is on
    one side only. ``old``, ``new``: None where a side does not say it. ``cause``: the change order behind
    it, None where there is none; ``undone``: it is an order of the old book that no longer has this effect.
    """

    kind: str
    id: str
    key: str
    old: str | None
    new: str | None
    cause: Change | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """What differs on ``since <= period < until``; for good where ``until`` is None."""

    since: Period
    until: Period | None
    differences: tuple[Difference, ...]

    def holds(self, period: Period) -> bool:
        """Whether the period lies in it."""
        return self.since <= period and (self.until is None or period < self.until)


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure before and after, by the name of its column in the result tables."""

    name: str
    old: Value
    new: Value

    @property
    def by(self) -> Decimal | None:
        """New less old; None where one of them is not a number."""
        if isinstance(self.old, Decimal | int) and isinstance(self.new, Decimal | int):
            return Decimal(self.new) - Decimal(self.old)
        return None


@dataclass(frozen=True, slots=True)
class Move:
    """The figures of one subject in one unit that are not printed alike before and after.

    ``subject``: id of the process, department or KPI; "" for the unit's index. Of payouts: the plan's id, and
    ``plan/department``.
    """

    unit: str
    subject: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to the figures of one kind: index, process, department, kpi or payout.

    ``moved``: the furthest first. ``still``: how many (unit, subject) are printed before and after and do
    not move. ``begun``, ``ended``: those printed only after, only before.
    """

    kind: str
    moved: tuple[Move, ...]
    still: int
    begun: tuple[tuple[str, str], ...] = ()
    ended: tuple[tuple[str, str], ...] = ()
