"""Quantiles of the three distributions that the intervals are made of."""

from __future__ import annotations

from scipy.special import betaincinv, ndtri, stdtrit

from scorecard.model.evidence import LEVEL

UPPER = float((1 + LEVEL) / 2)
"""The probability below the upper end of a two-sided interval at the level: 0.975."""


def normal(p: float) -> float:
    """The z with P(Z <= z) = ``p`` for a standard normal Z, 0 < p < 1."""
    return float(ndtri(p))


def student(p: float, df: float) -> float:
    """The t with P(T <= t) = ``p`` for Student's T with ``df`` > 0 degrees of freedom, 0 < p < 1."""
    return float(stdtrit(df, p))


def beta(p: float, a: float, b: float) -> float:
    """The x with P(X <= x) = ``p`` for X with the beta distribution of ``a``, ``b`` > 0, 0 <= p <= 1."""
    return float(betaincinv(a, b, p))
