"""Declared weights to the effective weights of one unit (methods A, roll-up)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from scorecard.model.kpi import Kpi, Process


def weigh(
    processes: Collection[Process], kpis: Collection[Kpi], scored: Collection[str], minimum: Fraction
) -> dict[str, Fraction]:
    """KPI id -> its part Ω of the index weight, adding up to 1; empty where the index is not published.

    Effective weights ĝ = w·a / Σ w·a at both nodes of the tree, multiplied along the path. ``kpis``: those
    that apply to the unit's level; ``scored``: ids of those with a score. A process with less than
    ``minimum`` of its declared weight scored counts as unavailable, and an index with less than ``minimum``
    of its processes' weight is not published. Weight 0 never matters (A-7).
    """
    known = frozenset(scored)
    declared, usable = Fraction(0), {}
    within: dict[str, dict[str, Fraction]] = {}
    for process in processes:
        own = {kpi.id: Fraction(kpi.weight) for kpi in kpis if kpi.process == process.id and kpi.weight}
        if not own or not process.weight:
            continue
        declared += process.weight
        within[process.id] = {kpi: weight for kpi, weight in own.items() if kpi in known}
        available = sum(within[process.id].values(), Fraction(0))
        if available and available >= minimum * sum(own.values()):
            usable[process.id] = Fraction(process.weight)
    whole = sum(usable.values(), Fraction(0))
    return _leaves(usable, within) if whole and whole >= minimum * declared else {}


def _leaves(
    processes: Mapping[str, Fraction], within: Mapping[str, Mapping[str, Fraction]]
) -> dict[str, Fraction]:
    whole = sum(processes.values())
    found: dict[str, Fraction] = {}
    for process, weight in processes.items():
        own = within[process]
        total = sum(own.values())
        for kpi, part in own.items():
            found[kpi] = weight / whole * part / total
    return found
