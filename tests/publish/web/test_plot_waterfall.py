"""The waterfall as a Plotly dict."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.model.chart import Bar, Tone, Waterfall
from scorecard.publish.web.document import own_assets
from scorecard.publish.web.look import Look, read_look
from scorecard.publish.web.plot import to_figure
from scorecard.publish.web.state import Display, Theme

CHART = Waterfall(
    "<b>index</b>",
    "points",
    Bar("<i>May</i>", Decimal("78.00")),
    (Bar("rate", Decimal("2.40"), tone=Tone.GOOD), Bar("target", Decimal("-6.60"), tone=Tone.MUTED)),
    Bar("June", Decimal("73.80"), tone=Tone.OWN),
)


@pytest.fixture(scope="module")
def look() -> Look:
    """The light look."""
    return read_look(own_assets() / "tokens.css", Theme.LIGHT, Display.NORMAL)


def test_bars_hang_on_each_other(look: Look) -> None:
    """A step spans from level to level; the figures are the published ones, with their signs."""
    (trace,) = to_figure(CHART, look)["data"]
    assert trace["customdata"] == ["78.00", "+2.40", "−6.60", "73.80"]
    spans = [(start, start + wide) for start, wide in zip(trace["base"], trace["x"], strict=True)]
    assert spans[1] == pytest.approx((78.0, 80.4))
    assert spans[2] == pytest.approx((73.8, 80.4))
    assert spans[0][0] == spans[3][0] < 73.8
    assert spans[3][1] == pytest.approx(73.8)


def test_no_label_reaches_plotly_as_markup(look: Look) -> None:
    """Names are escaped, on the axis and in the hover text."""
    found = to_figure(CHART, look)
    assert "&lt;i&gt;May&lt;/i&gt;" in found["layout"]["yaxis"]["ticktext"][0]
    assert "<" not in found["data"][0]["hovertext"][0]


def test_nothing_moved_is_drawn_as_well(look: Look) -> None:
    """Two equal levels, no step."""
    still = Waterfall("i", "p", Bar("a", Decimal("80.00")), (), Bar("b", Decimal("80.00")))
    low, high = to_figure(still, look)["layout"]["xaxis"]["range"]
    assert low < 80 < high
