"""What of a change is whose: each department's part of the performance, and of the level (B.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from scorecard.errors import BadDefinitions
from scorecard.model.change import Side, Transfer
from scorecard.model.org import UNASSIGNED

Responsibility = Mapping[str, Mapping[str, Fraction]]
"""KPI -> department -> R, adding up to 1."""
_NONE = Fraction(0)
_WHOLE = 10_000


class Stage(NamedTuple):
    """Who answers for what on one side, in the last side's departments, and KPI -> contribution C."""

    shares: Responsibility
    levels: Mapping[str, Fraction]


def responsibility(side: Side) -> Responsibility:
    """R of every KPI of a side, as declared."""
    return {
        kpi: {department: Fraction(share, _WHOLE) for department, share in one.shares if share}
        for kpi, one in side.kpis.items()
    }


def restated(shares: Responsibility, later: Side) -> Responsibility:
    """``shares`` in the departments of a later side: what a department that ended had is its successors'.

    Raises BadDefinitions where a department is neither in force later nor followed in whole.
    """
    known = {department for one in later.kpis.values() for department, share in one.shares if share}
    known |= {UNASSIGNED, *later.departments}
    held = dict.fromkeys(department for one in shares.values() for department in one)
    heirs = {one: {one: Fraction(1)} if one in known else later.successors.get(one, {}) for one in held}
    lost = sorted(one for one, parts in heirs.items() if sum(parts.values(), _NONE) != 1)
    if lost:
        raise BadDefinitions(
            f"Departments not in force any more had shares before, and not all of what was theirs has "
            f"successors: {', '.join(lost)}. What the later departments did with it cannot be told; name "
            f"the successors of each in the book, with parts that sum to 1."
        )
    return {kpi: _handed_on(one, heirs) for kpi, one in shares.items()}


def _handed_on(
    shares: Mapping[str, Fraction], heirs: Mapping[str, Mapping[str, Fraction]]
) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for department, share in shares.items():
        for heir, part in heirs[department].items():
            found[heir] = found.get(heir, _NONE) + share * part
    return found


def transfers(stages: Sequence[Stage], performance: Mapping[str, Fraction]) -> tuple[Transfer, ...]:
    """Each department's part of the way over ``stages`` (two, or three where the base was corrected).

    ``performance``: KPI -> points that its rows of performance add up to, on the last step. Step by step
    ΔC_d = Σ R̄·ΔC (inherited) + Σ ΔR·C̄ (moved); a KPI that one end of the step does not have keeps its R,
    so that it moves no responsibility. Departments in the order of the last stage, then of those before.
    """
    names = dict.fromkeys(
        department for stage in reversed(stages) for one in stage.shares.values() for department in one
    )
    return tuple(_transfer(one, stages, performance) for one in names)


def _transfer(department: str, stages: Sequence[Stage], performance: Mapping[str, Fraction]) -> Transfer:
    inherited = moved = _NONE
    for start, end in pairwise(stages):
        for kpi, had, has in _shares(department, start, end):
            was, now = start.levels.get(kpi, _NONE), end.levels.get(kpi, _NONE)
            inherited += (had + has) / 2 * (now - was)
            moved += (has - had) * (was + now) / 2
    last = _shares(department, *stages[-2:])
    return Transfer(
        department,
        performance=sum((performance.get(kpi, _NONE) * (had + has) / 2 for kpi, had, has in last), _NONE),
        before=_level(department, stages[0]),
        after=_level(department, stages[-1]),
        inherited=inherited,
        moved=moved,
    )


def _shares(department: str, start: Stage, end: Stage) -> Iterable[tuple[str, Fraction, Fraction]]:
    for kpi in dict.fromkeys((*end.shares, *start.shares)):
        old = start.shares.get(kpi, end.shares.get(kpi, {}))
        new = end.shares.get(kpi, old)
        yield kpi, old.get(department, _NONE), new.get(department, _NONE)


def _level(department: str, stage: Stage) -> Fraction:
    return sum(
        (stage.shares[kpi].get(department, _NONE) * level for kpi, level in stage.levels.items()), _NONE
    )
