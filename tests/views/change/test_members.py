"""Parts made comparable: heirs, who is withheld, and who belongs elsewhere."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from scorecard.model.change import Cell
from scorecard.views.change.against import Span
from scorecard.views.change.members import align
from scorecard.views.change.records import Records


def records(
    units: dict[str, str | None], parts=(), heirs: dict[str, str] | None = None, by="unit"
) -> Records:
    """What is read of unit P: ``units`` with their parents, ``parts``: (member, volume, value, members)."""
    return Records(
        unit="P",
        span=Span.MONTH,
        coverage_min={"coverage_min": Decimal(50)},
        units=[{"unit": unit, "parent": parent} for unit, parent in units.items()],
        departments=[],
        successors=[
            {"kind": "unit", "id": ended, "heir": heir, "part": "1"} for ended, heir in (heirs or {}).items()
        ],
        processes=[],
        kpis=[],
        measured={},
        shares=[],
        bases=[],
        parts=[
            {
                "kpi": "k",
                "dimension": by,
                "member": member,
                "volume": volume,
                "value": value,
                "members": members,
            }
            for member, volume, value, members in parts
        ],
        proof=None,
        lines=[],
    )


def cells(**found: tuple[int, int]) -> dict[str, Cell]:
    """member=(volume, value)."""
    return {member: Cell(Fraction(volume), Fraction(value)) for member, (volume, value) in found.items()}


HERE = {"P": None, "a": "P", "b": "P", "c": "P"}


def test_a_unit_that_has_ended_stands_under_its_heir():
    """b was merged into a: its rows are a's in the base, volumes added and values weighted."""
    before = records(HERE, [("a", 30, "8", ""), ("b", 10, "4", ""), ("c", 5, "6", "")])
    after = records({"P": None, "a": "P", "c": "P"}, [("a", 40, "7", ""), ("c", 5, "6", "")], {"b": "a"})
    found = align(before, after, "unit")
    assert found.before == {"k": cells(a=(40, 7), c=(5, 6))}
    assert found.moved == frozenset()


def test_other_dimensions_know_no_heirs():
    """A segment that is called like a unit that has ended keeps its name."""
    before = records(HERE, [("b", 10, "4", "")], by="segment")
    after = records(HERE, [("a", 10, "4", "")], {"b": "a"}, by="segment")
    assert align(before, after, "segment").before == {"k": cells(b=(10, 4))}


def test_one_that_nobody_followed_stays_as_it_was():
    """It is a plain exit."""
    before = records(HERE, [("a", 1, "5", ""), ("b", 1, "5", "")])
    after = records({"P": None, "a": "P"}, [("a", 1, "5", "")], {"b": ""})
    found = align(before, after, "unit")
    assert set(found.before["k"]) == {"a", "b"}
    assert found.moved == frozenset()


@pytest.mark.parametrize(
    ("before", "after", "heirs", "moved"),
    [
        (HERE, {**HERE, "c": "Q"}, {}, {"c"}),
        ({**HERE, "c": "Q"}, HERE, {}, {"c"}),
        (HERE, {"P": None, "a": "P", "c": "P", "q": "Q"}, {"b": "q"}, {"q"}),
        ({"P": None, "a": "P", "x": "Q"}, {"P": None, "a": "P", "b": "P"}, {"x": "b"}, {"b"}),
        (HERE, {"P": None, "a": "P", "b": "P"}, {}, set()),
        ({"P": "Q", "a": "P"}, {"P": "R", "a": "P"}, {}, set()),
    ],
    ids=["went", "came", "heir elsewhere", "heir of one elsewhere", "ended", "the unit itself moved"],
)
def test_members_that_belong_elsewhere_on_the_other_side_have_moved(before, after, heirs, moved):
    """By the trees of both periods, an heir counting as what it followed."""
    assert align(records(before), records(after, heirs=heirs), "unit").moved == moved


def test_who_is_withheld_is_pooled_on_both_sides():
    """a and b together in the base, b and c now: all three together on both."""
    before = records(HERE, [("*", 4, "3", "a b"), ("c", 4, "5", "")])
    after = records(HERE, [("a", 2, "8", ""), ("*", 6, "4", "b c")])
    found = align(before, after, "unit")
    assert found.before == {"k": {"*": Cell(Fraction(8), Fraction(4))}}
    assert found.after == {"k": {"*": Cell(Fraction(8), Fraction(5))}}


def test_the_heir_of_one_withheld_is_pooled_with_it():
    """b, withheld with c, was merged into a: a is pooled too, or b's rows would stand twice."""
    before = records(HERE, [("a", 10, "6", ""), ("*", 2, "3", "b c")])
    after = records({"P": None, "a": "P", "c": "P"}, [("a", 6, "6", ""), ("c", 2, "2", "")], {"b": "a"})
    found = align(before, after, "unit")
    assert set(found.before["k"]) == set(found.after["k"]) == {"*"}
    assert found.before["k"]["*"].volume == 12


def test_a_part_without_volume_says_nothing():
    """It has no value to compare."""
    before = records(HERE, [("a", 0, "6", ""), ("b", 1, "5", "")])
    assert align(before, records(HERE), "unit").before == {"k": cells(b=(1, 5))}
