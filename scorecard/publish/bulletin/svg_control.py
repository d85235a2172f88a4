"""A control chart on paper: the line, its limits in steps, and a shape for each special cause."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from math import cos, pi, sin

from scorecard.model.chart import Control, Flag, Stretch, Tone
from scorecard.model.rounding import show
from scorecard.publish.bulletin.ink import fit, line, number, rect, sheet, width, write
from scorecard.publish.bulletin.tokens import colour, tokens

_HIGH, _TOP, _BOTTOM, _LEFT = 132.0, 24.0, 27.0, 8.0
_SMALL = 8.0
_CROSS = (
    *((0, -1.4), (2.4, -3.8), (3.8, -2.4), (1.4, 0), (3.8, 2.4), (2.4, 3.8)),
    *((0, 1.4), (-2.4, 3.8), (-3.8, 2.4), (-1.4, 0), (-3.8, -2.4), (-2.4, -3.8)),
)
_Height = Callable[[float], float]


def control_svg(chart: Control, wide: float) -> str:
    """The last reading, the newest limits and the target in figures; a shape and a word on special causes."""
    title = f"{chart.title} ({chart.unit})" if chart.unit else chart.title
    known = [float(point.value) for point in chart.points if point.value is not None]
    if not known:
        return sheet(title, wide, 2, [])
    side = max(width(text, _SMALL) for text in [*_sides(chart), "0"]) + 10
    step = (wide - _LEFT - side) / max(len(chart.points) - 1, 1)
    y = _scale(chart, known)
    drawn = [one for stretch in chart.stretches for one in _limits(stretch, step, y)]
    if chart.target is not None:
        drawn.extend(_target(chart, y, wide, side))
    drawn += [*_path(chart, step, y), *_flags(chart, step, y, wide)]
    drawn += [*_names(chart, y, wide - side), *_months(chart, step)]
    return sheet(title, wide, _HIGH, drawn)


def _scale(chart: Control, known: list[float]) -> _Height:
    every = [*known, *(float(end) for one in chart.stretches for end in (one.low, one.high))]
    if chart.target is not None:
        every.append(float(chart.target))
    low, high = min(every), max(every)
    down = (_HIGH - _TOP - _BOTTOM) / ((high - low) or 1.0)
    middle = 0.0 if high > low else (_HIGH - _TOP - _BOTTOM) / 2
    return lambda value: _HIGH - _BOTTOM - middle - (value - low) * down


def _x(place: float, step: float) -> float:
    return _LEFT + place * step


def _limits(stretch: Stretch, step: float, y: _Height) -> Iterator[str]:
    start, end = _x(stretch.first - 0.4, step), _x(stretch.last + 0.4, step)
    low, mean, high = (y(float(one)) for one in (stretch.low, stretch.mean, stretch.high))
    yield rect(start, high, end - start, low - high, tokens()["soft"])
    for at, dash in ((low, ' stroke-dasharray="1.5 2"'), (mean, ""), (high, ' stroke-dasharray="1.5 2"')):
        yield line(start, at, end, at, tokens()["muted"], f' stroke-width="0.7"{dash}')


def _target(chart: Control, y: _Height, wide: float, side: float) -> Iterator[str]:
    """The line, and its name at the top right, where no figure stands."""
    at, good, dash = y(float(chart.target or 0)), tokens()["good"], ' stroke-dasharray="5 3"'
    start = wide - width(chart.target_label, _SMALL)
    yield line(0, at, wide - side, at, good, dash)
    yield line(start - 22, 6, start - 4, 6, good, dash)
    yield write(wide, 9, chart.target_label, size=_SMALL, at="end", fill=good)


def _path(chart: Control, step: float, y: _Height) -> Iterator[str]:
    """Points in a row are joined; a gap stays a gap."""
    own = tokens()["own"]
    spots = [
        (place, _x(place, step), y(float(point.value)))
        for place, point in enumerate(chart.points)
        if point.value is not None
    ]
    for _, run in groupby(enumerate(spots), key=lambda pair: pair[1][0] - pair[0]):
        joined = " ".join(f"{number(x)},{number(at)}" for _, (_, x, at) in run)
        if " " in joined:
            yield f'<polyline points="{joined}" fill="none" stroke="{own}" stroke-width="1.3"/>'
    flagged = {flag.place for flag in chart.flags}
    for place, x, at in spots:
        if place not in flagged:
            yield f'<circle cx="{number(x)}" cy="{number(at)}" r="1.8" fill="{own}"/>'


def _flags(chart: Control, step: float, y: _Height, wide: float) -> Iterator[str]:
    for flag in chart.flags:
        value = chart.points[flag.place].value
        if value is None:
            continue
        x, at, fill = _x(flag.place, step), y(float(value)), colour(flag.tone)
        ends = " ".join(f"{number(x + dx)},{number(at + dy)}" for dx, dy in _shape(flag.tone))
        yield f'<polygon points="{ends}" fill="{fill}" stroke="{tokens()["sheet"]}" stroke-width="0.5"/>'
        if flag.word:
            yield _word(chart, flag, (x, at), wide)


def _word(chart: Control, flag: Flag, spot: tuple[float, float], wide: float) -> str:
    """Above its point, below it where that lies under the mean."""
    x, at = spot
    value = chart.points[flag.place].value
    mean = next((one.mean for one in chart.stretches if one.first <= flag.place <= one.last), value)
    under = value is not None and mean is not None and value < mean
    half = width(flag.word, _SMALL) / 2
    middle = min(max(x, half), wide - half)
    return write(
        middle, at + (12 if under else -6), flag.word, size=_SMALL, at="middle", fill=colour(flag.tone)
    )


def _shape(tone: Tone) -> list[tuple[float, float]]:
    """A star, a cross or a diamond around its middle."""
    if tone is Tone.GOOD:
        turns = ((place * pi / 5 - pi / 2, 4.6 if place % 2 == 0 else 1.9) for place in range(10))
        return [(far * cos(turn), far * sin(turn)) for turn, far in turns]
    if tone is Tone.BAD:
        return list(_CROSS)
    return [(0, -4.2), (4.2, 0), (0, 4.2), (-4.2, 0)]


def _sides(chart: Control) -> list[str]:
    """The newest limits, by name and figure."""
    if not chart.stretches:
        return []
    last = chart.stretches[-1]
    return [
        f"{name} {show(value)}"
        for name, value in zip(chart.names, (last.low, last.mean, last.high), strict=True)
    ]


def _names(chart: Control, y: _Height, x: float) -> Iterator[str]:
    """Beside the newest limits, pushed apart where they lie closer than a line of text."""
    if not chart.stretches:
        return
    last = chart.stretches[-1]
    heights = [y(float(one)) for one in (last.low, last.mean, last.high)]
    low, mean, high = heights[0], heights[1], heights[2]
    low, high = max(low, mean + _SMALL + 1), min(high, mean - _SMALL - 1)
    for text, at in zip(_sides(chart), (low, mean, high), strict=True):
        yield write(x + 6, at + 2.8, fit(text, 400, _SMALL), size=_SMALL, fill=tokens()["muted"])


def _months(chart: Control, step: float) -> Iterator[str]:
    """Period names, as many as there is room for; the newest always."""
    widest = max(width(point.label, _SMALL) for point in chart.points) + 8
    every = max(1, -int(-widest // step)) if step else 1
    last = len(chart.points) - 1
    for place, point in enumerate(chart.points):
        if (last - place) % every == 0:
            x = max(_x(place, step), width(point.label, _SMALL) / 2)
            yield write(x, _HIGH - 5, point.label, size=_SMALL, at="middle", fill=tokens()["muted"])
