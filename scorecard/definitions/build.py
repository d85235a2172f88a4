"""From a draft that makes sense to the model's ``Book``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from scorecard.definitions.digest import digest
from scorecard.definitions.draft import Draft
from scorecard.definitions.rules.measures import DETRACTORS, PERCENTILE, PROMOTERS
from scorecard.definitions.scale import stored
from scorecard.definitions.schema import (
    ColumnSpec,
    DepartmentSpec,
    KpiSpec,
    MeasureSpec,
    OriginSpec,
    PolicySpec,
    SourceSpec,
    TermSpec,
    TextSpec,
    UnitSpec,
)
from scorecard.model.book import Book, Policy
from scorecard.model.kpi import Condition, Curve, Kind, Kpi, Measure, Perspective, Process, Term
from scorecard.model.org import Department, Unit, UnitLevel, UnitTree
from scorecard.model.source import Column, Latest, Origin, Source
from scorecard.model.text import Text

_RATE_PER = 10_000
_PERCENT = 100


def build(draft: Draft) -> Book:
    """The book of a draft that broke no rule. Every number is exact."""
    spec = draft.spec
    policy = _policy(spec.policy)
    order = {department.id: index for index, department in enumerate(spec.departments)}
    levels = tuple(level.id for level in spec.levels)
    book = Book(
        id=spec.book.id,
        name=_text(spec.book.name),
        index=_text(spec.book.index),
        digest="",
        policy=policy,
        levels=tuple(UnitLevel(one.id, _text(one.name)) for one in spec.levels),
        units=UnitTree(_parents_first(spec.units, levels)),
        departments=tuple(_department(one) for one in spec.departments),
        perspectives=tuple(Perspective(one.id, _text(one.name)) for one in spec.perspectives),
        processes=tuple(Process(one.id, _text(one.name), one.weight) for one in spec.processes),
        kpis=tuple(_kpi(one, draft.sources, policy, levels, order) for one in spec.kpis),
        sources=tuple(_source(one) for one in spec.sources),
        terms=MappingProxyType({key: _text(one) for key, one in spec.glossary.items()}),
    )
    return replace(book, digest=digest(book))


def _text(spec: TextSpec) -> Text:
    return Text(zh=spec.zh, en=spec.en)


def _policy(spec: PolicySpec) -> Policy:
    return Policy(
        floor_score=Fraction(spec.scoring.floor),
        target_score=Fraction(spec.scoring.target),
        stretch_score=Fraction(spec.scoring.stretch),
        coverage_min=Fraction(spec.coverage_min, 10_000),
        hide_below=spec.hide_below,
        flag_below=spec.flag_below,
    )


def _parents_first(specs: tuple[UnitSpec, ...], levels: tuple[str, ...]) -> tuple[Unit, ...]:
    """A parent's level is above its child's, so a stable sort by level does it."""
    units = [Unit(one.id, _text(one.name), one.level, one.parent, one.aliases) for one in specs]
    return tuple(sorted(units, key=lambda unit: levels.index(unit.level)))


def _department(spec: DepartmentSpec) -> Department:
    return Department(spec.id, _text(spec.name), spec.since, spec.until, spec.successor)


def _source(spec: SourceSpec) -> Source:
    return Source(
        id=spec.id,
        kind=spec.kind,
        name=_text(spec.name),
        files=spec.files,
        columns=tuple(_column(name, one) for name, one in spec.columns.items()),
        period=_origin(spec.period),
        unit=_origin(spec.unit),
        weight=spec.weight,
        latest=Latest(spec.latest.by, spec.latest.order) if spec.latest else None,
        sheet=spec.sheet,
    )


def _origin(spec: OriginSpec) -> Origin:
    return Origin(spec.column, spec.always)


def _column(name: str, spec: ColumnSpec) -> Column:
    return Column(
        name=name,
        type=spec.type,
        aliases=spec.aliases,
        required=spec.required,
        missing=spec.missing,
        values=spec.values,
        low=_number(spec.low, spec),
        high=_number(spec.high, spec),
        decimals=spec.decimals,
        formats=spec.formats,
        between=spec.between,
        true=spec.true,
        false=spec.false,
    )


def _number(value: Decimal | None, column: ColumnSpec) -> int | None:
    return None if value is None else int(stored(value, column))


def _kpi(
    spec: KpiSpec,
    sources: Mapping[str, SourceSpec],
    policy: Policy,
    levels: tuple[str, ...],
    departments: Mapping[str, int],
) -> Kpi:
    scores = (policy.floor_score, policy.target_score, policy.stretch_score)
    readings = (Fraction(spec.floor), Fraction(spec.target), Fraction(spec.stretch))
    chosen = spec.levels or levels
    return Kpi(
        id=spec.id,
        name=_text(spec.name),
        process=spec.process,
        perspective=spec.perspective,
        measure=_measure(spec.measure, sources),
        direction=spec.direction,
        unit=_text(spec.unit),
        decimals=spec.decimals,
        floor=readings[0],
        target=readings[1],
        stretch=readings[2],
        curve=Curve(tuple(zip(readings, scores, strict=True))),
        weight=spec.weight,
        levels=tuple(level for level in levels if level in chosen),
        shares=tuple(sorted(spec.shares.items(), key=lambda share: departments[share[0]])),
        focus=_text(spec.focus) if spec.focus else None,
    )


def _measure(spec: MeasureSpec, sources: Mapping[str, SourceSpec]) -> Measure:
    column = sources[spec.source].columns[spec.value] if spec.value else None
    base = None if spec.base is None else _term(spec.base, spec.base.source or spec.source, sources)
    nps = spec.kind is Kind.NPS
    return Measure(
        kind=spec.kind,
        rows=_term(spec, spec.source, sources),
        base=base,
        at=_at(spec, column),
        promoters=_threshold(spec.promoters, PROMOTERS, column) if nps else None,
        detractors=_threshold(spec.detractors, DETRACTORS, column) if nps else None,
        per=(spec.per or _RATE_PER) if spec.kind is Kind.RATE else _PERCENT,
    )


def _at(spec: MeasureSpec, column: ColumnSpec | None) -> int | None:
    if spec.kind is Kind.PERCENTILE:
        return int(PERCENTILE if spec.at is None else spec.at)
    return None if spec.at is None or column is None else _number(spec.at, column)


def _threshold(given: Decimal | None, default: Decimal, column: ColumnSpec | None) -> int | None:
    return None if column is None else _number(default if given is None else given, column)


def _term(spec: MeasureSpec | TermSpec, source: str, sources: Mapping[str, SourceSpec]) -> Term:
    columns = sources[source].columns
    where = tuple(
        Condition(name, one.test, tuple(stored(value, columns[name]) for value in one.values))
        for name in sorted(spec.where)
        for one in spec.where[name]
    )
    scale = columns[spec.value].decimals if spec.value else 0
    return Term(source, where, spec.value, scale)
