"""From a timeline that makes sense to the model's ``Book``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from scorecard.definitions.amend import id_of
from scorecard.definitions.build_plan import build_plan
from scorecard.definitions.build_source import build_source, number
from scorecard.definitions.compile_scoring import compile_scoring
from scorecard.definitions.digest import digest, whole
from scorecard.definitions.draft import Draft
from scorecard.definitions.example import example
from scorecard.definitions.formula import parse
from scorecard.definitions.heirs import heirs
from scorecard.definitions.history import change_of
from scorecard.definitions.once import Once
from scorecard.definitions.rules.measures import DETRACTORS, PERCENTILE, PROMOTERS
from scorecard.definitions.scale import stored
from scorecard.definitions.schema import (
    ColumnSpec,
    DatedSpec,
    EvidenceSpec,
    HeadSpec,
    KpiSpec,
    MeasureSpec,
    PolicySpec,
    SourceSpec,
    TargetSpec,
    TermSpec,
    UnitSpec,
)
from scorecard.definitions.scoring import (
    DeductionSpec,
    FloorTargetStretchSpec,
    RuleSpec,
    TargetBestSpec,
    with_parameters,
)
from scorecard.definitions.term_unit import dimension, term_unit
from scorecard.definitions.texts import NameSpec, TextSpec
from scorecard.definitions.timeline import Timeline
from scorecard.model.book import Book, Edition, Policy
from scorecard.model.curve import best, reading_for, worst
from scorecard.model.kpi import (
    Aim,
    Condition,
    Direction,
    Evidence,
    Kind,
    Kpi,
    Measure,
    Perspective,
    Process,
    Term,
)
from scorecard.model.org import UNASSIGNED, Department, Retired, Succeeded, Unit, UnitLevel, UnitTree
from scorecard.model.period import Period
from scorecard.model.rounding import apportion
from scorecard.model.scoring import Curve, Scoring
from scorecard.model.text import Text

_RATE_PER = 10_000
_PERCENT = 100

Held = Mapping[str, Mapping[str, Fraction]]
_T = TypeVar("_T")


def build(timeline: Timeline) -> Book:
    """The book of a timeline that broke no rule. Every number is exact."""
    editions: list[tuple[Period, Edition]] = []
    once, order = Once(), _order(timeline)
    ground: _Ground | None = None
    held: Held = {}
    for draft in timeline.drafts:
        if (own := _ground(draft, order)) != ground:
            ground = own
        held = _held(draft, held)
        edition = _edition(draft, ground, held, once)
        if not editions or editions[-1][1].digest != edition.digest:
            editions.append((draft.since, edition))
    changes = tuple(change_of(order, timeline) for order in timeline.orders)
    ordered = tuple(sorted(changes, key=lambda one: one.since))
    return Book(whole(editions, ordered), tuple(editions), ordered)


def _edition(draft: Draft, ground: _Ground, held: Held, once: Once) -> Edition:
    """What is in force; of what was in force before, the same objects."""
    spec = draft.spec
    targets: dict[str, list[TargetSpec]] = {}
    for one in spec.targets:
        if one.unit in draft.ids["units"]:
            targets.setdefault(one.kpi, []).append(one)
    kpis = tuple(
        once(
            _kpi,
            ground,
            one,
            once(_together, *targets.get(one.id, ())),
            once(_together, *(held[department] for department in one.shares)),
        )
        for one in spec.kpis
    )
    edition = Edition(
        id=spec.book.id,
        name=_text(spec.book.name),
        index=_text(spec.book.index),
        digest="",
        policy=ground.policy,
        levels=tuple(UnitLevel(one.id, _text(one.name)) for one in spec.levels),
        units=once(_tree, ground, *spec.units),
        departments=tuple(Department(one.id, _text(one.name), *_own(one)) for one in spec.departments),
        perspectives=tuple(Perspective(one.id, _text(one.name), one.customer) for one in spec.perspectives),
        processes=tuple(Process(one.id, _text(one.name), one.weight, *_own(one)) for one in spec.processes),
        kpis=kpis,
        sources=tuple(once(build_source, one) for one in spec.sources),
        terms=MappingProxyType({key: _text(one) for key, one in spec.glossary.items()}),
        retired=_retired(draft),
        succeeded=_succeeded(draft, held),
        plans=tuple(build_plan(one, draft, kpis) for one in spec.plans),
    )
    return replace(edition, digest=digest(edition, once))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every KPI of a moment is built on.

    ``scores``: of floor, target and stretch. ``order``: every department's place in the book, and last the
    place of what is nobody's.
    """

    head: HeadSpec
    policy: Policy
    scores: tuple[Decimal, Decimal, Decimal]
    levels: tuple[str, ...]
    order: Mapping[str, int]
    sources: Mapping[str, SourceSpec]


