"""Incentive plans: everybody is paid by what they answer for, and never more than there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from scorecard.definitions.draft import Draft
from scorecard.definitions.heirs import heirs
from scorecard.definitions.plan import VETO, StepsSpec
from scorecard.definitions.rules.sums import WHOLE, as_percent
from scorecard.definitions.schema import PlanSpec
from scorecard.definitions.timeline import Timeline
from scorecard.model.plan import Vetoed
from scorecard.model.problem import Place, Problem, Severity

_FALLS = "A better score would be paid less, or one score in two ways."


def plans_count_every_department(draft: Draft) -> Iterator[Problem]:
    """Every department in force has heads in a plan, and somebody in the plan has some."""
    for index, plan in enumerate(draft.spec.plans):
        place = draft.key("plans", index, "heads")
        for department in draft.spec.departments:
            if department.id not in plan.heads:
                what = f"plan {plan.id!r} has no heads for the department {department.id!r}"
                why = "It would be paid nothing, and nobody would have decided that."
                remedy = f"Add '{department.id}: {{count: ...}}'; count: 0 if this plan is not to pay it."
                yield Problem("plan.heads", place, what, why, remedy)
        if not _counted(draft, plan):
            what = f"plan {plan.id!r} counts no heads"
            yield Problem("plan.base", place, what, "There is nobody to pay.", "Write how many there are.")


def heads_are_counted_at_some_time(timeline: Timeline) -> Iterator[Problem]:
    """A department that a plan has heads for is in force in some month in which the plan counts them."""
    named: dict[tuple[str, Place], tuple[Draft, int]] = {}
    counted: dict[tuple[str, Place], set[str]] = {}
    for draft in timeline.drafts:
        for index, plan in enumerate(draft.spec.plans):
            key = plan.id, draft.at("plans", index, "heads")
            named.setdefault(key, (draft, index))
            counted.setdefault(key, set()).update(one.id for one in draft.spec.departments)
    for key, (draft, index) in named.items():
        known = {one.id for one, _ in draft.known("departments")}
        for department in draft.spec.plans[index].heads:
            if department in known and department not in counted[key]:
                what = f"plan {key[0]!r} has heads for the department {department!r}, which is not there then"
                why = "They would never be paid, and a reader would count on it."
                remedy = "Remove them, or correct the dates of the plan or of the department."
                place = draft.key("plans", index, "heads", department)
                yield Problem("plan.idle", place, what, why, remedy)


def departments_can_earn(draft: Draft) -> Iterator[Problem]:
    """A department with heads answers for a KPI that is scored at the level of the plan's unit."""
    levels = {unit.id: unit.level for unit in draft.spec.units}
    for index, plan in enumerate(draft.spec.plans):
        if plan.unit not in levels:
            continue
        level = levels[plan.unit]
        kpis = (kpi for kpi in draft.spec.kpis if kpi.levels is None or level in kpi.levels)
        shared = {department for kpi in kpis for department in kpi.shares}
        scored = {heir for one in shared for heir in heirs(draft, "departments", one)}
        for department in _counted(draft, plan):
            if department not in scored:
                what = f"plan {plan.id!r}: {department!r} answers for no KPI that is scored in {plan.unit!r}"
                why = "It could never have a score there, so it would never be paid."
                remedy = f"Give it a share of a KPI of the level {level!r}, or write count: 0."
                place = draft.key("plans", index, "heads", department)
                yield Problem("plan.unscored", place, what, why, remedy)


def factors_rise(draft: Draft) -> Iterator[Problem]:
    """A plan's factor never falls as the score rises, and is never below 0."""
    for index, plan in enumerate(draft.spec.plans):
        path = ("plans", index, "factor", *(("steps",) if isinstance(plan.factor, StepsSpec) else ()))
        subject = f"the factor of plan {plan.id!r}"
        points = plan.points
        if len({factor for _, factor in points}) < 2:
            what = f"{subject} is the same for every score" if points else f"{subject} has no entry"
            why = "Nobody would be paid for doing better."
            remedy = "Write at least two entries with factors that rise, such as [[60, 0], [80, 1]]."
            yield Problem("plan.flat", draft.at(*path), what, why, remedy)
        for position, (score, factor) in enumerate(points):
            if factor < 0:
                what = f"{subject} is {factor} at the score {score}"
                remedy = "Write 0 where nothing is earned."
                yield Problem("plan.factor", draft.at(*path, position, 1), what, _FALLS, remedy)
        yield from _in_order(draft, path, plan)
        if isinstance(plan.factor, StepsSpec) and points and points[0][0] != 0:
            what = f"the first step of plan {plan.id!r} begins at the score {points[0][0]}, not at 0"
            remedy = "Begin with the factor of the lowest scores: [0, 0]."
            yield Problem("plan.factor", draft.at(*path, 0), what, "Scores below it have no factor.", remedy)


