"""The shape of the YAML, key by key, as strict pydantic models; ``docs/definitions.md`` tells it to people.

Only what one value alone can break is checked here; what ties values together is in ``rules``.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecard.definitions.orders import ChangeSpec
from scorecard.definitions.plan import Factor, GateSpec, HeadsSpec, OfStandard, Pool, StepsSpec
from scorecard.definitions.scalars import (
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
from scorecard.definitions.texts import NameSpec, Shape, TextSpec
from scorecard.model.kpi import Direction, Kind, Missing
from scorecard.model.plan import Vetoed
from scorecard.model.source import ColumnType, FactKind

TermName = Annotated[str, Field(max_length=64)]
Several = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=500)], ...], Field(max_length=1000)]


class _Named(Shape):
    id: Identifier
    name: NameSpec


class DatedSpec(_Named):
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


class ScoringSpec(Shape):
    """Scores of the three knots."""

    floor: Number = Decimal(0)
    target: Number = Decimal(80)
    stretch: Number = Decimal(100)


class PolicySpec(Shape):
    """``policy``: rules for all KPIs."""

    scoring: ScoringSpec = ScoringSpec()
    coverage_min: Percent = 5000
    hide_below: int = Field(default=10, ge=0, le=1_000_000)
    flag_below: int = Field(default=30, ge=0, le=1_000_000)


class LevelSpec(_Named):
    """One of ``levels``."""


class UnitSpec(DatedSpec):
    """One of ``units``; ``successor``: who takes over from ``until`` on, and in which parts."""

    level: str
    parent: str | None = None
    aliases: Several = ()
    peer_group: Written | None = None
    successor: Heirs = Field(default_factory=dict)


class DepartmentSpec(DatedSpec):
    """One of ``departments``; ``successor``: who takes over its shares from ``until`` on, in which parts."""

    successor: Heirs = Field(default_factory=dict)


class PerspectiveSpec(_Named):
    """One of ``perspectives``; ``customer``: its KPIs count as customer-linked, whatever their rows."""

    customer: bool = False


class OriginSpec(Shape):
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


class LatestSpec(Shape):
    """Only the last row of each ``by`` counts."""

    by: str
    order: str


class ColumnSpec(Shape):
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


class SourceSpec(DatedSpec):
    """One of ``sources``."""

    kind: FactKind = Field(strict=False)
    files: Annotated[Several, Field(min_length=1)]
    sheet: Written | None = None
    period: PeriodSpec
    unit: PlaceSpec
    weight: str | None = None
    cluster: str | None = None
    splits: Mapping[Identifier, str] = Field(default_factory=dict)
    latest: LatestSpec | None = None
    columns: Mapping[Identifier, ColumnSpec] = Field(min_length=1)


class ProcessSpec(DatedSpec):
    """One of ``processes``."""

    weight: Part


class TermSpec(Shape):
    """The base of a ratio or rate."""

    source: str | None = None
    where: Mapping[str, Conditions] = Field(default_factory=dict)
    value: str | None = None


class FormulaTermSpec(TermSpec):
    """A term of a formula; ``unit``: what its sum is counted in, where its rows do not say so."""

    unit: Identifier | None = None


class MeasureSpec(Shape):
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


class EvidenceSpec(Shape):
    """The evidence policy of one KPI; sample sizes that are left out are the policy's."""

    hide_below: int | None = Field(default=None, ge=0, le=1_000_000)
    flag_below: int | None = Field(default=None, ge=0, le=1_000_000)
    missing: Missing = Field(default=Missing.REWEIGHT, strict=False)
    carry: int | None = Field(default=None, ge=1, le=24)


class ExampleSpec(Shape):
    """A worked example: ``reading`` and ``score``; which rules want several of them is a rule."""

    reading: Number | None = None
    readings: Annotated[tuple[Past, ...], Field(min_length=1, max_length=100)] | None = None
    score: Number | None = None
    scores: Annotated[tuple[Number, ...], Field(min_length=1, max_length=100)] | None = None


_Several = Annotated[tuple[ExampleSpec, ...], Field(max_length=20)]
Examples = Annotated[_Several, BeforeValidator(one_or_more, json_schema_input_type=ExampleSpec | _Several)]


class TargetSpec(Shape):
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


class KpiSpec(DatedSpec):
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


class PlanSpec(DatedSpec):
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


class BookSpec(Shape):
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
