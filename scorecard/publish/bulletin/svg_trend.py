"""A line over periods with a target line. A gap stays a gap."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from scorecard.model.chart import Trend
from scorecard.model.rounding import show
from scorecard.publish.bulletin.ink import line, number, rect, sheet, width, write
from scorecard.publish.bulletin.tokens import tokens

_HIGH, _TOP, _BOTTOM, _SIDE = 136.0, 14.0, 19.0, 18.0
_SMALL = 8.0


@dataclass(frozen=True, slots=True)
class _Mark:
    index: int
    x: float
    y: float
    figure: str


def trend_svg(chart: Trend, wide: float) -> str:
    """Every figure is printed on its mark where there is room, else the first, last, lowest and highest."""
    title = f"{chart.title} ({chart.unit})" if chart.unit else chart.title
    known = [float(point.value) for point in chart.points if point.value is not None]
    if not known:
        return sheet(title, wide, 2, [])
    levels = known + ([float(chart.target)] if chart.target is not None else [])
    low, high = min(levels), max(levels)
    pad = (high - low) * 0.18 or 1.0
    right = wide - _SIDE
    step = (right - _SIDE) / max(len(chart.points) - 1, 1)
    down = (_HIGH - _TOP - _BOTTOM) / (high - low + 2 * pad)

    def y(value: float) -> float:
        return _HIGH - _BOTTOM - (value - low + pad) * down

    marks = tuple(
        _Mark(index, _SIDE + index * step, y(float(point.value)), show(point.value))
        for index, point in enumerate(chart.points)
        if point.value is not None
    )
    drawn = [line(_SIDE - 8, _HIGH - _BOTTOM, right + 8, _HIGH - _BOTTOM, tokens()["line"])]
    if chart.target is not None:
        drawn.append(_target(chart, y(float(chart.target)), right))
    level = None if chart.target is None else y(float(chart.target))
    drawn += [_path(marks), *_dots(marks), *_figures(marks, step, level), *_months(chart, step)]
    return sheet(title, wide, _HIGH, drawn)


def _target(chart: Trend, y: float, right: float) -> str:
    """The line, and its name at the top right, where no figure stands."""
    text = chart.target_label or show(chart.target)
    good, dash = tokens()["good"], ' stroke-dasharray="5 3"'
    start = right + 8 - width(text, 9)
    return (
        line(_SIDE - 8, y, right + 8, y, good, dash)
        + line(start - 26, 6, start - 5, 6, good, dash)
        + write(right + 8, 9, text, size=9, at="end", fill=good)
    )


def _path(marks: tuple[_Mark, ...]) -> str:
    runs = groupby(enumerate(marks), key=lambda pair: pair[1].index - pair[0])
    lines = (" ".join(f"{number(m.x)},{number(m.y)}" for _, m in run) for _, run in runs)
    more = f'fill="none" stroke="{tokens()["own"]}" stroke-width="1.8"'
    return "".join(f'<polyline points="{points}" {more}/>' for points in lines if " " in points)


def _dots(marks: tuple[_Mark, ...]) -> list[str]:
    brand = tokens()["own"]
    return [
        f'<circle cx="{number(m.x)}" cy="{number(m.y)}" r="{3.6 if m is marks[-1] else 2.2}" fill="{brand}"/>'
        for m in marks
    ]


def _figures(marks: tuple[_Mark, ...], step: float, target: float | None) -> list[str]:
    """Above a hill, below a valley, so that the line does not run through them."""
    widest = max(width(mark.figure, _SMALL) for mark in marks)
    if widest + 1 <= step or len(marks) == 1:
        chosen = set(marks)
    else:
        lowest, highest = max(marks, key=lambda m: m.y), min(marks, key=lambda m: m.y)
        chosen = _apart((marks[-1], lowest, highest, marks[0]), widest + 2)
    found = []
    for place, mark in enumerate(marks):
        if mark not in chosen:
            continue
        beside = [one.y for one in marks[max(0, place - 1) : place + 2] if one is not mark]
        above = not beside or mark.y <= sum(beside) / len(beside)
        y = mark.y - 5.5 if above else mark.y + 11
        if target is not None and y - _SMALL < target < y + 1:
            found.append(_blank(mark, y))
        found.append(write(mark.x, y, mark.figure, size=_SMALL, at="middle", bold=mark is marks[-1]))
    return found


def _blank(mark: _Mark, base: float) -> str:
    """A patch that keeps the target line from running through a figure."""
    wide = width(mark.figure, _SMALL)
    return rect(mark.x - wide / 2, base - 6.5, wide, 7.2, tokens()["sheet"])


def _apart(wanted: tuple[_Mark, ...], room: float) -> set[_Mark]:
    """The wanted marks, earlier ones first, without those too near to another."""
    kept: list[_Mark] = []
    for mark in wanted:
        if all(abs(mark.x - one.x) >= room for one in kept):
            kept.append(mark)
    return set(kept)


def _months(chart: Trend, step: float) -> list[str]:
    """Period names, as many as there is room for; the newest always."""
    widest = max(width(point.label, _SMALL) for point in chart.points) + 6
    every = max(1, -int(-widest // step)) if step else 1
    last = len(chart.points) - 1
    return [
        write(_SIDE + i * step, _HIGH - 7, point.label, size=_SMALL, at="middle", fill=tokens()["muted"])
        for i, point in enumerate(chart.points)
        if (last - i) % every == 0
    ]
