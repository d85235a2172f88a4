"""A control chart as a Plotly figure: the line, its limits in steps, and a shape for each special cause."""

from __future__ import annotations

from scorecard.model.chart import Control, Flag, Stretch, Tone
from scorecard.model.rounding import show
from scorecard.publish.web.axes import Figure, colour, escape, layout, note, number, rule
from scorecard.publish.web.look import Look

_SHAPES = {Tone.GOOD: "star", Tone.BAD: "x", Tone.NEUTRAL: "diamond"}
_CJK = 0x2E80
_EDGE = 0.15  # of the chart's width: a word there would hang over its side
_SIGNS = {Tone.GOOD: "★", Tone.BAD: "✖", Tone.NEUTRAL: "◆"}


def control_figure(chart: Control, look: Look) -> Figure:
    """The figure; a small one has fewer ticks and no names at its limits."""
    drawn = layout(look, height=look.size * (13 if chart.small else 25))
    drawn["xaxis"] |= {
        "type": "category",
        "showgrid": False,
        "nticks": 4 if chart.small else 8,
        "tickangle": 0,
        "range": [-0.6, len(chart.points) - 0.4],
    }
    drawn["yaxis"] |= {"range": _room(chart), "nticks": 4 if chart.small else 7, "showgrid": False}
    beside = 0 if chart.small else max((_wide(text) for text, _ in _named(chart)), default=0)
    drawn["margin"] |= {"r": round(look.size * (beside + 1)), "t": look.size * 2}
    drawn["shapes"] = [one for stretch in chart.stretches for one in _limits(stretch, look)]
    drawn["annotations"] = [_word(chart, flag, look) for flag in chart.flags if flag.word]
    if not chart.small:
        drawn["annotations"] += _names(chart, look)
    if chart.target is not None:
        at = float(chart.target)
        drawn["shapes"].append(rule("x", look, y0=at, y1=at) | {"line": _dashed(look)})
        above = {"xref": "paper", "yref": "paper", "xanchor": "right", "font": {"color": look.good}}
        drawn["annotations"].append(note(f"- - {escape(chart.target_label)}", look, x=1, y=1, **above))
    return {"data": [_line(chart, look), *_flags(chart, look)], "layout": drawn}


def _line(chart: Control, look: Look) -> Figure:
    labels = [escape(point.label) for point in chart.points]
    written = [show(point.value) for point in chart.points]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": labels,
        "y": [number(point.value) for point in chart.points],
        "connectgaps": False,
        "customdata": written,
        "hoverinfo": "text",
        "hovertext": [
            " ".join(part for part in (label, figure, escape(chart.unit), escape(point.note)) if part)
            for label, figure, point in zip(labels, written, chart.points, strict=True)
        ],
        "line": {"color": look.own, "width": 1.5 if chart.small else 2},
        "marker": {"color": look.own, "size": look.size * (0.35 if chart.small else 0.5)},
    }


def _flags(chart: Control, look: Look) -> list[Figure]:
    """One trace a tone: the shape says again what the colour says."""
    found = []
    for tone, shape in _SHAPES.items():
        places = [flag.place for flag in chart.flags if flag.tone is tone]
        points = [chart.points[place] for place in places]
        if points:
            marker = {"symbol": shape, "color": colour(tone, look), "size": look.size * 0.95}
            found.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "x": [escape(point.label) for point in points],
                    "y": [number(point.value) for point in points],
                    "customdata": [show(point.value) for point in points],
                    "hoverinfo": "skip",
                    "cliponaxis": False,
                    "marker": marker | {"line": {"color": look.sheet, "width": 1}},
                }
            )
    return found


def _limits(stretch: Stretch, look: Look) -> list[Figure]:
    """A pale band between the limits, a line at each and at the mean."""
    ends = {"x0": stretch.first - 0.4, "x1": stretch.last + 0.4, "layer": "below"}
    low, mean, high = (float(one) for one in (stretch.low, stretch.mean, stretch.high))
    pale = {"fillcolor": look.muted, "opacity": 0.1, "line": {"width": 0}}
    thin = {"color": look.muted, "width": 1.2}
    lines = [(low, {**thin, "dash": "dot"}), (mean, thin), (high, {**thin, "dash": "dot"})]
    return [
        {"type": "rect", "y0": low, "y1": high, **pale, **ends},
        *({"type": "line", "y0": at, "y1": at, "line": style, **ends} for at, style in lines),
    ]


def _names(chart: Control, look: Look) -> list[Figure]:
    """The newest limits by name and figure, to the right of them."""
    beside = {"xref": "paper", "yanchor": "middle", "xshift": 4}
    return [note(text, look, x=1, y=at, **beside) for text, at in _named(chart)]


def _named(chart: Control) -> list[tuple[str, float]]:
    """What stands beside the newest limits, and where; of limits that are equal the mean alone."""
    if not chart.stretches:
        return []
    last = chart.stretches[-1]
    ends = list(zip(chart.names, (last.low, last.mean, last.high), strict=True))
    kept = ends[1:2] if last.low == last.high else ends
    return [(f"{escape(name)} {show(value)}", float(value)) for name, value in kept]


def _wide(text: str) -> float:
    """About how many times its size a text is wide."""
    return sum(1.0 if ord(one) >= _CJK else 0.58 for one in text)


def _word(chart: Control, flag: Flag, look: Look) -> Figure:
    """What the special cause means, above its first point; below a point that is under the mean."""
    point, last = chart.points[flag.place], len(chart.points) - 1
    middle = next((one.mean for one in chart.stretches if one.first <= flag.place <= one.last), point.value)
    under = point.value is not None and middle is not None and point.value < middle
    where = {"yanchor": "top" if under else "bottom", "yshift": (-1 if under else 1) * look.size * 0.7}
    edge = "left" if flag.place < last * _EDGE else "right" if flag.place > last * (1 - _EDGE) else "center"
    shift = {"left": -0.6, "right": 0.6, "center": 0.0}[edge] * look.size
    font = {"color": colour(flag.tone, look)}
    text = f"{_SIGNS[flag.tone]} {escape(flag.word)}"
    spot = {"x": flag.place, "y": float(point.value or 0), "xanchor": edge, "xshift": shift}
    return note(text, look, font=font, **spot, **where)


def _dashed(look: Look) -> Figure:
    return {"color": look.good, "width": 1.5, "dash": "dash"}


def _room(chart: Control) -> list[float]:
    """An axis that holds every reading, every limit and the target, with air for the words."""
    every = [float(point.value) for point in chart.points if point.value is not None]
    every += [float(end) for one in chart.stretches for end in (one.low, one.high)]
    if chart.target is not None:
        every.append(float(chart.target))
    if not every:
        return [0.0, 1.0]
    air = (max(every) - min(every)) * (0.3 if chart.small else 0.14) or max(abs(max(every)) * 0.05, 0.5)
    return [min(every) - air, max(every) + air]