def _ground(draft: Draft, order: Mapping[str, int]) -> _Ground:
    spec = draft.spec
    scores = spec.policy.scoring
    return _Ground(
        head=spec.book,
        policy=_policy(spec.policy),
        scores=(scores.floor, scores.target, scores.stretch),
        levels=tuple(level.id for level in spec.levels),
        order=order,
        sources=draft.sources,
    )


def _order(timeline: Timeline) -> Mapping[str, int]:
    """Departments in order of their entries, then as changes add them."""
    ids = [id_of(node) for node in timeline.entries("departments")]
    return {str(one): index for index, one in enumerate((*ids, UNASSIGNED))}


def _held(draft: Draft, before: Held) -> Held:
    """Who holds what is each department's own; the same object where it is as before."""
    known = (*draft.known_ids["departments"], UNASSIGNED)
    found = {one: heirs(draft, "departments", one) for one in known}
    return {one: before[one] if before.get(one) == parts else parts for one, parts in found.items()}


def _together(*of: _T) -> tuple[_T, ...]:
    return of


def _text(spec: TextSpec | NameSpec) -> Text:
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


def _tree(ground: _Ground, *specs: UnitSpec) -> UnitTree:
    """A parent's level is above its child's, so a stable sort by level puts parents first."""
    return UnitTree(tuple(sorted(map(_unit, specs), key=lambda unit: ground.levels.index(unit.level))))


def _unit(spec: UnitSpec) -> Unit:
    return Unit(
        spec.id, _text(spec.name), spec.level, spec.parent, spec.aliases, spec.peer_group or "", *_own(spec)
    )


def _own(spec: DatedSpec | TargetSpec | None) -> tuple[str, str]:
    """The document and the owner that a definition has of its own; empty where they are the book's."""
    return (spec.reference or "", spec.owner or "") if spec else ("", "")


def _retired(draft: Draft) -> tuple[Retired, ...]:
    """Units that have ended. One with several successors has no heir: its rows do not say whose they are."""
    found = []
    for one in draft.out["units"].values():
        if one.spec.until is not None and one.spec.until <= draft.since:
            taking = tuple(heirs(draft, "units", one.spec.id))
            found.append(Retired(_unit(one.spec), taking[0] if len(taking) == 1 else None))
    return tuple(found)


def _succeeded(draft: Draft, held: Held) -> tuple[Succeeded, ...]:
    """Departments that have ended, with who holds what was theirs."""
    present = draft.ids["departments"]
    return tuple(
        Succeeded(one, tuple(sorted(parts.items())))
        for one, parts in held.items()
        if parts and one not in present and one != UNASSIGNED
    )


def _kpi(
    ground: _Ground,
    spec: KpiSpec,
    targets: tuple[TargetSpec, ...],
    held: tuple[Mapping[str, Fraction], ...],
) -> Kpi:
    """``held``: by whom each department's share is held, in order of the shares."""
    chosen = spec.levels or ground.levels
    return Kpi(
        id=spec.id,
        name=_text(spec.name),
        process=spec.process,
        perspective=spec.perspective,
        measure=_measure(spec.measure, ground.sources),
        direction=spec.direction,
        unit=_text(spec.unit),
        decimals=spec.decimals,
        aim=_aim(spec, ground),
        weight=spec.weight,
        levels=tuple(level for level in ground.levels if level in chosen),
        shares=_shares(spec, ground, held),
        focus=_text(spec.focus) if spec.focus else None,
        aims=tuple((one.unit, _aim(spec, ground, one)) for one in targets),
        evidence=_evidence(spec.evidence, ground.policy),
        owner=spec.owner or ground.head.owner,
        reference=spec.reference or ground.head.reference,
        examples=tuple(example(one) for one in spec.example),
    )


