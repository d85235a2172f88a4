"""A funnel as a Plotly dict: scores over standard errors, between straight limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unicodedata import east_asian_width

from scorecard.model.chart import Funnel, Tone
from scorecard.model.rounding import show
from scorecard.publish.web.escape import escape
from scorecard.publish.web.look import Look

Figure = dict[str, Any]
_Box = tuple[float, float, float, float]

_SHAPES = {Tone.GOOD: "triangle-up", Tone.BAD: "triangle-down", Tone.OWN: "diamond"}
_SIDES = ("middle right", "middle left", "top center", "bottom center")
_WIDE = 560.0  # pixels of the narrowest plot that pages draw


def funnel_figure(chart: Funnel, look: Look, layout: Figure, colours: Mapping[Tone, str]) -> Figure:
    """The figure on a ``layout`` with plain axes; ``colours``: of each tone."""
    left, right = _across(chart)
    centre = float(chart.centre)
    values = [float(one.value) for one in chart.specks] + [centre]
    air = (max(values) - min(values)) * 0.1 or 1.0
    bottom, top = min(values) - air, max(values) + air
    names = [escape(one.label) for one in chart.specks]
    sides = _sides(chart, (left, right, bottom, top), (_WIDE, layout["height"] * 0.75), look.size)
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [float(one.error) for one in chart.specks],
        "y": [float(one.value) for one in chart.specks],
        "text": [name if side else "" for name, side in zip(names, sides, strict=True)],
        "textposition": [side or _SIDES[0] for side in sides],
        "textfont": {"color": look.ink},
        "cliponaxis": False,
        "customdata": [show(one.value) for one in chart.specks],
        "hoverinfo": "text",
        "hovertext": [
            f"{name} {show(one.value)} {escape(chart.unit)} ± {show(one.error)} {escape(one.note)}"
            for name, one in zip(names, chart.specks, strict=True)
        ],
        "marker": {
            "color": [colours[one.tone] for one in chart.specks],
            "symbol": [_SHAPES.get(one.tone, "circle") for one in chart.specks],
            "size": round(look.size * 0.75),
        },
    }
    layout["xaxis"] |= {
        "range": [left, right],
        "title": {"text": escape(chart.across), "font": {"color": look.muted, "size": look.size}},
    }
    layout["yaxis"] |= {"range": [bottom, top]}
    layout["margin"] |= {"r": look.size * 3, "t": look.size * 2}
    layout["shapes"] = [_line((left, centre), (right, centre), look, "dash")]
    layout["annotations"] = [_says(f"- - {escape(chart.centre_label)}", look, x=0)]
    for place, (z, label) in enumerate(chart.limits):
        style, mark = (("dot", "····"), ("solid", "——"))[place % 2]
        for sign in (-1, 1):
            ends = [(x, centre + sign * float(z) * x) for x in (left, right)]
            layout["shapes"].append(_line(ends[0], ends[1], look, style))
        layout["annotations"].append(_says(f"{mark} {escape(label)}", look, x=0.5 * (place + 1)))
    return {"data": [trace], "layout": layout}


def _across(chart: Funnel) -> tuple[float, float]:
    """From 0, or from a little before the least error where all are large, to a little after the largest."""
    errors = [float(one.error) for one in chart.specks]
    least, most = min(errors), max(errors)
    return (0.0 if least < most / 3 else least - (most - least) * 0.15 - most * 0.02), most * 1.06 or 1.0


def _sides(
    chart: Funnel,
    axes: _Box,
    sheet: tuple[float, float],
    size: int,
) -> list[str | None]:
    """Where each named label stands so that it runs into no other, and over no mark if it can.

    None where it has no room, or where it is not named.

    ``axes``: left, right, bottom and top of the axes; ``sheet``: the plot in pixels, ``size`` of a letter.
    """
    left, right, bottom, top = axes
    across, up = sheet[0] / (right - left), sheet[1] / (top - bottom)
    spots = [((float(one.error) - left) * across, (float(one.value) - bottom) * up) for one in chart.specks]
    marks = [(x - size / 3, x + size / 3, y - size / 3, y + size / 3) for x, y in spots]
    taken: list[_Box] = []
    found: list[str | None] = [None] * len(chart.specks)
    for place in chart.farthest():
        label, own = chart.specks[place].label, marks[place]
        wide = sum(1.0 if east_asian_width(letter) in "WFA" else 0.56 for letter in label) * size
        boxes = _boxes(*spots[place], wide, size * 1.25)
        fit = {side: box for side, box in boxes.items() if box[0] >= 0 and box[1] <= sheet[0]}
        free = [side for side, box in fit.items() if not any(_touch(box, other) for other in taken)]
        clear = [side for side in free if not any(_touch(fit[side], it) for it in marks if it != own)]
        side = next(iter([*clear, *free]), None)
        taken += [fit[side]] if side else []
        found[place] = side
    return found


def _boxes(x: float, y: float, wide: float, high: float) -> dict[str, _Box]:
    """Left, right, bottom and top of a label on each side of its mark."""
    half = high / 2
    return {
        "middle right": (x + half, x + half + wide, y - half, y + half),
        "middle left": (x - half - wide, x - half, y - half, y + half),
        "top center": (x - wide / 2, x + wide / 2, y + half, y + half + high),
        "bottom center": (x - wide / 2, x + wide / 2, y - half - high, y - half),
    }


def _touch(one: _Box, other: _Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def _line(start: tuple[float, float], end: tuple[float, float], look: Look, dash: str) -> Figure:
    ends = {"x0": start[0], "y0": start[1], "x1": end[0], "y1": end[1]}
    return {
        "type": "line",
        "layer": "below",
        "line": {"color": look.muted, "width": 1.5, "dash": dash},
        **ends,
    }


def _says(text: str, look: Look, *, x: float) -> Figure:
    anchor = "left" if x == 0 else "center" if x < 1 else "right"
    return {
        "text": text,
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": 1,
        "xanchor": anchor,
        "yanchor": "bottom",
        "font": {"color": look.muted},
    }
