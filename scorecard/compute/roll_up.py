"""Sums of single units to sums of every unit above them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from scorecard.model.joint import Joint
from scorecard.model.org import UnitTree
from scorecard.model.tally import Tally

_What = TypeVar("_What", bound=Hashable)
_Sums = TypeVar("_Sums", Tally, Joint)


def roll_up(cells: Mapping[tuple[str, _What], _Sums], tree: UnitTree) -> dict[tuple[str, _What], _Sums]:
    """(unit, KPI) -> tally of the unit and everything below it. Sums are pooled; no ratio is averaged.

    Beside a KPI anything else that sums are of, such as a KPI's rows of one segment, or a pair of KPIs.
    """
    found: dict[tuple[str, _What], _Sums] = {}
    lineages = {unit: tree.lineage(unit) for unit in {unit for unit, _ in cells}}
    for (unit, what), sums in cells.items():
        for above in lineages[unit]:
            key = above, what
            found[key] = found[key] + sums if key in found else sums
    return found
