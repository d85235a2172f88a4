"""Control charts (XmR) in plain Python, from methods C."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from scorecard.model.evidence import Assurance, Limits, Signal

SPREAD = Fraction(266, 100)
SCREEN = Fraction(3267, 1000)
RUN = 7


def limits(series: Sequence[Fraction | None]) -> Limits | None:
    """mean ± 2.66 · mean moving range; ranges of 3.267 means or more are dropped once.

    A month without a value has no moving range to either side. None without any value or any range.
    """
    known = [value for value in series if value is not None]
    ranges = [abs(b - a) for a, b in pairwise(series) if a is not None and b is not None]
    if not ranges:
        return None
    average = sum(ranges, Fraction(0)) / len(ranges)
    kept = [one for one in ranges if one < SCREEN * average] or ranges
    average = sum(kept, Fraction(0)) / len(kept)
    mean = sum(known, Fraction(0)) / len(known)
    return Limits(mean, mean - SPREAD * average, mean + SPREAD * average, len(known))


def signals(series: Sequence[Fraction | None], bounds: Limits) -> list[Signal | None]:
    """Of each month the first rule that it is part of breaking; a gap ends every run."""
    rules = (
        (
            Signal.OUTSIDE,
            {place for place, v in enumerate(series) if v is not None and not bounds.low <= v <= bounds.high},
        ),
        (Signal.TREND, _trend(series)),
        (Signal.TWO_OF_THREE, _two_of_three(series, bounds)),
        (Signal.SHIFT, _shift(series, bounds.mean)),
    )
    return [next((name for name, places in rules if place in places), None) for place in range(len(series))]


def _windows(series: Sequence[Fraction | None], length: int) -> list[tuple[range, list[Fraction]]]:
    found = []
    for start in range(len(series) - length + 1):
        values = [value for value in series[start : start + length] if value is not None]
        if len(values) == length:
            found.append((range(start, start + length), values))
    return found


def _trend(series: Sequence[Fraction | None]) -> set[int]:
    found: set[int] = set()
    for places, values in _windows(series, RUN):
        steps = [b - a for a, b in pairwise(values)]
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            found |= {*places}
    return found


def _two_of_three(series: Sequence[Fraction | None], bounds: Limits) -> set[int]:
    """Beyond two thirds of a limit but not outside, as NHSRplotthedots has it (methods C, sources)."""
    found: set[int] = set()
    for sign in (1, -1):
        width = bounds.high - bounds.mean
        for places, values in _windows(series, 3):
            heights = [sign * (value - bounds.mean) for value in values]
            near = [
                place
                for place, height in zip(places, heights, strict=True)
                if width * 2 / 3 < height <= width
            ]
            if min(heights) > 0 and len(near) >= 2:
                found |= {*near}
    return found


def _shift(series: Sequence[Fraction | None], mean: Fraction) -> set[int]:
    found: set[int] = set()
    for places, values in _windows(series, RUN):
        if all(value > mean for value in values) or all(value < mean for value in values):
            found |= {*places}
    return found


def assurance(bounds: Limits, target: Fraction, *, higher: bool) -> Assurance:
    """Whether limits lie on the good side of the target, on the bad one, or on both."""
    if target <= bounds.low if higher else target >= bounds.high:
        return Assurance.MEETS
    if target > bounds.high if higher else target < bounds.low:
        return Assurance.FAILS
    return Assurance.BY_CHANCE
