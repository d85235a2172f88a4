"""Who stands where in one unit: the index, each process, each department (methods B.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scorecard.model.book import Edition
from scorecard.model.kpi import Kpi
from scorecard.model.org import UNASSIGNED
from scorecard.model.result import SOUND, Attribution, Published, Reading, Standing, State, Subject
from scorecard.model.rounding import half_up

_PLACES = 2
_WHOLE = 10_000
_NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Ground:
    """What the standings of one unit rest on.

    ``kpis``: those that apply to the unit. ``declared``: their part of the index weight if all had data,
    ``leaves``: with the data there are. ``sampled``: ids of the KPIs whose n counts observations.
    ``rows``: source id -> its rows in the unit. ``attribution`` and ``published`` are empty where the index
    is not published.
    """

    edition: Edition
    kpis: tuple[Kpi, ...]
    readings: Mapping[str, Reading]
    sampled: frozenset[str]
    rows: Mapping[str, int]
    declared: Mapping[str, Fraction]
    leaves: Mapping[str, Fraction]
    attribution: Attribution | None
    published: Mapping[tuple[str, str], Published]


def stand(ground: Ground) -> tuple[Standing, ...]:
    """The unit's standings: the index first, then processes and departments in the book's order, last what
    is assigned to nobody.

    A department's own score is C_d / Σ R·Ω, on the scale of the index: C_d itself would measure the size
    of its responsibility. Processes and departments that carry no weight in the unit are left out.
    """
    of_process = {process.id: _in_process(process.id) for process in ground.edition.processes}
    of_department = {one.id: _in_department(one.id) for one in ground.edition.departments}
    of_nobody = {UNASSIGNED: _in_department(UNASSIGNED)}
    found = [_standing(ground, Subject.INDEX, "", lambda _: Fraction(1))]
    for kind, subjects in (
        (Subject.PROCESS, of_process),
        (Subject.DEPARTMENT, of_department),
        (Subject.UNASSIGNED, of_nobody),
    ):
        for subject, share in subjects.items():
            if any(share(kpi) and kpi.weight for kpi in ground.kpis):
                found.append(_standing(ground, kind, subject, share))
    return tuple(found)


def _in_process(process: str) -> Callable[[Kpi], Fraction]:
    return lambda kpi: Fraction(kpi.process == process)


def _in_department(department: str) -> Callable[[Kpi], Fraction]:
    def share(kpi: Kpi) -> Fraction:
        return next((Fraction(part, _WHOLE) for one, part in kpi.shares if one == department), _NONE)

    return share


def _standing(ground: Ground, kind: Subject, subject: str, share: Callable[[Kpi], Fraction]) -> Standing:
    own = [kpi for kpi in ground.kpis if share(kpi) and kpi.weight]
    counted = [kpi for kpi in own if kpi.id in ground.leaves]
    weights = {kpi.id: share(kpi) * ground.leaves[kpi.id] for kpi in counted}
    declared = {kpi.id: share(kpi) * ground.declared.get(kpi.id, Fraction(0)) for kpi in own}
    score = _score(ground, weights)
    return Standing(
        kind,
        subject,
        score,
        _part(ground, kind, subject),
        _coverage(ground, declared),
        _observations(ground, own if score is None else counted),
        _state(ground, own, weights) if score is None or not _sound(ground, weights) else State.OK,
        weights=_normal(weights),
        declared=_normal(declared),
    )


def _normal(weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The weights in the same proportions, adding up to 1; empty where there is none."""
    whole = sum(weights.values(), Fraction(0))
    return {kpi: weight / whole for kpi, weight in weights.items()} if whole else {}


def _state(ground: Ground, own: list[Kpi], weights: Mapping[str, Fraction]) -> State:
    """What keeps a standing from being ok: small samples, withheld ones, or data that nobody delivered."""
    if weights:
        return State.FLAGGED
    states = {ground.readings[kpi.id].state for kpi in own}
    return State.HIDDEN if State.HIDDEN in states and State.MISSING not in states else State.MISSING


def _sound(ground: Ground, weights: Mapping[str, Fraction]) -> bool:
    """Whether readings that are no small samples carry the minimum share of the weight."""
    firm = (weights[kpi] for kpi in weights if ground.readings[kpi].state in SOUND)
    return sum(firm, Fraction(0)) >= ground.edition.policy.coverage_min * sum(weights.values(), Fraction(0))


def _observations(ground: Ground, counted: list[Kpi]) -> int:
    """Rows behind the sampled readings. KPIs that look at the same rows count them once, and KPIs whose
    conditions overlap never count more than the source's rows.
    """
    seen: dict[str, dict[object, int]] = {}
    for kpi in counted:
        if kpi.id in ground.sampled:
            term = kpi.measure.rows
            same = seen.setdefault(term.source, {})
            same[term.where] = max(same.get(term.where, 0), ground.readings[kpi.id].n)
    return sum(min(ground.rows[source], sum(found.values())) for source, found in seen.items())


def _score(ground: Ground, weights: Mapping[str, Fraction]) -> Decimal | None:
    whole = sum(weights.values(), Fraction(0))
    if not whole:
        return None
    scores = {kpi: ground.readings[kpi].score or Fraction(0) for kpi in weights}
    return half_up(sum((weights[kpi] * scores[kpi] for kpi in weights), Fraction(0)) / whole, _PLACES)


def _coverage(ground: Ground, declared: Mapping[str, Fraction]) -> Fraction:
    whole = sum(declared.values(), Fraction(0))
    reached = sum((declared[kpi] for kpi in declared if ground.readings[kpi].score is not None), Fraction(0))
    return reached / whole if whole else Fraction(0)


def _part(ground: Ground, kind: Subject, subject: str) -> Published | None:
    if ground.attribution is None:
        return None
    process_of = {kpi.id: kpi.process for kpi in ground.kpis}
    mine = (
        cell
        for (kpi, department), cell in ground.published.items()
        if kind is Subject.INDEX
        or (kind is Subject.PROCESS and process_of[kpi] == subject)
        or (kind in {Subject.DEPARTMENT, Subject.UNASSIGNED} and department == subject)
    )
    return sum(mine, Published())
