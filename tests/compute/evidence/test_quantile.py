"""Quantiles against printed tables."""

from __future__ import annotations

import pytest

from scorecard.compute.evidence.quantile import UPPER, beta, normal, student


def test_the_level_leaves_a_fortieth_above():
    """A two-sided interval at 95 % ends at the 97.5 % quantile."""
    assert UPPER == 0.975


def test_normal_quantiles_are_those_of_the_tables():
    """1.959964 at 97.5 %, and the mirror image at 2.5 %."""
    assert normal(0.975) == pytest.approx(1.959963985, abs=1e-9)
    assert normal(0.025) == pytest.approx(-normal(0.975), abs=1e-12)


@pytest.mark.parametrize(("df", "t"), [(1, 12.7062), (4, 2.7764), (9, 2.2622), (29, 2.0452), (120, 1.9799)])
def test_student_quantiles_are_those_of_the_tables(df, t):
    """Two-sided 5 % points of Student's t, as every textbook prints them."""
    assert student(0.975, df) == pytest.approx(t, abs=5e-5)


def test_beta_quantiles_are_those_of_closed_forms():
    """Beta(1, n) and Beta(n, 1) have quantiles that can be written down."""
    assert beta(0.975, 1, 20) == pytest.approx(1 - 0.025 ** (1 / 20), abs=1e-12)
    assert beta(0.025, 20, 1) == pytest.approx(0.025 ** (1 / 20), abs=1e-12)
