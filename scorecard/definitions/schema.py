"""The shape of the YAML, key by key, as strict pydantic models; ``docs/definitions.md`` tells it to people.

Only what one value alone can break is checked here; what ties values together is in ``rules``.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from scorecard.definitions.plan import Factor, GateSpec, HeadsSpec, OfStandard, Pool, StepsSpec
from scorecard.definitions.scalars import (
    Called,
    Conditions,
    Heirs,
    Identifier,
    Month,
    Number,
    Part,
    Past,
    Percent,
    Written,
    one_or_more,
)
from scorecard.definitions.scoring import FloorTargetStretchSpec, Points, RuleSpec, ScoringRule
from scorecard.model.kpi import Direction, Kind, Missing
from scorecard.model.plan import Vetoed
from scorecard.model.source import ColumnType, FactKind

TermName = Annotated[str, Field(max_length=64)]
Several = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=500)], ...], Field(max_length=1000)]


class _Shape(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, validate_by_name=False)


class TextSpec(_Shape):
    """A text in both languages."""

    zh: Written
    en: Written


class NameSpec(_Shape):
    """A name in both languages: one line of at most 64 characters."""

    zh: Called
    en: Called


class _Named(_Shape):
    id: Identifier
    name: NameSpec


class _Dated(_Named):
    """In force from ``since`` (``from`` in the files) up to ``until``, exclusive; by which document; whose.

    What is left out is the book's own: its beginning, no end, its reference, its owner.
    """

    since: Month | None = Field(default=None, alias="from")
    until: Month | None = None
    reference: Written | None = None
    owner: str | None = None


class HeadSpec(_Named):
    """``book``: who it is of, what its index is called, from when, by which document, whose it is."""

    index: NameSpec
    since: Month = Field(alias="from")
    reference: Written
    owner: str


class ScoringSpec(_Shape):
    """Scores of the three knots."""

    floor: Number = Decimal(0)
    target: Number = Decimal(80)
    stretch: Number = Decimal(100)


class PolicySpec(_Shape):
    """``policy``: rules for all KPIs."""

    scoring: ScoringSpec = ScoringSpec()
    coverage_min: Percent = 5000
    hide_below: int = Field(default=10, ge=0, le=1_000_000)
    flag_below: int = Field(default=30, ge=0, le=1_000_000)


class LevelSpec(_Named):
    """One of ``levels``."""


class UnitSpec(_Dated):
    """One of ``units``; ``successor``: who takes over from ``until`` on, and in which parts."""

    level: str
    parent: str | None = None
    aliases: Several = ()
    successor: Heirs = Field(default_factory=dict)


class DepartmentSpec(_Dated):
    """One of ``departments``; ``successor``: who takes over its shares from ``until`` on, in which parts."""

    successor: Heirs = Field(default_factory=dict)


class PerspectiveSpec(_Named):
    """One of ``perspectives``; ``customer``: its KPIs count as customer-linked, whatever their rows."""

    customer: bool = False


class OriginSpec(_Shape):
    """A column, or one value for every row."""

    column: str | None = None
    always: str | None = None


class PeriodSpec(OriginSpec):
    """As for units, or the month that the file's name tells."""

    file: Written | None = None


class PlaceSpec(OriginSpec):
    """As for periods, or names in several columns, from the top down, below a unit of the definitions."""

    path: Annotated[tuple[str, ...], Field(min_length=1, max_length=20)] | None = None
    below: str | None = None


class LatestSpec(_Shape):
    """Only the last row of each ``by`` counts."""

    by: str
    order: str


class ColumnSpec(_Shape):
    """One column of a source."""

    type: ColumnType = Field(strict=False)
    aliases: Several = ()
    required: bool = False
    missing: Several = ()
    values: Several = ()
    low: Number | None = None
    high: Number | None = None
    decimals: int = Field(default=0, ge=0, le=9)
    formats: Several = ()
    between: tuple[str, str] | None = None
    true: Several = ()
    false: Several = ()
    unit: Identifier | None = None


