"""A node of the index tree on one side, and how it moves from one side to the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scorecard.compute.change.effective import effective, split
from scorecard.model.available import available
from scorecard.model.change import Side

_NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Node:
    """An index or a process: X = Σ u·x.

    ``declared``: child -> weight; one of weight 0 never matters (A-7). ``values``: x of those that have one.
    """

    declared: Mapping[str, int]
    values: Mapping[str, Fraction]

    @property
    def weights(self) -> dict[str, Fraction]:
        """Effective weights u of the children that have a value."""
        return effective(self.declared, self.values)

    @property
    def value(self) -> Fraction:
        """X; 0 where no child has a value."""
        return sum((weight * self.values[child] for child, weight in self.weights.items()), _NONE)


@dataclass(frozen=True, slots=True)
class Tree:
    """One side: the node of its index and those of its processes that have a KPI of weight."""

    index: Node
    processes: Mapping[str, Node]

    @property
    def levels(self) -> dict[str, Fraction]:
        """KPI -> its contribution Ω·s to the index (B.1); Σ is the index."""
        return {
            kpi: weight * part * self.processes[process].values[kpi]
            for process, weight in self.index.weights.items()
            for kpi, part in self.processes[process].weights.items()
        }


@dataclass(frozen=True, slots=True)
class Shift:
    """What one child does to its node: ū·Δx goes on below, in points of the node (x̄ − X̄)·Δu is here.

    ``mean``: ū; None where the child has no value on one side, so that nothing of it goes on below.
    """

    mean: Fraction | None
    weight: Fraction
    coverage: Fraction


def grown(side: Side) -> Tree | None:
    """The tree of a side; None where its index is not published."""
    homes = {kpi: (one.process, one.weight) for kpi, one in side.kpis.items()}
    scored = {kpi: one.score for kpi, one in side.kpis.items() if one.score is not None}
    usable = available(side.processes, homes, scored, side.minimum)
    if not usable:
        return None
    processes = {}
    for process, _ in side.processes:
        declared = {kpi: weight for kpi, (home, weight) in homes.items() if home == process and weight}
        if declared:
            processes[process] = Node(declared, {kpi: scored[kpi] for kpi in declared if kpi in scored})
    weights = {process: weight for process, weight in side.processes if process in processes}
    return Tree(Node(weights, {process: processes[process].value for process in usable}), processes)


def shifts(before: Node, after: Node) -> dict[str, Shift]:
    """ΔX = Σ ū·Δx + Σ (x̄ − X̄)·Δu, child by child, with X̄ the mean of both X (Kitagawa 1955).

    A child without a value on one side has that of the other there: its Δx is 0.
    """
    middle = (before.value + after.value) / 2
    old, new = before.weights, after.weights
    found = {}
    for child, (weight, coverage) in split(
        (before.declared, before.values), (after.declared, after.values)
    ).items():
        both = child in old and child in new
        known = [side.values[child] for side in (before, after) if child in side.values]
        off = sum(known, _NONE) / len(known) - middle
        mean = (old[child] + new[child]) / 2 if both else None
        found[child] = Shift(mean, off * weight, off * coverage)
    return found
