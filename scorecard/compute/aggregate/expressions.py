"""A measure as SQL expressions over the kept rows of one source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scorecard.model.kpi import Condition, Kind, Measure, Term, Test
from scorecard.model.source import ColumnType, Source

_COUNTED = frozenset({Kind.RATIO, Kind.RATE})
_AT_MOST = frozenset({Kind.BOTTOM_BOX, Kind.WITHIN})
_SHARES = frozenset({Kind.TOP_BOX, Kind.COMPLIANCE, *_AT_MOST})
_SQUARED_IN_64_BITS = 3 * 10**9
Summed = tuple[str, str, tuple[object, ...]]
"""(column as ``model.query`` names it, SQL, values to bind)."""


@dataclass(frozen=True, slots=True)
class Said:
    """SQL of a row's weight and of what it says (x, hit or not, promoter or detractor), of which rows, and
    the values to bind for the one and the other.
    """

    weight: str
    value: str
    values: tuple[object, ...]
    where: str
    conditions: tuple[object, ...]


def rows_of(source: Source, files: Sequence[str]) -> tuple[str, tuple[object, ...]]:
    """The source's rows that count, as a SELECT, and the values to bind."""
    paths = list(files)
    if source.latest is None:
        return "SELECT * FROM read_parquet(?, union_by_name = true, hive_partitioning = false)", (paths,)
    by, order = name(source.latest.by), name(source.latest.order)
    last = f"PARTITION BY {by} ORDER BY {order} DESC NULLS LAST, list_position(?, filename) DESC, _line DESC"
    rows = "SELECT * FROM read_parquet(?, union_by_name = true, hive_partitioning = false, filename = true)"
    return f"{rows} QUALIFY row_number() OVER ({last}) = 1", (paths, paths)


def expressions(measure: Measure, source: Source) -> Iterator[Summed]:
    """(column as ``model.query`` names it, SQL, values to bind) for what this source holds of the measure."""
    if measure.kind is Kind.FORMULA:
        yield from _terms(measure, source)
    elif measure.rows.source == source.id:
        if measure.kind in _COUNTED:
            yield _sum("n", "1", measure.rows)
            yield _sum("total", _value(measure.rows) or "1", measure.rows)
        else:
            yield from _statistics(measure, source)
    if measure.base is not None and measure.base.source == source.id:
        yield _sum("base", _value(measure.base) or "1", measure.base)


def _terms(measure: Measure, source: Source) -> Iterator[Summed]:
    """One sum a term. As for a ratio, rows weigh alike, whatever weight the source gives them."""
    if measure.rows.source == source.id:
        yield _sum("n", "1", measure.rows)
    for name, term in sorted(measure.terms, key=lambda one: one[0]):
        if term.source == source.id:
            yield _sum(f"terms {name}", _value(term) or "1", term)


def _statistics(measure: Measure, source: Source) -> Iterator[Summed]:
    rows = measure.rows
    x = _value(rows)
    w = _weight(measure, source)
    yield _sum("n", "1", rows)
    yield _sum("weight", w, rows)
    yield _sum("total", f"{w} * {x}", rows)
    yield _sum("squares", f"{w} * {x} * {x}", rows)
    if measure.kind in _SHARES:
        hit, bound = _hit(measure)
        yield _sum("hits", w, rows, hit, *bound)
    if measure.kind is Kind.NPS:
        yield _sum("promoters", w, rows, f"{x} >= ?", measure.promoters)
        yield _sum("detractors", w, rows, f"{x} <= ?", measure.detractors)
    if measure.kind is Kind.PERCENTILE:
        condition, values = where(rows)
        yield "histogram", f"histogram({x}) FILTER (WHERE {condition})", values


def _weight(measure: Measure, source: Source) -> str:
    """A row's weight, wide enough for what it is multiplied with: 64 bits, the faster, where they hold it."""
    if source.weight:
        return "_weight::HUGEINT"
    column = source.column(measure.rows.value or "")
    narrow = all(end is not None and abs(end) <= _SQUARED_IN_64_BITS for end in (column.low, column.high))
    return "1" if narrow or column.type is ColumnType.FLAG else "1::HUGEINT"


def _hit(measure: Measure) -> tuple[str, tuple[object, ...]]:
    """The condition that a share counts."""
    sign = "<=" if measure.kind in _AT_MOST else ">="
    return f"{_value(measure.rows)} {sign} ?", (1 if measure.kind is Kind.COMPLIANCE else measure.at,)


def said(measure: Measure, source: Source) -> Said | None:
    """What a row says of a sample whose spread its rows tell; None of other kinds, and of other sources."""
    if measure.rows.source != source.id:
        return None
    x, (condition, bound) = _value(measure.rows), where(measure.rows)
    values: tuple[object, ...] = ()
    match measure.kind:
        case Kind.MEAN:
            value = x
        case Kind.NPS:
            value = f"(({x} >= ?)::BIGINT - ({x} <= ?)::BIGINT)"
            values = (measure.promoters, measure.detractors)
        case kind if kind in _SHARES:
            hit, values = _hit(measure)
            value = f"({hit})::BIGINT"
        case _:
            return None
    return Said(_weight(measure, source), value, values, condition, bound)


def _sum(field: str, summed: str, term: Term, more: str = "", *values: object) -> Summed:
    condition, bound = where(term)
    condition = f"{condition} AND {more}" if more else condition
    total = "count(*)" if summed == "1" else f"sum({summed})"
    return field, f"{total} FILTER (WHERE {condition})", (*bound, *values)


def where(term: Term) -> tuple[str, tuple[object, ...]]:
    """The condition of a term's rows, and the values to bind."""
    parts = [f"{name(term.value)} IS NOT NULL"] if term.value else ["true"]
    bound: list[object] = []
    for condition in term.where:
        sql, values = _condition(condition)
        parts.append(sql)
        bound.extend(values)
    return " AND ".join(parts), tuple(bound)


def _condition(condition: Condition) -> tuple[str, tuple[object, ...]]:
    column = name(condition.column)
    marks = ", ".join("?" for _ in condition.values)
    written = {
        Test.IN: f"{column} IN ({marks})",
        Test.NOT_IN: f"{column} NOT IN ({marks})",
        Test.AT_LEAST: f"{column} >= {marks}",
        Test.AT_MOST: f"{column} <= {marks}",
    }
    return written[condition.test], condition.values


def _value(term: Term) -> str:
    return name(term.value) if term.value else ""


def name(column: str) -> str:
    """A column's name as SQL quotes it."""
    return '"' + column.replace('"', '""') + '"'
