"""From a plan that broke no rule to the model's ``Plan``. Every amount is whole fen."""

from __future__ import annotations

from fractions import Fraction

from scorecard.definitions.compile_scoring import compile_scoring
from scorecard.definitions.draft import Draft
from scorecard.definitions.plan import VETO, GateSpec, PerHeadSpec, StepsSpec
from scorecard.definitions.schema import PlanSpec
from scorecard.definitions.scoring import BandsSpec, KnotsSpec
from scorecard.model.kpi import Direction, Kpi
from scorecard.model.plan import Gate, Heads, Plan
from scorecard.model.scoring import Curve
from scorecard.model.text import Text


def build_plan(spec: PlanSpec, draft: Draft, kpis: tuple[Kpi, ...]) -> Plan:
    """The plan as in force at the draft's moment: with the heads of the departments in force.

    ``kpis``: those in force, whose shares say for whom a gate is.
    """
    head = draft.spec.book
    return Plan(
        id=spec.id,
        name=Text(zh=spec.name.zh, en=spec.name.en),
        unit=spec.unit,
        amount=spec.pool.per_head if isinstance(spec.pool, PerHeadSpec) else spec.pool,
        per_head=isinstance(spec.pool, PerHeadSpec),
        heads=tuple(_heads(spec, department.id) for department in draft.spec.departments),
        factor=_factor(spec),
        gates=tuple(_gate(one, kpis) for one in spec.gates),
        vetoed=spec.vetoed,
        owner=spec.owner or head.owner,
        reference=spec.reference or head.reference,
    )


def _heads(spec: PlanSpec, department: str) -> Heads:
    own = spec.heads[department]
    return Heads(
        department,
        own.count,
        Fraction(own.coefficient),
        spec.floor_of(department),
        spec.cap_of(department),
    )


def _factor(spec: PlanSpec) -> Curve:
    """The factor as the curve of a scoring rule: knots are knots, steps are bands."""
    points = spec.points
    steps = isinstance(spec.factor, StepsSpec)
    rule = BandsSpec(rule="bands", bands=points) if steps else KnotsSpec(rule="knots", knots=points)
    curve = compile_scoring(rule, Direction.HIGHER)
    if not isinstance(curve, Curve):
        raise TypeError(f"the factor of plan {spec.id!r} is no curve")
    return curve


def _gate(spec: GateSpec, kpis: tuple[Kpi, ...]) -> Gate:
    """The gate with the departments that it is for."""
    answering = {department for kpi in kpis if kpi.id == spec.kpi for department, _ in kpi.shares}
    return Gate(
        spec.kpi,
        Fraction(spec.at_least),
        None if spec.otherwise == VETO else Fraction(spec.otherwise),
        None if spec.whom == "all" else tuple(sorted(answering)),
    )
