"""Control charts of published figures: what the shown month says, since when, and by which rule.

The limits are those of ``compute.evidence.control_chart`` on the figures as published; nothing is stored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from scorecard.compute.evidence import control_chart
from scorecard.model.evidence import Assurance, Chart, Limits, Marked, Signal
from scorecard.model.kpi import Direction, Kind
from scorecard.model.result import State
from scorecard.model.rounding import half_up
from scorecard.views.frame import Moment

_PERCENT = frozenset({Kind.TOP_BOX, Kind.BOTTOM_BOX, Kind.WITHIN, Kind.COMPLIANCE})
_NET = Kind.NPS
_HUNDRED = Fraction(100)


class Variation(StrEnum):
    """What the shown month is, by its chart: a special cause (for the better, the worse, or neither, where
    the target is best), the process's usual ups and downs, or not to be told.
    """

    BETTER = "better"
    WORSE = "worse"
    SPECIAL = "special"
    COMMON = "common"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Spell:
    """Months in a row that a signal marks in one direction, under one set of limits.

    ``rules``: those that they break, each once. ``lasting``: its last month is the shown one.
    """

    since: str
    until: str
    rules: tuple[Signal, ...]
    better: bool | None
    lasting: bool


@dataclass(frozen=True, slots=True)
class Band:
    """The natural limits of the months ``since`` to ``until``, as printed: with one decimal more than the
    readings, and never beyond what the reading can be. ``points``: months with a reading.
    """

    since: str
    until: str
    mean: Decimal
    low: Decimal
    high: Decimal
    points: int


@dataclass(frozen=True, slots=True)
class Controlled:
    """A series under control limits, oldest month first.

    ``moments``: as published; a figure that was carried on from an earlier month is a gap. ``months``: the
    same months with their signals. ``variation``: of the last month. ``assurance``: whether the process as it
    runs meets the target. ``provisional``: the last stretch has fewer than 12 months. ``restarts``: the
    months from which other definitions hold, so that the series begins anew. ``spells``: newest first.
    """

    moments: tuple[Moment, ...]
    months: tuple[Marked, ...]
    bands: tuple[Band, ...]
    target: Decimal | None
    variation: Variation
    assurance: Assurance | None
    provisional: bool
    restarts: tuple[str, ...]
    spells: tuple[Spell, ...]

    @property
    def signalling(self) -> bool:
        """Whether the last month has a special cause."""
        return self.variation in {Variation.BETTER, Variation.WORSE, Variation.SPECIAL}

    @property
    def telling(self) -> bool:
        """Whether the last month can be told at all: it has a reading and limits."""
        return self.variation is not Variation.UNKNOWN


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a series is held against. ``places``: printed decimals of its figures. ``least``, ``most``: what a
    figure can be, None without an end; limits are clipped there for display only.
    """

    direction: str
    target: Decimal | None
    places: int
    least: Fraction | None = None
    most: Fraction | None = None


def controlled(moments: Sequence[Moment], yardstick: Yardstick, rebased: Collection[str] = ()) -> Controlled:
    """The control chart of a series; it begins anew at each month in ``rebased``."""
    taken = tuple(
        Moment(one.period, None, one.n, one.state) if one.state == State.CARRIED else one for one in moments
    )
    higher = {Direction.HIGHER: True, Direction.LOWER: False}.get(Direction(yardstick.direction))
    target = yardstick.target
    chart = control_chart(
        [(one.period, None if one.value is None else Fraction(one.value)) for one in taken],
        higher_is_better=higher,
        target=None if target is None else Fraction(target),
        rebased=rebased,
    )
    restarts = tuple(one.period for one in taken[1:] if one.period in rebased)
    return Controlled(
        moments=taken,
        months=chart.months,
        bands=tuple(_bands(chart, yardstick, restarts)),
        target=target,
        variation=_variation(chart),
        assurance=chart.assurance,
        provisional=chart.provisional,
        restarts=restarts,
        spells=tuple(reversed(tuple(_spells(chart, restarts)))),
    )


def reach(kind: str, moments: Sequence[Moment]) -> tuple[Fraction | None, Fraction | None]:
    """What a reading of a kind can be at least and at most; 0 for one that counts and was never below it."""
    if kind in _PERCENT:
        return Fraction(0), _HUNDRED
    if kind == _NET:
        return -_HUNDRED, _HUNDRED
    known = [one.value for one in moments if one.value is not None]
    return (Fraction(0) if all(value >= 0 for value in known) else None), None


def _variation(chart: Chart) -> Variation:
    last = chart.months[-1] if chart.months else None
    if last is None or last.limits is None or last.value is None:
        return Variation.UNKNOWN
    if last.signal is None:
        return Variation.COMMON
    if last.better is None:
        return Variation.SPECIAL
    return Variation.BETTER if last.better else Variation.WORSE


def _bands(chart: Chart, yardstick: Yardstick, restarts: Sequence[str]) -> Iterator[Band]:
    for months in _stretches(chart.months, restarts):
        limits = months[0].limits
        if limits is not None:
            low, mean, high = (half_up(one, yardstick.places + 1) for one in _within(limits, yardstick))
            yield Band(months[0].period, months[-1].period, mean, low, high, limits.points)


def _within(limits: Limits, yardstick: Yardstick) -> tuple[Fraction, Fraction, Fraction]:
    low, high = limits.low, limits.high
    if yardstick.least is not None:
        low = max(low, yardstick.least)
    if yardstick.most is not None:
        high = min(high, yardstick.most)
    return low, limits.mean, high


def _spells(chart: Chart, restarts: Sequence[str]) -> Iterator[Spell]:
    last = chart.months[-1].period if chart.months else ""
    for months in _stretches(chart.months, restarts):
        for side, run in groupby(months, key=_side):
            marked = tuple(run)
            if side is not None:
                rules = tuple(one for one in Signal if any(month.signal is one for month in marked))
                until = marked[-1].period
                yield Spell(marked[0].period, until, rules, marked[0].better, until == last)


def _side(month: Marked) -> tuple[bool | None, bool] | None:
    """What the months of one spell share; None without a signal. Where neither direction is the better one,
    above the mean and below it are two.
    """
    if month.signal is None or month.value is None or month.limits is None:
        return None
    return month.better, month.better is None and month.value > month.limits.mean


def _stretches(months: Sequence[Marked], restarts: Sequence[str]) -> Iterator[tuple[Marked, ...]]:
    """The months under one set of limits each."""
    stretch: list[Marked] = []
    for month in months:
        if month.period in restarts and stretch:
            yield tuple(stretch)
            stretch = []
        stretch.append(month)
    if stretch:
        yield tuple(stretch)
