"""A part of a reading: of a unit below, or of the rows with one value of a dimension."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

UNIT = "unit"
"""The dimension of the units below; the rows that name the unit itself are a part under its own id."""
WITHHELD = "*"
"""Stands for the parts that are withheld, together."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a reading. ``members``: of those withheld together, who they are; else ()."""

    unit: str
    kpi: str
    dimension: str
    member: str
    n: int
    volume: int
    value: Fraction
    members: tuple[str, ...] = ()
