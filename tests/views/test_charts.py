"""Charts hold published figures, in order, under words of the glossary."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.glossary import Words
from scorecard.model.chart import Tone
from scorecard.model.principal import Principal
from scorecard.model.text import Lang, Text
from scorecard.views import bulletin, charts, kpi, ranking, scorecard, transmission
from scorecard.views.control import controlled
from tests.views.lines import ranked
from tests.views.past import HIGHER, SHIFT, series

ALL = Principal("all")
EN = Words(Lang.EN)
SHIFTED = controlled(series(SHIFT), HIGHER)


def test_a_trend_keeps_gaps_and_says_why(reader):
    """A month without a figure is a point without a value and a word beside it."""
    chart = charts.trend_chart(scorecard.load(reader, ALL), EN)
    assert [(point.label, point.value, point.note) for point in chart.points] == [
        ("2026-04", Decimal("75.00"), ""),
        ("2026-05", None, "No data"),
        ("2026-06", Decimal("78.00"), ""),
    ]
    assert (chart.title, chart.target, chart.target_label) == (
        "Satisfaction: trend",
        Decimal("80.00"),
        "target 80.00",
    )


def test_a_departments_trend_bears_its_name(reader):
    """In the language asked for."""
    view = scorecard.load(reader, ALL, department="it")
    assert charts.trend_chart(view, Words(Lang.ZH)).title == "信息技术部：趋势"


def test_a_kpis_chart_is_in_its_own_unit(reader):
    """The reading against its target, not the score; a month without one is a gap with a word beside it."""
    view = kpi.load(reader, ALL, kpi="access")
    chart = charts.control_of(view.line.name, view.line.unit, view.control, EN)
    assert (chart.title, chart.unit, chart.target) == ("Access: control chart", "points", Decimal("8.5"))
    assert [(point.value, point.note) for point in chart.points] == [
        (Decimal("8.1"), ""),
        (None, "No data"),
        (Decimal("8.1"), ""),
    ]
    assert (chart.stretches, chart.flags) == ((), ())


def test_a_special_cause_has_a_shape_and_on_the_first_of_a_row_a_word():
    """Seven months on each side: two rows of flags, the worse one first; the limits from first to last."""
    chart = charts.control_of(Text("接通", "Access"), Text("分", "points"), SHIFTED, EN)
    assert [(flag.place, flag.tone) for flag in chart.flags] == [
        *((place, Tone.BAD) for place in range(7)),
        *((place, Tone.GOOD) for place in range(7, 14)),
    ]
    assert [(flag.place, flag.word) for flag in chart.flags if flag.word] == [(0, "worse"), (7, "better")]
    (stretch,) = chart.stretches
    assert (stretch.first, stretch.last, stretch.mean) == (0, 13, Decimal("13.3"))


def test_one_of_many_charts_says_its_newest_word_only():
    """There is no room for more; its title is the name alone."""
    chart = charts.control_of(Text("接通", "Access"), Text("分", "points"), SHIFTED, EN, small=True)
    assert [(flag.place, flag.word) for flag in chart.flags if flag.word] == [(7, "better")]
    assert (chart.title, chart.small, len(chart.flags)) == ("Access", True, 14)


@pytest.mark.parametrize("load", [scorecard.load, bulletin.load])
def test_pressure_bars_add_up_to_the_pressure(reader, load):
    """Most first; a department without pressure has no bar."""
    view = load(reader, ALL)
    bars = charts.pressure_bars(view, EN).bars
    assert [(bar.label, bar.value) for bar in bars] == [
        ("Network", Decimal("4.20")),
        ("IT", Decimal("1.80")),
    ]
    assert {bar.tone for bar in bars} == {Tone.BAD}


def test_a_single_departments_pressure_lies_in_its_processes(reader):
    """One bar for the department itself would say nothing."""
    bars = charts.pressure_bars(scorecard.load(reader, ALL, department="it"), EN).bars
    assert [(bar.label, bar.value) for bar in bars] == [("Network quality", Decimal("1.80"))]


def test_dots_show_the_ranked_and_mark_the_own(reader):
    """An unranked unit stands in the table only; the root is the reference."""
    view = ranking.load(reader, ALL)
    chart = charts.ranking_dots(view.level, view.units, view.root, EN, own="A")
    assert [(dot.label, dot.rank, dot.note, dot.tone) for dot in chart.dots] == [
        ("City A", "1", "n = 150", Tone.OWN)
    ]
    assert (chart.reference, chart.reference_label) == (Decimal("78.00"), "Group 78.00")


def test_department_dots_stand_by_rank_whatever_the_order_given(reader):
    """A bulletin lists departments in the book's order; the plot has the best on top."""
    view = bulletin.load(reader, ALL)
    chart = charts.department_dots(view.frame.unit, view.departments, EN)
    assert [(dot.rank, dot.value) for dot in chart.dots] == [
        ("1", Decimal("90.00")),
        ("2", Decimal("79.41")),
        ("3", Decimal("70.00")),
    ]
    assert chart.reference is None


