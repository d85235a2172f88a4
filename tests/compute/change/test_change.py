"""The change of an index, from the edge table of methods B, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scorecard.compute.change import change
from scorecard.errors import BadDefinitions
from scorecard.model.change import Cause, Movement
from tests.compute.change.sides import HALF, curve, natural, side, stated, told


def test_without_a_base_there_is_no_change():
    """A side that has too little data has no index: None, in each of the three places."""
    full, empty = side({"a": stated(60)}), side({"a": stated()})
    assert change(empty, full) is None
    assert change(full, empty) is None
    assert change(full, full, published=empty) is None
    assert told(change(full, full)) == {}


def test_a_row_is_weighted_along_the_path_by_mean_weights():
    """p has 2/5 then 3/5 of the index, a 1/4 then 3/4 of p: half of half of 8 points are 2."""
    before = side(
        {"a": stated(60), "b": stated(60, weight=3), "c": stated(60, process="q")}, {"p": 2, "q": 3}
    )
    after = side({"a": stated(68, weight=3), "b": stated(60), "c": stated(60, process="q")}, {"p": 3, "q": 2})
    found = change(before, after)
    assert found is not None
    assert Movement("p", "a", Cause.RATE, "", Fraction(2), Fraction(8)) in found.movements
    assert (found.before, found.after) == (60, 60 + Fraction(3, 5) * 6)
    off = Fraction(9, 5)
    assert told(found) == {
        ("a", "rate", ""): 2,
        ("a", "weight", ""): HALF * HALF * (64 - 63),
        ("b", "weight", ""): HALF * -HALF * (60 - 63),
        ("p", "weight", ""): Fraction(1, 5) * (3 - off),
        ("q", "weight", ""): Fraction(-1, 5) * (0 - off),
    }


def test_a_kpi_that_was_missing_is_coverage():
    """a at 60 alone, then b with 80 beside it: b brings 1/2 · (80 − 65), a gives up 1/2 · (60 − 65)."""
    found = change(side({"a": stated(60), "b": stated()}), side({"a": stated(60), "b": stated(80)}))
    assert told(found) == {("a", "coverage", ""): Fraction(5, 2), ("b", "coverage", ""): Fraction(15, 2)}


def test_a_new_kpi_is_weight_and_so_is_a_removed_one():
    """The same numbers, where b was not declared."""
    one, two = side({"a": stated(60)}), side({"a": stated(60), "b": stated(80)})
    rows = {("a", "weight", ""): Fraction(5, 2), ("b", "weight", ""): Fraction(15, 2)}
    assert told(change(one, two)) == rows
    assert told(change(two, one)) == {key: -points for key, points in rows.items()}


def test_processes_come_and_go_like_kpis():
    """q is new (weight), or below the minimum before (coverage): rows of the processes' own, none inside."""
    p, q = {"a": stated(60)}, {"b": stated(80, process="q"), "c": stated(100, process="q", weight=9)}
    both = {"p": 1, "q": 1}
    after = side(p | q, both)
    wanted = Fraction(98 - 60, 2)
    for before, cause in (
        (side(p), Cause.WEIGHT),
        (side(p, both), Cause.WEIGHT),
        (side(p | {"b": stated(80, process="q", weight=0)}, both), Cause.WEIGHT),
        (side(p | q | {"c": stated(process="q", weight=9)}, both), Cause.COVERAGE),
    ):
        found = change(before, after)
        assert found is not None
        assert {(one.process, one.kpi, one.cause) for one in found.movements} == {
            ("p", "", cause),
            ("q", "", cause),
        }
        assert sum(one.points for one in found.movements) == wanted


def test_all_weights_of_a_process_changed_do_nothing_where_its_scores_are_alike():
    """Both KPIs are 70 in the middle, so turning 1 : 3 into 3 : 1 moves nothing."""
    before = side({"a": stated(60), "b": stated(70, weight=3)})
    after = side({"a": stated(80, weight=3), "b": stated(70)})
    rows = told(change(before, after))
    assert rows["a", "weight", ""] + rows["b", "weight", ""] == 0
    assert rows["a", "rate", ""] == 10


def test_a_flat_stretch_shows_what_moved_for_nothing():
    """Beyond the stretch reading 0 points; the row stays, for its natural amount."""
    found = change(side({"a": stated(110)}), side({"a": stated(120)}))
    assert told(found) == {("a", "rate", ""): 0}
    assert natural(found) == {("rate", ""): 10}


def test_simpson_keeps_both_rows():
    """The reading stands still: two parts 5 better, the worse one heavier."""
    before = side({"k": stated(70, a=(1, 60), b=(1, 80))})
    after = side({"k": stated(70, a=(3, 65), b=(1, 85))})
    found = change(before, after)
    assert sum(points for (_, cause, _), points in told(found).items() if cause == "rate") == 5
    assert sum(points for (_, cause, _), points in told(found).items() if cause == "mix") == -5
    assert found is not None
    assert found.before == found.after


