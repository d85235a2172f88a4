"""Ranking: open to everybody, and nothing but the ranking."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.errors import BadRequest, Damaged
from scorecard.model.principal import Principal
from scorecard.views.ranking import load
from tests.views.world import of, world

ALL = Principal("all")


def test_the_level_below_the_unit_is_shown(reader):
    """The root ranks cities, a city its halls, a hall its own level."""
    shown = {unit: load(reader, ALL, unit=unit).level.id for unit in ("G", "A", "A1", "B")}
    assert shown == {"G": "city", "A": "hall", "A1": "hall", "B": "city"}
    assert [choice.id for choice in load(reader, ALL).levels] == ["city", "hall"]


def test_the_ranked_come_first_and_the_unranked_are_listed(publish):
    """By rank, then by id; a unit without a rank stands at the end."""
    tables = world()
    of(tables, "standing", unit="A", kind="index")["rank"] = None
    of(tables, "standing", unit="B", kind="index").update(rank=1, score=Decimal("60.00"))
    units = load(publish(tables), ALL).units
    assert [(one.line.id, one.line.rank) for one in units] == [("B", 1), ("A", None)]
    assert {one.parent.id for one in units if one.parent} == {"G"}


def test_a_foreign_units_line_holds_the_published_ranking_only(reader):
    """A unit principal sees everybody's score, n and rank, and pressure of its own units alone."""
    view = load(reader, Principal("b", units=("B",)), level="city")
    city = next(one.line for one in view.units if one.line.id == "A")
    assert (city.score, city.rank, city.ranked, city.n) == (Decimal("78.00"), 1, 1, 150)
    assert (city.level, city.pressure, city.surplus, city.weight, city.coverage) == (None,) * 5
    assert (view.root.score, view.root.pressure) == (Decimal("78.00"), None)
    own = next(one.line for one in load(reader, Principal("a", units=("A",)), level="city").units)
    assert own.pressure == Decimal("6.00")


def test_everybody_sees_sets_and_cards_but_not_what_lies_behind(reader):
    """Interval, error, rank set, alike and card are published with a rank; shrunk score, bounds not."""
    limited = Principal("it", units=("B",), departments=("it",))
    view = load(reader, limited, unit="B", level="city")
    city = next(one.line.evidence for one in view.units if one.line.id == "A")
    assert (city.low, city.high, city.rank_low, city.rank_high) == (Decimal("76.00"), Decimal("80.00"), 1, 1)
    assert (city.shrunk, city.bound_low, city.bound_high) == (None, None, None)
    lines = {
        line.id: line.evidence for line in load(reader, Principal("it", departments=("it",))).departments
    }
    assert (lines["net"].card, lines["net"].sure_low, lines["net"].shrunk) == ("yellow", 3, None)
    assert lines["market"].alike == ("it",)
    assert (lines["it"].shrunk, lines["it"].bound_low) == (Decimal("80.41"), Decimal("74.41"))


def test_a_third_yellow_month_is_red_and_a_gap_is_not_yellow(publish):
    """June, May and April yellow make June red; without May it stays yellow, though April was."""
    tables = world()
    june = of(tables, "standing", unit="G", kind="department", subject="net")
    assert load(publish(tables), ALL).departments[-1].evidence.card == "yellow"
    tables["standing"].append({**june, "period": "2026-05"})
    assert load(publish(tables), ALL).departments[-1].evidence.card == "red"
    june["card"] = ""
    assert load(publish(tables), ALL).departments[-1].evidence.card is None


def test_units_stand_by_their_peer_group(publish):
    """Ranks are within a group: groups follow each other by name, the best of each first."""
    tables = world()
    of(tables, "unit", unit="A")["peer_group"] = "west"
    of(tables, "unit", unit="B")["peer_group"] = "east"
    of(tables, "standing", unit="B", kind="index").update(rank=1, score=Decimal("60.00"))
    view = load(publish(tables), ALL)
    assert [(name, [one.line.id for one in units]) for name, units in view.groups] == [
        ("east", ["B"]),
        ("west", ["A"]),
    ]
    assert [name for name, _ in load(publish(world()), ALL).groups] == [""]


def test_departments_are_ranked_by_their_own_score(reader):
    """Not by contribution, which measures the size of a responsibility."""
    assert [(line.id, line.rank) for line in load(reader, ALL).departments] == [
        ("market", 1),
        ("it", 2),
        ("net", 3),
    ]


def test_a_foreign_departments_line_holds_the_published_ranking_only(reader):
    """A department principal sees the others' scores and ranks, and its own points."""
    lines = {line.id: line for line in load(reader, Principal("it", departments=("it",))).departments}
    assert (lines["net"].score, lines["net"].rank, lines["net"].pressure) == (Decimal("70.00"), 3, None)
    assert lines["it"].pressure == Decimal("1.80")


def test_an_unknown_level_names_the_near_word(reader):
    """A typo in the address is answered."""
    with pytest.raises(BadRequest, match="Did you mean 'city'"):
        load(reader, ALL, level="citty")


def test_a_root_without_an_index_line_is_damage(publish):
    """The reference of every ranking is the root."""
    tables = world()
    tables["standing"].remove(of(tables, "standing", unit="G", kind="index"))
    with pytest.raises(Damaged, match="no index of the root unit"):
        load(publish(tables), ALL)
