"""Levers (提升重点): which KPI wins how many points by its next band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scorecard.model.rounding import half_up
from scorecard.views.frame import Choice, KpiLine, Row
from scorecard.views.lines import exactly
from scorecard.views.month import Month


@dataclass(frozen=True, slots=True)
class LeverLine:
    """A KPI as it is, and what the next band takes and gives.

    ``needed``: the reading that earns the band, with the KPI's printed decimals; ``score``: the KPI's score
    at it, found by scoring it again; ``gain``: points of the index that it adds, above 0, for a department
    its share of them.
    """

    kpi: KpiLine
    needed: Decimal
    score: Decimal
    gain: Decimal


def levers(month: Month, rows: Sequence[Row], department: Choice | None = None) -> tuple[LeverLine, ...]:
    """All levers of the unit, or of a department by its share, the most points first.

    A gain that is less than half a hundredth of a point is none. Equal ones stand by KPI.
    """
    lines = {line.id: line for line in month.kpis}
    found = []
    for row in rows:
        line = lines.get(str(row["kpi"]))
        if line is None or line.value is None:
            continue
        gain = _gain(month, line, row["gain"], department)
        if gain:
            needed = exactly(row["value"], -int(line.value.as_tuple().exponent))
            found.append(LeverLine(line, needed, row["score"], gain))
    return tuple(sorted(found, key=lambda one: (-one.gain, one.kpi.id)))


def _gain(month: Month, line: KpiLine, gain: Decimal, department: Choice | None) -> Decimal:
    if department is None:
        return gain
    share = month.shares.get((line.id, department.id), Decimal(0))
    return half_up(Fraction(gain) * Fraction(share) / 100, 2)