def test_moved_members_are_the_organisations():
    """b belonged to another unit before."""
    before, after = side({"k": stated(60, a=(1, 60))}), side({"k": stated(70, a=(1, 60), b=(1, 80))})
    rows = told(change(before, after, moved={"b"}))
    assert rows == {("k", "organisation", "b"): Fraction(15, 2), ("k", "mix", "a"): Fraction(5, 2)}


def test_a_kpi_that_changes_its_process_goes_and_comes():
    """In the one process it is removed, in the other new; it has no rate in either."""
    rest = {"a": stated(60), "b": stated(80, process="q")}
    both = {"p": 1, "q": 1}
    found = change(side(rest | {"k": stated(60)}, both), side(rest | {"k": stated(90, process="q")}, both))
    assert found is not None
    assert {one.cause for one in found.movements} == {Cause.WEIGHT}
    assert {one.process for one in found.movements if one.kpi == "k"} == {"q"}
    assert sum(one.points for one in found.movements) == found.after - found.before


def test_corrections_come_in_one_row_a_kpi():
    """60 was published; a was 62 and b had been missing; then a rose by 4. The whole adds up from 60."""
    published = side({"a": stated(60), "b": stated()})
    before = side({"a": stated(62), "b": stated(80)})
    after = side({"a": stated(66), "b": stated(80)})
    found = change(before, after, published=published)
    assert found is not None
    assert (found.before, found.after) == (60, 73)
    middle = Fraction(60 + 71, 2)
    assert told(found) == {
        ("a", "correction", ""): Fraction(3, 4) * 2 - HALF * (61 - middle),
        ("b", "correction", ""): HALF * (80 - middle),
        ("a", "rate", ""): 2,
    }
    assert [one.natural for one in found.movements] == [None, None, 4]
    (net,) = found.departments
    assert (net.before, net.after, net.performance, net.inherited) == (60, 73, 2, 13)


def test_a_base_that_was_published_as_it_is_known_needs_no_correction():
    """Nothing was corrected: the change is that without a published base."""
    before, after = side({"a": stated(60), "b": stated(70)}), side({"a": stated(66), "b": stated(80)})
    assert change(before, after, published=before) == change(before, after)


def test_corrections_that_cancel_leave_no_row():
    """A reading was put right where the curve is flat: the index did not move, so nothing is corrected."""
    published, before, after = (side({"a": stated(one)}) for one in (110, 120, 90))
    assert told(change(before, after, published=published)) == {("a", "rate", ""): -10}


def test_departments_answer_for_performance_only():
    """a rose by 10 for net and care, its rule gave 6 more to nobody."""
    old, new = curve((0, 0), (100, 100)), curve((0, 0), (100, 110))
    before = side({"a": stated(50, rule=old, shares={"net": 6000, "care": 4000})})
    after = side(
        {"a": stated(60, rule=new, shares={"net": 8000, "unassigned": 2000}), "z": stated(weight=0)},
        departments=frozenset({"care"}),
    )
    found = change(before, after)
    assert told(found) == {("a", "rate", ""): Fraction(21, 2), ("a", "target", ""): Fraction(11, 2)}
    assert found is not None
    parts = {one.department: one.performance for one in found.departments}
    assert parts == {
        "net": Fraction(147, 20),
        "unassigned": Fraction(21, 20),
        "care": Fraction(21, 10),
    }
    assert sum(one.moved for one in found.departments) == 0


def test_a_merged_department_passes_its_past_on():
    """old became net: nothing moved, though its name is gone; without a successor it is an error."""
    before = side({"a": stated(50, shares={"old": 6000, "net": 4000})})
    after = side({"a": stated(60)}, successors={"old": {"net": Fraction(1)}})
    for published in (None, before):
        found = change(before, after, published=published)
        assert found is not None
        (net,) = found.departments
        assert (net.before, net.after, net.performance, net.moved) == (50, 60, 10, 0)
    with pytest.raises(BadDefinitions, match="old"):
        change(before, replace(after, successors={}))


def test_a_published_base_passes_through_both_reorganisations():
    """Published for old, known for mid, followed by net."""
    published = side({"a": stated(50, shares={"old": 10_000})})
    before = side({"a": stated(52, shares={"mid": 10_000})}, successors={"old": {"mid": Fraction(1)}})
    after = side({"a": stated(60)}, successors={"mid": {"net": Fraction(1)}})
    found = change(before, after, published=published)
    assert found is not None
    (net,) = found.departments
    assert (net.before, net.after, net.performance, net.inherited, net.moved) == (50, 60, 8, 10, 0)
