"""Charts as plain Plotly dicts (``go.Figure`` costs more than the page around it).

Each takes one chart value, writes every figure with ``rounding.show``, escapes every label and takes its
colours from the tokens.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from scorecard.model.chart import (
    EYE,
    Bars,
    Chart,
    Control,
    Dots,
    Funnel,
    Icicle,
    Node,
    Tone,
    Trend,
    Waterfall,
)
from scorecard.model.rounding import show
from scorecard.publish.web.axes import Figure
from scorecard.publish.web.axes import colour as _colour
from scorecard.publish.web.axes import layout as _layout
from scorecard.publish.web.axes import note as _note
from scorecard.publish.web.axes import number as _number
from scorecard.publish.web.axes import rule as _rule
from scorecard.publish.web.escape import escape
from scorecard.publish.web.look import Look
from scorecard.publish.web.plot_control import control_figure
from scorecard.publish.web.plot_funnel import funnel_figure

_FIGURE_SPACE = "\u2007"
_FIGURE_WIDTH = 0.2  # of the axis: what a written figure takes in the narrowest chart that pages draw


def to_figure(chart: Chart, look: Look) -> Figure:
    """The Plotly figure of a chart. Its title is the page's: none is drawn inside."""
    match chart:
        case Bars():
            return _bars(chart, look)
        case Trend():
            return _trend(chart, look)
        case Control():
            return control_figure(chart, look)
        case Dots():
            return _dots(chart, look)
        case Icicle():
            return _icicle(chart, look)
        case Waterfall():
            return _waterfall(chart, look)
        case Funnel():
            colours = {tone: _colour(tone, look) for tone in Tone}
            return funnel_figure(chart, look, _layout(look, height=look.size * 30), colours)


def _bars(chart: Bars, look: Look) -> Figure:
    names = [escape(bar.label) for bar in chart.bars]
    written = [show(bar.value) for bar in chart.bars]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(names))),
        "x": [float(bar.value) for bar in chart.bars],
        "text": [
            f"{figure}{'　' if bar.note else ''}{escape(bar.note)}"
            for bar, figure in zip(chart.bars, written, strict=True)
        ],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": written,
        "hoverinfo": "text",
        "hovertext": [
            f"{name} {figure} {escape(chart.unit)}" for name, figure in zip(names, written, strict=True)
        ],
        "marker": {"color": [_colour(bar.tone, look) for bar in chart.bars]},
    }
    room = 1.2 + 0.05 * max((len(bar.note) for bar in chart.bars), default=0)
    top = max((float(bar.value) for bar in chart.bars), default=0.0)
    layout = _layout(look, height=round(look.size * (2.6 * len(names) + 2)))
    layout["xaxis"] |= {"range": [0, top * room or 1], "visible": False}
    layout["yaxis"] |= _categories(names, look)
    return {"data": [trace], "layout": layout}


def _trend(chart: Trend, look: Look) -> Figure:
    labels = [escape(point.label) for point in chart.points]
    written = [show(point.value) for point in chart.points]
    trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": labels,
        "y": [_number(point.value) for point in chart.points],
        "connectgaps": False,
        "customdata": written,
        "hoverinfo": "text",
        "hovertext": [
            " ".join(part for part in (label, figure, escape(chart.unit), escape(point.note)) if part)
            for label, figure, point in zip(labels, written, chart.points, strict=True)
        ],
        "line": {"color": look.own, "width": 2.5},
        "marker": {"color": look.own, "size": 7},
    }
    layout = _layout(look, height=look.size * 22)
    layout["xaxis"] |= {"type": "category", "showgrid": False, "nticks": 8, "tickangle": 0}
    layout["yaxis"] |= {"range": _room(chart)}
    layout["margin"] |= {"r": look.size * 4}
    layout["annotations"] = _last(chart, look)
    if chart.target is not None:
        label = escape(chart.target_label)
        layout["shapes"] = [_rule("x", look, y0=float(chart.target), y1=float(chart.target))]
        above = {"xref": "paper", "yref": "paper", "xanchor": "right"}
        layout["annotations"].append(_note(f"- - {label}", look, x=1, y=1, **above))
        layout["margin"] |= {"t": look.size * 2}
    return {"data": [trace], "layout": layout}


