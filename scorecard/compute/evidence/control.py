"""The control chart (XmR): which months say something, and which are the ups and downs of the process."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from scorecard.model.evidence import Assurance, Chart, Limits, Marked, Signal

_FACTOR = Fraction(266, 100)
_SCREEN = Fraction(3267, 1000)
_RUN = 7
_FIRM = 12
Point = tuple[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Readings under one set of limits. ``side``: +1, 0 or −1 by the mean; None at a gap."""

    values: tuple[Fraction | None, ...]
    limits: Limits
    side: tuple[int | None, ...]


def control_chart(
    points: Sequence[Point],
    *,
    higher_is_better: bool | None,
    target: Fraction | None,
    rebased: Collection[str] = (),
) -> Chart:
    """The chart of a series, (month, reading or None) oldest first, by the rules of NHSRplotthedots 0.2.2.

    Limits: mean ± 2.66 · mean moving range, moving ranges of 3.267 times their mean and more dropped once.
    Signals, the first that holds: outside the limits · part of 7 months that rise or fall strictly · one
    of two among three between 2/3 of the limit and the limit, all three on one side of the mean · part of 7
    months on one side. A run is marked as a whole once it is complete. A stretch restarts everything, at
    each period in ``rebased``. A gap breaks moving ranges and runs: nobody knows what it hides. A constant
    series has limits equal to its mean. A stretch without two neighbouring readings has no limits.

    ``higher_is_better``: None where neither direction is (target is best): then no signal is good or bad
    and there is no assurance. A target that is just reached is met.
    """
    marked: list[Marked] = []
    limits: Limits | None = None
    for part in _stretches(points, rebased):
        limits = _limits([value for _, value in part])
        marked.extend(_marked(part, limits, higher_is_better=higher_is_better))
    return Chart(
        tuple(marked),
        limits is None or limits.points < _FIRM,
        _assurance(limits, target, higher_is_better=higher_is_better),
    )


def _stretches(points: Sequence[Point], rebased: Collection[str]) -> Iterator[Sequence[Point]]:
    starts = [place for place, (period, _) in enumerate(points) if place == 0 or period in rebased]
    for start, end in pairwise([*starts, len(points)]):
        yield points[start:end]


def _limits(values: Sequence[Fraction | None]) -> Limits | None:
    known = [value for value in values if value is not None]
    moves = [abs(new - old) for old, new in pairwise(values) if old is not None and new is not None]
    if not moves:
        return None
    usual = _mean(moves)
    if usual:
        usual = _mean([move for move in moves if move < _SCREEN * usual])
    mean = _mean(known)
    return Limits(mean, mean - _FACTOR * usual, mean + _FACTOR * usual, len(known))


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _marked(
    points: Sequence[Point], limits: Limits | None, *, higher_is_better: bool | None
) -> Iterator[Marked]:
    signals: dict[int, tuple[Signal, bool]] = {}
    if limits is not None:
        values = tuple(value for _, value in points)
        side = tuple(None if one is None else _sign(one - limits.mean) for one in values)
        stretch = _Stretch(values, limits, side)
        for rule in (_shift, _two_of_three, _trend, _outside):
            signals.update(rule(stretch))
    for place, (period, value) in enumerate(points):
        signal, up = signals.get(place, (None, None))
        better = None if up is None or higher_is_better is None else up is higher_is_better
        yield Marked(period, value, limits, signal, better)


def _outside(stretch: _Stretch) -> Iterator[tuple[int, tuple[Signal, bool]]]:
    for place, value in enumerate(stretch.values):
        if value is not None and not stretch.limits.low <= value <= stretch.limits.high:
            yield place, (Signal.OUTSIDE, value > stretch.limits.high)


def _trend(stretch: _Stretch) -> Iterator[tuple[int, tuple[Signal, bool]]]:
    """Later windows come later: a month in which one trend ends and another begins belongs to the new."""
    steps = [
        None if old is None or new is None else _sign(new - old) for old, new in pairwise(stretch.values)
    ]
    for start in range(len(stretch.values) - _RUN + 1):
        window = set(steps[start : start + _RUN - 1])
        if window in ({1}, {-1}):
            yield from ((start + step, (Signal.TREND, window == {1})) for step in range(_RUN))


def _two_of_three(stretch: _Stretch) -> Iterator[tuple[int, tuple[Signal, bool]]]:
    for start in range(len(stretch.values) - 2):
        window = range(start, start + 3)
        sides = {stretch.side[place] for place in window}
        close = [place for place in window if _close(stretch, place)]
        if len(close) >= 2 and sides in ({1}, {-1}):
            yield from ((place, (Signal.TWO_OF_THREE, sides == {1})) for place in close)


def _close(stretch: _Stretch, place: int) -> bool:
    """Beyond 2/3 of the limit and not beyond the limit: what is outside stands out by itself."""
    value, limits = stretch.values[place], stretch.limits
    if value is None:
        return False
    width = limits.high - limits.mean
    return 2 * width < 3 * abs(value - limits.mean) <= 3 * width


def _shift(stretch: _Stretch) -> Iterator[tuple[int, tuple[Signal, bool]]]:
    for start in range(len(stretch.values) - _RUN + 1):
        sides = set(stretch.side[start : start + _RUN])
        if sides in ({1}, {-1}):
            yield from ((start + step, (Signal.SHIFT, sides == {1})) for step in range(_RUN))


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _assurance(
    limits: Limits | None, target: Fraction | None, *, higher_is_better: bool | None
) -> Assurance | None:
    if limits is None or target is None or higher_is_better is None:
        return None
    if limits.low >= target if higher_is_better else limits.high <= target:
        return Assurance.MEETS
    if limits.high < target if higher_is_better else limits.low > target:
        return Assurance.FAILS
    return Assurance.BY_CHANCE
