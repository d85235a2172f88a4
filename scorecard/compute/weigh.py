"""Declared weights to the effective weights of one unit (methods A, roll-up)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from scorecard.model.kpi import Kpi, Process
from scorecard.model.result import Weighting


def weigh(
    processes: Collection[Process], kpis: Collection[Kpi], scored: Collection[str], minimum: Fraction
) -> Weighting:
    """Effective weights ĝ = w·a / Σ w·a at both nodes of the tree, multiplied along the path.

    ``kpis``: those that apply to the unit's level; ``scored``: ids of those with a score. A process with
    less than ``minimum`` of its declared weight scored counts as unavailable, and an index with less than
    ``minimum`` of its processes' weight is not published. Weight 0 never matters (A-7).
    """
    known = frozenset(scored)
    within: dict[str, dict[str, Fraction]] = {}
    coverage: dict[str, Fraction] = {}
    for process in processes:
        own = {kpi.id: Fraction(kpi.weight) for kpi in kpis if kpi.process == process.id and kpi.weight}
        if own:
            usable = {kpi: weight for kpi, weight in own.items() if kpi in known}
            coverage[process.id] = sum(usable.values(), Fraction(0)) / sum(own.values())
            within[process.id] = usable
    declared = {one.id: Fraction(one.weight) for one in processes if one.id in coverage and one.weight}
    if not declared:
        return Weighting({}, Fraction(0), coverage)
    whole = sum(declared.values())
    reached = sum((weight * coverage[one] for one, weight in declared.items()), Fraction(0)) / whole
    usable_processes = {
        one: weight for one, weight in declared.items() if within[one] and coverage[one] >= minimum
    }
    available = sum(usable_processes.values(), Fraction(0))
    if not available or available / whole < minimum:
        return Weighting({}, reached, coverage)
    return Weighting(_leaves(usable_processes, within), reached, coverage)


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
