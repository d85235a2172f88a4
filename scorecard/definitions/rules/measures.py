"""Measures: each kind has its keys, its columns and its thresholds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scorecard.definitions.draft import Draft, TermUse
from scorecard.definitions.scale import NUMERIC, stored
from scorecard.definitions.schema import ColumnSpec, MeasureSpec
from scorecard.model.kpi import Kind
from scorecard.model.problem import Place, Problem, near
from scorecard.model.source import ColumnType

PROMOTERS = Decimal(9)
DETRACTORS = Decimal(6)
PERCENTILE = Decimal(90)


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys that a kind must have and those that it may have, beside kind, source and where.

    A formula has no rows of its own: it may have a source, for its terms, and no where.
    """

    needs: frozenset[str]
    may: frozenset[str] = frozenset()


_BOX = _Keys(frozenset({"value", "at"}))
_VALUE = _Keys(frozenset({"value"}))
KEYS: dict[Kind, _Keys] = {
    Kind.MEAN: _VALUE,
    Kind.TOP_BOX: _BOX,
    Kind.BOTTOM_BOX: _BOX,
    Kind.NPS: _Keys(frozenset({"value"}), frozenset({"promoters", "detractors"})),
    Kind.RATIO: _Keys(frozenset({"base"}), frozenset({"value"})),
    Kind.RATE: _Keys(frozenset({"base"}), frozenset({"value", "per"})),
    Kind.WITHIN: _BOX,
    Kind.PERCENTILE: _Keys(frozenset({"value"}), frozenset({"at"})),
    Kind.COMPLIANCE: _VALUE,
    Kind.FORMULA: _Keys(frozenset({"formula", "terms", "observations"}), frozenset({"source"})),
}
_SUMMED = frozenset({Kind.RATIO, Kind.RATE, Kind.FORMULA})


def keys_fit_the_kind(draft: Draft) -> Iterator[Problem]:
    """A measure has what its kind needs and nothing that its kind ignores."""
    for index, kpi in draft.news("kpis"):
        measure, path = kpi.measure, ("kpis", index, "measure")
        keys = KEYS[measure.kind]
        rows = frozenset() if measure.kind is Kind.FORMULA else frozenset({"source"})
        given = measure.model_fields_set - {"kind"}
        for key in sorted((keys.needs | rows) - given):
            what = f"KPI {kpi.id!r}: a {measure.kind} needs {key!r}"
            why = "Its reading cannot be computed without."
            yield Problem("measure.needs", draft.at(*path), what, why, f"Write '{key}:' in the measure.")
        free = {"source", "where"} if rows else set()
        for key in sorted(given - keys.needs - keys.may - free):
            what = f"KPI {kpi.id!r}: a {measure.kind} does not use {key!r}"
            remedy = f"Remove it; a {measure.kind} takes {', '.join(sorted(keys.needs | keys.may))}."
            yield Problem("measure.key", draft.key(*path, key), what, "What it says would not count.", remedy)


def columns_fit_the_kind(draft: Draft) -> Iterator[Problem]:
    """The value is a column of the source, of a type that the kind can work with."""
    for use in draft.terms():
        value = use.term.value
        if value is None or use.source not in draft.sources:
            continue
        place = draft.at(*use.path, "value")
        column = use.column(draft, value)
        if column is None:
            columns = draft.sources[use.source].columns
            what = f"KPI {use.kpi!r}: source {use.source!r} has no column {value!r}"
            remedy = near(value, columns) or f"Its columns: {', '.join(columns)}."
            yield Problem("unknown.column", place, what, "Its reading cannot be computed.", remedy)
        elif column.type not in (wanted := _types(use)):
            what = (
                f"KPI {use.kpi!r}: a {use.measure.kind} cannot use {value!r}, a column of type {column.type}"
            )
            remedy = f"Name a column of type {' or '.join(sorted(wanted))}."
            yield Problem("measure.type", place, what, "Its reading cannot be computed.", remedy)


