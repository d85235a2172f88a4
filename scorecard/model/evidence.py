"""Evidence (证据): how far a figure could have come out otherwise by chance, and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

LEVEL = Fraction(95, 100)
"""Every interval, rank set and card is stated at this level."""


class Basis(StrEnum):
    """What an interval rests on: the sample's own rows, a register's ups and downs from month to month, the
    chance in a register's counts where too few months are known, nothing but the ends of the scoring rule
    where all that is not known either, or, for a composite, several of them.
    """

    ROWS = "rows"
    MONTHS = "months"
    COUNTS = "counts"
    NOTHING = "nothing"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Interval:
    """``low`` <= estimate <= ``high`` at the level ``LEVEL``, in the unit of the estimate."""

    low: Fraction
    high: Fraction
    basis: Basis


@dataclass(frozen=True, slots=True)
class RankSet:
    """The ranks that the evidence leaves open to one of ``p`` ranked peers.

    ``low``, ``high``: marginal, 1 <= low <= rank <= high <= p: holds for this one at the level. ``sure_low``,
    ``sure_high``: simultaneous: the sets of all peers hold together at the level. ``alike``: ids of the
    peers from whom it cannot be told apart (by the marginal tests), in order of id.
    """

    low: int
    high: int
    sure_low: int
    sure_high: int
    alike: tuple[str, ...]


class Card(StrEnum):
    """A warning that only evidence gives. Yellow: more than half of the peers are better, beyond doubt."""

    YELLOW = "yellow"
    RED = "red"


class Signal(StrEnum):
    """What a point of a control chart is (methods C, XmR): the rule that it breaks, the first of them."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"


class Assurance(StrEnum):
    """Whether the process, as it runs, meets its target: always, by chance, or never."""

    MEETS = "meets"
    BY_CHANCE = "by_chance"
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class Limits:
    """The natural limits of a stretch of a series: mean ± 2.66 · mean moving range. ``points``: months of the
    stretch that have a reading.
    """

    mean: Fraction
    low: Fraction
    high: Fraction
    points: int


@dataclass(frozen=True, slots=True)
class Marked:
    """One month of a control chart. ``value`` None: a gap. ``better``: whether a signal is in the good
    direction; None where there is no signal, or where neither direction is the better one.
    """

    period: str
    value: Fraction | None
    limits: Limits | None
    signal: Signal | None
    better: bool | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A control chart (XmR), oldest month first.

    ``provisional``: its last stretch has fewer than 12 points. ``assurance``: of the last stretch; None
    without a target or limits.
    """

    months: tuple[Marked, ...]
    provisional: bool
    assurance: Assurance | None
