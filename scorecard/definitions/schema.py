"""The shape of the YAML, key by key, as strict pydantic models; ``docs/definitions.md`` tells it to people.

Only what one value alone can break is checked here; what ties values together is in ``rules``.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from scorecard.definitions.scalars import Conditions, Identifier, Month, Number, Part, Percent, Written
from scorecard.model.kpi import Direction, Kind
from scorecard.model.source import ColumnType, FactKind

Several = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=500)], ...], Field(max_length=1000)]


class _Shape(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, validate_by_name=False)


class TextSpec(_Shape):
    """A text in both languages."""

    zh: Written
    en: Written


class _Named(_Shape):
    id: Identifier
    name: TextSpec


class HeadSpec(_Named):
    """``book``: who the book is of, and what its index is called."""

    index: TextSpec


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


class UnitSpec(_Named):
    """One of ``units``."""

    level: str
    parent: str | None = None
    aliases: Several = ()


class DepartmentSpec(_Named):
    """One of ``departments``; in force from ``since`` (``from`` in the files) up to ``until``, exclusive."""

    since: Month | None = Field(default=None, alias="from")
    until: Month | None = None
    successor: str | None = None


class PerspectiveSpec(_Named):
    """One of ``perspectives``."""


class OriginSpec(_Shape):
    """A column, or one value for every row."""

    column: str | None = None
    always: str | None = None


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


class SourceSpec(_Named):
    """One of ``sources``."""

    kind: FactKind = Field(strict=False)
    files: Annotated[Several, Field(min_length=1)]
    sheet: Written | None = None
    period: OriginSpec
    unit: OriginSpec
    weight: str | None = None
    latest: LatestSpec | None = None
    columns: Mapping[Identifier, ColumnSpec] = Field(min_length=1)


class ProcessSpec(_Named):
    """One of ``processes``."""

    weight: Part


class TermSpec(_Shape):
    """The base of a ratio or rate."""

    source: str | None = None
    where: Mapping[str, Conditions] = Field(default_factory=dict)
    value: str | None = None


class MeasureSpec(_Shape):
    """How the rows of a KPI become its reading; which keys a kind takes is a rule."""

    kind: Kind = Field(strict=False)
    source: str
    where: Mapping[str, Conditions] = Field(default_factory=dict)
    value: str | None = None
    at: Number | None = None
    promoters: Number | None = None
    detractors: Number | None = None
    base: TermSpec | None = None
    per: Annotated[int, Field(ge=1, le=1_000_000_000)] | None = None


class KpiSpec(_Named):
    """One of ``kpis``."""

    process: str
    focus: TextSpec | None = None
    perspective: str
    measure: MeasureSpec
    direction: Direction = Field(strict=False)
    unit: TextSpec
    decimals: int = Field(ge=0, le=6)
    floor: Number
    target: Number
    stretch: Number
    weight: Part
    levels: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    shares: Mapping[str, Part] = Field(min_length=1)


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
