"""The declared index weight of one unit, part by part, with what becomes of each (transmission audit)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from scorecard.model.audit import Passage, Reach
from scorecard.model.kpi import Kpi, Process
from scorecard.model.org import UNASSIGNED
from scorecard.model.result import Reading, State
from scorecard.model.rounding import apportion


def audit(
    processes: Collection[Process],
    kpis: Collection[Kpi],
    readings: Mapping[str, Reading],
    counted: Collection[str],
) -> tuple[Passage, ...]:
    """Every part of the index weight in the order of processes and KPIs, adding up to 100.00 %.

    ``processes``: of the index, their weights in basis points; ``kpis``: those that apply to the unit;
    ``counted``: ids of those in its published index, none where it has none.

    A process's weight is split over its KPIs, and each of these over its departments, by largest remainder.
    Parts are rounded before it is asked what becomes of them: data that go missing move a KPI's printed
    weight from one class to another, and change no other figure.
    """
    return tuple(_passages(processes, kpis, readings, frozenset(counted)))


def _passages(
    processes: Collection[Process],
    kpis: Collection[Kpi],
    readings: Mapping[str, Reading],
    counted: frozenset[str],
) -> Iterator[Passage]:
    for process in processes:
        own = {kpi.id: kpi for kpi in kpis if kpi.process == process.id and kpi.weight}
        if not own:
            yield Passage(process.id, "", "", Reach.UNMEASURED, process.weight)
            continue
        weights = apportion(process.weight, {one: Fraction(kpi.weight) for one, kpi in own.items()})
        for kpi in own.values():
            reach = _reach(readings[kpi.id], counted=kpi.id in counted)
            parts = apportion(weights[kpi.id], {one: Fraction(share) for one, share in kpi.shares})
            for department, weight in parts.items():
                nobody = department == UNASSIGNED
                yield Passage(process.id, kpi.id, department, Reach.UNASSIGNED if nobody else reach, weight)


def _reach(reading: Reading, *, counted: bool) -> Reach:
    if reading.score is not None:
        return Reach.REACHED if counted else Reach.UNPUBLISHED
    return Reach.HIDDEN if reading.state is State.HIDDEN else Reach.MISSING