class SourceSpec(_Dated):
    """One of ``sources``."""

    kind: FactKind = Field(strict=False)
    files: Annotated[Several, Field(min_length=1)]
    sheet: Written | None = None
    period: PeriodSpec
    unit: PlaceSpec
    weight: str | None = None
    latest: LatestSpec | None = None
    columns: Mapping[Identifier, ColumnSpec] = Field(min_length=1)


class ProcessSpec(_Dated):
    """One of ``processes``."""

    weight: Part


class TermSpec(_Shape):
    """The base of a ratio or rate."""

    source: str | None = None
    where: Mapping[str, Conditions] = Field(default_factory=dict)
    value: str | None = None


class FormulaTermSpec(TermSpec):
    """A term of a formula; ``unit``: what its sum is counted in, where its rows do not say so."""

    unit: Identifier | None = None


class MeasureSpec(_Shape):
    """How the rows of a KPI become its reading; which keys a kind takes is a rule.

    ``source``: of a formula, the source of the terms that name none; every other kind needs it.
    """

    kind: Kind = Field(strict=False)
    source: Annotated[str, Field(min_length=1)] = ""
    where: Mapping[str, Conditions] = Field(default_factory=dict)
    value: str | None = None
    at: Number | None = None
    promoters: Number | None = None
    detractors: Number | None = None
    base: TermSpec | None = None
    per: Annotated[int, Field(ge=1, le=1_000_000_000)] | None = None
    formula: str | None = None
    terms: Annotated[Mapping[TermName, FormulaTermSpec], Field(min_length=1)] | None = None
    observations: str | None = None


class EvidenceSpec(_Shape):
    """The evidence policy of one KPI; sample sizes that are left out are the policy's."""

    hide_below: int | None = Field(default=None, ge=0, le=1_000_000)
    flag_below: int | None = Field(default=None, ge=0, le=1_000_000)
    missing: Missing = Field(default=Missing.REWEIGHT, strict=False)
    carry: int | None = Field(default=None, ge=1, le=24)


class ExampleSpec(_Shape):
    """A worked example: ``reading`` and ``score``; which rules want several of them is a rule."""

    reading: Number | None = None
    readings: Annotated[tuple[Past, ...], Field(min_length=1, max_length=100)] | None = None
    score: Number | None = None
    scores: Annotated[tuple[Number, ...], Field(min_length=1, max_length=100)] | None = None


Examples = Annotated[tuple[ExampleSpec, ...], BeforeValidator(one_or_more), Field(max_length=20)]


class TargetSpec(_Shape):
    """One of ``targets``: what a unit and those below it are held to in place of the KPI's own readings."""

    kpi: str
    unit: str
    since: Month | None = Field(default=None, alias="from")
    until: Month | None = None
    reference: Written | None = None
    owner: str | None = None
    floor: Number | None = None
    target: Number | None = None
    stretch: Number | None = None
    base: Number | None = None
    challenge: Number | None = None
    low: Number | None = None
    high: Number | None = None
    at: Number | None = None
    free: Number | None = None
    per: Number | None = None

    @property
    def parameters(self) -> Mapping[str, Decimal]:
        """What it says of the scoring rule's numbers."""
        said = {key: getattr(self, key) for key in PARAMETERS}
        return {key: value for key, value in said.items() if value is not None}


PARAMETERS = ("floor", "target", "stretch", "base", "challenge", "low", "high", "at", "free", "per")
"""Numbers of a scoring rule that a unit may have of its own."""


class KpiSpec(_Dated):
    """One of ``kpis``."""

    process: str
    focus: TextSpec | None = None
    perspective: str
    measure: MeasureSpec
    direction: Direction = Field(strict=False)
    unit: NameSpec
    decimals: int = Field(ge=0, le=6)
    floor: Number | None = None
    target: Number | None = None
    stretch: Number | None = None
    scoring: ScoringRule | None = None
    weight: Part
    levels: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    shares: Mapping[str, Part] = Field(min_length=1)
    evidence: EvidenceSpec = EvidenceSpec()
    example: Examples = ()

    @cached_property
    def rule(self) -> RuleSpec | None:
        """The scoring rule: ``scoring``, else floor, target and stretch; None if these are incomplete."""
        if self.scoring is not None:
            return self.scoring
        if self.floor is None or self.target is None or self.stretch is None:
            return None
        return FloorTargetStretchSpec(
            rule="floor_target_stretch", floor=self.floor, target=self.target, stretch=self.stretch
        )


