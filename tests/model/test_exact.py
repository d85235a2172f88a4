"""Exact texts of numbers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.model.exact import exact, percent


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(12_500), "12500"),
        (Fraction(3, 20), "0.15"),
        (Fraction(-1, 3), "-1/3"),
    ],
)
def test_the_shortest_decimal(value: Fraction, text: str) -> None:
    """No digit too many, no exponent; a fraction where no decimal is exact."""
    assert exact(value) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=9))
def test_nothing_is_lost(value: Decimal) -> None:
    """The text is the number itself."""
    assert Fraction(exact(Fraction(value))) == Fraction(value)


def test_percents_are_written_as_in_the_definitions() -> None:
    """Basis points become a percent with no more decimals than it needs."""
    assert [percent(points) for points in (10_000, 1250, 3333, 1)] == ["100%", "12.5%", "33.33%", "0.01%"]
