"""Horizontal bars from zero."""

from __future__ import annotations

from scorecard.model.chart import Bar, Bars, Tone
from scorecard.model.rounding import show
from scorecard.publish.bulletin.ink import block, line, rect, sheet, width, wrap, write
from scorecard.publish.bulletin.tokens import colour, tokens

_ROW, _GAP = 17.5, 6.0


def bars_svg(chart: Bars, wide: float) -> str:
    """Labels left, figures at the bars' ends, notes behind them."""
    if not chart.bars:
        return sheet(chart.title, wide, 2, [])
    room = min(wide * (0.36 if wide > 400 else 0.48), max(width(bar.label) for bar in chart.bars) + 4)
    behind = max(width(show(bar.value)) + (width(bar.note) + _GAP if bar.note else 0) for bar in chart.bars)
    left, right = room + _GAP, max(wide - behind - 2 * _GAP, room + wide * 0.2)
    low = min(0.0, *(float(bar.value) for bar in chart.bars))
    high = max(0.0, *(float(bar.value) for bar in chart.bars))
    scale = (right - left) / ((high - low) or 1.0)
    zero = left - low * scale
    marks, y = [], 2.0
    for bar in chart.bars:
        rows = wrap(bar.label, room)
        tall = _ROW if len(rows) == 1 else _ROW + 9
        marks.append(_bar(bar, rows, (room, zero, scale), (y, tall)))
        y += tall
    marks.append(line(zero, 0, zero, y + 2, tokens()["line"]))
    return sheet(f"{chart.title} ({chart.unit})" if chart.unit else chart.title, wide, y + 2, marks)


def _bar(
    bar: Bar, rows: tuple[str, ...], place: tuple[float, float, float], down: tuple[float, float]
) -> str:
    (room, zero, scale), (y, tall) = place, down
    middle = y + tall / 2
    length = float(bar.value) * scale
    own = bar.tone is Tone.OWN
    figure, base = show(bar.value), middle + 3.8
    end = max(zero + length, zero) + 5
    note = write(end + width(figure) + 6, base, bar.note, fill=tokens()["muted"]) if bar.note else ""
    return (
        block(room, middle, rows, at="end", bold=own)
        + rect(min(zero, zero + length), middle - 6, max(abs(length), 0.6), 12, colour(bar.tone))
        + write(end, base, figure, bold=own)
        + note
    )
