"""The bulletin's view: the whole company in one month."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.errors import BadRequest, Forbidden
from scorecard.model.principal import Principal
from scorecard.views.bulletin import load
from tests.views.world import APRIL, of, world

ALL = Principal("all")


def test_the_bulletin_adds_up(reader):
    """Processes, departments and cells hold the index of the root."""
    view = load(reader, ALL)
    assert view.index.id == "G"
    for parts in (view.processes, view.departments, view.cells):
        assert sum(part.level for part in parts) == view.index.level == Decimal("78.00")


def test_every_level_below_the_root_has_its_league(reader):
    """All units, the unranked last."""
    leagues = {level.id: [one.line.id for one in units] for level, units in load(reader, ALL).leagues}
    assert leagues == {"city": ["A", "B"], "hall": ["A1"]}


def test_weakest_kpis_levers_and_what_is_owed_are_listed(reader):
    """Most pressure first, most points to win first; a withheld KPI is named instead of shown."""
    view = load(reader, ALL)
    assert [line.id for line in view.weakest] == ["access"]
    assert [one.kpi.id for one in view.levers] == ["access", "bill"]
    assert [(one.kpi.id, one.state) for one in view.owed] == [("noise", "hidden")]


def test_the_evidence_singles_out_units_and_departments_red_ones_first(publish):
    """The network is yellow; city A is red after two yellow months, and stands before it."""
    tables = world()
    assert [(one.line.id, one.level) for one in load(publish(tables), ALL).cards] == [("net", None)]
    city = of(tables, "standing", unit="A", kind="index")
    city["card"] = "yellow"
    tables["standing"] += [{**city, "period": month} for month in ("2026-05",)]
    of_april = next(
        row
        for row in tables["standing"]
        if (row["period"], row["unit"], row["kind"]) == (APRIL, "A", "index")
    )
    of_april["card"] = "yellow"
    found = load(publish(tables), ALL).cards
    assert [(one.line.id, one.line.evidence.card, one.level and one.level.id) for one in found] == [
        ("A", "red", "city"),
        ("net", "yellow", None),
    ]


def test_each_weakest_kpi_names_who_answers_for_it(reader):
    """The departments of each of them, the largest share first; they add up to the KPI's line."""
    view = load(reader, ALL)
    (owners,) = view.owners
    assert [(one.department.id, one.share) for one in owners] == [
        ("net", Decimal("70.00")),
        ("it", Decimal("30.00")),
    ]
    assert sum(one.pressure for one in owners) == view.weakest[0].pressure == Decimal("6.00")


def test_the_largest_share_comes_first_whatever_the_order_of_departments(publish):
    """IT stands behind the network in the book, and in front of it where its share is larger."""
    tables = world()
    for department, share in (("net", "20.00"), ("it", "80.00")):
        of(tables, "share", kpi="access", department=department)["share"] = Decimal(share)
    (owners,) = load(publish(tables), ALL).owners
    assert [one.department.id for one in owners] == ["it", "net"]


def test_the_intake_balances(reader):
    """Files and rows of a source are added over its deliveries: read = kept + refused."""
    (intake,) = load(reader, ALL).intake
    assert (intake.source.id, intake.source.name.zh, intake.files) == ("survey", "测评", 2)
    assert (intake.rows_read, intake.rows_kept, intake.rows_refused) == (200, 197, 3)


def test_the_month_before_is_none_where_it_was_not_computed(reader):
    """June has no May; the series shows the gap."""
    view = load(reader, ALL)
    assert view.previous is None
    assert [one.value for one in view.trend] == [Decimal("75.00"), None, Decimal("78.00")]


def test_only_who_may_open_the_root_gets_the_bulletin(reader):
    """A unit principal is refused, and an unknown period is answered."""
    with pytest.raises(Forbidden, match="may not open unit 'G'"):
        load(reader, Principal("a", units=("A",)))
    with pytest.raises(BadRequest, match="no period '2026-05'"):
        load(reader, ALL, period="2026-05")


def test_a_limited_principal_sees_the_others_as_one_department(reader):
    """The bulletin's view still adds up."""
    view = load(reader, Principal("it", departments=("it",)))
    assert [line.id for line in view.departments] == ["it", ""]
    assert sum(line.level for line in view.departments) == Decimal("78.00")
