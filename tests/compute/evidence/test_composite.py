"""Intervals of composites from those of their parts."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest

from scorecard.compute.evidence.composite import composite
from scorecard.model.evidence import Basis, Interval

HALF = Fraction(1, 2)


def part(weight, score, low, high, basis=Basis.ROWS):
    """One part of whole numbers."""
    return Fraction(weight), Fraction(score), Interval(Fraction(low), Fraction(high), basis)


def of(score, *parts, together=None):
    """The composite of parts that are called after their places."""
    return composite(Fraction(score), {str(place): one for place, one in enumerate(parts)}, together)


def test_half_widths_add_in_squares_each_side_for_itself():
    """Halves of 6 and 8 below and 3 and 4 above: √(3²+4²) = 5 below, 2.5 above."""
    found = of(75, part(HALF, 70, 64, 73), part(HALF, 80, 72, 84))
    assert found == Interval(Fraction(70), Fraction(155, 2), Basis.ROWS)


def test_it_is_the_formula_of_the_standard_errors_where_scores_are_linear():
    """√ΣΩ²·slope²·SE² times z, for symmetric intervals."""
    weights, errors = (0.2, 0.3, 0.5), (4.0, 2.0, 1.0)
    z = 1.959963985
    parts = [
        (Fraction(weight), Fraction(50), Interval(Fraction(50 - z * se), Fraction(50 + z * se), Basis.ROWS))
        for weight, se in zip(weights, errors, strict=True)
    ]
    found = of(50, *parts)
    whole = z * sqrt(sum((w * se) ** 2 for w, se in zip(weights, errors, strict=True)))
    assert float(found.high - 50) == pytest.approx(whole, rel=1e-12)
    assert float(50 - found.low) == pytest.approx(whole, rel=1e-12)


def test_a_part_without_an_interval_leaves_none():
    """Nobody knows how far it reaches; a part of weight 0 does not matter, and no part is none."""
    one = part(1, 70, 60, 75)
    assert of(70, one, (HALF, Fraction(3), None)) is None
    assert of(70, one, (Fraction(0), Fraction(3), None)) == one[2]
    assert of(70, part(0, 70, 60, 75)) is None
    assert of(70) is None


def test_the_basis_is_that_of_the_parts():
    """All alike: theirs; else mixed; a part of weight 0 has no say."""
    months, rows = part(HALF, 70, 60, 75, Basis.MONTHS), part(HALF, 70, 60, 75)
    assert of(70, months, months).basis is Basis.MONTHS
    assert of(70, months, rows).basis is Basis.MIXED
    assert of(70, months, part(0, 70, 60, 75)).basis is Basis.MONTHS


def test_it_holds_the_truth_as_often_as_it_says():
    """Three independent parts drawn 4000 times: 95 %, within a point."""
    draws = np.random.default_rng(3)
    errors, weights = np.array([4.0, 2.0, 1.0]), [Fraction(1, 5), Fraction(3, 10), HALF]
    hit = 0
    for noise in draws.normal(0, errors, (4000, 3)):
        own = [Fraction(50 + one) for one in noise]
        parts = [
            (weight, score, Interval(score - Fraction(1.96 * se), score + Fraction(1.96 * se), Basis.ROWS))
            for weight, score, se in zip(weights, own, errors.tolist(), strict=True)
        ]
        found = of(sum(weight * score for weight, score, _ in parts), *parts)
        hit += found.low <= 50 <= found.high
    assert 0.94 <= hit / 4000 <= 0.96


def test_parts_that_move_together_are_less_sure():
    """Halves of 3 and 4: 7 where they move as one, 5 where independent, 1 where against each other."""
    parts = part(HALF, 70, 64, 76), part(HALF, 80, 72, 88)
    for rho, half in ((1.0, 7), (0.0, 5), (-1.0, 1)):
        found = of(75, *parts, together={("0", "1"): rho})
        assert (found.low, found.high) == (75 - half, 75 + half)
        assert found == of(75, *parts, together={("1", "0"): rho})


def test_a_pair_with_a_part_that_does_not_count_is_no_matter():
    """Of weight 0, or not there at all."""
    parts = part(HALF, 70, 64, 76), part(HALF, 80, 72, 88), part(0, 3, 0, 9)
    assert of(75, *parts, together={("0", "2"): 1.0, ("1", "9"): -1.0}) == of(75, *parts)


def test_rounding_leaves_no_negative_square():
    """Two equal halves against each other cancel to exactly nothing."""
    parts = part(Fraction(1, 3), 70, 69, 71), part(Fraction(1, 3), 80, 79, 81)
    found = of(50, *parts, together={("0", "1"): -1.0000000001})
    assert found == Interval(Fraction(50), Fraction(50), Basis.ROWS)
