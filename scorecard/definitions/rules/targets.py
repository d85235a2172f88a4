"""Targets of single units: one at a time, without holes, and in the order that the KPI wants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from scorecard.definitions.draft import Draft
from scorecard.definitions.strict_yaml import Node
from scorecard.definitions.timeline import Timeline, month_of
from scorecard.model.period import Period
from scorecard.model.problem import Problem, Severity


def targets_do_not_overlap(draft: Draft) -> Iterator[Problem]:
    """A unit has at most one target of its own for a KPI at a time."""
    first: dict[tuple[str, str], int] = {}
    for index, one in enumerate(draft.spec.targets):
        earlier = first.setdefault((one.kpi, one.unit), index)
        if earlier != index:
            place = draft.at("targets", earlier)
            what = f"unit {one.unit!r} has a second target for {one.kpi!r}; first at {place}"
            why = "It would be held to two readings at once."
            remedy = "Let the earlier one end ('until') when this one begins."
            yield Problem("target.overlap", draft.at("targets", index), what, why, remedy)


def targets_leave_no_gap(timeline: Timeline) -> Iterator[Problem]:
    """Between two targets of a unit for a KPI there is no month with neither; else it is a warning."""
    spans: dict[tuple[str, str], list[_Span]] = {}
    for node in timeline.entries("targets"):
        since = month_of(node, "from") or timeline.spec.book.since
        key = str(node.value.get("kpi")), str(node.value.get("unit"))
        spans.setdefault(key, []).append(_Span(since, month_of(node, "until"), node))
    for (kpi, unit), found in spans.items():
        for earlier, later in pairwise(sorted(found, key=lambda span: span.since)):
            if earlier.until is not None and earlier.until < later.since:
                months = f"from {earlier.until} to {later.since}"
                what = f"unit {unit!r} has no target of its own for {kpi!r} {months}"
                why = "In these months it is held to the target of the unit above, or the KPI's own."
                remedy = "Extend one of the two, if that is not meant."
                yield Problem("target.gap", later.node.place, what, why, remedy, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class _Span:
    """The months of one target, half-open."""

    since: Period
    until: Period | None
    node: Node
