"""An incentive plan as its file would say it."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.compute.difference.written import stated, written
from scorecard.model.exact import percent
from scorecard.model.plan import Gate, Plan, yuan

_APART = ("id", "amount", "per_head", "heads", "factor", "gates")


def plan_keys(plan: Plan) -> dict[str, str]:
    """Key -> text. Each department's heads are a key of their own; a gate names the departments it is for."""
    amount = written(yuan(plan.amount))
    floors = {one.department: percent(one.floor) for one in plan.heads}
    caps = {one.department: percent(one.cap) for one in plan.heads if one.cap is not None}
    found = {key: written(one) for key, one in stated(plan, *_APART).items()}
    found["pool"] = written({"per_head": amount}) if plan.per_head else amount
    for one in plan.heads:
        found[f"heads.{one.department}"] = written(stated(one, "department", "floor", "cap"))
    found["factor"] = written(plan.factor.knots)
    found["floor"] = _bound(floors, len(plan.heads))
    if caps:
        found["cap"] = _bound(caps, len(plan.heads))
    if plan.gates:
        found["gates"] = f"[{', '.join(sorted(map(_gate, plan.gates)))}]"
    return found


def _bound(parts: Mapping[str, str], heads: int) -> str:
    """One percent where it is everybody's, else each department's own."""
    if len(parts) == heads and len(set(parts.values())) == 1:
        return next(iter(parts.values()))
    return written(dict(sorted(parts.items())))


def _gate(gate: Gate) -> str:
    whom = "all" if gate.departments is None else gate.departments
    otherwise = "veto" if gate.otherwise is None else gate.otherwise
    return written({"kpi": gate.kpi, "at_least": gate.at_least, "otherwise": otherwise, "for": whom})
