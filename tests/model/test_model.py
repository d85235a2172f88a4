"""The vocabulary's values."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.model.period import Period
from scorecard.model.principal import Principal
from scorecard.model.rounding import half_up, show
from scorecard.model.tally import Tally
from tests.sample import UNITS, small_edition


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        ("79.995", 2, "80.00"),
        ("-0.005", 2, "-0.01"),
        ("0.0049", 2, "0.00"),
        ("2.5", 0, "3"),
        ("1/3", 4, "0.3333"),
    ],
)
def test_halves_are_rounded_away_from_zero(value, places, printed):
    """The one rounding function, at the edges."""
    assert str(half_up(Fraction(value), places)) == printed


@given(st.fractions(), st.integers(0, 8))
def test_rounding_is_off_by_half_a_unit_at_most(value, places):
    """|printed − exact| <= half a unit of the last place."""
    assert abs(Fraction(half_up(value, places)) - value) * 10**places * 2 <= 1


def test_figures_are_written_with_a_true_minus_and_thousands():
    """−1,234.50, +0.10, an en dash for nothing."""
    assert show(Decimal("-1234.50")) == "−1,234.50"
    assert show(Decimal("0.10"), sign=True) == "+0.10"
    assert show(None) == "–"


def test_nothing_is_rounded_at_print_time():
    """Asking for other decimals than were published is an error, not a rounding."""
    with pytest.raises(ValueError, match="decimals"):
        show(Decimal("1.25"), 1)


@given(st.integers(-400, 400))
def test_periods_count_months(months):
    """plus() goes there and back, and its order is that of time."""
    start = Period(2026, 6)
    there = start.plus(months)
    assert there.plus(-months) == start
    assert (there > start) == (months > 0)
    assert Period.parse(str(there)) == there


@pytest.mark.parametrize("wrong", ["2026-13", "2026-6", "26-06", "2026/06", ""])
def test_what_is_not_a_month_is_refused(wrong):
    """Period.parse says no to anything but YYYY-MM."""
    with pytest.raises(ValueError, match=r"month|period"):
        Period.parse(wrong)


@pytest.mark.parametrize("wrong", ["everyone", "unit:", "team:a", ""])
def test_an_unknown_principal_is_refused(wrong):
    """A typo never widens what may be seen."""
    with pytest.raises(ValueError, match="principal"):
        Principal.parse(wrong)


def test_tallies_add():
    """Sums add field by field, histograms by value."""
    one = Tally(1, 2, 3, 4, 5, 6, 7, 8, ((1, 1), (5, 2)))
    assert one + Tally(1, 1, 1, 1, 1, 1, 1, 1, ((0, 4), (5, 1))) == Tally(
        2, 3, 4, 5, 6, 7, 8, 9, ((0, 4), (1, 1), (5, 3))
    )
    design = Tally(clusters=2, weight_squares=30, weight_values=400, value_squares=5000)
    assert design + Tally(clusters=3, weight_squares=5, weight_values=6, value_squares=7) == Tally(
        clusters=5, weight_squares=35, weight_values=406, value_squares=5007
    )


def test_the_tree_knows_its_lineage_and_order():
    """Depth-first order, ids from a unit up to the root."""
    tree = small_edition().units
    assert [unit.id for _, unit in tree.walk()] == ["G", "P1", "P1C1", "P1C2", "P2", "P2C1"]
    assert {unit.id for _, unit in tree.walk()} == set(UNITS)
    assert tree.lineage("P1C2") == ("P1C2", "P1", "G")