def _in_order(draft: Draft, path: tuple[str | int, ...], plan: PlanSpec) -> Iterator[Problem]:
    """Scores rise, or jump where two knots have one score; factors do not fall."""
    scores = [score for score, _ in plan.points]
    jumps = not isinstance(plan.factor, StepsSpec)
    for position, ((before, low), (score, high)) in enumerate(pairwise(plan.points), start=1):
        subject = f"the factor of plan {plan.id!r}"
        place = draft.at(*path, position)
        if score < before:
            what = f"{subject}: the score {score} stands after {before}"
            yield Problem("plan.factor", place, what, _FALLS, "Write the scores in rising order.")
        elif scores[:position].count(score) > (1 if jumps else 0):
            what = f"{subject}: the score {score} stands once too often"
            remedy = "Write it once" + (", or twice where the factor jumps." if jumps else ".")
            yield Problem("plan.factor", place, what, _FALLS, remedy)
        elif high < low:
            what = f"{subject} falls from {low} to {high} at the score {score}"
            yield Problem("plan.factor", place, what, _FALLS, "Let the factors rise with the scores.")


def floors_and_caps_fit(draft: Draft) -> Iterator[Problem]:
    """A floor is not above its cap, the floors are not above the pool; caps below it are a warning."""
    for index, plan in enumerate(draft.spec.plans):
        if plan.cap is not None and plan.floor > plan.cap:
            yield _crossed(plan, draft.at("plans", index, "floor"), "floor", (plan.floor, plan.cap))
        for department in _counted(draft, plan):
            own, floor, cap = plan.heads[department], plan.floor_of(department), plan.cap_of(department)
            if (own.floor, own.cap) != (None, None) and cap is not None and floor > cap:
                key = "floor" if own.floor is not None else "cap"
                place = draft.at("plans", index, "heads", department, key)
                yield _crossed(plan, place, f"floor of {department!r}", (floor, cap))
        yield from _floors(draft, index)
        yield from _caps(draft, index)


def _crossed(plan: PlanSpec, place: Place, subject: str, bounds: tuple[int, int]) -> Problem:
    floor, cap = map(as_percent, bounds)
    what = f"plan {plan.id!r}: the {subject}, {floor}, is above the cap, {cap}"
    return Problem("plan.bounds", place, what, "No payment could keep both.", "Exchange the two.")


def _floors(draft: Draft, index: int) -> Iterator[Problem]:
    """Floors that the pool does not hold, in any month or in one with a veto."""
    plan = draft.spec.plans[index]
    counted = _counted(draft, plan)
    bases = {department: plan.heads[department].base for department in counted}
    asked = sum(bases[one] * plan.floor_of(one) for one in counted)
    if asked > WHOLE * sum(bases.values()):
        what = f"plan {plan.id!r}: the floors add up to more than the pool"
        why = "The money would run out before everybody had the least that is promised."
        remedy = "Lower them: floors of 100% give each its standard share, and those are the pool."
        high = max(counted, key=plan.floor_of)
        yield Problem("plan.floors", _bound(draft, index, high), what, why, remedy)
    elif plan.vetoed is Vetoed.RETAIN:
        for department in (one for one in counted if plan.floor_of(one) > WHOLE):
            floor = as_percent(plan.floor_of(department))
            what = f"plan {plan.id!r}: the floor of {department!r}, {floor}, is above its standard share"
            why = "It is paid from the shares of others, and a veto would keep these back."
            remedy = "Lower it to 100%, or write 'vetoed: redistribute'."
            yield Problem("plan.floors", _bound(draft, index, department), what, why, remedy)


def _caps(draft: Draft, index: int) -> Iterator[Problem]:
    """Caps that together stay below the pool: a part of it is never paid."""
    plan = draft.spec.plans[index]
    bases = {department: plan.heads[department].base for department in _counted(draft, plan)}
    caps = [(bases[one], cap) for one in bases if (cap := plan.cap_of(one)) is not None]
    if len(caps) == len(bases) and sum(base * cap for base, cap in caps) < WHOLE * sum(bases.values()):
        what = f"plan {plan.id!r}: the caps add up to less than the pool"
        why = "A part of the pool is retained in every month, whatever the scores."
        remedy = "Raise them, or lower the pool, if that is not meant."
        place = (
            draft.at("plans", index, "cap") if plan.cap is not None else draft.key("plans", index, "heads")
        )
        yield Problem("plan.caps", place, what, why, remedy, Severity.WARNING)