@pytest.mark.parametrize("load", [transmission.load, bulletin.load])
@pytest.mark.parametrize("principal", [ALL, Principal("it", departments=("it",))])
@pytest.mark.parametrize(("points", "whole", "nodes"), [("pressure", "6.00", 4), ("level", "78.00", 7)])
def test_the_icicle_closes_at_every_node_and_is_never_negative(reader, load, principal, points, whole, nodes):
    """Children add up to their parent exactly; the root is the published pressure, or the index itself."""
    view = load(reader, principal)
    root = charts.transmission_icicle(view, EN, points=points).root
    pending, ids = [root], []
    while pending:
        node = pending.pop()
        ids.append(node.id)
        assert node.value >= 0
        assert not node.children or sum(child.value for child in node.children) == node.value
        pending.extend(node.children)
    assert root.value == getattr(view.index, points) == Decimal(whole)
    assert len(ids) == len(set(ids)) == nodes


def test_the_icicle_has_the_largest_part_first_under_a_title_that_says_which_points(reader):
    """Departments stand by size, not in the book's order; parts of nothing are left out."""
    view = transmission.load(reader, ALL)
    pressure = charts.transmission_icicle(view, EN)
    level = charts.transmission_icicle(view, EN, points="level")
    (quality,) = pressure.root.children
    assert [(leaf.label, leaf.value) for leaf in quality.children] == [
        ("Network", Decimal("4.20")),
        ("IT", Decimal("1.80")),
    ]
    assert [leaf.label for leaf in level.root.children[1].children] == ["Market", "IT"]
    assert (pressure.title, level.title) == (
        "Satisfaction: path of the pressure",
        "Satisfaction: contributions",
    )


def test_dots_carry_their_intervals(reader):
    """As published; the error as it is printed."""
    view = ranking.load(reader, ALL)
    (dot,) = charts.ranking_dots(view.level, view.units, view.root, EN).dots
    assert (dot.low, dot.high, dot.error) == (Decimal("76.00"), Decimal("80.00"), Decimal("1.02"))


def test_lever_bars_show_the_points_and_the_step(reader):
    """The gain as the bar, the reading now and needed behind it."""
    view = scorecard.load(reader, ALL)
    assert [(bar.label, bar.value, bar.note) for bar in charts.lever_bars("x", view.levers, EN).bars] == [
        ("Access", Decimal("6.00"), "8.1 → 8.5"),
        ("Bills right", Decimal("4.00"), "8.9 → 9.3"),
    ]


def test_the_funnel_stands_around_the_simple_mean_and_marks_who_is_outside():
    """Scores 70, 78, 80, 92 with error 2: the mean is 80; only 70 (z = 5) and 92 (z = 6) are far outside."""
    scores = {"A": "92.00", "B": "80.00", "C": "78.00", "D": "70.00"}
    lines = [
        ranked(one, place, score=Decimal(score), error=Decimal("2.000000"))
        for place, (one, score) in enumerate(scores.items(), 1)
    ]
    found = charts.funnel("t", [*lines, ranked("E", None)], EN, own="B")
    assert found is not None
    assert (found.centre, [z for z, _ in found.limits]) == (
        Decimal("80.00"),
        [Decimal("1.96"), Decimal("3.09")],
    )
    assert [(one.label, one.tone, one.named) for one in found.specks] == [
        ("Unit A", Tone.GOOD, True),
        ("Unit B", Tone.OWN, True),
        ("Unit C", Tone.NEUTRAL, False),
        ("Unit D", Tone.BAD, True),
    ]


def test_of_many_outside_the_funnel_the_twelve_farthest_are_named():
    """All outside the wide limits keep their shape."""
    lines = [
        ranked(f"U{place:02d}", place, score=Decimal(f"{50 + place + (place > 15) * 40}.00"))
        for place in range(1, 31)
    ]
    found = charts.funnel("t", lines, EN)
    assert found is not None
    named = [one for one in found.specks if one.named]
    assert len(named) == 12
    assert all(one.tone in {Tone.GOOD, Tone.BAD} for one in found.specks)
    least = min(abs(one.value - found.centre) for one in named)
    assert sum(abs(one.value - found.centre) > least for one in found.specks) < 12


def test_a_score_without_error_is_named_wherever_it_is_not_the_mean():
    """Nothing is divided by 0."""
    sure = ranked("A", 1, score=Decimal("90.00"), error=Decimal("0.000000"))
    others = [ranked(one, 2, score=Decimal("80.00")) for one in "BC"]
    found = charts.funnel("t", [sure, *others], EN)
    assert found is not None
    assert (found.specks[0].tone, found.specks[0].named) == (Tone.GOOD, True)


@pytest.mark.parametrize("count", [0, 2])
def test_there_is_no_funnel_of_two(count):
    """Nor of those who have no error."""
    assert charts.funnel("t", [ranked(str(one), 1) for one in range(count)], EN) is None
    assert charts.funnel("t", [ranked(str(one), 1, error=None) for one in range(9)], EN) is None
