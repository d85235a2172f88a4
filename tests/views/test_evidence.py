"""What chance and missing data leave open of a standing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.model.evidence import Card
from scorecard.model.principal import Principal
from scorecard.views.evidence import beyond_chance, evidence_of, load_past
from tests.views.world import of, world

ONE = Decimal("1.000000")


@pytest.mark.parametrize(
    ("yellow", "before", "card"),
    [
        ("yellow", (True, True), Card.RED),
        ("yellow", (True, False), Card.YELLOW),
        ("yellow", (False, True), Card.YELLOW),
        ("yellow", (), Card.YELLOW),
        ("", (True, True), None),
        (None, (True, True), None),
    ],
)
def test_red_is_yellow_three_months_running(yellow, before, card):
    """The month itself and the two before; a card that is not renewed is gone."""
    row = {"unit": "G", "department": "net", "card": yellow}
    assert evidence_of(row, {("G", "department", "net"): before}).card == card


def test_a_unit_and_its_departments_have_cards_of_their_own():
    """The index of G is not red because one of its departments was yellow."""
    past = {("G", "department", "net"): (True, True)}
    assert evidence_of({"unit": "G", "card": "yellow"}, past).card is Card.YELLOW


def test_the_past_is_the_two_calendar_months_before(publish):
    """April is the second month before June, the last one first; what was yellow in June is not the past."""
    tables = world()
    reader = publish(tables)
    past = load_past(reader, Principal("all"), "2026-06")
    assert past["G", "department", "net"] == (False, True)
    subjects = (("department", "net"), ("process", "quality"))
    assert set(past) == {(unit, *subject) for unit in ("G", "A", "A1") for subject in subjects}
    assert load_past(reader, Principal("all"), "2026-07")["G", "department", "net"] == (True, False)
    assert load_past(reader, Principal("all"), "2026-04") == {}


def test_the_past_of_whoever_is_in_an_open_ranking_is_open(reader):
    """A department's card is red for whoever looks at it; a process's is the unit's own affair."""
    past = load_past(reader, Principal("b", units=("B",)), "2026-06")
    assert past["G", "department", "net"] == (False, True)
    assert ("G", "process", "quality") not in past


@pytest.mark.parametrize(
    ("change", "errors", "beyond"),
    [
        ("2.78", (ONE, ONE), True),
        ("-2.78", (ONE, ONE), True),
        ("2.77", (ONE, ONE), False),
        ("0.01", (Decimal(0), Decimal(0)), True),
        ("0.00", (Decimal(0), Decimal(0)), False),
        ("9.00", (None, ONE), None),
        ("9.00", (ONE, None), None),
    ],
)
def test_a_change_is_beyond_chance_from_1_96_standard_errors_on(change, errors, beyond):
    """1.96 · √2 = 2.7719: the hundredth above it is beyond, the one below within."""
    assert beyond_chance(Decimal(change), errors) is beyond


def test_alike_are_ids_and_an_empty_cell_is_nobody():
    """Joined by blanks in the store."""
    assert evidence_of({"alike": "A B1"}, {}).alike == ("A", "B1")
    assert evidence_of({"alike": ""}, {}).alike == evidence_of({}, {}).alike == ()


def test_the_printed_error_is_rounded_half_up_and_the_exact_one_kept(publish):
    """Comparisons do not use the rounded one."""
    found = evidence_of({"error": Decimal("1.005000")}, {})
    assert (found.printed_error, found.error) == (Decimal("1.01"), Decimal("1.005000"))
    assert of(world(), "standing", unit="G", kind="index")["error"] == Decimal("1.020408")
