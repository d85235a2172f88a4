"""Charts as values: numbers, labels, order, notes. Printers turn them into Plotly or SVG.

Every number is an exact published figure (Decimal); a printer converts at the last moment. Labels are
plain text and must be escaped by the printer. Every chart has a title and a table twin on its page.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Tone(StrEnum):
    """What a mark means; the printer's design tokens give the colour, a word or shape says it again."""

    NEUTRAL = "neutral"
    OWN = "own"
    GOOD = "good"
    BAD = "bad"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal bar; ``note`` is printed behind the figure."""

    label: str
    value: Decimal
    note: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars from zero, in the order given, top to bottom. ``total`` is printed in the caption."""

    title: str
    unit: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a trend; None where there is no figure."""

    label: str
    value: Decimal | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """A line over periods with an optional target line. A gap stays a gap."""

    title: str
    unit: str
    points: tuple[Point, ...]
    target: Decimal | None = None
    target_label: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Natural limits of the points from place ``first`` to place ``last``, as printed."""

    first: int
    last: int
    mean: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Flag:
    """A point with a special cause: its place, good or bad, and a word on the first of a row of them."""

    place: int
    tone: Tone
    word: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """A control chart: a line over periods, the limits of each stretch, the points with a special cause.

    ``names``: what the lower limit, the mean and the upper limit are called. A flag has a shape of its own by
    its tone: a star is good, a cross bad, a diamond neither. ``small``: one of many, drawn with less.
    """

    title: str
    unit: str
    points: tuple[Point, ...]
    stretches: tuple[Stretch, ...]
    names: tuple[str, str, str]
    flags: tuple[Flag, ...] = ()
    target: Decimal | None = None
    target_label: str = ""
    small: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """One ranked subject. ``low`` to ``high``: its 95 % interval; ``error``: the standard error, from which
    the printer draws the thin bars by which two subjects are compared.
    """

    label: str
    value: Decimal
    rank: str
    note: str = ""
    tone: Tone = Tone.NEUTRAL
    low: Decimal | None = None
    high: Decimal | None = None
    error: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Dots:
    """A ranked dot plot, best on top, with an optional reference line (the parent's value)."""

    title: str
    unit: str
    dots: tuple[Dot, ...]
    reference: Decimal | None = None
    reference_label: str = ""


@dataclass(frozen=True, slots=True)
class Speck:
    """One subject of a funnel: its score, and the standard error of it. ``named``: its label is written."""

    label: str
    value: Decimal
    error: Decimal
    note: str = ""
    tone: Tone = Tone.NEUTRAL
    named: bool = False


@dataclass(frozen=True, slots=True)
class Funnel:
    """Scores over their standard errors, between the limits that chance alone would keep: centre ± z · error.

    ``across``: what the horizontal axis holds. ``limits``: z and its label, the narrower first.
    """

    title: str
    unit: str
    across: str
    specks: tuple[Speck, ...]
    centre: Decimal
    centre_label: str
    limits: tuple[tuple[Decimal, str], ...]

    def farthest(self) -> tuple[int, ...]:
        """The places of the named specks, the most errors from the centre first: so labels are placed."""
        named = [place for place, one in enumerate(self.specks) if one.named]
        return tuple(sorted(named, key=lambda place: (-self._errors_off(self.specks[place]), place)))

    def _errors_off(self, one: Speck) -> Decimal:
        return abs(one.value - self.centre) / one.error if one.error else Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the transmission path; the values of its children add up to its own exactly."""

    id: str
    label: str
    value: Decimal
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Icicle:
    """The pressure path from the index over processes to departments, widths by value (never negative)."""

    title: str
    unit: str
    root: Node


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From one level to another, step by step: ``start`` + Σ ``steps`` = ``end``, exactly."""

    title: str
    unit: str
    start: Bar
    steps: tuple[Bar, ...]
    end: Bar


EYE = 1.39
"""Bars of so many standard errors on each side: two that do not touch differ at 95 % (1.96 / √2).

Goldstein, Healy, J. R. Stat. Soc. A 158 (1995) 175.
"""

Chart = Bars | Trend | Control | Dots | Icicle | Waterfall | Funnel