def _aim(spec: KpiSpec, ground: _Ground, target: TargetSpec | None = None) -> Aim:
    """The KPI's own aim, or a unit's: what its target does not say is the KPI's."""
    rule = spec.rule
    if rule is None:
        raise ValueError(f"KPI {spec.id!r} has no scoring rule")  # a rule has told it
    if target is not None:
        rule = with_parameters(rule, target.parameters)
    scoring = compile_scoring(rule, spec.direction, scores=ground.scores)
    return Aim(scoring, *_shown(rule, scoring, spec.direction, ground.policy.target_score), *_own(target))


def _shown(
    rule: RuleSpec, scoring: Scoring, direction: Direction, target: Fraction
) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """The readings shown beside a KPI: where its scale begins, what is asked for, where it ends."""
    match rule:
        case FloorTargetStretchSpec():
            return Fraction(rule.floor), Fraction(rule.target), Fraction(rule.stretch)
        case TargetBestSpec():
            return None, Fraction(rule.target), None
        case DeductionSpec():
            return None, Fraction(rule.free), None
        case _ if isinstance(scoring, Curve):
            floor = reading_for(scoring, direction, worst(scoring))
            stretch = reading_for(scoring, direction, best(scoring))
            return floor, reading_for(scoring, direction, target), stretch
        case _:
            return None, None, None


def _shares(
    spec: KpiSpec, ground: _Ground, held: tuple[Mapping[str, Fraction], ...]
) -> tuple[tuple[str, int], ...]:
    """Shares of departments in force, in whole basis points; its successors' for one that has ended."""
    exact: dict[str, Fraction] = {}
    for share, parts in zip(spec.shares.values(), held, strict=True):
        for heir, part in parts.items():
            exact[heir] = exact.get(heir, Fraction(0)) + share * part
    shares = apportion(sum(spec.shares.values()), exact)
    return tuple(sorted(shares.items(), key=lambda share: ground.order[share[0]]))


def _evidence(spec: EvidenceSpec, policy: Policy) -> Evidence:
    hide, flag = spec.hide_below, spec.flag_below
    return Evidence(
        policy.hide_below if hide is None else hide,
        policy.flag_below if flag is None else flag,
        spec.missing,
        spec.carry or 0,
    )


def _measure(spec: MeasureSpec, sources: Mapping[str, SourceSpec]) -> Measure:
    if spec.kind is Kind.FORMULA:
        return _formula(spec, sources)
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


def _formula(spec: MeasureSpec, sources: Mapping[str, SourceSpec]) -> Measure:
    terms: list[tuple[str, Term]] = []
    for name, term in sorted((spec.terms or {}).items()):
        source = term.source or spec.source
        terms.append((name, replace(_term(term, source, sources), unit=term_unit(term, sources[source]))))
    units = {name: dimension(term.unit or "1") for name, term in terms}
    formula, counted_in, _ = parse(spec.formula or "", units)
    return Measure(
        kind=spec.kind,
        rows=dict(terms)[spec.observations or ""],
        formula=formula,
        terms=tuple(terms),
        observations=spec.observations,
        dimension=counted_in,
    )


def _at(spec: MeasureSpec, column: ColumnSpec | None) -> int | None:
    if spec.kind is Kind.PERCENTILE:
        return int(PERCENTILE if spec.at is None else spec.at)
    return None if spec.at is None or column is None else number(spec.at, column)


def _threshold(given: Decimal | None, default: Decimal, column: ColumnSpec | None) -> int | None:
    return None if column is None else number(default if given is None else given, column)


def _term(spec: MeasureSpec | TermSpec, source: str, sources: Mapping[str, SourceSpec]) -> Term:
    columns = sources[source].columns
    where = tuple(
        Condition(name, one.test, tuple(stored(value, columns[name]) for value in one.values))
        for name in sorted(spec.where)
        for one in spec.where[name]
    )
    scale = columns[spec.value].decimals if spec.value else 0
    return Term(source, where, spec.value, scale)