class PlanSpec(_Dated):
    """One of ``plans``; ``beside``: other plans of the same unit that it pays in addition to."""

    unit: str
    pool: Pool
    heads: Mapping[str, HeadsSpec] = Field(min_length=1)
    factor: Factor
    floor: OfStandard = 0
    cap: OfStandard | None = None
    gates: tuple[GateSpec, ...] = ()
    vetoed: Vetoed | None = Field(default=None, strict=False)
    beside: tuple[str, ...] = ()

    @property
    def points(self) -> tuple[Points, ...]:
        """The factor's (score, factor) entries, be they knots or steps."""
        return self.factor.steps if isinstance(self.factor, StepsSpec) else self.factor

    def floor_of(self, department: str) -> int:
        """Its floor, in basis points of its standard share."""
        own = self.heads[department].floor
        return self.floor if own is None else own

    def cap_of(self, department: str) -> int | None:
        """Its cap, in basis points of its standard share; None: it has none."""
        own = self.heads[department].cap
        return self.cap if own is None else own


Patches = Annotated[Mapping[str, Mapping[str, object]], Field(default_factory=dict)]
Patch = Annotated[Mapping[str, object], Field(default_factory=dict)]
Entries = Annotated[tuple[Mapping[str, object], ...], Field(default=())]
Ends = Annotated[tuple[str, ...], Field(default=())]


class SetSpec(_Shape):
    """What a change sets: each key named takes the new value as a whole."""

    book: Patch
    policy: Patch
    glossary: Patch
    levels: Patches
    units: Patches
    departments: Patches
    perspectives: Patches
    sources: Patches
    processes: Patches
    kpis: Patches
    plans: Patches


class AddSpec(_Shape):
    """What a change adds: entries as they would stand in their list."""

    units: Entries
    departments: Entries
    perspectives: Entries
    sources: Entries
    processes: Entries
    kpis: Entries
    targets: Entries
    plans: Entries


class EndSpec(_Shape):
    """What a change ends, by id."""

    units: Ends
    departments: Ends
    sources: Ends
    processes: Ends
    kpis: Ends
    plans: Ends


class ChangeSpec(_Shape):
    """One of ``changes``: a change order, in force from ``since`` up to ``until``, exclusive."""

    id: Identifier
    title: TextSpec
    since: Month = Field(alias="from")
    until: Month | None = None
    reference: Written
    owner: str
    set: SetSpec = Field(default_factory=lambda: SetSpec.model_validate({}))
    add: AddSpec = Field(default_factory=lambda: AddSpec.model_validate({}))
    end: EndSpec = Field(default_factory=lambda: EndSpec.model_validate({}))


class BookSpec(_Shape):
    """The joined files. ``include`` is followed before they are joined, and known here for its spelling."""

    include: Several = ()
    book: HeadSpec
    policy: PolicySpec = PolicySpec()
    glossary: Mapping[Identifier, TextSpec] = Field(default_factory=dict)
    levels: Annotated[tuple[LevelSpec, ...], Field(min_length=1)]
    units: Annotated[tuple[UnitSpec, ...], Field(min_length=1)]
    departments: Annotated[tuple[DepartmentSpec, ...], Field(min_length=1)]
    perspectives: Annotated[tuple[PerspectiveSpec, ...], Field(min_length=1)]
    sources: Annotated[tuple[SourceSpec, ...], Field(min_length=1)]
    processes: Annotated[tuple[ProcessSpec, ...], Field(min_length=1)]
    kpis: Annotated[tuple[KpiSpec, ...], Field(min_length=1)]
    targets: tuple[TargetSpec, ...] = ()
    plans: tuple[PlanSpec, ...] = ()
    changes: tuple[ChangeSpec, ...] = ()