def _bound(draft: Draft, index: int, department: str) -> Place:
    """Where a department's floor is written: its own, else the plan's."""
    plan = draft.spec.plans[index]
    if plan.heads[department].floor is not None:
        return draft.at("plans", index, "heads", department, "floor")
    return draft.at("plans", index, "floor")


def gates_can_be_passed(draft: Draft) -> Iterator[Problem]:
    """A gate's KPI is scored in the plan's unit; a veto says what becomes of the money."""
    levels = {unit.id: unit.level for unit in draft.spec.units}
    kpis = {kpi.id: kpi for kpi in draft.spec.kpis}
    for index, plan in enumerate(draft.spec.plans):
        for position, gate in enumerate(plan.gates):
            path = ("plans", index, "gates", position)
            kpi, level = kpis.get(gate.kpi), levels.get(plan.unit)
            if kpi is not None and level is not None and kpi.levels is not None and level not in kpi.levels:
                what = f"plan {plan.id!r}: the KPI {gate.kpi!r} is not scored at the level {level!r}"
                why = f"The gate would never close: {plan.unit!r} has no score there."
                remedy = f"Name a KPI of that level, or add {level!r} to its levels."
                yield Problem("plan.gate", draft.at(*path, "kpi"), what, why, remedy)
            if gate.at_least <= 0:
                what = f"plan {plan.id!r}: every score is at least {gate.at_least}"
                remedy = "Write the score that must be reached, such as 60."
                yield Problem("plan.gate", draft.at(*path, "at_least"), what, "It never closes.", remedy)
        yield from _vetoed(draft, index, plan)


def _vetoed(draft: Draft, index: int, plan: PlanSpec) -> Iterator[Problem]:
    vetoes = [position for position, gate in enumerate(plan.gates) if gate.otherwise == VETO]
    if vetoes and plan.vetoed is None:
        what = f"plan {plan.id!r} does not say what becomes of a vetoed department's share"
        why = "Either the others have it or nobody has: a matter of money that nobody may guess."
        remedy = "Add 'vetoed: redistribute' or 'vetoed: retain'."
        yield Problem("plan.vetoed", draft.at("plans", index, "gates", vetoes[0]), what, why, remedy)
    elif plan.vetoed is not None and not vetoes:
        what = f"plan {plan.id!r} says what becomes of a vetoed department's share, but no gate is a veto"
        remedy = "Write 'otherwise: veto' at a gate, or remove the line."
        yield Problem("plan.vetoed", draft.at("plans", index, "vetoed"), what, "It has no effect.", remedy)


def plans_do_not_overlap(draft: Draft) -> Iterator[Problem]:
    """A unit has one plan at a time, unless one of two says that it pays beside the other."""
    for (_, first), (index, second) in combinations(enumerate(draft.spec.plans), 2):
        beside = second.id in first.beside or first.id in second.beside
        if first.unit == second.unit and first.id != second.id and not beside:
            what = f"unit {second.unit!r} has the plans {first.id!r} and {second.id!r} at once"
            why = "Its departments would be paid from two pools."
            remedy = (
                "Let the earlier one end ('until') when the later one begins; if both are meant, add "
                f"'beside: [{first.id}]'."
            )
            yield Problem("plan.overlap", draft.at("plans", index), what, why, remedy)
    units = {plan.id: plan.unit for plan, _ in draft.known("plans")}
    for index, plan in enumerate(draft.spec.plans):
        for position, other in enumerate(plan.beside):
            if other == plan.id or units.get(other, plan.unit) != plan.unit:
                what = f"plan {plan.id!r} cannot stand beside {other!r}"
                remedy = f"Name another plan of the unit {plan.unit!r}, or remove it."
                place = draft.at("plans", index, "beside", position)
                yield Problem("plan.beside", place, what, "It would say nothing.", remedy)


def _counted(draft: Draft, plan: PlanSpec) -> tuple[str, ...]:
    """Departments in force with heads in the plan, in the book's order."""
    return tuple(
        one.id for one in draft.spec.departments if one.id in plan.heads and plan.heads[one.id].count
    )
