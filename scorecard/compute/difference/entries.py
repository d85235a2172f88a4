"""An edition as its files would say it: every definition, every key, each value as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction

from scorecard.compute.difference.plans import plan_keys
from scorecard.compute.difference.written import stated, written
from scorecard.model.book import Edition, Policy
from scorecard.model.exact import exact, percent
from scorecard.model.formula import Formula
from scorecard.model.formula import written as canonical
from scorecard.model.kpi import Aim, Condition, Kind, Kpi, Measure, Term, Test
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints, Scoring
from scorecard.model.source import Column, ColumnType, Source

Entries = dict[tuple[str, str], dict[str, str]]
"""(list, id) -> key -> text. Keys within a key have a dot: ``evidence.hide_below``."""

_RULES = {
    Curve: "knots",
    RankPoints: "rank_points",
    PercentOfFirst: "percent_of_first",
    Deduction: "deduction",
}
_PERCENT = 100
_SCORES = ("floor_score", "target_score", "stretch_score")


def entries(edition: Edition) -> Entries:
    """Every definition in force.

    ``book`` and ``policy`` have the id "", and so has ``glossary``, whose keys are its words. A target of a
    unit is ``kpi@unit``. ``retired``: units that have ended, with who takes their rows.
    """
    found: Entries = {
        ("book", ""): {key: written(getattr(edition, key)) for key in ("id", "name", "index")},
        ("policy", ""): _policy(edition.policy),
        ("glossary", ""): {key: written(text) for key, text in sorted(edition.terms.items())},
    }
    for level in edition.levels:
        found["levels", level.id] = _keys(level, "id")
    for unit in edition.units.units:
        found["units", unit.id] = _keys(unit, "id")
    for department in edition.departments:
        found["departments", department.id] = _keys(department, "id")
    for perspective in edition.perspectives:
        found["perspectives", perspective.id] = _keys(perspective, "id")
    for gone in edition.retired:
        found["retired", gone.unit.id] = {"successor": gone.heir or "nobody", **_keys(gone.unit, "id")}
    for source in edition.sources:
        found["sources", source.id] = _source(source)
    for process in edition.processes:
        found["processes", process.id] = _keys(process, "id", "weight") | {"weight": percent(process.weight)}
    for kpi in edition.kpis:
        found["kpis", kpi.id] = _kpi(kpi, edition)
        for of, aim in kpi.aims:
            found["targets", f"{kpi.id}@{of}"] = _aim(aim, edition.policy)
    for plan in edition.plans:
        found["plans", plan.id] = plan_keys(plan)
    return found


def _keys(value: object, *left_out: str) -> dict[str, str]:
    return {key: written(one) for key, one in stated(value, *left_out).items()}


def _policy(policy: Policy) -> dict[str, str]:
    scores = {key.removesuffix("_score"): getattr(policy, key) for key in _SCORES}
    others = {key.name: getattr(policy, key.name) for key in fields(policy) if key.name not in _SCORES}
    share = policy.coverage_min * 100
    return {"scoring": written(scores), **{key: written(one) for key, one in others.items()}} | {
        "coverage_min": f"{exact(share)}%"
    }


def _kpi(kpi: Kpi, edition: Edition) -> dict[str, str]:
    shares = {department: percent(share) for department, share in sorted(kpi.shares)}
    evidence = {f"evidence.{key.name}": getattr(kpi.evidence, key.name) for key in fields(kpi.evidence)}
    return {
        **_keys(kpi, "id", "measure", "aim", "aims", "weight", "shares", "evidence"),
        **_measure(kpi.measure, edition.source_by_id),
        **_aim(kpi.aim, edition.policy),
        "weight": percent(kpi.weight),
        "shares": written(shares),
        **{key: written(one) for key, one in evidence.items()},
    }


def _aim(aim: Aim, policy: Policy) -> dict[str, str]:
    """The readings shown, and the scoring rule where it is not the policy's scores at these readings."""
    readings = {"floor": aim.floor, "target": aim.target, "stretch": aim.stretch}
    found = {key: exact(one) for key, one in readings.items() if one is not None}
    usual = set(zip(readings.values(), (getattr(policy, key) for key in _SCORES), strict=True))
    rule = aim.scoring
    if not (isinstance(rule, Curve) and rule.clip is None and set(rule.knots) == usual):
        found["scoring"] = _rule(rule)
    found |= {key: one for key in ("reference", "owner") if (one := getattr(aim, key))}
    return found


def _rule(rule: Scoring) -> str:
    return written({"rule": _RULES[type(rule)], **stated(rule)})


def _measure(measure: Measure, sources: Mapping[str, Source]) -> dict[str, str]:
    if measure.formula is not None:
        return _formula(measure, measure.formula, sources)
    found = _term(measure.rows, sources)
    if measure.base is not None:
        found["base"] = written(_term(measure.base, sources))
    scale = 0 if measure.kind is Kind.PERCENTILE else measure.rows.scale
    for key, one in stated(measure, "rows", "base", "per").items():
        found[key] = written(Fraction(one, 10**scale) if isinstance(one, int) else one)
    if measure.kind is Kind.RATE or measure.per != _PERCENT:
        found["per"] = written(measure.per)
    return {f"measure.{key}": text for key, text in found.items()}


def _formula(measure: Measure, formula: Formula, sources: Mapping[str, Source]) -> dict[str, str]:
    """Its own keys; its rows and its dimension follow from them."""
    return {
        "measure.kind": written(measure.kind),
        "measure.formula": canonical(formula),
        "measure.observations": written(measure.observations),
        **{f"measure.terms.{name}": written(_term(term, sources)) for name, term in measure.terms},
    }


def _term(term: Term, sources: Mapping[str, Source]) -> dict[str, str]:
    found = {"source": term.source}
    if term.value is not None:
        found["value"] = term.value
    if term.where:
        found["where"] = _where(term.where, sources[term.source])
    if term.unit is not None:
        found["unit"] = term.unit
    return found


def _where(conditions: tuple[Condition, ...], source: Source) -> str:
    by_column: dict[str, dict[str, str]] = {}
    for one in conditions:
        column = source.column(one.column)
        values = [_stored(value, column) for value in one.values]
        text = values[0] if len(values) == 1 and one.test is not Test.NOT_IN else f"[{', '.join(values)}]"
        by_column.setdefault(one.column, {})[_TESTS[one.test]] = text
    plain = {key: found["is"] if [*found] == ["is"] else written(found) for key, found in by_column.items()}
    return written(plain)


_TESTS = {Test.IN: "is", Test.NOT_IN: "not", Test.AT_LEAST: "at_least", Test.AT_MOST: "at_most"}


def _stored(value: str | int, column: Column) -> str:
    """A value in a column's scale as the files have it."""
    if column.type is ColumnType.FLAG:
        return written(bool(value))
    return value if isinstance(value, str) else exact(Fraction(value, 10**column.decimals))


def _source(source: Source) -> dict[str, str]:
    return {
        **_keys(source, "id", "columns"),
        **{f"columns.{one.name}": _column(one) for one in source.columns},
    }


def _column(column: Column) -> str:
    found = stated(column, "name")
    limits = {"low": column.low, "high": column.high}
    return written({**found, **{key: _stored(one, column) for key, one in limits.items() if one is not None}})
