"""Weights, index, parts and own scores in plain Python, from methods A and B.1 to B.2."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scorecard.model.change import Side
from scorecard.model.kpi import Kpi, Process

ZERO = Fraction(0)


def effective(weights: Mapping[str, int], available: Collection[str]) -> dict[str, Fraction]:
    """ĝ = w·a / Σ w·a; {} where Σ w·a = 0."""
    total = sum(weight for one, weight in weights.items() if one in available)
    if total == 0:
        return {}
    return {one: Fraction(weight if one in available else 0, total) for one, weight in weights.items()}


def coverage(weights: Mapping[str, int], available: Collection[str]) -> Fraction:
    """cov = Σ w·a / Σ w; 0 where Σ w = 0."""
    total = sum(weights.values())
    return (
        Fraction(sum(weight for one, weight in weights.items() if one in available), total) if total else ZERO
    )


@dataclass(frozen=True, slots=True)
class Rolled:
    """One unit rolled up. ``inside``: process -> KPI -> ĝ, of the processes that have a score; ``outer``:
    process -> ĝ, {} without an index. ``declared``: process -> weight, of those that hold any KPI weight.
    """

    scores: Mapping[str, Fraction]
    inside: Mapping[str, Mapping[str, Fraction]]
    outer: Mapping[str, Fraction]
    declared: Mapping[str, int]

    @property
    def leaves(self) -> dict[str, Fraction]:
        """Ω: KPI -> product of ĝ along its path, without those that weigh nothing."""
        found = {
            kpi: self.outer[process] * weight
            for process in self.outer
            if self.outer[process]
            for kpi, weight in self.inside[process].items()
        }
        return {kpi: weight for kpi, weight in found.items() if weight}

    @property
    def index(self) -> Fraction | None:
        """I = Σ Ω·s; None where too little of the weight has data."""
        return sum((w * self.scores[kpi] for kpi, w in self.leaves.items()), ZERO) if self.outer else None

    def process(self, one: str) -> Fraction | None:
        """S = Σ ĝ·s of a process; None where too little of its weight has data."""
        found = self.inside.get(one)
        return None if found is None else sum((w * self.scores[kpi] for kpi, w in found.items() if w), ZERO)


def rolled(
    processes: Mapping[str, int],
    weights: Mapping[str, Mapping[str, int]],
    scores: Mapping[str, Fraction],
    minimum: Fraction,
) -> Rolled:
    """Both levels. ``weights``: process -> KPI -> declared weight, of the KPIs that apply.

    A process none of whose KPIs applies or weighs anything is not there (A-7): it is not missing.
    """
    inside = {}
    declared = {one: weight for one, weight in processes.items() if sum(weights.get(one, {}).values())}
    for one in declared:
        if coverage(weights[one], scores) >= minimum and (found := effective(weights[one], scores)):
            inside[one] = found
    outer = effective(declared, inside) if coverage(declared, inside) >= minimum else {}
    return Rolled(scores, inside, outer, declared)


def rolled_edition(
    processes: Sequence[Process], kpis: Sequence[Kpi], scores: Mapping[str, Fraction], minimum: Fraction
) -> Rolled:
    """The same from definitions; ``kpis``: those that apply to the unit."""
    weights: dict[str, dict[str, int]] = {}
    for kpi in kpis:
        weights.setdefault(kpi.process, {})[kpi.id] = kpi.weight
    return rolled({one.id: one.weight for one in processes}, weights, scores, minimum)


def rolled_side(side: Side) -> Rolled:
    """The side rolled up."""
    weights: dict[str, dict[str, int]] = {}
    for name, one in side.kpis.items():
        weights.setdefault(one.process, {})[name] = one.weight
    scores = {name: one.score for name, one in side.kpis.items() if one.score is not None}
    return rolled(dict(side.processes), weights, scores, side.minimum)


Parts = tuple[Fraction, Fraction, Fraction, Fraction]


def parts(kpis: Sequence[Kpi], found: Rolled, target: Fraction) -> dict[tuple[str, str], Parts]:
    """(KPI, department) -> R·Ω, level R·Ω·s, pressure R·max(0, G), surplus R·max(0, −G); G = Ω·(T − s)."""
    cells = {}
    for kpi in kpis:
        weight = found.leaves.get(kpi.id, ZERO)
        if weight:
            score = found.scores[kpi.id]
            gap = weight * (target - score)
            for department, share in kpi.shares:
                part = Fraction(share, 10_000)
                cells[kpi.id, department] = (
                    part * weight,
                    part * weight * score,
                    part * max(ZERO, gap),
                    part * max(ZERO, -gap),
                )
    return cells


def own_score(cells: Mapping[tuple[str, str], Parts], department: str) -> Fraction | None:
    """Σ R·Ω·s / Σ R·Ω of a department; None where it carries no weight."""
    mine = [part for (_, owner), part in cells.items() if owner == department]
    weight = sum((part[0] for part in mine), ZERO)
    return sum((part[1] for part in mine), ZERO) / weight if weight else None
