"""Levers: which KPI wins how many points at its next band."""

from __future__ import annotations

from decimal import Decimal

from scorecard.model.principal import Principal
from scorecard.views.scorecard import load
from tests.views.world import of, world

ALL = Principal("all")


def test_levers_stand_by_the_points_that_they_win(reader):
    """Reading and score needed are the published ones; the most points come first."""
    found = load(reader, ALL).levers
    assert [(one.kpi.id, one.kpi.value, one.needed, one.score, one.gain) for one in found] == [
        ("access", Decimal("8.1"), Decimal("8.5"), Decimal("80.00"), Decimal("6.00")),
        ("bill", Decimal("8.9"), Decimal("9.3"), Decimal("100.00"), Decimal("4.00")),
    ]


def test_a_departments_levers_are_its_share(reader):
    """IT holds 30 % of 6.00 and 40 % of 4.00, half up; what is not its own is no lever."""
    assert [(one.kpi.id, one.gain) for one in load(reader, ALL, department="it").levers] == [
        ("access", Decimal("1.80")),
        ("bill", Decimal("1.60")),
    ]
    assert [one.kpi.id for one in load(reader, ALL, department="net").levers] == ["access"]


def test_a_share_that_wins_less_than_half_a_hundredth_is_no_lever(publish):
    """0.01 points at 40 % are 0.004; at 50 % they are 0.005, which is printed as 0.01."""
    tables = world()
    of(tables, "lever", unit="G", kpi="bill")["gain"] = Decimal("0.01")
    assert [one.kpi.id for one in load(publish(tables), ALL, department="it").levers] == ["access"]
    of(tables, "share", kpi="bill", department="it")["share"] = Decimal("50.00")
    found = load(publish(tables), ALL, department="it").levers
    assert [(one.kpi.id, one.gain) for one in found] == [
        ("access", Decimal("1.80")),
        ("bill", Decimal("0.01")),
    ]


def test_at_most_eight_levers_are_shown(publish):
    """Of nine the one with the fewest points falls off."""
    tables = world()
    definition = of(tables, "kpi", kpi="access")
    reading, lever = (of(tables, name, unit="G", kpi="access") for name in ("reading", "lever"))
    for number in range(8):
        name = {"kpi": f"more{number}"}
        tables["kpi"].append({**definition, **name})
        tables["reading"].append({**reading, **name})
        tables["lever"].append({**lever, **name, "gain": Decimal(number + 5)})
    levers = load(publish(tables), ALL).levers
    assert len(levers) == 8
    assert "bill" not in [one.kpi.id for one in levers]
