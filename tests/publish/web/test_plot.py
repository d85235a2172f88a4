"""Charts as Plotly dicts."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scorecard.model.chart import (
    EYE,
    Bar,
    Bars,
    Chart,
    Control,
    Dot,
    Dots,
    Flag,
    Funnel,
    Icicle,
    Node,
    Point,
    Speck,
    Stretch,
    Tone,
    Trend,
)
from scorecard.publish.web.document import own_assets
from scorecard.publish.web.escape import escape
from scorecard.publish.web.look import Look, read_look
from scorecard.publish.web.plot import to_figure
from scorecard.publish.web.state import Display, Theme

EVIL = "<a href='javascript:1'>x</a> & <b>y</b>"
CHARTS: tuple[Chart, ...] = (
    Bars(EVIL, EVIL, (Bar(EVIL, Decimal("1.10"), EVIL), Bar("b", Decimal("0.00")))),
    Trend(EVIL, EVIL, (Point(EVIL, Decimal("80.05"), EVIL), Point("2026-02", None)), Decimal("80.00"), EVIL),
    Control(
        EVIL,
        EVIL,
        (Point(EVIL, Decimal("80.05"), EVIL), Point("2026-02", None)),
        (Stretch(0, 1, Decimal("80.050"), Decimal("79.000"), Decimal("81.100")),),
        (EVIL, EVIL, EVIL),
        (Flag(0, Tone.BAD, EVIL),),
        Decimal("80.00"),
        EVIL,
    ),
    Dots(EVIL, EVIL, (Dot(EVIL, Decimal("80.05"), EVIL, EVIL),), Decimal("79.10"), EVIL),
    Icicle(
        EVIL,
        EVIL,
        Node("r", EVIL, Decimal("3.30"), (Node("a", EVIL, Decimal("1.10")), Node("b", "b", Decimal("2.20")))),
    ),
    Funnel(
        EVIL,
        EVIL,
        EVIL,
        (
            Speck(EVIL, Decimal("80.05"), Decimal("1.10"), EVIL, named=True),
            Speck("b", Decimal("79.00"), Decimal("0.00")),
        ),
        Decimal("79.10"),
        EVIL,
        ((Decimal("1.96"), EVIL), (Decimal("3.09"), EVIL)),
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
    figure = to_figure(chart, look)
    assert json.loads(json.dumps(figure, allow_nan=False)).keys() == {"data", "layout"}


def test_figures_are_written_as_published(look: Look) -> None:
    """80.05 is drawn at 80.05 and written 80.05, 0.00 is written with its decimals, a gap stays a gap."""
    bars, trend, _, dots, icicle, funnel = (to_figure(chart, look)["data"][0] for chart in CHARTS)
    assert bars["customdata"] == ["1.10", "0.00"]
    assert (trend["y"], trend["customdata"]) == ([80.05, None], ["80.05", "–"])
    assert trend["connectgaps"] is False
    assert dots["x"] == [80.05]
    assert (funnel["x"], funnel["y"], funnel["customdata"]) == ([1.1, 0.0], [80.05, 79.0], ["80.05", "79.00"])
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


def test_no_figure_stands_where_the_reference_line_runs(look: Look) -> None:
    """Just left of the line a figure stands left of its dot, with room on the axis; elsewhere right."""
    values = ("81.28", "79.68", "78.55", "70.95")
    dots = tuple(Dot("x", Decimal(value), "1") for value in values)
    found = to_figure(Dots("t", "u", dots, Decimal("79.68"), "all"), look)["data"][0]
    assert found["textposition"] == ["middle right", "middle right", "middle left", "middle right"]
    assert [text.strip() for text in found["text"]] == list(values)
    near = Dots("t", "u", (dots[0], Dot("x", Decimal("79.60"), "2")), Decimal("79.68"), "all")
    low, high = to_figure(near, look)["layout"]["xaxis"]["range"]
    assert (79.60 - low) / (high - low) > 0.15


def test_without_a_reference_every_figure_stands_right(look: Look) -> None:
    """Departments have no line to dodge."""
    dots = tuple(Dot("x", Decimal(value), "1") for value in (81, 80))
    assert to_figure(Dots("t", "u", dots), look)["data"][0]["textposition"] == ["middle right"] * 2


def test_ranks_stand_in_a_column(look: Look) -> None:
    """Ranks of one and of two digits are equally wide, and end every row's name."""
    dots = (Dot("甲", Decimal(81), "9"), Dot("乙丙", Decimal(80), "10"))
    names = to_figure(Dots("t", "u", dots), look)["layout"]["yaxis"]["ticktext"]
    assert [name.strip() for name in names] == ["甲　\u20079", "乙丙　10"]