def _dots(chart: Dots, look: Look) -> Figure:
    names = [f"{escape(dot.rank)}　{escape(dot.label)}" for dot in chart.dots]
    written = [show(dot.value) for dot in chart.dots]
    values = [float(dot.value) for dot in chart.dots]
    span = _span(values, chart.reference)
    before = [_crossed(value, chart.reference, span) for value in values]
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "y": list(range(len(names))),
        "x": values,
        "text": [
            f"{figure}  " if left else f"  {figure}" for figure, left in zip(written, before, strict=True)
        ],
        "textposition": ["middle left" if left else "middle right" for left in before],
        "cliponaxis": False,
        "customdata": written,
        "hoverinfo": "text",
        "hovertext": [
            " ".join(part for part in (name, figure, escape(chart.unit), escape(dot.note)) if part)
            for name, figure, dot in zip(names, written, chart.dots, strict=True)
        ],
        "marker": {"color": [_colour(dot.tone, look) for dot in chart.dots], "size": round(look.size * 0.8)},
    }
    layout = _layout(look, height=round(look.size * (2 * len(names) + 5)))
    layout["xaxis"] |= {"range": _roomy(values, before, span)}
    layout["yaxis"] |= _categories(_ranked(chart), look) | {"showgrid": True}
    data = [trace]
    if any(dot.low is not None for dot in chart.dots):
        data = _with_intervals(chart, trace, layout, look)
    if chart.reference is not None:
        at = float(chart.reference)
        layout["shapes"] = [_rule("y", look, x0=at, x1=at)]
        text = escape(chart.reference_label)
        layout["annotations"] = [_note(text, look, x=at, y=1, yref="paper") | {"xanchor": "center"}]
        layout["margin"] |= {"t": look.size * 2}
    return {"data": data, "layout": layout}


def _with_intervals(chart: Dots, trace: Figure, layout: Figure, look: Look) -> list[Figure]:
    """A broad pale bar for each 95 % interval, a thin one to compare by, and the figures in a column."""
    arms = [EYE * float(dot.error or 0) for dot in chart.dots]
    lows = [0.0 if dot.low is None else float(dot.value - dot.low) for dot in chart.dots]
    highs = [0.0 if dot.high is None else float(dot.high - dot.value) for dot in chart.dots]
    values = [float(dot.value) for dot in chart.dots]
    lefts = [value - max(ends) for value, *ends in zip(values, arms, lows, strict=True)]
    rights = [value + max(ends) for value, *ends in zip(values, arms, highs, strict=True)]
    low, high = _span([*lefts, *rights], chart.reference)
    layout["xaxis"] |= {"range": [low, high]}
    layout["margin"] |= {"r": look.size * 5}
    wide = {"type": "data", "symmetric": False, "array": highs, "arrayminus": lows, "width": 0}
    thin = {"type": "data", "array": arms, "width": 0, "thickness": 1.5, "color": look.ink}
    written = trace["text"]
    trace |= {"mode": "markers", "error_x": wide | {"thickness": look.size * 0.55, "color": look.line}}
    plain = {"type": "scatter", "y": trace["y"], "hoverinfo": "skip"}
    marker = {"color": look.ink, "size": 1}
    column = {
        "mode": "text",
        "x": [high] * len(chart.dots),
        "text": [f"  {figure.strip()}" for figure in written],
        "textposition": "middle right",
        "textfont": {"color": look.ink},
        "cliponaxis": False,
    }
    return [
        trace,
        plain | {"mode": "markers", "x": trace["x"], "marker": marker, "error_x": thin},
        plain | column,
    ]


def _ranked(chart: Dots) -> list[str]:
    """Names with their ranks behind them; padded to one width, the ranks stand in a column of their own."""
    width = max((len(dot.rank) for dot in chart.dots), default=0)
    return [f"{escape(dot.label)}　{escape(dot.rank.rjust(width, _FIGURE_SPACE))}" for dot in chart.dots]


def _crossed(value: float, reference: Decimal | None, span: list[float]) -> bool:
    """Whether the reference line would run through a figure written to the right of its dot."""
    return reference is not None and 0 < float(reference) - value < (span[1] - span[0]) * _FIGURE_WIDTH


def _roomy(values: list[float], before: list[bool], span: list[float]) -> list[float]:
    """The span with room for the figures that stand left of their dots."""
    room = (span[1] - span[0]) * _FIGURE_WIDTH
    starts = [value - room for value, left in zip(values, before, strict=True) if left]
    return [min([span[0], *starts]), span[1]]


