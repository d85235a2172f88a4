"""A funnel as a Plotly dict: scores over standard errors, between straight limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scorecard.model.chart import Funnel, Speck, Tone
from scorecard.model.rounding import show
from scorecard.publish.web.escape import escape
from scorecard.publish.web.look import Look

Figure = dict[str, Any]

_SHAPES = {Tone.GOOD: "triangle-up", Tone.BAD: "triangle-down", Tone.OWN: "diamond"}
_SIDES = ("middle right", "middle left", "top center", "bottom center")


def funnel_figure(chart: Funnel, look: Look, layout: Figure, colours: Mapping[Tone, str]) -> Figure:
    """The figure on a ``layout`` with plain axes; ``colours``: of each tone."""
    widest = max(float(one.error) for one in chart.specks)
    right = widest * 1.12 or 1.0
    centre = float(chart.centre)
    names = [escape(one.label) for one in chart.specks]
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [float(one.error) for one in chart.specks],
        "y": [float(one.value) for one in chart.specks],
        "text": [name if one.named else "" for name, one in zip(names, chart.specks, strict=True)],
        "textposition": _sides(chart.specks),
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
    top = max([float(one.value) for one in chart.specks] + [centre])
    bottom = min([float(one.value) for one in chart.specks] + [centre])
    air = (top - bottom) * 0.1 or 1.0
    layout["xaxis"] |= {
        "range": [0, right],
        "title": {"text": escape(chart.across), "font": {"color": look.muted}},
    }
    layout["yaxis"] |= {"range": [bottom - air, top + air]}
    layout["margin"] |= {"r": look.size * 3, "t": look.size * 2}
    layout["shapes"] = [_line(0, centre, right, centre, look, "dash")]
    layout["annotations"] = [_says(f"- - {escape(chart.centre_label)}", look, x=0)]
    for place, (z, label) in enumerate(chart.limits):
        style, mark = (("dot", "····"), ("solid", "——"))[place % 2]
        for sign in (-1, 1):
            layout["shapes"].append(_line(0, centre, right, centre + sign * float(z) * right, look, style))
        layout["annotations"].append(_says(f"{mark} {escape(label)}", look, x=0.5 * (place + 1)))
    return {"data": [trace], "layout": layout}


def _sides(specks: tuple[Speck, ...]) -> list[str]:
    """Where labels stand: named neighbours by error take turns, so that fewer run into each other."""
    turns: dict[int, str] = {}
    named = sorted((speck.error, place) for place, speck in enumerate(specks) if speck.named)
    for turn, (_, place) in enumerate(named):
        turns[place] = _SIDES[turn % len(_SIDES)]
    return [turns.get(place, _SIDES[0]) for place in range(len(specks))]


def _line(x0: float, y0: float, x1: float, y1: float, look: Look, dash: str) -> Figure:
    ends = {"x0": x0, "y0": y0, "x1": x1, "y1": y1}
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
