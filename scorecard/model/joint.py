"""Joint: what the rows that two KPIs share say of both. Numbers that add, as in a tally."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Joint:
    """Integer sums over the clusters (rows, where the source names none) of two KPIs, left and right.

    ``weights`` Σ W·V · ``values_left`` Σ T·V · ``values_right`` Σ W·U · ``values`` Σ T·U, with W and T the
    weight and the weighted total of the left KPI's rows in a cluster, V and U those of the right one's.
    """

    weights: int = 0
    values_left: int = 0
    values_right: int = 0
    values: int = 0

    def __add__(self, other: Joint) -> Joint:
        return Joint(
            self.weights + other.weights,
            self.values_left + other.values_left,
            self.values_right + other.values_right,
            self.values + other.values,
        )
