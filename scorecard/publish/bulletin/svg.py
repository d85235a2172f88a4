"""Charts on paper: a chart value -> a small SVG of 1 to 5 KB, vector, no browser."""

from __future__ import annotations

from scorecard.model.chart import Bars, Chart, Control, Dots, Funnel, Icicle, Trend, Waterfall
from scorecard.publish.bulletin.svg_bars import bars_svg
from scorecard.publish.bulletin.svg_control import control_svg
from scorecard.publish.bulletin.svg_dots import dots_svg
from scorecard.publish.bulletin.svg_funnel import funnel_svg
from scorecard.publish.bulletin.svg_icicle import icicle_svg
from scorecard.publish.bulletin.svg_trend import trend_svg
from scorecard.publish.bulletin.svg_waterfall import waterfall_svg

WIDTH = 640


def to_svg(chart: Chart, *, wide: int = WIDTH) -> str:
    """The chart as an SVG element, ``wide`` user units across; as high as its rows need.

    Labels are escaped, and wrapped or shortened to their room. The chart's title is the ``<title>``
    (alternative text), not drawn: the document prints it as the figure's caption.
    """
    match chart:
        case Bars():
            return bars_svg(chart, wide)
        case Trend():
            return trend_svg(chart, wide)
        case Control():
            return control_svg(chart, wide)
        case Dots():
            return dots_svg(chart, wide)
        case Icicle():
            return icicle_svg(chart, wide)
        case Waterfall():
            return waterfall_svg(chart, wide)
        case Funnel():
            return funnel_svg(chart, wide)
