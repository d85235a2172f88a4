"""What is left of the full score after the deductions of the last months."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scorecard.model.kpi import Direction
from scorecard.model.scoring import Deduction

_NOTHING = Fraction(0)


def deducted(rule: Deduction, direction: Direction, readings: Sequence[Fraction | None]) -> Fraction:
    """max(0, full − Σ max(0, dᵢ − recover·i)), i = 0 for the current month, up to ``months`` − 1.

    dᵢ = min(most, per · what the reading of i months ago lies beyond ``free``): above it where lower is
    better, below it where higher is. ``readings``: newest first; only the first ``months`` count. None:
    the month has no reading and deducts nothing, and so do months before the first.
    """
    outstanding = sum(
        (
            max(_NOTHING, _cost(rule, direction, reading) - rule.recover * age)
            for age, reading in enumerate(readings[: rule.months])
            if reading is not None
        ),
        start=_NOTHING,
    )
    return max(_NOTHING, rule.full - outstanding)


def _cost(rule: Deduction, direction: Direction, reading: Fraction) -> Fraction:
    beyond = reading - rule.free if direction is Direction.LOWER else rule.free - reading
    return min(rule.most, rule.per * max(_NOTHING, beyond))
