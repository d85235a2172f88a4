"""The index taken apart by KPI and department (methods B.1 level, B.2 gap)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scorecard.model.kpi import Kpi
from scorecard.model.result import Amounts, Attribution

_NONE = Fraction(0)


def attribute(
    kpis: Mapping[str, Kpi], leaves: Mapping[str, Fraction], scores: Mapping[str, Fraction], target: Fraction
) -> Attribution:
    """C_kd = R_kd · Ω_k · s_k, and the gap R_kd · Ω_k · (T − s_k) split by its sign.

    ``leaves``: effective weights Ω (sum 1); ``scores``: of the same KPIs; ``target``: score T of a reading
    at target. Σ level = index; Σ pressure − Σ surplus = target − index (B-2).
    """
    cells: dict[tuple[str, str], Amounts] = {}
    for kpi, weight in leaves.items():
        gap = target - scores[kpi]
        for department, share in kpis[kpi].shares:
            part = weight * Fraction(share, 10_000)
            cells[kpi, department] = Amounts(
                part, part * scores[kpi], part * max(gap, _NONE), part * max(-gap, _NONE)
            )
    index = sum((weight * scores[kpi] for kpi, weight in leaves.items()), Fraction(0))
    return Attribution(index, target, cells)
