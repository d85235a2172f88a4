"""Steps from one level to another, top to bottom, each beginning where the one before ended."""

from __future__ import annotations

from scorecard.model.chart import Bar, Waterfall
from scorecard.model.rounding import show
from scorecard.publish.bulletin.ink import block, line, rect, sheet, width, wrap, write
from scorecard.publish.bulletin.tokens import colour, tokens

_ROW = 19.0
_AIR = 0.35  # of what the steps span, left of the lowest level: the axis begins there, not at zero


def waterfall_svg(chart: Waterfall, wide: float) -> str:
    """Labels left, figures to the right; a thin line carries each level on to the next row."""
    rows = (chart.start, *chart.steps, chart.end)
    room = min(wide * 0.32, max(width(row.label) for row in rows) + 4)
    figures = max(width(show(row.value, sign=True)) for row in rows) + 10
    ends = _ends(chart)
    low, high = min(min(pair) for pair in ends[1:-1] or ends), max(max(pair) for pair in ends)
    air = (high - low) * _AIR or 1.0
    left, scale = room + 8, (wide - room - 8 - figures) / (high - low + air)

    def x(level: float) -> float:
        return left + max(level - low + air, 0) * scale

    marks = []
    for place, (row, (start, end)) in enumerate(zip(rows, ends, strict=True)):
        y = 2 + place * _ROW
        level = place in {0, len(rows) - 1}
        begin = left if level else min(x(start), x(end))
        marks.append(_row(row, (room, begin, max(x(start), x(end))), y, level=level))
        if place < len(rows) - 1:
            marks.append(line(x(end), y + 4, x(end), y + _ROW + 15, tokens()["line"], ' stroke-width="0.8"'))
    return sheet(f"{chart.title} ({chart.unit})", wide, 4 + len(rows) * _ROW, marks)


def _ends(chart: Waterfall) -> list[tuple[float, float]]:
    """Where each row begins and ends; a level stands from itself to itself."""
    level = chart.start.value
    found = [(float(level), float(level))]
    for step in chart.steps:
        found.append((float(level), float(level + step.value)))
        level += step.value
    return [*found, (float(chart.end.value), float(chart.end.value))]


def _row(bar: Bar, place: tuple[float, float, float], y: float, *, level: bool) -> str:
    room, begin, end = place
    middle = y + _ROW / 2
    figure = show(bar.value, sign=not level)
    return (
        block(room, middle, wrap(bar.label, room), at="end", bold=level)
        + rect(begin, middle - 6, max(end - begin, 0.8), 12, colour(bar.tone))
        + write(end + 5, middle + 3.8, figure, bold=level)
    )
