"""A funnel: scores over their standard errors, between the limits that chance alone would keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.model.chart import Funnel, Speck, Tone
from scorecard.model.rounding import show
from scorecard.publish.bulletin.ink import fit, line, number, sheet, width, write
from scorecard.publish.bulletin.tokens import colour, tokens

_HIGH = 250.0
_TOP, _BOTTOM, _LEFT = 18.0, 30.0, 40.0
_SMALL = 9.0
_DASHES = (' stroke-dasharray="1.5 2.5"', "")
_MARKS = ("····", "——")
_SHIFTS = (0, -8, 8, -16, 16)
_Box = tuple[float, float, float, float]
_Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Field:
    """Where errors and values come to lie."""

    wide: float
    left: float
    right: float
    low: float
    high: float

    def x(self, error: float) -> float:
        return _LEFT + (error - self.left) / (self.right - self.left) * (self.wide - _LEFT - 6)

    def y(self, value: float) -> float:
        return _TOP + (self.high - value) / (self.high - self.low) * (_HIGH - _TOP - _BOTTOM)


def funnel_svg(chart: Funnel, wide: float) -> str:
    """The specks, the centre as a dashed line, the limits; those outside by name and shape."""
    values = [float(one.value) for one in chart.specks] + [float(chart.centre)]
    air = (max(values) - min(values)) * 0.08 or 1.0
    errors = [float(one.error) for one in chart.specks]
    least, most = min(errors), max(errors)
    left = 0.0 if least < most / 3 else least - (most - least) * 0.15 - most * 0.02
    field = _Field(wide, left, most * 1.06 or 1.0, min(values) - air, max(values) + air)
    marks = [*_axes(chart, field), *_limits(chart, field)]
    spots = [(field.x(float(one.error)), field.y(float(one.value))) for one in chart.specks]
    marks += [_mark(one, *spot) for one, spot in zip(chart.specks, spots, strict=True)]
    taken: list[_Box] = []
    marks += [_label(chart.specks[place], spots[place], wide, spots, taken) for place in chart.farthest()]
    return sheet(f"{chart.title} ({chart.unit})", wide, _HIGH, marks)


def _axes(chart: Funnel, field: _Field) -> list[str]:
    muted, base = tokens()["muted"], _HIGH - _BOTTOM
    step = _step(field.high - field.low)
    ticks = [step * n for n in range(int(field.low // step) + 1, int(field.high // step) + 1)]
    found = [line(_LEFT, base, field.wide - 6, base, muted, ' stroke-width="0.7"')]
    for tick in ticks:
        y = field.y(tick)
        found.append(line(_LEFT, y, field.wide - 6, y, tokens()["line"], ' stroke-width="0.5"'))
        found.append(write(_LEFT - 5, y + 3, f"{tick:g}", size=_SMALL, at="end", fill=muted))
    step = _step(field.right - field.left)
    errors = [step * n for n in range(-int(-field.left // step), int(field.right // step) + 1)]
    found.extend(
        write(field.x(one), base + 11, f"{one:g}", size=_SMALL, at="middle", fill=muted) for one in errors
    )
    middle = (_LEFT + field.wide) / 2
    return [*found, write(middle, _HIGH - 5, chart.across, size=_SMALL, at="middle", fill=muted)]


def _step(span: float) -> float:
    """A round step that gives about six ticks."""
    rough, power = span / 6, 1.0
    while power * 10 <= rough:
        power *= 10
    while power > rough:
        power /= 10
    return next(power * one for one in (1, 2, 5, 10) if power * one >= rough)


def _limits(chart: Funnel, field: _Field) -> list[str]:
    muted, centre = tokens()["muted"], float(chart.centre)
    y, end = field.y(centre), field.x(field.right)
    found = [line(_LEFT, y, end, y, muted, ' stroke-dasharray="5 3"')]
    at = _LEFT
    texts = [f"- - {chart.centre_label}"]
    for place, (z, label) in enumerate(chart.limits):
        texts.append(f"{_MARKS[place % 2]} {label}")
        for sign in (-1, 1):
            reach = (field.high - centre if sign > 0 else centre - field.low) / float(z)
            stop = min(field.right, reach)
            if stop > field.left:
                ends = [(field.x(one), field.y(centre + sign * float(z) * one)) for one in (field.left, stop)]
                style = f' stroke-width="0.9"{_DASHES[place % 2]}'
                found.append(line(*ends[0], *ends[1], muted, style))
    for text in texts:
        found.append(write(at, 9.5, text, size=_SMALL, fill=muted))
        at += width(text, _SMALL) + 34
    return found


def _mark(one: Speck, x: float, y: float) -> str:
    fill = colour(one.tone)
    corners: tuple[tuple[float, float], ...]
    match one.tone:
        case Tone.GOOD:
            corners = ((0, -4.6), (4.2, 3), (-4.2, 3))
        case Tone.BAD:
            corners = ((0, 4.6), (4.2, -3), (-4.2, -3))
        case Tone.OWN:
            corners = ((0, -5), (5, 0), (0, 5), (-5, 0))
        case _:
            return f'<circle cx="{number(x)}" cy="{number(y)}" r="2.6" fill="{fill}" fill-opacity="0.7"/>'
    points = " ".join(f"{number(x + right)},{number(y + down)}" for right, down in corners)
    return f'<polygon points="{points}" fill="{fill}"/>'


def _label(one: Speck, spot: _Spot, wide: float, spots: Sequence[_Spot], taken: list[_Box]) -> str:
    """The name and score beside the mark or a little above or below, over no other label, and over no mark
    if it can; nothing where there is no room: the table has it.
    """
    text = fit(f"{one.label} {show(one.value)}", wide * 0.4, _SMALL)
    long = width(text, _SMALL)
    boxes = [
        (left, left + long, spot[1] + 3 + shift - _SMALL * 0.9, spot[1] + 3 + shift + 1)
        for shift in _SHIFTS
        for left in (spot[0] + 7, spot[0] - 7 - long)
        if left >= _LEFT and left + long <= wide and _TOP <= spot[1] + shift - 5 <= _HIGH - _BOTTOM - 8
    ]
    free = [box for box in boxes if not any(_touch(box, other) for other in taken)]
    clear = [
        box
        for box in free
        if not any(_touch(box, (x - 3, x + 3, y - 3, y + 3)) for x, y in spots if (x, y) != spot)
    ]
    box = next(iter([*clear, *free]), None)
    if box is None:
        return ""
    taken.append(box)
    return write(box[0], box[3] - 1, text, size=_SMALL)


def _touch(one: _Box, other: _Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
