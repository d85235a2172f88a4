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
    """One ranked subject."""

    label: str
    value: Decimal
    rank: str
    note: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Dots:
    """A ranked dot plot, best on top, with an optional reference line (the parent's value)."""

    title: str
    unit: str
    dots: tuple[Dot, ...]
    reference: Decimal | None = None
    reference_label: str = ""


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


Chart = Bars | Trend | Control | Dots | Icicle
