"""What the Plotly figures of all charts share: ground, axes, notes, colours, and labels letter by letter."""

from __future__ import annotations

import html
from decimal import Decimal
from typing import Any

from scorecard.model.chart import Tone
from scorecard.publish.web.look import Look

Figure = dict[str, Any]


def escape(label: str) -> str:
    """A label as Plotly must get it to draw it letter by letter."""
    return html.escape(label, quote=False).replace("\n", " ")


def layout(look: Look, *, height: int) -> Figure:
    """What every figure is drawn on: no ground of its own, the page's type and grid, no title."""
    axis = {
        "automargin": True,
        "zeroline": False,
        "gridcolor": look.line,
        "linecolor": look.line,
        "tickfont": {"color": look.muted},
        "fixedrange": True,
    }
    return {
        "height": height,
        "font": {"family": look.font, "size": look.size, "color": look.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": look.size * 2, "t": look.size, "b": 8},
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"bgcolor": look.sheet, "bordercolor": look.muted, "font": {"color": look.ink}},
        "xaxis": dict(axis),
        "yaxis": dict(axis),
    }


def rule(along: str, look: Look, **ends: float) -> Figure:
    """A dashed line across the whole figure, along x or y."""
    below = {"type": "line", "layer": "between"}
    span = {"xref": "paper", "x0": 0, "x1": 1} if along == "x" else {"yref": "paper", "y0": 0, "y1": 1}
    return below | {"line": {"color": look.muted, "width": 1.5, "dash": "dash"}, **span, **ends}


def note(text: str, look: Look, **where: object) -> Figure:
    """A few words in the figure."""
    return {
        "text": text,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom",
        "font": {"color": look.muted},
        **where,
    }


def number(value: Decimal | None) -> float | None:
    """A figure as Plotly takes it."""
    return None if value is None else float(value)


def colour(tone: Tone, look: Look) -> str:
    """The colour of a tone."""
    return {
        Tone.NEUTRAL: look.neutral,
        Tone.OWN: look.own,
        Tone.GOOD: look.good,
        Tone.BAD: look.bad,
        Tone.MUTED: look.muted,
    }[tone]
