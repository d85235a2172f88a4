"""Scoring: knots in strict order, scores that rise, readings that can occur."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from scorecard.definitions.draft import Draft
from scorecard.definitions.schema import KpiSpec
from scorecard.model.kpi import Direction, Kind
from scorecard.model.problem import Problem, Severity

_KNOTS = ("floor", "target", "stretch")
_SHARES = frozenset({Kind.TOP_BOX, Kind.BOTTOM_BOX, Kind.WITHIN, Kind.COMPLIANCE})
_BOTH = "One reading would have two scores, or a better reading a lower one."


def policy_rises(draft: Draft) -> Iterator[Problem]:
    """Scores rise from floor to stretch between 0 and 100; a hidden sample is smaller than a flagged one."""
    policy = draft.spec.policy
    path = ("policy", "scoring")
    scores = policy.scoring
    if not 0 <= scores.floor < scores.target <= scores.stretch <= 100:
        what = f"the scores {scores.floor}, {scores.target}, {scores.stretch} do not rise from 0 to 100"
        remedy = "Let floor < target, target <= stretch, all from 0 to 100."
        yield Problem("policy.scoring", draft.at(*path), what, _BOTH, remedy)
    if policy.hide_below > policy.flag_below:
        what = f"hide_below {policy.hide_below} is above flag_below {policy.flag_below}"
        place = draft.at("policy", "hide_below")
        yield Problem("policy.samples", place, what, "No sample would be flagged.", "Exchange the two.")


def readings_are_monotone(draft: Draft) -> Iterator[Problem]:
    """Readings rise from floor to stretch where higher is better, and fall where lower is; for every unit."""
    for index, kpi in enumerate(draft.spec.kpis):
        own = {key: getattr(kpi, key) for key in _KNOTS}
        yield from _in_order(draft, ("kpis", index), f"KPI {kpi.id!r}", kpi.direction, own)
    by_id = {kpi.id: kpi for kpi in draft.spec.kpis}
    for index, one in enumerate(draft.spec.targets):
        if (kpi_ := by_id.get(one.kpi)) is not None:
            own = {
                key: getattr(kpi_, key) if (given := getattr(one, key)) is None else given for key in _KNOTS
            }
            subject = f"KPI {one.kpi!r} for unit {one.unit!r}"
            yield from _in_order(draft, ("targets", index), subject, kpi_.direction, own)


def _in_order(
    draft: Draft, path: tuple[str | int, ...], subject: str, direction: Direction, own: Mapping[str, Decimal]
) -> Iterator[Problem]:
    sign = "<" if direction is Direction.HIGHER else ">"
    for before, after in pairwise(_KNOTS):
        low, high = own[before], own[after]
        if low < high if direction is Direction.HIGHER else low > high:
            continue
        what = f"{subject}: {direction} is better, but {before} {low} and {after} {high}"
        remedy = f"Let floor {sign} target {sign} stretch, or change the direction."
        yield Problem("kpi.order", draft.at(*path, after), what, _BOTH, remedy)


def readings_are_possible(draft: Draft) -> Iterator[Problem]:
    """Warns of a floor, target or stretch that no reading can reach."""
    for index, kpi in enumerate(draft.spec.kpis):
        low, high = _range(draft, kpi)
        for key in _KNOTS:
            value: Decimal = getattr(kpi, key)
            if (low is None or value >= low) and (high is None or value <= high):
                continue
            what = f"KPI {kpi.id!r}: {key} {value} lies where no reading can be ({low} to {high})"
            why = "Its scores would never reach one end of the scale."
            remedy = "Readings of shares are percents: write 85 for 85 %."
            place = draft.at("kpis", index, key)
            yield Problem("kpi.unreachable", place, what, why, remedy, Severity.WARNING)


def _range(draft: Draft, kpi: KpiSpec) -> tuple[Decimal | None, Decimal | None]:
    if kpi.measure.kind in _SHARES:
        return Decimal(0), Decimal(100)
    if kpi.measure.kind is Kind.NPS:
        return Decimal(-100), Decimal(100)
    source = draft.sources.get(kpi.measure.source)
    column = source.columns.get(kpi.measure.value or "") if source else None
    if column is None or kpi.measure.kind not in {Kind.MEAN, Kind.PERCENTILE}:
        return None, None
    return column.low, column.high
