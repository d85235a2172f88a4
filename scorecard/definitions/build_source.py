"""From a source that broke no rule to the model's ``Source``."""

from __future__ import annotations

from decimal import Decimal

from scorecard.definitions.scale import stored
from scorecard.definitions.schema import ColumnSpec, PeriodSpec, PlaceSpec, SourceSpec
from scorecard.model.source import Column, Latest, Origin, Source
from scorecard.model.text import Text


def build_source(spec: SourceSpec) -> Source:
    """The contract of the source's files."""
    return Source(
        id=spec.id,
        kind=spec.kind,
        name=Text(zh=spec.name.zh, en=spec.name.en),
        files=spec.files,
        columns=tuple(_column(name, one) for name, one in spec.columns.items()),
        period=_period(spec.period),
        unit=_place(spec.unit),
        weight=spec.weight,
        cluster=spec.cluster,
        splits=tuple(sorted(spec.splits.items())),
        latest=Latest(spec.latest.by, spec.latest.order) if spec.latest else None,
        sheet=spec.sheet,
        reference=spec.reference or "",
        owner=spec.owner or "",
    )


def _period(spec: PeriodSpec) -> Origin:
    return Origin(spec.column, spec.always, spec.file)


def _place(spec: PlaceSpec) -> Origin:
    return Origin(spec.column, spec.always, path=spec.path or (), below=spec.below)


def _column(name: str, spec: ColumnSpec) -> Column:
    return Column(
        name=name,
        type=spec.type,
        aliases=spec.aliases,
        required=spec.required,
        missing=spec.missing,
        values=spec.values,
        low=number(spec.low, spec),
        high=number(spec.high, spec),
        decimals=spec.decimals,
        formats=spec.formats,
        between=spec.between,
        true=spec.true,
        false=spec.false,
        unit=spec.unit,
    )


def number(value: Decimal | None, column: ColumnSpec) -> int | None:
    """A number of the definitions as the column stores it; None stays None."""
    return None if value is None else int(stored(value, column))
