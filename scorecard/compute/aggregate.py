"""Rows to tallies: one scan of a source answers every KPI that reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from scorecard.model.book import Edition
from scorecard.model.kpi import Condition, Kind, Measure, Term, Test
from scorecard.model.query import Query
from scorecard.model.source import Source
from scorecard.model.tally import Tally

_COUNTED = frozenset({Kind.RATIO, Kind.RATE})


def plan(edition: Edition, source: Source, period: str, files: Sequence[str]) -> Query:
    """The query that tallies every KPI of ``edition`` over one source's kept rows of ``period``.

    ``files``: the parquet files of the source's deliveries, oldest first, with the columns that
    ``ingest`` gives. One row a unit that has rows; integers only, so the order of rows and the number of
    threads cannot change a digit (methods 0, row 1).
    """
    sums: list[str] = []
    columns: list[tuple[str, str]] = []
    bound: list[object] = []
    for kpi in edition.kpis:
        for field, sql, values in _expressions(kpi.measure, source):
            sums.append(sql)
            columns.append((kpi.id, field))
            bound.extend(values)
    chosen = ",\n  ".join(["_unit", "count(*)", *sums])
    rows, opened = _rows(source, files)
    # Identifiers come from the book's declared columns and are quoted; every value is bound.
    sql = (
        f"WITH kept AS ({rows})\nSELECT {chosen}\nFROM kept WHERE _period = ?\nGROUP BY _unit ORDER BY _unit"
    )
    return Query(
        sql=sql,
        parameters=(*opened, *bound, period),
        columns=tuple(columns),
    )


def tallies(query: Query, rows: Iterable[Sequence[Any]]) -> dict[tuple[str, str], Tally]:
    """The rows of ``plan``'s query -> (unit, KPI) -> tally of the rows that name that unit."""
    found: dict[tuple[str, str], Tally] = {}
    for unit, _, *values in rows:
        fields: dict[str, dict[str, Any]] = {}
        for (kpi, field), value in zip(query.columns, values, strict=True):
            if not value:
                continue
            known = fields.setdefault(kpi, {})
            name, _, term = field.partition(" ")
            if term:
                known[name] = (*known.get(name, ()), (term, int(value)))
            else:
                known[name] = tuple(sorted(value.items())) if name == "histogram" else int(value)
        for kpi, known in fields.items():
            found[unit, kpi] = Tally(**known)
    return found


def merge(parts: Iterable[Mapping[tuple[str, str], Tally]]) -> dict[tuple[str, str], Tally]:
    """The tallies of several sources added: a rate's numerator and base may come from two."""
    found: dict[tuple[str, str], Tally] = {}
    for part in parts:
        for key, tally in part.items():
            found[key] = found[key] + tally if key in found else tally
    return found


def _rows(source: Source, files: Sequence[str]) -> tuple[str, tuple[object, ...]]:
    paths = list(files)
    if source.latest is None:
        return "SELECT * FROM read_parquet(?, union_by_name = true, hive_partitioning = false)", (paths,)
    by, order = _name(source.latest.by), _name(source.latest.order)
    last = f"PARTITION BY {by} ORDER BY {order} DESC NULLS LAST, list_position(?, filename) DESC, _line DESC"
    rows = "SELECT * FROM read_parquet(?, union_by_name = true, hive_partitioning = false, filename = true)"
    return f"{rows} QUALIFY row_number() OVER ({last}) = 1", (paths, paths)


def _expressions(measure: Measure, source: Source) -> Iterator[tuple[str, str, tuple[object, ...]]]:
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


def _terms(measure: Measure, source: Source) -> Iterator[tuple[str, str, tuple[object, ...]]]:
    """One sum a term. As for a ratio, rows weigh alike, whatever weight the source gives them."""
    if measure.rows.source == source.id:
        yield _sum("n", "1", measure.rows)
    for name, term in sorted(measure.terms, key=lambda one: one[0]):
        if term.source == source.id:
            yield _sum(f"terms {name}", _value(term) or "1", term)


def _statistics(measure: Measure, source: Source) -> Iterator[tuple[str, str, tuple[object, ...]]]:
    rows = measure.rows
    x = _value(rows)
    w = "_weight::HUGEINT" if source.weight else "1::HUGEINT"
    yield _sum("n", "1", rows)
    yield _sum("weight", w, rows)
    yield _sum("total", f"{w} * {x}", rows)
    yield _sum("squares", f"{w} * {x} * {x}", rows)
    if measure.kind in {Kind.TOP_BOX, Kind.BOTTOM_BOX, Kind.WITHIN, Kind.COMPLIANCE}:
        sign, bound = (
            ("<=", measure.at) if measure.kind in {Kind.BOTTOM_BOX, Kind.WITHIN} else (">=", measure.at)
        )
        yield _sum("hits", w, rows, f"{x} {sign} ?", 1 if measure.kind is Kind.COMPLIANCE else bound)
    if measure.kind is Kind.NPS:
        yield _sum("promoters", w, rows, f"{x} >= ?", measure.promoters)
        yield _sum("detractors", w, rows, f"{x} <= ?", measure.detractors)
    if measure.kind is Kind.PERCENTILE:
        where, values = _where(rows)
        yield "histogram", f"histogram({x}) FILTER (WHERE {where})", values


def _sum(
    field: str, summed: str, term: Term, more: str = "", *values: object
) -> tuple[str, str, tuple[object, ...]]:
    where, bound = _where(term)
    condition = f"{where} AND {more}" if more else where
    return field, f"sum({summed}) FILTER (WHERE {condition})", (*bound, *values)


def _where(term: Term) -> tuple[str, tuple[object, ...]]:
    parts = [f"{_name(term.value)} IS NOT NULL"] if term.value else ["true"]
    bound: list[object] = []
    for condition in term.where:
        sql, values = _condition(condition)
        parts.append(sql)
        bound.extend(values)
    return " AND ".join(parts), tuple(bound)


def _condition(condition: Condition) -> tuple[str, tuple[object, ...]]:
    column = _name(condition.column)
    marks = ", ".join("?" for _ in condition.values)
    written = {
        Test.IN: f"{column} IN ({marks})",
        Test.NOT_IN: f"{column} NOT IN ({marks})",
        Test.AT_LEAST: f"{column} >= {marks}",
        Test.AT_MOST: f"{column} <= {marks}",
    }
    return written[condition.test], condition.values


def _value(term: Term) -> str:
    return _name(term.value) if term.value else ""


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
