"""What each department has of a change, from methods B.3 in plain Python: performance and its bridge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scorecard.model.change import PERFORMANCE, Cause, Side, Stated
from scorecard.model.org import UNASSIGNED
from tests.oracle.plain_roll_up import rolled_side

ZERO = Fraction(0)
Key = tuple[str, str, Cause, str]
Row = tuple[Fraction, Fraction | None]


@dataclass(frozen=True, slots=True)
class Bridge:
    """One department's part: performance, before, after, inherited, moved."""

    performance: Fraction
    before: Fraction
    after: Fraction
    inherited: Fraction
    moved: Fraction


def bridges(stages: Sequence[Side], rows: Mapping[Key, Row]) -> dict[str, Bridge]:
    """Department -> its part: Σ R̄·(performance rows), and ΔC_d = Σ R̄·ΔC + Σ ΔR·C̄ from stage to stage.

    ``stages``: the base as published, if it was another, the base and the side after. Shares of a stage are
    restated by the successors of each that follows. Of a KPI that only one of two stages knows that stage's
    shares are taken for both.
    """
    earned_by: dict[str, Fraction] = {}
    for (_, kpi, cause, _), (points, _) in rows.items():
        if cause in PERFORMANCE:
            earned_by[kpi] = earned_by.get(kpi, ZERO) + points
    owners = [{name: shares_of(one) for name, one in side.kpis.items()} for side in stages]
    for place, side in enumerate(stages[1:], 1):
        owners[:place] = [restated(before, side) for before in owners[:place]]
    levels = []
    for side in stages:
        found = rolled_side(side)
        levels.append({kpi: weight * found.scores[kpi] for kpi, weight in found.leaves.items()})
    sums: dict[str, list[Fraction]] = {}

    def add(department: str, *terms: Fraction) -> None:
        mine = sums.setdefault(department, [ZERO] * 5)
        sums[department] = [total + term for total, term in zip(mine, terms, strict=True)]

    for place, column in ((0, 1), (-1, 2)):
        for kpi, level in levels[place].items():
            for department, share in owners[place][kpi].items():
                add(department, *(share * level if one == column else ZERO for one in range(5)))
    for place in range(len(stages) - 1):
        earlier, later = owners[place : place + 2]
        for kpi in dict.fromkeys([*earlier, *later]):
            first, second = earlier.get(kpi) or later[kpi], later.get(kpi) or earlier[kpi]
            old, new = (level.get(kpi, ZERO) for level in levels[place : place + 2])
            own = earned_by.get(kpi, ZERO) if place == len(stages) - 2 else ZERO
            for department in dict.fromkeys([*first, *second]):
                r0, r1 = first.get(department, ZERO), second.get(department, ZERO)
                middle = (r0 + r1) / 2
                add(department, middle * own, ZERO, ZERO, middle * (new - old), (r1 - r0) * (old + new) / 2)
    return {department: Bridge(*total) for department, total in sums.items() if any(total)}


def shares_of(one: Stated) -> dict[str, Fraction]:
    """Department -> share of 1."""
    return {department: Fraction(share, 10_000) for department, share in one.shares if share}


def restated(owners: Mapping[str, Mapping[str, Fraction]], later: Side) -> dict[str, dict[str, Fraction]]:
    """KPI -> department -> share, those of departments that ended handed on to the ones that took over.

    Raises LookupError where one has ended and not all of it was taken over.
    """
    force = {UNASSIGNED, *later.departments}
    force |= {department for one in later.kpis.values() for department in shares_of(one)}
    found: dict[str, dict[str, Fraction]] = {}
    for kpi, own in owners.items():
        mine = found.setdefault(kpi, {})
        for department, share in own.items():
            heirs = {department: Fraction(1)} if department in force else later.successors.get(department, {})
            if sum(heirs.values()) != 1:
                raise LookupError(department)
            for heir, part in heirs.items():
                mine[heir] = mine.get(heir, ZERO) + part * share
    return found
