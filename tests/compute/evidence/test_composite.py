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


def test_half_widths_add_in_squares_each_side_for_itself():
    """Halves of 6 and 8 below and 3 and 4 above: √(3²+4²) = 5 below, 2.5 above."""
    found = composite(Fraction(75), [part(HALF, 70, 64, 73), part(HALF, 80, 72, 84)])
    assert found == Interval(Fraction(70), Fraction(155, 2), Basis.ROWS)


def test_it_is_the_formula_of_the_standard_errors_where_scores_are_linear():
    """√ΣΩ²·slope²·SE² times z, for symmetric intervals."""
    weights, errors = (0.2, 0.3, 0.5), (4.0, 2.0, 1.0)
    z = 1.959963985
    parts = [
        (Fraction(weight), Fraction(50), Interval(Fraction(50 - z * se), Fraction(50 + z * se), Basis.ROWS))
        for weight, se in zip(weights, errors, strict=True)
    ]
    found = composite(Fraction(50), parts)
    whole = z * sqrt(sum((w * se) ** 2 for w, se in zip(weights, errors, strict=True)))
    assert float(found.high - 50) == pytest.approx(whole, rel=1e-12)
    assert float(50 - found.low) == pytest.approx(whole, rel=1e-12)


def test_a_part_without_an_interval_leaves_none():
    """Nobody knows how far it reaches; a part of weight 0 does not matter, and no part is none."""
    one = part(1, 70, 60, 75)
    assert composite(Fraction(70), [one, (HALF, Fraction(3), None)]) is None
    assert composite(Fraction(70), [one, (Fraction(0), Fraction(3), None)]) == one[2]
    assert composite(Fraction(70), [part(0, 70, 60, 75)]) is None
    assert composite(Fraction(70), []) is None


def test_the_basis_is_that_of_the_parts():
    """All alike: theirs; else mixed; a part of weight 0 has no say."""
    months, rows = part(HALF, 70, 60, 75, Basis.MONTHS), part(HALF, 70, 60, 75)
    assert composite(Fraction(70), [months, months]).basis is Basis.MONTHS
    assert composite(Fraction(70), [months, rows]).basis is Basis.MIXED
    assert composite(Fraction(70), [months, part(0, 70, 60, 75)]).basis is Basis.MONTHS


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
        found = composite(sum(weight * score for weight, score, _ in parts), parts)
        hit += found.low <= 50 <= found.high
    assert 0.94 <= hit / 4000 <= 0.96
