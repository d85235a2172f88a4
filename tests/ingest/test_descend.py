"""From the names of a path to units: the definitions win, and what they do not list is a unit of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.ingest.descend import Descent, Way
from scorecard.model.org import Retired, Unit
from scorecard.model.source import Origin
from tests.places import NORTH, places_edition
from tests.sample import text

PATH = Origin(path=("province", "city"), below="G")


def way(*names: str | None, units: tuple[Unit, ...] = (), retired: tuple[Retired, ...] = ()) -> Way:
    """Where the names lead in an edition that lists the group and these units."""
    edition = places_edition(*units, retired=retired)
    return Descent(PATH, edition).follow(names)


def found(way: Way) -> list[tuple[str, str, str, bool]]:
    """Unit, parent, level and whether it is listed, of every step."""
    return [(one.unit, one.parent, one.level, one.listed) for one in way.steps]


def test_names_that_nobody_lists_are_units_of_their_own():
    """Each stands below the one before, one level deeper, under an id made of the names."""
    assert found(way("Texas", "Fort Worth")) == [
        ("G.texas", "G", "province", False),
        ("G.texas.fort-worth", "G.texas", "city", False),
    ]
    assert found(way("Texas", None)) == [("G.texas", "G", "province", False)]


@pytest.mark.parametrize("name", ["N", "north", " NORTH ", "North中文", "norden", "北　部"])
def test_a_listed_unit_is_meant_by_id_alias_or_name(name: str):
    """Case, width and blanks do not count; what lies below it is below the listed unit."""
    assert found(way(name, "Alder", units=(NORTH,))) == [
        ("N", "G", "province", True),
        ("N.alder", "N", "city", False),
    ]


def test_only_a_unit_of_that_parent_and_level_is_meant():
    """A city of that name elsewhere, or a unit of another level, is another unit."""
    south = Unit("S", text("South"), "province", "G")
    alder = Unit("A", text("Alder"), "city", "S")
    direct = Unit("D", text("Delta"), "city", "G")
    units = (NORTH, south, alder, direct)
    assert way("South", "Alder", units=units).steps[-1].unit == "A"
    assert way("North", "Alder", units=units).steps[-1].unit == "N.alder"
    assert way("Delta", None, units=units).steps[-1].unit == "G.delta"


def test_a_found_unit_may_be_listed_under_its_id():
    """Under another name too it stays the same unit, so that it can be given a target."""
    listed = Unit("G.texas", text("Lone Star"), "province", "G")
    assert found(way("Texas", "Austin", units=(listed,))) == [
        ("G.texas", "G", "province", True),
        ("G.texas.austin", "G.texas", "city", False),
    ]


def test_a_name_of_several_listed_units_is_none():
    """Two provinces of one name: the row does not say which of them it means."""
    twins = (Unit("N1", text("North"), "province", "G"), Unit("N2", text("North"), "province", "G"))
    assert way("North", "Alder", units=twins) == Way((), "several_units", 0)
    assert way("N1", None, units=twins).steps[-1].unit == "N1"


def test_an_id_that_is_listed_elsewhere_is_not_given_again():
    """An id means one unit for ever: it cannot be a province and a city."""
    taken = Unit("G.texas", text("Depot"), "city", "G")
    assert way("Texas", None, units=(taken,)) == Way((), "listed_elsewhere", 0)


def test_an_ended_unit_leads_to_its_heir():
    """Its name, and what lies below it, belong to the heir; without a single one the row is refused."""
    gone = Retired(replace(NORTH, id="O", name=text("Old"), aliases=()), "N")
    assert found(way("Old", "Alder", units=(NORTH,), retired=(gone,))) == [
        ("N", "G", "province", True),
        ("N.alder", "N", "city", False),
    ]
    split = replace(gone, heir=None)
    assert way("Old", None, units=(NORTH,), retired=(split,)) == Way((), "ended_unit", 0)
    again = Unit("O2", text("Old"), "province", "G")
    assert way("Old", None, units=(NORTH, again), retired=(split,)).steps[-1].unit == "O2"


def test_an_heir_of_another_level_takes_no_row_over():
    """A province that ended in a city: units below it would have no level."""
    city = Unit("C", text("Cedar"), "city", "G")
    gone = Retired(replace(NORTH, id="O", name=text("Old"), aliases=()), "C")
    assert way("Old", "Alder", units=(city,), retired=(gone,)) == Way((), "ended_unit", 0)


def test_an_ended_found_unit_stays_ended():
    """One that was listed under its id and has ended is not found anew."""
    gone = Retired(Unit("G.texas", text("Lone Star"), "province", "G"), None)
    assert way("Texas", None, retired=(gone,)) == Way((), "ended_unit", 0)


@pytest.mark.parametrize(
    ("names", "code", "at"),
    [
        ((None, None), "missing_unit", 0),
        ((None, "Austin"), "missing_above", 1),
        (("-", None), "not_name", 0),
        (("Texas", "***"), "not_name", 1),
    ],
)
def test_names_that_lead_nowhere_say_why(names: tuple[str | None, ...], code: str, at: int):
    """No name at all, one without the name above it, and what is no name."""
    assert way(*names) == Way((), code, at)
