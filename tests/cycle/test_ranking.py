"""Ranks with their evidence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scorecard.cycle.ranking import among, ranked
from scorecard.model.org import Unit, UnitTree
from scorecard.model.result import Proof, Standing, State, Subject
from scorecard.store.workspace import Workspace
from tests.cycle.carried import carried, index_of
from tests.sample import small_edition, text


def stood(score, error=1.0, state=State.OK, subject=""):
    """A standing with a score and its standard error."""
    kind = Subject.DEPARTMENT if subject else Subject.INDEX
    value = None if score is None else Decimal(score)
    return Standing(kind, subject, value, None, Fraction(1), 40, state, proof=Proof(error=error))


def test_ranks_come_with_sets_and_shrunken_scores():
    """Two far apart, one between with a wide error: ranks 1 to 3, and what the evidence leaves of them."""
    found = among({"a": stood("90.00"), "b": stood("80.00", 20.0), "c": stood("60.00")})
    assert {who: (one.rank, one.ranked) for who, one in found.items()} == {
        "a": (1, 3),
        "b": (2, 3),
        "c": (3, 3),
    }
    sets = {who: one.proof.ranks for who, one in found.items()}
    assert (sets["a"].low, sets["a"].high) == (1, 2)
    assert (sets["b"].low, sets["b"].high) == (1, 3)
    assert sets["b"].alike == ("a", "c")
    assert all(60 < one.proof.shrunk < 90 for one in found.values())


def test_a_card_needs_more_than_half_of_the_peers_above():
    """Five units: one far below all others is carded, and nobody else."""
    found = among({who: stood("85.00") for who in "abcd"} | {"e": stood("60.00")})
    assert [who for who, one in found.items() if one.proof.card] == ["e"]


def test_who_has_no_evidence_is_told_apart_from_nobody():
    """It keeps its rank; its set is everything."""
    found = among({"a": stood("90.00"), "b": stood("20.00", None), "c": stood("60.00")})
    assert found["b"].rank == 3
    assert (found["b"].proof.ranks.low, found["b"].proof.ranks.high) == (1, 3)
    assert "b" in found["a"].proof.ranks.alike


def test_the_unranked_are_counted_out_and_kept():
    """A small sample and a unit without a score have no rank; the number of ranked peers is theirs too."""
    found = among(
        {"a": stood("90.00"), "b": stood("80.00"), "c": stood("99.00", state=State.FLAGGED), "d": stood(None)}
    )
    assert [one.rank for one in found.values()] == [1, 2, None, None]
    assert {one.ranked for one in found.values()} == {2}
    assert found["c"].proof.ranks is None


def test_nobody_is_ranked_alone():
    """One peer is no ranking."""
    found = among({"a": stood("90.00"), "b": stood("80.00", state=State.FLAGGED)})
    assert [(one.rank, one.ranked, one.proof.ranks) for one in found.values()] == [(None, 0, None)] * 2


@pytest.fixture
def grouped():
    """Four cities in two peer groups."""
    edition = small_edition()
    cities = tuple(
        Unit(f"C{place}", text("c"), "city", "G", peer_group="coast" if place < 2 else "hills")
        for place in range(4)
    )
    return replace(edition, units=UnitTree((Unit("G", text("G"), "group"), *cities)))


def test_units_are_ranked_within_their_peer_group(grouped):
    """The best of the hills is first, whatever the coast does."""
    standings = {"G": (stood("80.00"),)} | {f"C{place}": (stood(f"{90 - place}.00"),) for place in range(4)}
    found = ranked(grouped, standings)
    assert {unit: (own[0].rank, own[0].ranked) for unit, own in found.items()} == {
        "G": (None, 0),
        "C0": (1, 2),
        "C1": (2, 2),
        "C2": (1, 2),
        "C3": (2, 2),
    }


def test_departments_are_ranked_within_the_unit_and_nobodys_part_is_not():
    """What is assigned to nobody has no rank."""
    nobody = Standing(Subject.UNASSIGNED, "unassigned", Decimal("10.00"), None, Fraction(1), 4, State.OK)
    found = ranked(
        small_edition(),
        {
            unit.id: (stood("80.00"), stood("70.00", subject="net"), stood("90.00", subject="care"), nobody)
            for unit in small_edition().units.units
        },
    )
    assert [one.rank for one in found["P1"]] == [1, 2, 1, None]


def test_the_months_standings_carry_it(tmp_path):
    """Through every step: sets hold the rank, and the interval the score."""
    edition = small_edition()
    kpis = tuple(one for one in edition.kpis if one.id != "network.p90")  # two months do not bound it
    work = carried(Workspace(tmp_path), replace(edition, kpis=kpis))
    for unit in ("P1C1", "P1C2"):
        one = index_of(work, unit)
        assert one.proof.ranks.low <= one.rank <= one.proof.ranks.high
        assert one.proof.interval.low <= one.score <= one.proof.interval.high
        assert one.proof.bounds[0] == one.proof.bounds[1]
