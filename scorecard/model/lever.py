"""A lever (提升重点): the next reading that would win points, and how many."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Lever:
    """``value``: the least demanding reading, with the KPI's printed decimals, that earns the next band.

    ``score``: what the KPI scores at it. ``gain``: points of the index that it would add, above 0.
    """

    value: Decimal
    score: Fraction
    gain: Fraction
