"""Weights and shares add up to 100 %, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice

from scorecard.definitions.draft import Draft
from scorecard.definitions.schema import KpiSpec, ProcessSpec
from scorecard.model.problem import Place, Problem

WHOLE = 10_000
_LISTED = 10


def process_weights_add_up(draft: Draft) -> Iterator[Problem]:
    """The weights of all processes are the whole index."""
    weights = {process.id: process.weight for process in draft.spec.processes}
    if sum(weights.values()) != WHOLE and len(weights) == len(draft.spec.processes):
        place = _changed_last(draft, "processes", enumerate(draft.spec.processes))
        yield _wrong("sum.processes", place, "the processes' weights", weights)


def kpi_weights_add_up(draft: Draft) -> Iterator[Problem]:
    """The weights of a process's KPIs are the whole process."""
    of: dict[str, list[tuple[int, KpiSpec]]] = {}
    for index, kpi in enumerate(draft.spec.kpis):
        of.setdefault(kpi.process, []).append((index, kpi))
    for process in draft.spec.processes:
        own = of.get(process.id, [])
        weights = {kpi.id: kpi.weight for _, kpi in own}
        if own and sum(weights.values()) != WHOLE and len(weights) == len(own):
            place = _changed_last(draft, "kpis", own, process.id)
            yield _wrong("sum.kpis", place, f"the weights of the KPIs of process {process.id!r}", weights)


def shares_add_up(draft: Draft) -> Iterator[Problem]:
    """The shares of a KPI are the whole KPI."""
    for index, kpi in draft.news("kpis"):
        if sum(kpi.shares.values()) != WHOLE:
            place = draft.key("kpis", index, "shares")
            yield _wrong("sum.shares", place, f"the shares of KPI {kpi.id!r}", kpi.shares)


def _changed_last(
    draft: Draft, kind: str, own: Iterable[tuple[int, ProcessSpec | KpiSpec]], process: str | None = None
) -> Place:
    """Where a wrong sum is told: where a change set or ended a weight last, else at the first one."""
    found = [
        (draft.touched.get((kind, one.id, "weight"), -1), draft.at(kind, at, "weight")) for at, one in own
    ]
    for id_, known in draft.out[kind].items():
        if (kind, id_, "until") in draft.touched and getattr(known.spec, "process", None) == process:
            found.append((draft.touched[kind, id_, "until"], known.node.find(("until",))))
    return max(found, key=lambda one: one[0])[1]


def as_percent(points: int) -> str:
    """Basis points as written in the files: 1250 -> 12.5%."""
    return f"{(Decimal(points) / 100).normalize():f}%"


def _wrong(code: str, place: Place, subject: str, parts: Mapping[str, int]) -> Problem:
    total = sum(parts.values())
    listed = " + ".join(f"{key} {as_percent(part)}" for key, part in islice(parts.items(), _LISTED))
    if len(parts) > _LISTED:
        listed += f" + {len(parts) - _LISTED} more"
    what = f"{subject} add up to {as_percent(total)}, not 100%: {listed}"
    why = "Contributions would not add up to the index."
    change = "Take away" if total > WHOLE else "Add"
    return Problem(code, place, what, why, f"{change} {as_percent(abs(WHOLE - total))}.")
