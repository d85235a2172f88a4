"""Charts as Plotly dicts."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from scorecard.model.chart import Bar, Bars, Chart, Dot, Dots, Icicle, Node, Point, Trend
from scorecard.publish.web.document import own_assets
from scorecard.publish.web.look import Look, read_look
from scorecard.publish.web.plot import escape, to_figure
from scorecard.publish.web.state import Display, Theme

EVIL = "<a href='javascript:1'>x</a> & <b>y</b>"
CHARTS: tuple[Chart, ...] = (
    Bars(EVIL, EVIL, (Bar(EVIL, Decimal("1.10"), EVIL), Bar("b", Decimal("0.00")))),
    Trend(EVIL, EVIL, (Point(EVIL, Decimal("80.05"), EVIL), Point("2026-02", None)), Decimal("80.00"), EVIL),
    Dots(EVIL, EVIL, (Dot(EVIL, Decimal("80.05"), EVIL, EVIL),), Decimal("79.10"), EVIL),
    Icicle(
        EVIL,
        EVIL,
        Node("r", EVIL, Decimal("3.30"), (Node("a", EVIL, Decimal("1.10")), Node("b", "b", Decimal("2.20")))),
    ),
)


@pytest.fixture(scope="module")
def look() -> Look:
    """The light look."""
    return read_look(own_assets() / "tokens.css", Theme.LIGHT, Display.NORMAL)


def strings(value: Any) -> list[str]:
    """Every text in a figure."""
    if isinstance(value, str):
        return [value]
    found = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for one in found for text in strings(one)]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_no_label_reaches_plotly_as_markup(chart: Chart, look: Look) -> None:
    """Every label is escaped, and nothing is lost by it."""
    texts = strings(to_figure(chart, look))
    assert not [text for text in texts if "<" in text or "& " in text]
    assert any(escape(EVIL) in text for text in texts)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_a_figure_is_a_plain_dict_that_becomes_json(chart: Chart, look: Look) -> None:
    """Dash sends it as it stands: no Decimal, no object, no template."""
    json.dumps(to_figure(chart, look), allow_nan=False)


def test_figures_are_written_as_published(look: Look) -> None:
    """80.05 is drawn at 80.05 and written 80.05, 0.00 is written with its decimals, a gap stays a gap."""
    bars, trend, dots, icicle = (to_figure(chart, look)["data"][0] for chart in CHARTS)
    assert bars["customdata"] == ["1.10", "0.00"]
    assert (trend["y"], trend["customdata"]) == ([80.05, None], ["80.05", "–"])
    assert trend["connectgaps"] is False
    assert dots["x"] == [80.05]
    assert (icicle["values"], icicle["text"]) == ([3.3, 1.1, 2.2], ["3.30", "1.10", "2.20"])


def test_two_subjects_of_one_name_stay_two_rows(look: Look) -> None:
    """Rows are placed by number, not by name."""
    same = Bars("t", "u", (Bar("a", Decimal(1)), Bar("a", Decimal(2))))
    assert to_figure(same, look)["data"][0]["y"] == [0, 1]


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("view", Display)
def test_the_tokens_hold_a_look_for_every_theme_and_view(theme: Theme, view: Display) -> None:
    """Colours differ by theme, sizes by view."""
    css = own_assets() / "tokens.css"
    found, plain = read_look(css, theme, view), read_look(css, Theme.LIGHT, Display.NORMAL)
    assert (found.ink != plain.ink) == (theme is Theme.DARK)
    assert (found.size > plain.size) == (view is Display.PROJECTOR)
