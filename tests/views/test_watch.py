"""What signals among the series of a unit, and how many false alarms to expect among them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.model.principal import Principal
from scorecard.model.text import Text
from scorecard.views import bulletin, scorecard
from scorecard.views.control import controlled
from scorecard.views.watch import NOTHING, Watched, expected, watch
from tests.views.past import HIGHER, OUTLIER, SHIFT, every, series, with_past

ALL = Principal("all")
ACCESS = [f"{value}.0" for value in OUTLIER]
QUALITY = [f"{100 - value}.00" for value in OUTLIER]


def watched(id_: str, values) -> Watched:
    """A series by itself."""
    return Watched("kpi", id_, Text(id_, id_), Text("分", "points"), controlled(series(values), HIGHER))


def test_the_worse_come_first_and_only_what_can_be_told_counts():
    """A rise and a fall, ups and downs, and two months that tell nothing."""
    found = watch(
        [
            watched("rise", SHIFT),
            watched("usual", (10, 12) * 6),
            watched("fall", SHIFT[::-1]),
            watched("young", (10, None)),
        ]
    )
    assert [one.id for one in found.signals] == ["fall", "rise"]
    assert (found.charts, found.expected) == (3, Decimal("0.05"))


@pytest.mark.parametrize(
    ("charts", "alarms"), [(0, "0.00"), (31, "0.50"), (62, "0.99"), (63, "1.0"), (182, "2.9")]
)
def test_the_expected_false_alarms_are_printed_to_a_tenth(charts, alarms):
    """1.6 % of the charts; fewer than one of them to a hundredth."""
    assert str(expected(charts)) == alarms


@pytest.mark.parametrize("load", [scorecard.load, bulletin.load])
def test_a_units_processes_and_kpis_are_watched(publish, load):
    """Access rises out of its limits, the score of its process falls; bill and its process never move."""
    view = load(publish(with_past(ACCESS, QUALITY)), ALL)
    assert [(one.kind, one.id, str(one.control.variation)) for one in view.watch.signals] == [
        ("process", "quality", "worse"),
        ("kpi", "access", "better"),
    ]
    assert view.watch.charts == 4


def test_a_departments_own_kpis_are_watched_and_no_process(publish):
    """Market answers for the bill alone: nothing signals there."""
    reader = publish(with_past(ACCESS, QUALITY))
    net = scorecard.load(reader, ALL, department="net").watch
    assert [one.id for one in net.signals] == ["access"]
    assert net.charts == 1
    market = scorecard.load(reader, Principal("m", departments=("market",)), department="market").watch
    assert (market.signals, market.charts) == ((), 1)


def test_a_process_begins_anew_where_its_score_comes_about_otherwise(publish):
    """Another weight in the last month: 30 is not measured as 12 was, so nothing signals."""
    tables = with_past(ACCESS, QUALITY)
    for row in every(tables, "kpi", period="2026-06", kpi="noise"):
        row["weight"] = Decimal("31.00")
    view = scorecard.load(publish(tables), ALL)
    assert [one.id for one in view.watch.signals] == ["access"]
    assert view.watch.charts == 3


@pytest.mark.parametrize("column", ["rule", "measured"])
def test_another_rule_or_measure_begins_the_process_anew(publish, column):
    """The rule that the unit is held to, or what is measured."""
    tables = with_past(ACCESS, QUALITY)
    for period in {str(row["period"]) for row in tables["book"]}:
        mark = "new" if period == "2026-06" else "old"
        if column == "rule":
            keys = {"period": period, "span": "month", "unit": "G", "kpi": "access"}
            tables["basis"].append({**keys, "rule": mark, "readings": "1", "state": "ok"})
        else:
            every(tables, "kpi", period=period, kpi="access")[0]["measured"] = mark
    found = scorecard.load(publish(tables), ALL).watch
    assert [one.id for one in found.signals] == (["access"] if column == "rule" else [])


def test_a_limited_principal_watches_no_other_unit(publish):
    """The reads carry the principal: the group's series are refused, the city's shown."""
    reader = publish(with_past(ACCESS, QUALITY))
    view = scorecard.load(reader, Principal("a", units=("A",)))
    assert view.frame.unit.id == "A"
    assert view.watch.signals == ()


def test_nothing_is_nothing():
    """What a view without a watch holds."""
    assert (NOTHING.signals, NOTHING.charts) == ((), 0)
