from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from scorecard.glossary import Words
from scorecard.model.chart import (
    Bar,
    Bars,
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
from scorecard.model.text import Lang
from scorecard.publish.bulletin.ink import fit, width, wrap
from scorecard.publish.bulletin.svg import to_svg
from scorecard.views.charts import pressure_bars, transmission_icicle, trend_chart
from tests.publish.bulletin.factory import bulletin_view, scorecard_view, transmission_view

NS = "{http://www.w3.org/2000/svg}"
LONG = "家庭客户与宽带装维支撑中心" * 5


def drawn(svg: str) -> tuple[ET.Element, list[str]]:
    root = ET.fromstring(svg)
    return root, ["".join(one.itertext()) for one in root.iter(f"{NS}text")]


def bars(*labels: str) -> Bars:
    return Bars("压力", "分", tuple(Bar(label, Decimal("1.25") * (i + 1)) for i, label in enumerate(labels)))


def test_figures_stand_on_the_marks():
    """Every bar's published figure is printed as it is."""
    _, texts = drawn(to_svg(bars("网络部", "市场部")))
    assert {"1.25", "2.50", "网络部", "市场部"} <= set(texts)


def test_labels_are_escaped():
    """A label that is markup is text, and the drawing stays well formed."""
    root, texts = drawn(to_svg(bars('<b>&"部</b>')))
    assert '<b>&"部</b>' in texts
    assert not list(root.iter(f"{NS}b"))


def test_title_is_the_alternative_text():
    """The chart's title and unit are its SVG title."""
    root, _ = drawn(to_svg(bars("a")))
    assert root.find(f"{NS}title").text == "压力 (分)"


def test_a_long_name_stays_in_its_room():
    """A name of 65 letters is wrapped to two lines and shortened; bars and figures keep their place."""
    _, texts = drawn(to_svg(bars(LONG, "网络部")))
    assert any(one.endswith("…") for one in texts)
    assert all(width(one) <= 640 * 0.36 for one in texts)
    assert {"1.25", "2.50"} <= set(texts)


def test_wrap_and_fit():
    """Lines never exceed their room; breaks are at spaces where there are any."""
    for text in (LONG, "General affairs, legal and brand communication", "短"):
        assert all(width(one) <= 100 for one in wrap(text, 100))
        assert width(fit(text, 60)) <= 60
    assert wrap("Planning and construction", 80)[0] == "Planning and"


def test_no_texts_overlap_in_rows():
    """The label, figure and note of one row do not run into each other."""
    chart = Dots(
        "排名",
        "分",
        tuple(Dot(LONG[:20], Decimal(80 + i), str(i + 1), "样本 1,204", Tone.OWN) for i in range(14)),
        Decimal(85),
        "集团 85",
    )
    root, _ = drawn(to_svg(chart, wide=400))
    spans: dict[str, list[tuple[float, float]]] = {}
    for one in root.iter(f"{NS}text"):
        size = float(one.get("font-size", "10.5"))
        long, x = width(one.text or "", size), float(one.get("x", "0"))
        left = {"end": x - long, "middle": x - long / 2}.get(one.get("text-anchor", ""), x)
        spans.setdefault(one.get("y", ""), []).append((left, left + long))
        assert left >= -0.5
        assert left + long <= 400.5
    for row in spans.values():
        row.sort()
        assert all(a[1] <= b[0] + 0.5 for a, b in pairwise(row))


def test_intervals_stay_left_of_the_figures():
    """The thin bar may be longer than the interval, and neither reaches the figure or the label."""
    wide = {"low": Decimal("70.00"), "high": Decimal("81.00"), "error": Decimal("5.10")}
    chart = Dots("t", "u", tuple(Dot("name", Decimal(80 + i), str(i + 1), **wide) for i in range(3)))
    root, _ = drawn(to_svg(chart))
    labels = [float(one.get("x")) for one in root.iter(f"{NS}text") if one.text == "name"]
    figures = [
        float(one.get("x")) - width(one.text)
        for one in root.iter(f"{NS}text")
        if (one.text or "").startswith("8")
    ]
    ends = [float(one.get(x)) for one in root.iter(f"{NS}line") for x in ("x1", "x2")]
    ends += [float(one.get("x")) + float(one.get("width")) for one in root.iter(f"{NS}rect")]
    assert len(list(root.iter(f"{NS}rect"))) == 3
    assert max(labels) + width("name") < min(ends)
    assert max(ends) < min(figures)


def test_a_funnel_has_its_limits_and_names_without_overlap():
    """Four limits and the centre; shapes say who is outside; no two names share a place."""
    specks = [
        Speck(
            f"单位{i}",
            Decimal(70 + i % 25),
            Decimal(i % 7 + 1) / 2,
            tone=(Tone.GOOD, Tone.BAD)[i % 2],
            named=True,
        )
        for i in range(30)
    ]
    limits = ((Decimal("1.96"), "内界"), (Decimal("3.09"), "外界"))
    chart = Funnel("漏斗图", "分", "标准误（分）", tuple(specks), Decimal("80.00"), "平均 80.00", limits)
    root, texts = drawn(to_svg(chart))
    assert len(list(root.iter(f"{NS}polygon"))) == 30
    assert {"标准误（分）", "- - 平均 80.00"} <= set(texts)
    slanted = [one for one in root.iter(f"{NS}line") if one.get("y1") != one.get("y2")]
    assert len(slanted) == 4
    named = [one for one in root.iter(f"{NS}text") if (one.text or "").startswith("单位")]
    boxes = [
        (float(one.get("x")), float(one.get("x")) + width(one.text, 9), float(one.get("y"))) for one in named
    ]
    assert len(boxes) > 10
    for place, one in enumerate(boxes):
        assert one[0] >= 0
        assert one[1] <= 640.5
        for other in boxes[:place]:
            assert one[1] <= other[0] or other[1] <= one[0] or abs(one[2] - other[2]) >= 8


def test_a_gap_stays_a_gap():
    """A period without a figure breaks the line; nothing is drawn in its place."""
    points = tuple(Point(f"2026-0{i}", None if i == 3 else Decimal(80 + i)) for i in range(1, 7))
    root, _ = drawn(to_svg(Trend("走势", "分", points, Decimal(80), "目标 80")))
    assert len(list(root.iter(f"{NS}polyline"))) == 2
    assert len(list(root.iter(f"{NS}circle"))) == 5


def control() -> Control:
    """Seven months with a gap, limits in two steps, one special cause of each kind."""
    return Control(
        "接通率",
        "%",
        tuple(Point(f"2026-0{i}", None if i == 3 else Decimal(80 + i)) for i in range(1, 8)),
        (
            Stretch(0, 3, Decimal("82.0"), Decimal("79.0"), Decimal("85.0")),
            Stretch(4, 6, Decimal("86.0"), Decimal("84.0"), Decimal("88.0")),
        ),
        ("下限", "均值", "上限"),
        (Flag(0, Tone.BAD, "变差"), Flag(4, Tone.GOOD, "变好"), Flag(6, Tone.NEUTRAL, "异常")),
        Decimal("90.0"),
        "目标 90.0",
        small=True,
    )


def test_a_control_chart_has_shapes_steps_and_words():
    """A gap breaks the line; each special cause is a polygon of its own form; the newest limits are named."""
    root, texts = drawn(to_svg(control(), wide=312))
    assert len(list(root.iter(f"{NS}polyline"))) == 2
    assert len(list(root.iter(f"{NS}circle"))) == 3
    forms = [len((one.get("points") or "").split()) for one in root.iter(f"{NS}polygon")]
    assert forms == [12, 10, 4]
    assert len(list(root.iter(f"{NS}rect"))) == 2
    for text in ("变差", "变好", "异常", "目标 90.0", "下限 84.0", "均值 86.0", "上限 88.0", "2026-07"):
        assert text in texts


@pytest.mark.parametrize("wide", [312, 640])
def test_a_control_chart_stays_within_its_sheet(wide):
    """No word, shape or line hangs over a side, whatever the words' length."""
    long = replace(
        control(), flags=(Flag(0, Tone.BAD, "getting worse"), Flag(6, Tone.GOOD, "getting better"))
    )
    root, _ = drawn(to_svg(long, wide=wide))
    high = float((root.get("viewBox") or "").split()[3])
    for one in root.iter(f"{NS}text"):
        size, x, y = (
            float(one.get(name, default)) for name, default in (("font-size", "10.5"), ("x", "0"), ("y", "0"))
        )
        across = width(one.text or "", size)
        left = {"end": x - across, "middle": x - across / 2}.get(one.get("text-anchor", ""), x)
        assert -0.5 <= left <= left + across <= wide + 0.5
        assert size * 0.7 <= y <= high
    for one in root.iter(f"{NS}polygon"):
        ends = [tuple(map(float, end.split(","))) for end in (one.get("points") or "").split()]
        assert all(0 <= x <= wide and 0 <= y <= high for x, y in ends)


def test_a_constant_and_an_empty_control_chart():
    """Limits that meet lie on the line; a chart without a figure still has its title."""
    flat = Stretch(0, 6, Decimal("82.0"), Decimal("82.0"), Decimal("82.0"))
    points = tuple(Point(f"2026-0{i}", Decimal("82.0")) for i in range(1, 8))
    root, texts = drawn(to_svg(replace(control(), points=points, stretches=(flat,), flags=(), target=None)))
    assert "均值 82.0" in texts
    assert len({one.get("cy") for one in root.iter(f"{NS}circle")}) == 1
    root, texts = drawn(to_svg(replace(control(), points=(Point("2026-06", None),), stretches=(), flags=())))
    assert texts == []
    assert root.find(f"{NS}title") is not None


def test_one_point_and_no_point():
    """A single month is a dot with its figure; no month at all is an empty drawing that still has a title."""
    _, texts = drawn(to_svg(Trend("走势", "分", (Point("2026-06", Decimal("80.00")),))))
    assert "80.00" in texts
    root, texts = drawn(to_svg(Trend("走势", "分", (Point("2026-06", None),))))
    assert texts == []
    assert root.find(f"{NS}title") is not None


def test_icicle_heights_add_up():
    """The children of a node fill its height exactly as their figures fill its figure."""
    leaf = (Node("c", "网络部", Decimal("3.00")), Node("d", "市场部", Decimal("1.00")))
    chart = Icicle("路径", "分", Node("r", "指数", Decimal("4.00"), leaf))
    root, texts = drawn(to_svg(chart))
    high = [float(one.get("height", "0")) for one in root.iter(f"{NS}rect")]
    assert high[1] + high[2] == pytest.approx(high[0])
    assert high[1] == pytest.approx(3 * high[2], rel=0.01)
    assert {"4.00", "3.00", "1.00"} <= set(texts)


def test_no_pressure_at_all():
    """Charts of nothing are drawn as nothing."""
    for chart in (Bars("t", "", ()), Dots("t", "", ()), Icicle("t", "", Node("r", "x", Decimal("0.00")))):
        root, texts = drawn(to_svg(chart))
        assert texts == []
        assert root.find(f"{NS}title").text == "t"


@pytest.mark.parametrize("lang", list(Lang))
def test_real_charts_are_small(lang):
    """A notice's charts have at most 8 KB each, the whole company's path at most 24 KB."""
    words = Words(lang)
    for chart in (trend_chart(scorecard_view(), words), pressure_bars(bulletin_view(), words)):
        assert len(to_svg(chart).encode()) <= 8_000
    assert len(to_svg(transmission_icicle(transmission_view(), words)).encode()) <= 24_000
