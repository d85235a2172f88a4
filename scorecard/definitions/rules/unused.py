"""What is defined takes part; what does not is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scorecard.definitions.amend import id_of
from scorecard.definitions.draft import Draft
from scorecard.definitions.rules.paths import levels_of
from scorecard.definitions.timeline import Timeline
from scorecard.model.problem import Problem, Severity

_LEFT_OVER = "It may be left over, or a reference to it forgotten."


def processes_have_kpis(draft: Draft) -> Iterator[Problem]:
    """A process in force has a KPI in force."""
    measured = {kpi.process for kpi in draft.spec.kpis}
    for index, process in enumerate(draft.spec.processes):
        if process.id not in measured:
            what = f"process {process.id!r} has no KPI"
            why = "Its weight in the index could never be earned."
            place = draft.at("processes", index)
            yield Problem("process.empty", place, what, why, "Add a KPI to it, or remove the process.")


def everything_is_used(timeline: Timeline) -> Iterator[Problem]:
    """A definition that nothing refers to at any time is a warning."""
    used = {"departments": {order.spec.owner for order in timeline.orders}}
    for draft in timeline.drafts:
        for key, ids in _used(draft).items():
            used.setdefault(key, set()).update(ids)
    for key, ids in used.items():
        for node in timeline.entries(key):
            if (id_ := id_of(node)) is not None and id_ not in ids:
                what = f"{key}: nothing uses {id_!r}"
                yield Problem(
                    f"unused.{key}", node.place, what, _LEFT_OVER, "Use it, or remove it.", Severity.WARNING
                )


def _used(draft: Draft) -> Mapping[str, set[str]]:
    """What the new definitions of a moment refer to; the others were asked at an earlier one."""
    spec = draft.spec
    kpis = [kpi for _, kpi in draft.news("kpis")]
    shared = {department for kpi in kpis for department in kpi.shares}
    dated = (*spec.units, *spec.departments, *spec.sources, *spec.processes, *kpis, *spec.plans)
    heirs = {heir for one, _ in draft.known("departments") for heir in one.successor}
    return {
        "sources": {use.source for use in draft.terms()},
        "perspectives": {kpi.perspective for kpi in kpis},
        "levels": {unit.level for unit in spec.units}.union(*(levels_of(one, draft) for one in spec.sources)),
        "departments": shared | heirs | {one.owner or "" for one in dated} | {spec.book.owner},
    }
