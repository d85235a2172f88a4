"""Tallies of single units to tallies of every unit above them."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.model.org import UnitTree
from scorecard.model.tally import Tally


def roll_up(cells: Mapping[tuple[str, str], Tally], tree: UnitTree) -> dict[tuple[str, str], Tally]:
    """(unit, KPI) -> tally of the unit and everything below it. Sums are pooled; no ratio is averaged."""
    found: dict[tuple[str, str], Tally] = {}
    for (unit, kpi), tally in cells.items():
        for above in tree.lineage(unit):
            key = above, kpi
            found[key] = found[key] + tally if key in found else tally
    return found
