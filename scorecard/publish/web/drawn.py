"""A chart on a page: its title, the drawing with words for those who cannot see it, and its table twin."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.model.chart import Chart, Point, Trend
from scorecard.model.text import Lang
from scorecard.publish.web.cells import empty, figure, head, name_cell, row, table
from scorecard.publish.web.element import Element, tag
from scorecard.publish.web.plot import to_figure
from scorecard.publish.web.shown import Shown

_LOCALES = {Lang.ZH: "zh-CN", Lang.EN: "en"}


def chart(value: Chart, shown: Shown, *, name: str, twin: str, summary: str = "") -> Element:
    """A figure element; ``twin`` is the name of the table that holds the same figures."""
    words = shown.words
    label = words("web_chart_label", title=value.title, unit=value.unit, summary=summary)
    return tag(
        "Figure",
        tag("Figcaption", tag("Strong", value.title), tag("Span", value.unit, class_="unit")),
        tag(
            "Div",
            _graph(value, shown, name),
            role="img",
            aria_label=label,
            aria_describedby=f"table-{twin}",
        ),
        class_="chart",
    )


def trend(value: Trend, column: str, shown: Shown) -> list[Element]:
    """A trend and its table twin, whose figures stand under ``column``; words where nothing was published."""
    if all(point.value is None for point in value.points):
        return [empty(shown.words("web_no_trend"), shown.words("web_no_trend_remedy"))]
    drawing = chart(value, shown, name="trend", twin="trend")
    return [drawing, _series_table(value.points, column, shown, name="trend")]


def _series_table(points: Sequence[Point], title: str, shown: Shown, *, name: str) -> Element:
    """The table twin of a trend, folded away unless there is but one figure."""
    rows = [row(name_cell(point.label), figure(point.value, "value"), key=point.label) for point in points]
    heads = [head(shown.words("period")), head(title, number=True)]
    twin = table(title, heads, list(reversed(rows)), name=name)
    lone = sum(point.value is not None for point in points) == 1
    return tag("Details", tag("Summary", shown.words("web_as_table")), twin, class_="twin", open=lone)


def _graph(value: Chart, shown: Shown, name: str) -> Element:
    config = {
        "displaylogo": False,
        "responsive": True,
        "locale": _LOCALES[shown.state.lang],
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": f"scorecard-{name}", "scale": 2},
        "showSendToCloud": False,
        "plotlyServerURL": "",
    }
    return {
        "namespace": "dash_core_components",
        "type": "Graph",
        "props": {"id": f"chart-{name}", "figure": to_figure(value, shown.look), "config": config},
    }
