"""A ranked dot plot, best on top."""

from __future__ import annotations

from scorecard.model.chart import EYE, Dot, Dots, Tone
from scorecard.model.rounding import show
from scorecard.publish.bulletin.ink import block, line, number, rect, sheet, width, wrap, write
from scorecard.publish.bulletin.tokens import colour, tokens

_ROW = 19.0


def dots_svg(chart: Dots, wide: float) -> str:
    """Rank and label left, a track with the dot and its interval, the figure and the note right."""
    if not chart.dots:
        return sheet(chart.title, wide, 2, [])
    ranks = max(width(dot.rank) for dot in chart.dots) + 6
    room = min(wide * 0.36, max(width(dot.label) for dot in chart.dots) + 4)
    figures = max(width(show(dot.value)) for dot in chart.dots)
    notes = max(width(dot.note) for dot in chart.dots)
    left, right = ranks + room + 14, wide - figures - notes - 20
    known = [end for dot in chart.dots for end in _ends(dot)]
    known += [float(chart.reference)] if chart.reference is not None else []
    low, high = min(known), max(known)
    scale = (right - left) / ((high - low) or 1.0)
    top = 16.0 if chart.reference is not None else 2.0
    marks, y = [], top
    for dot in chart.dots:
        rows = wrap(dot.label, room)
        tall = _ROW if len(rows) == 1 else _ROW + 9
        x = left + (float(dot.value) - low) * scale if high > low else (left + right) / 2
        marks.append(line(left, y + tall / 2, right, y + tall / 2, tokens()["line"], ' stroke-width="0.7"'))
        marks.extend(_interval(dot, x, y + tall / 2, scale))
        marks.append(_dot(dot, rows, (ranks, x, right, figures), y + tall / 2))
        y += tall
    if chart.reference is not None:
        at = left + (float(chart.reference) - low) * scale if high > low else (left + right) / 2
        marks.insert(0, _reference(chart, at, y, wide))
    return sheet(f"{chart.title} ({chart.unit})" if chart.unit else chart.title, wide, y + 2, marks)


def _dot(dot: Dot, rows: tuple[str, ...], place: tuple[float, float, float, float], middle: float) -> str:
    ranks, x, right, figures = place
    own, base = dot.tone is Tone.OWN, middle + 3.8
    note = write(right + figures + 16, base, dot.note, fill=tokens()["muted"]) if dot.note else ""
    return (
        write(ranks - 6, base, dot.rank, at="end", bold=own)
        + block(ranks, middle, rows, bold=own)
        + f'<circle cx="{number(x)}" cy="{number(middle)}" r="{5 if own else 4}" fill="{colour(dot.tone)}"/>'
        + write(right + 10 + figures, base, show(dot.value), at="end", bold=own)
        + note
    )


def _ends(dot: Dot) -> list[float]:
    """Everything that is drawn of a dot: itself, its interval, the bar to compare by."""
    arm = EYE * float(dot.error or 0)
    ends = [float(end) for end in (dot.low, dot.high) if end is not None]
    return [float(dot.value) - arm, float(dot.value) + arm, *ends]


def _interval(dot: Dot, x: float, middle: float, scale: float) -> list[str]:
    """A broad pale bar for the 95 % interval, and on it a thin one to compare by."""
    found = []
    if dot.low is not None and dot.high is not None:
        wide = float(dot.high - dot.low) * scale
        left = x - float(dot.value - dot.low) * scale
        found.append(rect(left, middle - 3.5, wide, 7, tokens()["line"]))
    if dot.error is not None:
        arm = EYE * float(dot.error) * scale
        found.append(line(x - arm, middle, x + arm, middle, tokens()["ink"], ' stroke-width="1"'))
    return found


def _reference(chart: Dots, at: float, bottom: float, wide: float) -> str:
    text = chart.reference_label or show(chart.reference)
    half = width(text, 9) / 2
    centre = min(max(at, half), wide - half)
    dash = ' stroke-dasharray="4 3"'
    return line(at, 13, at, bottom, tokens()["muted"], dash) + write(
        centre, 9.5, text, size=9, at="middle", fill=tokens()["muted"]
    )
