"""What is defined takes part; what does not is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scorecard.definitions.draft import Draft
from scorecard.model.problem import Problem, Severity

_LEFT_OVER = "It may be left over, or a reference to it forgotten."


def everything_is_used(draft: Draft) -> Iterator[Problem]:
    """A process without KPIs is an error, any other definition that nothing refers to a warning."""
    spec = draft.spec
    measured = {kpi.process for kpi in spec.kpis}
    for index, process in enumerate(spec.processes):
        if process.id not in measured:
            what = f"process {process.id!r} has no KPI"
            why = "Its weight in the index could never be earned."
            place = draft.at("processes", index)
            yield Problem("process.empty", place, what, why, "Add a KPI to it, or remove the process.")
    for key, used in _used(draft).items():
        for index, entry in enumerate(getattr(spec, key)):
            if entry.id not in used:
                what = f"{key}: nothing uses {entry.id!r}"
                place = draft.at(key, index)
                remedy = "Use it, or remove it."
                yield Problem(f"unused.{key}", place, what, _LEFT_OVER, remedy, Severity.WARNING)


def _used(draft: Draft) -> Mapping[str, set[str]]:
    spec = draft.spec
    shared = {department for kpi in spec.kpis for department in kpi.shares}
    return {
        "sources": {use.source for use in draft.terms()},
        "perspectives": {kpi.perspective for kpi in spec.kpis},
        "levels": {unit.level for unit in spec.units},
        "departments": shared | {one.successor for one in spec.departments if one.successor is not None},
    }
