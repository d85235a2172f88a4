"""Change (变化): why an index moved between two periods, cause by cause, adding up exactly (methods B.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from scorecard.model.kpi import Direction
from scorecard.model.scoring import Scoring


class Cause(StrEnum):
    """Whose doing a part of a change is. The first four are performance; all others are accounts of their
    own that are never charged to a department.

    rate: readings moved · mix: parts with other readings weigh more or less · entry, exit: a part with rows
    in one period only · weight: declared weights, new and removed KPIs · coverage: data there in one period
    only · target: another scoring rule · definition: another measure under the same id · organisation: a
    part that belongs to another unit now · correction: from what the base was published as to what is known
    of it now · unreconciled: what a reported reading holds beyond its parts.
    """

    RATE = "rate"
    MIX = "mix"
    ENTRY = "entry"
    EXIT = "exit"
    WEIGHT = "weight"
    COVERAGE = "coverage"
    TARGET = "target"
    DEFINITION = "definition"
    ORGANISATION = "organisation"
    CORRECTION = "correction"
    UNRECONCILED = "unreconciled"


PERFORMANCE = frozenset({Cause.RATE, Cause.MIX, Cause.ENTRY, Cause.EXIT})


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a reading: ``volume`` >= 0 (weight, or the base of a ratio), its own ``value``.

    ``value`` is None exactly where the volume is 0.
    """

    volume: Fraction
    value: Fraction | None


@dataclass(frozen=True, slots=True)
class Stated:
    """One KPI on one side: its definition, and what it came to.

    ``weight``: declared, in its process, 0 or more. ``measure``: equal texts measure the same.
    ``readings``: what ``model.earned`` scores by ``rule`` (a curve: this one; a deduction: and the months
    before; a rule that compares: and the other units'), the unit's own first; () where there is no reading.
    ``score``: None where the KPI has none; 0 without readings where what was due was not delivered.
    ``shares``: department -> basis points, sum 10,000. ``parts``: member (a unit below, a segment, a
    channel) -> cell; volumes need not sum to 1; empty where the reading is no mean of its parts.
    """

    process: str
    weight: int
    measure: str
    direction: Direction
    rule: Scoring
    shares: tuple[tuple[str, int], ...]
    readings: tuple[Fraction | None, ...] = ()
    score: Fraction | None = None
    parts: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Side:
    """One unit in one period, or in a year to date.

    ``processes``: (id, declared weight). ``kpis``: those that apply to the unit. ``minimum``: of the
    declared weight that a process and the index need (coverage_min). ``successors``: department that ended
    -> those that took over, with parts that sum to 1. ``departments``: in force, whether or not a share
    names them; one that a share names is in force in any case. Of these two only the later side's count.
    """

    processes: tuple[tuple[str, int], ...]
    kpis: Mapping[str, Stated]
    minimum: Fraction
    successors: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    departments: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Movement:
    """One row of a change. ``kpi`` "" is the process's own. ``member`` "" is the KPI as a whole.

    ``points``: of the index. ``natural``: in the reading's unit, None where the cause has none or a side has
    no reading. A KPI's natural amounts add up to the change of its reading.
    """

    process: str
    kpi: str
    cause: Cause
    member: str
    points: Fraction
    natural: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """One department's part of a change, in points of the index.

    ``performance``: of the rows of cause rate, mix, entry and exit, by the mean of its two shares.
    ``before``, ``after``: its contribution to the level; after - before = ``inherited`` (what its KPIs'
    contributions moved) + ``moved`` (responsibility that moved to it; sums to 0 over the departments).
    """

    department: str
    performance: Fraction
    before: Fraction
    after: Fraction
    inherited: Fraction
    moved: Fraction


@dataclass(frozen=True, slots=True)
class Change:
    """The change of an index. ``movements`` add up to ``after`` - ``before`` exactly (B-1)."""

    before: Fraction
    after: Fraction
    movements: tuple[Movement, ...]
    departments: tuple[Transfer, ...]