def test_a_lone_point_does_not_fill_the_axis_with_its_distance_to_the_target(look: Look) -> None:
    """79.60 against 80.00 looks near in the first period; two points keep the narrow axis."""
    one = Trend("t", "u", (Point("a", Decimal("79.60")),), Decimal("80.00"))
    low, high = to_figure(one, look)["layout"]["yaxis"]["range"]
    assert low < 78 < 81.5 < high
    two = Trend("t", "u", (*one.points, Point("b", Decimal("79.80"))), Decimal("80.00"))
    low, high = to_figure(two, look)["layout"]["yaxis"]["range"]
    assert 79 < low < 79.6 < 80 < high < 81


def test_intervals_are_drawn_around_the_dot_and_stay_within_the_axis(look: Look) -> None:
    """Broad from low to high, thin 1.39 standard errors on each side; figures stand in a column."""
    dots = (
        Dot("a", Decimal("80.00"), "1", low=Decimal("77.00"), high=Decimal("81.00"), error=Decimal("1.53")),
        Dot("b", Decimal("70.00"), "2"),
    )
    figure = to_figure(Dots("t", "u", dots, Decimal("75.00"), "all"), look)
    broad, thin, column = figure["data"]
    assert (broad["error_x"]["arrayminus"], broad["error_x"]["array"]) == ([3.0, 0.0], [1.0, 0.0])
    assert thin["error_x"]["array"] == [pytest.approx(EYE * 1.53), 0.0]
    assert [text.strip() for text in column["text"]] == broad["customdata"] == ["80.00", "70.00"]
    assert set(column["x"]) == {figure["layout"]["xaxis"]["range"][1]}
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < 70.0 < 80.0 + EYE * 1.53 < high


def test_the_limits_of_a_funnel_are_straight_lines_from_the_centre(look: Look) -> None:
    """Centre ± z · x at both ends of the axis."""
    layout = to_figure(CHARTS[5], look)["layout"]
    left, right = layout["xaxis"]["range"]
    centre, *limits = layout["shapes"]
    assert (centre["y0"], centre["y1"]) == (79.1, 79.1)
    assert len(limits) == 4
    for shape, slope in zip(limits, (-1.96, 1.96, -3.09, 3.09), strict=True):
        assert (shape["y0"], shape["y1"]) == (
            pytest.approx(79.1 + slope * left),
            pytest.approx(79.1 + slope * right),
        )


def test_no_two_names_in_a_funnel_run_into_each_other(look: Look) -> None:
    """Twelve specks in one place: at most four names find room, and each stands on a side of its own."""
    specks = tuple(
        Speck(f"a long name {place}", Decimal("90.00"), Decimal("1.00"), tone=Tone.GOOD, named=True)
        for place in range(12)
    )
    far = Speck("far away", Decimal("60.00"), Decimal("3.00"), tone=Tone.BAD, named=True)
    limits = ((Decimal("1.96"), "a"), (Decimal("3.09"), "b"))
    trace = to_figure(Funnel("t", "u", "x", (*specks, far), Decimal("80.00"), "m", limits), look)["data"][0]
    named = [side for text, side in zip(trace["text"], trace["textposition"], strict=True) if text]
    assert trace["text"][-1] == "far away"
    assert 2 <= len(named) <= 5
    assert len(set(named[:-1])) == len(named) - 1
    assert set(trace["marker"]["symbol"]) == {"triangle-up", "triangle-down"}


