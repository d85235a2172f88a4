"""The tree of a period from the listed units and those that rows name."""

from __future__ import annotations

from itertools import permutations

from scorecard.compute.grow import grow
from scorecard.model.org import Found, Unit, UnitLevel, UnitTree
from tests.sample import text

LEVELS = tuple(UnitLevel(one, text(one)) for one in ("group", "province", "city"))
TREE = UnitTree((Unit("G", text("Group"), "group"), Unit("N", text("North"), "province", "G")))
FOUND = (
    Found("G.texas", "G", "province", "TEXAS", 2),
    Found("G.texas", "G", "province", "Texas", 1),
    Found("G.texas.austin", "G.texas", "city", "Austin", 3),
    Found("G.ohio", "G", "province", "Ohio", 1),
    Found("G.texas", "G", "province", "Texas", 1),
    Found("N.alder", "N", "city", "Alder", 1),
)
ALL = ("G.texas.austin", "G.ohio", "N.alder")


def test_found_units_stand_below_the_listed_ones_in_order_of_level_and_id():
    """Parents come before children, and the listed units keep their places."""
    tree = grow(TREE, LEVELS, FOUND, ALL)
    assert [unit.id for unit in tree.units] == ["G", "N", "G.ohio", "G.texas", "G.texas.austin", "N.alder"]
    assert tree.lineage("G.texas.austin") == ("G.texas.austin", "G.texas", "G")
    assert [unit.id for unit in tree.children["N"]] == ["N.alder"]


def test_the_name_is_the_one_of_most_rows():
    """Rows of several deliveries add up; of two equally frequent names the first by code points is shown."""
    tree = grow(TREE, LEVELS, FOUND, ALL)
    assert (tree.by_id["G.texas"].name.zh, tree.by_id["G.texas"].name.en) == ("TEXAS", "TEXAS")
    more = (*FOUND, Found("G.texas", "G", "province", "Texas", 1))
    assert grow(TREE, LEVELS, more, ALL).by_id["G.texas"].name.en == "Texas"


def test_a_unit_without_rows_that_count_is_not_there():
    """What only rows that no longer count name is left out; what lies above a unit with rows stays."""
    tree = grow(TREE, LEVELS, FOUND, ["G.texas.austin", "N"])
    assert [unit.id for unit in tree.units] == ["G", "N", "G.texas", "G.texas.austin"]
    assert grow(TREE, LEVELS, FOUND, ["G"]) is TREE


def test_listed_units_win():
    """A unit that is in the tree already keeps its name and place."""
    stray = (Found("N", "G", "city", "Nord", 9),)
    assert grow(TREE, LEVELS, stray, ["N"]) is TREE


def test_order_changes_nothing():
    """The found units in any order make the same tree."""
    assert {grow(TREE, LEVELS, order, ALL).units for order in permutations(FOUND)} == {
        grow(TREE, LEVELS, FOUND, ALL).units
    }
