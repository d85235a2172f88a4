"""Whole numbers near signed parts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.model.rounding import settle


def test_the_largest_remainders_are_rounded_up():
    """-188 and -113 are floors; one of them rises, the larger part where remainders are equal."""
    parts = {"a": Fraction(-375, 2), "b": Fraction(-225, 2)}
    assert settle(-300, parts) == {"a": -188, "b": -112}


def test_whole_parts_stay():
    """Nobody who had nothing gets anything."""
    assert settle(1, {"a": Fraction(0), "b": Fraction(1, 2), "c": Fraction(1, 3)}) == {"a": 0, "b": 1, "c": 0}


def test_a_whole_far_off_is_spread_evenly():
    """Whatever is asked for, the numbers sum to it."""
    assert settle(7, {"a": Fraction(0), "b": Fraction(0)}) == {"a": 4, "b": 3}


def test_nothing_can_only_be_settled_on_nothing():
    """No parts, no whole."""
    assert settle(0, {}) == {}
    with pytest.raises(ValueError, match="nothing to settle 3 on"):
        settle(3, {})