def _icicle(chart: Icicle, look: Look) -> Figure:
    nodes = _walk(chart.root, "", 0)
    whole = chart.root.value
    trace = {
        "type": "icicle",
        "branchvalues": "total",
        "sort": False,
        "ids": [node.id for node, _, _ in nodes],
        "labels": [escape(node.label) for node, _, _ in nodes],
        "parents": [parent for _, parent, _ in nodes],
        "values": [float(node.value) for node, _, _ in nodes],
        "text": [show(node.value) for node, _, _ in nodes],
        "textinfo": "label+text",
        "hoverinfo": "text",
        "hovertext": [
            f"{escape(node.label)} {show(node.value)} {escape(chart.unit)}" for node, _, _ in nodes
        ],
        "marker": {
            "colors": [_shade(node.value, whole, depth, look) for node, _, depth in nodes],
            "line": {"color": look.sheet, "width": 1},
        },
        "tiling": {"orientation": "h", "pad": 1},
        "pathbar": {"visible": True, "thickness": look.size * 2},
        "textfont": {"color": look.ink},
    }
    layout = _layout(look, height=look.size * 52)
    layout["uniformtext"] = {"minsize": look.size, "mode": "hide"}
    layout["margin"] = {"l": 0, "r": 0, "t": look.size * 2 + 6, "b": 0}
    return {"data": [trace], "layout": layout}


def _waterfall(chart: Waterfall, look: Look) -> Figure:
    """Rows from top to bottom; the axis begins below the lowest level, not at zero, and says nothing."""
    rows = (chart.start, *chart.steps, chart.end)
    last = len(rows) - 1
    names = [escape(row.label) for row in rows]
    written = [show(row.value, sign=place not in {0, last}) for place, row in enumerate(rows)]
    levels = [float(chart.start.value)]
    for step in chart.steps:
        levels.append(levels[-1] + float(step.value))
    span = (max(levels) - min(levels)) or 1.0
    floor = min(levels) - span * 0.35
    ends = [(floor, levels[0]), *pairwise(levels), (floor, float(chart.end.value))]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(rows))),
        "base": [min(pair) for pair in ends],
        "x": [abs(end - start) for start, end in ends],
        "text": written,
        "textposition": "none",
        "customdata": written,
        "hoverinfo": "text",
        "hovertext": [
            f"{name} {text} {escape(chart.unit)}" for name, text in zip(names, written, strict=True)
        ],
        "marker": {"color": [_colour(row.tone, look) for row in rows]},
    }
    layout = _layout(look, height=round(look.size * (2.6 * len(rows) + 2)))
    layout["xaxis"] |= {"range": [floor, max(levels) + span * 0.3], "visible": False}
    layout["yaxis"] |= _categories(names, look)
    layout["shapes"] = [
        {"type": "line", "x0": x, "x1": x, "y0": place, "y1": place + 1, "layer": "below"}
        | {"line": {"color": look.muted, "width": 1}}
        for place, (_, x) in enumerate(ends[:-1])
    ]
    ink = {"yanchor": "middle", "xshift": look.size * 0.4, "font": {"color": look.ink}}
    layout["annotations"] = [
        _note(text, look, x=max(pair), y=place) | ink
        for place, (text, pair) in enumerate(zip(written, ends, strict=True))
    ]
    return {"data": [trace], "layout": layout}


def _walk(node: Node, parent: str, depth: int) -> list[tuple[Node, str, int]]:
    found = [(node, parent, depth)]
    for child in node.children:
        found.extend(_walk(child, node.id, depth + 1))
    return found


def _shade(value: Decimal, whole: Decimal, depth: int, look: Look) -> str:
    """The stronger, the larger the part; the first column is the whole and stays pale."""
    if depth == 0 or not whole:
        return look.shades[0]
    part = int(value * 100 / whole)
    return look.shades[sum(part >= step for step in (2, 5, 9, 15))]


def _categories(names: list[str], look: Look) -> Figure:
    """Rows by place, not by name: two subjects of one name stay two."""
    return {
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": [f"{name}  " for name in names],
        "range": [len(names) - 0.4, -0.6],
        "tickfont": {"color": look.ink},
        "showgrid": False,
    }


def _last(chart: Trend, look: Look) -> list[Figure]:
    """The newest figure, written behind its point."""
    for place, point in reversed(list(enumerate(chart.points))):
        if point.value is not None:
            font = {"color": look.own, "size": look.size + 1}
            note = _note(show(point.value), look, x=place, y=float(point.value))
            return [note | {"yanchor": "middle", "xshift": look.size * 0.6, "font": font}]
    return []


def _room(chart: Trend) -> list[float]:
    """The axis of a trend; a lone point gets more air, or its distance to the target fills the chart."""
    values = [float(point.value) for point in chart.points if point.value is not None]
    low, high = _span(values, chart.target)
    air = abs(values[0]) * 0.03 if len(values) == 1 else 0.0
    return [low - air, high + air]


def _span(values: list[float], beside: Decimal | None) -> list[float]:
    """An axis that holds all values and the reference, with air for the labels."""
    every = [*values, *([] if beside is None else [float(beside)])]
    if not every:
        return [0.0, 1.0]
    air = (max(every) - min(every)) * 0.15 or max(abs(max(every)) * 0.05, 0.5)
    return [min(every) - air, max(every) + air]
