"""The audit of a unit: it adds up to 100.00, or no page is shown; a limited principal sees its own parts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.errors import Damaged, Forbidden
from scorecard.model.audit import Matter, Reach
from scorecard.model.org import UNASSIGNED
from scorecard.model.principal import Principal
from scorecard.views import bulletin, transmission
from scorecard.views.audit import load
from tests.views.world import of, world

ALL = Principal("all")
IT = Principal("it", departments=("it",))


def leaks(view) -> dict[str, str]:
    """The classes that hold anything."""
    return {str(reach): str(weight) for reach, weight in view.classes if weight}


def parts(view) -> list[tuple[str, str | None, str]]:
    """KPI, department and weight of every part."""
    return [
        (one.kpi.id if one.kpi else "", one.department.id if one.department else None, str(one.weight))
        for one in view.tracks
    ]


@pytest.mark.parametrize("principal", [ALL, IT])
@pytest.mark.parametrize("unit", ["G", "A", "B"])
def test_parts_processes_and_classes_add_up_to_100(reader, principal, unit):
    """Whichever way the weight is added, for a limited principal too."""
    view = load(reader, principal, unit=unit)
    assert sum(weight for _, weight in view.classes) == Decimal("100.00")
    assert sum(one.weight for one in view.tracks) == Decimal("100.00")
    assert sum(way.weight for way in view.ways) == Decimal("100.00")
    assert all(sum(way.parts) == way.weight for way in view.ways)
    for place, (_, weight) in enumerate(view.classes):
        assert sum(way.parts[place] for way in view.ways) == weight
    assert view.reached + view.leaked == Decimal("100.00")


def test_every_class_is_there_in_its_order(reader):
    """A class without weight is 0.00, not left out."""
    assert [reach for reach, _ in load(reader, ALL).classes] == list(Reach)
    assert leaks(load(reader, ALL)) == {"reached": "82.00", "hidden": "18.00"}
    assert leaks(load(reader, ALL, unit="B")) == {"missing": "100.00"}


def test_parts_stand_in_the_order_of_the_definitions(reader):
    """Process, KPI, department, as in the book."""
    assert parts(load(reader, ALL)) == [
        ("access", "net", "29.40"),
        ("access", "it", "12.60"),
        ("noise", "net", "18.00"),
        ("bill", "it", "16.00"),
        ("bill", "market", "24.00"),
    ]


def test_a_limited_principal_sees_the_others_of_a_kpi_as_one(reader):
    """Its own parts by name, the rest of each KPI under one department without an id."""
    view = load(reader, IT)
    assert parts(view) == [
        ("access", "it", "12.60"),
        ("access", "", "29.40"),
        ("noise", "", "18.00"),
        ("bill", "it", "16.00"),
        ("bill", "", "24.00"),
    ]
    assert view.classes == load(reader, ALL).classes


def test_findings_name_their_subjects(reader):
    """In both languages, in the order of the definitions, with their weights and their sum."""
    (leak,) = load(reader, ALL).findings
    assert (leak.matter, leak.reach, leak.mild) == (Matter.KPI_LEAKS, Reach.HIDDEN, False)
    assert [(who.name.zh, weight) for who, weight in leak.subjects] == [("杂音率", Decimal("18.00"))]
    (lost,) = load(reader, ALL, unit="B").findings
    assert [who.name.en for who, _ in lost.subjects] == ["Network quality", "Billing"]
    assert lost.weight == Decimal("100.00")


def test_nobodys_part_and_what_is_not_measured_are_seen_by_everyone(publish):
    """They are no department's: a limited principal gets them as they are."""
    tables = world()
    of(tables, "passage", unit="G", kpi="access", department="net").update(
        department=UNASSIGNED, reach="unassigned"
    )
    for department in ("market", "it"):
        tables["passage"].remove(of(tables, "passage", unit="G", kpi="bill", department=department))
    none = {"kpi": "", "department": "", "reach": "unmeasured", "weight": Decimal("40.00")}
    tables["passage"].append({"period": "2026-06", "unit": "G", "process": "billing", **none})
    reader = publish(tables)
    nobody, others = ("access", UNASSIGNED, "29.40"), ("", None, "40.00")
    for principal, own in ((ALL, "net"), (IT, "")):
        view = load(reader, principal)
        assert sorted(parts(view)[:2]) == [("access", "it", "12.60"), nobody]
        assert parts(view)[2:] == [("noise", own, "18.00"), others]
        assert leaks(view) == {
            "reached": "12.60",
            "unassigned": "29.40",
            "hidden": "18.00",
            "unmeasured": "40.00",
        }


@pytest.mark.parametrize("open_page", [load, transmission.load, bulletin.load])
def test_parts_that_miss_100_stop_the_page(publish, open_page):
    """A hundredth too little is told with the sum, and nothing is shown."""
    tables = world()
    of(tables, "passage", unit="G", kpi="noise")["weight"] -= Decimal("0.01")
    with pytest.raises(Damaged, match=r"audit of unit 'G' .* 99\.99, not to 100"):
        open_page(publish(tables), ALL)


def test_a_month_that_was_never_audited_says_so(publish):
    """Results of a version without the audit do not close: the month is to be run again."""
    tables = world()
    tables["passage"].clear()
    with pytest.raises(Damaged, match="Run the period again"):
        load(publish(tables), ALL)


def test_parts_of_a_department_that_is_not_there_are_damage(publish):
    """What an id without a department holds is missing from the sum, and is not hidden among the others."""
    tables = world()
    of(tables, "passage", unit="G", kpi="noise")["department"] = "gone"
    with pytest.raises(Damaged, match=r"adds up to 82\.00"):
        load(publish(tables), ALL)


def test_a_forged_unit_is_refused(reader):
    """The audit of a foreign unit stays closed."""
    with pytest.raises(Forbidden):
        load(reader, Principal("a", units=("A",)), unit="G")