def test_the_farthest_name_is_written_first(look: Look) -> None:
    """Where two names want one place, the one more errors from the centre has it."""
    near = Speck("nearer to the mean", Decimal("89.00"), Decimal("1.00"), named=True)
    far = Speck("farther from the mean", Decimal("89.10"), Decimal("1.00"), named=True)
    limits = ((Decimal("1.96"), "a"), (Decimal("3.09"), "b"))
    chart = Funnel("t", "u", "x", (near, far), Decimal("80.00"), "m", limits)
    assert chart.farthest() == (1, 0)
    assert to_figure(chart, look)["data"][0]["text"][1] == "farther from the mean"


STEPS = Control(
    "t",
    "u",
    tuple(Point(f"2026-0{month}", None if month == 3 else Decimal(80 + month)) for month in range(1, 8)),
    (
        Stretch(0, 3, Decimal("82.0"), Decimal("79.0"), Decimal("85.0")),
        Stretch(4, 6, Decimal("86.0"), Decimal("84.0"), Decimal("88.0")),
    ),
    ("low", "mean", "high"),
    (Flag(0, Tone.BAD, "worse"), Flag(4, Tone.GOOD, "better"), Flag(5, Tone.GOOD), Flag(6, Tone.NEUTRAL)),
    Decimal("90.0"),
    "target 90.0",
)


def test_a_special_cause_has_a_shape_of_its_own_and_a_gap_stays_a_gap(look: Look) -> None:
    """Star, cross and diamond beside the line of dots: in greyscale they are still told apart."""
    line, *flags = to_figure(STEPS, look)["data"]
    assert (line["y"][2], line["connectgaps"], line["customdata"][2]) == (None, False, "–")
    assert {(one["marker"]["symbol"], tuple(one["y"])) for one in flags} == {
        ("star", (85.0, 86.0)),
        ("x", (81.0,)),
        ("diamond", (87.0,)),
    }


def test_the_limits_stand_in_steps_and_the_newest_have_their_names(look: Look) -> None:
    """Two bands, three lines each, and the target across; the axis holds them all."""
    layout = to_figure(STEPS, look)["layout"]
    bands = [one for one in layout["shapes"] if one["type"] == "rect"]
    assert [(one["y0"], one["y1"]) for one in bands] == [(79.0, 85.0), (84.0, 88.0)]
    assert bands[0]["x1"] <= bands[1]["x0"]
    lines = [one["y0"] for one in layout["shapes"] if one["type"] == "line"]
    assert lines == [79.0, 82.0, 85.0, 84.0, 86.0, 88.0, 90.0]
    texts = [one["text"] for one in layout["annotations"]]
    assert {"low 84.0", "mean 86.0", "high 88.0", "- - target 90.0", "✖ worse", "★ better"} == set(texts)
    low, high = layout["yaxis"]["range"]
    assert low < 79.0
    assert high > 90.0


def test_a_small_control_chart_is_lower_and_names_no_limit(look: Look) -> None:
    """Its words and shapes are the same."""
    small = to_figure(replace(STEPS, small=True), look)
    assert small["layout"]["height"] < to_figure(STEPS, look)["layout"]["height"]
    texts = {one["text"] for one in small["layout"]["annotations"]}
    assert texts == {"- - target 90.0", "✖ worse", "★ better"}
    assert len(small["data"]) == 4


def test_limits_that_meet_are_named_once(look: Look) -> None:
    """A constant series: its mean is both limits."""
    flat = Stretch(0, 6, Decimal("82.0"), Decimal("82.0"), Decimal("82.0"))
    layout = to_figure(replace(STEPS, stretches=(flat,), target=None), look)["layout"]
    assert [one["text"] for one in layout["annotations"] if one.get("xref") == "paper"] == ["mean 82.0"]


def test_a_control_chart_without_limits_is_a_line(look: Look) -> None:
    """Two months tell nothing yet."""
    bare = Control("t", "u", (Point("2026-01", Decimal("80.00")), Point("2026-02", None)), (), ("", "", ""))
    layout = to_figure(bare, look)["layout"]
    assert (layout["shapes"], layout["annotations"]) == ([], [])
