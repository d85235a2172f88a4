"""The values of a change as people read it. Every figure is printed; parts add up to their totals exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from scorecard.model.change import PERFORMANCE, Cause
from scorecard.model.text import Text
from scorecard.views.change.against import Base
from scorecard.views.frame import Choice, Frame

NONE = Decimal("0.00")


class Reason(StrEnum):
    """Why there is no change to tell: the base is no month before, was not computed, does not have the unit
    or may not be opened, an index is not published, or a department has ended and nobody took over all of
    its responsibility.
    """

    NOT_BEFORE = "not_before"
    NO_PERIOD = "no_period"
    NO_UNIT = "no_unit"
    CLOSED = "closed"
    NO_INDEX_BEFORE = "no_index_before"
    NO_INDEX_AFTER = "no_index_after"
    NO_SUCCESSOR = "no_successor"


class Verdict(StrEnum):
    """Whether the index moved further than chance moves it: |Δ| > 1.96·√(e₀² + e₁²); no evidence, no word."""

    ROSE = "rose"
    FELL = "fell"
    CHANCE = "chance"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Proof:
    """The published 95 % intervals of both indices (None where one has none), and what they let us say."""

    verdict: Verdict = Verdict.UNPROVEN
    before: tuple[Decimal, Decimal] | None = None
    after: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Moves:
    """Points by cause, in the order of the causes; one that did not occur is left out."""

    points: Mapping[Cause, Decimal]

    def of(self, *causes: Cause) -> Decimal:
        """The points of some causes, together."""
        return sum((self.points[cause] for cause in causes if cause in self.points), NONE)

    @property
    def total(self) -> Decimal:
        """All of it."""
        return self.of(*Cause)

    @property
    def performance(self) -> Decimal:
        """What departments answer for."""
        return self.of(*(cause for cause in Cause if cause in PERFORMANCE))

    @property
    def rules(self) -> Decimal:
        """What nobody is charged with."""
        return self.of(*(cause for cause in Cause if cause not in PERFORMANCE))


@dataclass(frozen=True, slots=True)
class MemberMove:
    """A part of a reading. Id "": what is not told apart; "*": withheld together. ``natural``: in the
    reading's unit by cause; empty where the row is a sum over KPIs.
    """

    member: Choice
    moves: Moves
    natural: Mapping[Cause, Decimal]


@dataclass(frozen=True, slots=True)
class KpiMove:
    """A KPI, or a process's own weight and coverage (``kpi`` None).

    ``before``, ``after``: its readings as printed. ``natural``: their change by cause, with one more decimal,
    adding up to ``shift``, which is None where the two readings cannot be compared. ``masked``: what the
    members did themselves (rate) and the reading as a whole went opposite ways (Simpson). ``members`` add up
    to ``moves`` and ``natural``, in the causes that have members; empty where nothing is told apart.
    """

    kpi: Choice | None
    process: Choice
    unit: Text
    before: Decimal | None
    after: Decimal | None
    shift: Decimal | None
    natural: Mapping[Cause, Decimal]
    masked: bool
    moves: Moves
    members: tuple[MemberMove, ...]


@dataclass(frozen=True, slots=True)
class ProcessMove:
    """A process with its KPIs."""

    process: Choice
    moves: Moves


@dataclass(frozen=True, slots=True)
class DepartmentMove:
    """``performance``: its part of rate, mix, entry and exit. ``after`` - ``before`` = ``inherited`` (what
    its KPIs moved) + ``moved`` (responsibility that came or went); those four are None where the base was
    another department's that the principal may not open. Id "": all others together.
    """

    department: Choice
    performance: Decimal
    before: Decimal | None
    after: Decimal | None
    inherited: Decimal | None
    moved: Decimal | None


@dataclass(frozen=True, slots=True)
class ChangeView:
    """Why the index went from ``before`` to ``after``.

    ``bases``: what it may be compared with. ``by``: what readings are told apart by, one of ``dimensions``.
    ``gaps``: months that a year to date lacks. ``reason``: why there is nothing to tell; then everything
    below is empty. ``moves``, ``kpis`` (those that moved most first), ``processes`` and ``members`` each add
    up to ``total``; ``departments`` to its performance, with what moved between them adding up to 0.
    """

    frame: Frame
    base: Base
    bases: tuple[Base, ...]
    by: str
    dimensions: tuple[Choice, ...]
    gaps: tuple[str, ...] = ()
    reason: Reason | None = None
    before: Decimal | None = None
    after: Decimal | None = None
    proof: Proof = Proof()
    moves: Moves = Moves({})
    kpis: tuple[KpiMove, ...] = ()
    processes: tuple[ProcessMove, ...] = ()
    members: tuple[MemberMove, ...] = ()
    departments: tuple[DepartmentMove, ...] = ()

    @property
    def total(self) -> Decimal | None:
        """The printed change of the printed index; None where there is nothing to tell."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def limited(self) -> bool:
        """Whether some departments are only shown together."""
        return any(not one.department.id for one in self.departments)


def together(moves: Iterable[Moves]) -> Moves:
    """The sum of several, cause by cause."""
    found: dict[Cause, Decimal] = {}
    for one in moves:
        for cause, points in one.points.items():
            found[cause] = found.get(cause, NONE) + points
    return Moves({cause: found[cause] for cause in Cause if cause in found})
