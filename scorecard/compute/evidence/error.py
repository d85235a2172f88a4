"""The standard error behind an interval, for comparing scores."""

from __future__ import annotations

from fractions import Fraction

from scorecard.compute.evidence.quantile import UPPER, normal
from scorecard.model.evidence import Interval


def error(score: Fraction, interval: Interval) -> float:
    """The wider half of the interval over z: where the halves differ, no comparison claims too much."""
    return float(max(score - interval.low, interval.high - score)) / normal(UPPER)
