"""An interval that contains its estimate, exactly."""

from __future__ import annotations

from fractions import Fraction

from scorecard.model.evidence import Basis, Interval


def around(estimate: Fraction, low: float, high: float, basis: Basis) -> Interval:
    """The interval from ``low`` to ``high``, widened to ``estimate`` where a float's last digit, or an
    interval that is not made from the estimate, would leave it outside (C-8).
    """
    return Interval(min(Fraction(low), estimate), max(Fraction(high), estimate), basis)
