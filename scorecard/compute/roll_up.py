"""Tallies of single units to tallies of every unit above them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from scorecard.model.org import UnitTree
from scorecard.model.tally import Tally

_What = TypeVar("_What", bound=Hashable)


def roll_up(cells: Mapping[tuple[str, _What], Tally], tree: UnitTree) -> dict[tuple[str, _What], Tally]:
    """(unit, KPI) -> tally of the unit and everything below it. Sums are pooled; no ratio is averaged.

    Beside a KPI anything else that a tally is of, such as a KPI's rows of one segment.
    """
    found: dict[tuple[str, _What], Tally] = {}
    lineages = {unit: tree.lineage(unit) for unit in {unit for unit, _ in cells}}
    for (unit, what), tally in cells.items():
        for above in lineages[unit]:
            key = above, what
            found[key] = found[key] + tally if key in found else tally
    return found
