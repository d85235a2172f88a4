"""Declared weights to the effective weights of one unit (methods A, roll-up)."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from scorecard.model.available import available
from scorecard.model.kpi import Kpi, Process


def weigh(
    processes: Collection[Process], kpis: Collection[Kpi], scored: Collection[str], minimum: Fraction
) -> dict[str, Fraction]:
    """KPI id -> its part Ω of the index weight, adding up to 1; empty where the index is not published.

    Effective weights ĝ = w·a / Σ w·a at both nodes of the tree, multiplied along the path. ``kpis``: those
    that apply to the unit's level; ``scored``: ids of those with a score. ``model.available`` says which
    processes count with ``minimum``.
    """
    known = frozenset(scored)
    homes = {kpi.id: (kpi.process, kpi.weight) for kpi in kpis}
    usable = available(((one.id, one.weight) for one in processes), homes, known, minimum)
    weights = {one.id: one.weight for one in processes if one.id in usable}
    whole = sum(weights.values())
    found: dict[str, Fraction] = {}
    for process, weight in weights.items():
        own = {kpi.id: kpi.weight for kpi in kpis if kpi.process == process and kpi.weight}
        total = sum(part for kpi, part in own.items() if kpi in known)
        for kpi, part in own.items():
            if kpi in known:
                found[kpi] = Fraction(weight * part, whole * total)
    return found