def _types(use: TermUse) -> frozenset[ColumnType]:
    flag = frozenset({ColumnType.FLAG})
    if use.measure.kind in _SUMMED:
        return NUMERIC | flag
    return flag if use.measure.kind is Kind.COMPLIANCE else NUMERIC


def shares_have_one_unit(draft: Draft) -> Iterator[Problem]:
    """The value and the base of a ratio, which is a percent, are not counted in two units."""
    for index, kpi in draft.news("kpis"):
        measure, base = kpi.measure, kpi.measure.base
        if measure.kind is not Kind.RATIO or base is None:
            continue
        value = _column(draft, measure.source, measure.value)
        of = _column(draft, base.source or measure.source, base.value)
        if value is None or of is None or None in {value.unit, of.unit} or value.unit == of.unit:
            continue
        what = (
            f"KPI {kpi.id!r}: the value {measure.value!r} counts in {value.unit}, the base {base.value!r} "
            f"in {of.unit}"
        )
        why = "A percent of another unit means nothing."
        remedy = "Name columns of one unit, or choose 'rate' or 'formula'."
        yield Problem("measure.units", draft.at("kpis", index, "measure", "base", "value"), what, why, remedy)


def _column(draft: Draft, source: str, column: str | None) -> ColumnSpec | None:
    found = draft.sources.get(source)
    return found.columns.get(column or "") if found else None


def thresholds_fit(draft: Draft) -> Iterator[Problem]:
    """Thresholds can be reached and fit the column; a percentile is a whole percent."""
    for index, kpi in draft.news("kpis"):
        measure, path = kpi.measure, ("kpis", index, "measure")
        source = draft.sources.get(measure.source)
        column = source.columns.get(measure.value or "") if source else None
        if measure.kind is Kind.PERCENTILE:
            yield from _percentile(measure, draft.at(*path, "at"), kpi.id)
        elif column is not None and column.type in NUMERIC:
            limits = dict(_thresholds(measure))
            for key, value in limits.items():
                yield from _threshold(key, value, column, draft.at(*path, key), kpi.id)
            if measure.kind is Kind.NPS and (detractors := limits["detractors"]) >= (
                promoters := limits["promoters"]
            ):
                what = f"KPI {kpi.id!r}: detractors (up to {detractors}) meet promoters (from {promoters})"
                remedy = "Let detractors end below promoters; the defaults are 6 and 9."
                yield Problem("measure.nps", draft.at(*path), what, "A row would count twice.", remedy)


def _thresholds(measure: MeasureSpec) -> Iterator[tuple[str, Decimal]]:
    if measure.at is not None:
        yield "at", measure.at
    if measure.kind is Kind.NPS:
        yield "promoters", PROMOTERS if measure.promoters is None else measure.promoters
        yield "detractors", DETRACTORS if measure.detractors is None else measure.detractors


def _threshold(key: str, value: Decimal, column: ColumnSpec, place: Place, kpi: str) -> Iterator[Problem]:
    why = "The reading would be the same whatever the rows say."
    try:
        stored(value, column)
    except ValueError as error:
        yield Problem(
            "measure.threshold", place, f"KPI {kpi!r}: {key} {value} does not fit", why, f"{error}."
        )
        return
    low, high = column.low, column.high
    if (low is not None and value < low) or (high is not None and value > high):
        what = f"KPI {kpi!r}: {key} {value} lies outside the column's {_bounds(low, high)}"
        yield Problem("measure.threshold", place, what, why, "Name a value that rows can have.")


def _bounds(low: Decimal | None, high: Decimal | None) -> str:
    return f"range {'' if low is None else low} to {'' if high is None else high}"


def _percentile(measure: MeasureSpec, place: Place, kpi: str) -> Iterator[Problem]:
    at = PERCENTILE if measure.at is None else measure.at
    if at != at.to_integral_value() or not 1 <= at <= 100:
        what = f"KPI {kpi!r}: a percentile at {at} is not a whole percent from 1 to 100"
        why = "The reading is the value that so many percent of rows do not exceed."
        yield Problem("measure.threshold", place, what, why, "Write 'at: 90' for the 90th percentile.")
