"""What the stages hand on: readings, attributions, standings. Exact until they are published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from scorecard.model.evidence import Interval, RankSet


class State(StrEnum):
    """How far a figure may be trusted and shown."""

    OK = "ok"
    FLAGGED = "flagged"
    HIDDEN = "hidden"
    MISSING = "missing"
    CARRIED = "carried"
    ZERO = "zero"


SOUND = frozenset({State.OK, State.ZERO})
"""States of readings on which a rank may rest: what somebody failed to deliver counts 0 for certain."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The measured value of a KPI for a unit and period, and its score.

    ``n``: rows behind it, or the base of a ratio or rate. ``value`` and ``score`` are None together when
    the sample is too small (hidden) or there is none (missing). A carried one has the last value of an
    earlier month and n 0; zero has no value and scores 0, because nobody delivered what was due.
    """

    n: int
    value: Fraction | None
    score: Fraction | None
    state: State


@dataclass(frozen=True, slots=True)
class Amounts:
    """One cell: its part of the index weight (0 to 1), and index points: contribution to the level,
    pressure (gap above 0), surplus (gap below 0).
    """

    weight: Fraction
    level: Fraction
    pressure: Fraction
    surplus: Fraction


@dataclass(frozen=True, slots=True)
class Attribution:
    """The index of one unit taken apart: (KPI, department) -> exact amounts. Their sum is the index."""

    index: Fraction
    target: Fraction
    cells: Mapping[tuple[str, str], Amounts]


@dataclass(frozen=True, slots=True)
class Published:
    """One published cell, in hundredths of a percent (weight) or of a point.

    Sums of these, and nothing else, are what every page prints.
    """

    weight: int = 0
    level: int = 0
    pressure: int = 0
    surplus: int = 0

    def __add__(self, other: Published) -> Published:
        return Published(
            self.weight + other.weight,
            self.level + other.level,
            self.pressure + other.pressure,
            self.surplus + other.surplus,
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """What chance and missing data leave open of a standing's score, in points.

    ``interval``: None where a part of the score has none. ``error``: its standard error. ``bounds``: the
    score if everything missing scored its least, and its most. ``ranks``: None if unranked. ``shrunk``: the
    score drawn towards its peers', for display only. ``card``: whether it earns a yellow card.
    """

    interval: Interval | None = None
    error: float | None = None
    bounds: tuple[Fraction, Fraction] | None = None
    ranks: RankSet | None = None
    shrunk: Fraction | None = None
    card: bool = False


class Subject(StrEnum):
    """Whose standing it is; what is nobody's yet stands for itself and is never ranked."""

    INDEX = "index"
    PROCESS = "process"
    DEPARTMENT = "department"
    UNASSIGNED = "unassigned"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a subject stands in one unit: its printed own score and its published part of the index.

    ``score``: None where less than the minimum has data. ``part``: None where the unit has no published
    index. ``coverage``: 0 to 1. ``n``: observations behind its sampled
    readings, those of the same rows counted once. ``rank`` of ``ranked``
    peers, None if unranked. ``weights``: KPI -> its part of the subject's score, adding up to 1, with the
    data there are; ``declared``: if all had data. ``proof``: what chance and missing data leave open.
    """

    kind: Subject
    subject: str
    score: Decimal | None
    part: Published | None
    coverage: Fraction
    n: int
    state: State
    rank: int | None = None
    ranked: int = 0
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    declared: Mapping[str, Fraction] = field(default_factory=dict)
    proof: Proof = Proof()
