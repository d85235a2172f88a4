"""Rows to tallies: one scan of a source answers every KPI that reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from scorecard.model.book import Edition
from scorecard.model.kpi import Condition, Kind, Measure, Term, Test
from scorecard.model.query import Query
from scorecard.model.source import Source
from scorecard.model.tally import Tally

Split = tuple[str, str, str]
"""(KPI, dimension, member): the rows of a KPI that have this value in the dimension's column."""
_COUNTED = frozenset({Kind.RATIO, Kind.RATE})
_AT_MOST = frozenset({Kind.BOTTOM_BOX, Kind.WITHIN})
_SHARES = frozenset({Kind.TOP_BOX, Kind.COMPLIANCE, *_AT_MOST})
_Key = TypeVar("_Key")


def plan(
    edition: Edition,
    source: Source,
    periods: Sequence[str],
    files: Sequence[str],
    *,
    split: bool = False,
    monthly: bool = False,
) -> Query:
    """The query that tallies every KPI of ``edition`` over one source's kept rows of ``periods``.

    ``files``: the parquet files of the source's deliveries, oldest first, with the columns that
    ``ingest`` gives. One row a unit that has rows; integers only, so the order of rows and the number of
    threads cannot change a digit (methods 0, row 1). ``split``: and one a value of each of the source's
    dimensions. ``monthly``: one a month, not the months together.
    """
    sums: list[str] = []
    columns: list[tuple[str, str]] = []
    bound: list[object] = []
    for kpi in edition.kpis:
        for field, sql, values in _expressions(kpi.measure, source):
            sums.append(sql)
            columns.append((kpi.id, field))
            bound.extend(values)
    # Identifiers come from the book's declared columns and are quoted; every value is bound.
    splits = tuple(column for _, column in source.splits) if split else ()
    every = ["_period", "_unit"] if monthly else ["_unit"]
    sets = [every, *([*every, _name(column)] for column in splits)]
    told = [f"CASE grouping({_name(one)}) WHEN 0 THEN coalesce({_name(one)}, '') END" for one in splits]
    chosen = ",\n  ".join(["_period" if monthly else "NULL", "_unit", *told, "count(*)", *sums])
    grouped = ", ".join(f"({', '.join(one)})" for one in sets)
    kept, opened = _rows(source, files)
    sql = (
        f"WITH kept AS ({kept})\nSELECT {chosen}\nFROM kept WHERE list_contains(?, _period)\n"
        f"GROUP BY GROUPING SETS ({grouped}) ORDER BY {', '.join(map(str, range(1, 3 + len(told))))}"
    )
    return Query(
        sql=sql,
        parameters=(*opened, *bound, list(periods)),
        columns=tuple(columns),
        dimensions=tuple(one for one, _ in source.splits) if split else (),
    )


def plan_clusters(edition: Edition, source: Source, periods: Sequence[str], files: Sequence[str]) -> Query:
    """The query for the design sums of a source whose rows were sampled in clusters: one row a unit.

    A cluster is told by its name within the unit that its rows belong to.
    """
    sums: list[str] = []
    outer: list[str] = []
    columns: list[tuple[str, str]] = []
    bound: list[object] = []
    for kpi in edition.kpis:
        if kpi.measure.rows.source != source.id or (judged := _judged(kpi.measure, source)) is None:
            continue
        weight, value, values, place = *judged, len(sums)
        where, conditions = _where(kpi.measure.rows)
        sums.append(f"sum({weight}) FILTER (WHERE {where}) AS w{place}")
        sums.append(f"sum({weight} * {value}) FILTER (WHERE {where}) AS t{place}")
        bound.extend((*conditions, *values, *conditions))
        w, t = f"w{place}", f"t{place}"
        for field, sql in _design(w, t, f"{w} > 0"):
            outer.append(sql)
            columns.append((kpi.id, field))
    kept, opened = _rows(source, files)
    inner = ", ".join(["_unit", "count(*) AS _rows", *sums])
    months = "FROM kept WHERE list_contains(?, _period)"
    grouped = f"SELECT {inner} {months} GROUP BY _unit, {_name(source.cluster or '')}"
    chosen = ", ".join(["NULL", "_unit", "sum(_rows)", *outer])
    sql = f"WITH kept AS ({kept}),\nclusters AS ({grouped})\nSELECT {chosen} FROM clusters GROUP BY 2 ORDER BY 2"
    return Query(sql=sql, parameters=(*opened, *bound, list(periods)), columns=tuple(columns))


def tallies(query: Query, rows: Iterable[Sequence[Any]]) -> dict[tuple[str, str], Tally]:
    """The rows of ``plan``'s query -> (unit, KPI) -> tally of the rows that name that unit."""
    return {
        (unit, kpi): tally
        for (_, unit, members, kpi), tally in _cells(query, rows)
        if all(member is None for member in members)
    }


def split_tallies(query: Query, rows: Iterable[Sequence[Any]]) -> dict[tuple[str, Split], Tally]:
    """The rows of a query that splits -> (unit, (KPI, dimension, member)) -> tally; "" has no value."""
    return {
        (unit, (kpi, dimension, member)): tally
        for (_, unit, members, kpi), tally in _cells(query, rows)
        for dimension, member in zip(query.dimensions, members, strict=True)
        if member is not None
    }


def monthly_tallies(query: Query, rows: Iterable[Sequence[Any]]) -> dict[tuple[str, tuple[str, str]], Tally]:
    """The rows of a monthly query -> (unit, (period, KPI)) -> tally."""
    return {(unit, (period, kpi)): tally for (period, unit, _, kpi), tally in _cells(query, rows)}


def counts(query: Query, rows: Iterable[Sequence[Any]]) -> dict[str, int]:
    """Unit -> its rows of the source, whatever the KPIs take of them."""
    place = 2 + len(query.dimensions)
    return {row[1]: row[place] for row in rows if all(member is None for member in row[2:place])}


def merge(parts: Iterable[Mapping[_Key, Tally]]) -> dict[_Key, Tally]:
    """The tallies of several sources added: a rate's numerator and base may come from two."""
    found: dict[_Key, Tally] = {}
    for part in parts:
        for key, tally in part.items():
            found[key] = found[key] + tally if key in found else tally
    return found


def _cells(
    query: Query, rows: Iterable[Sequence[Any]]
) -> Iterator[tuple[tuple[str, str, Sequence[str | None], str], Tally]]:
    """((period, unit, members, KPI), tally) of every KPI that a row has anything of."""
    place = 2 + len(query.dimensions)
    for period, unit, *rest in rows:
        members, values = rest[: place - 2], rest[place - 1 :]
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
            yield (period, unit, members, kpi), Tally(**known)


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
    w = _weight(source)
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
        where, values = _where(rows)
        yield "histogram", f"histogram({x}) FILTER (WHERE {where})", values
    if source.weight and not source.cluster and (judged := _judged(measure, source)) is not None:
        weight, value, values = judged
        where, conditions = _where(rows)
        for field, sql in _design(weight, f"({weight} * {value})", f"{where} AND {weight} > 0"):
            # The judged value stands in the SQL as often as the design sum names it.
            yield field, sql, (*values * sql.count(value), *conditions)


def _weight(source: Source) -> str:
    return "_weight::HUGEINT" if source.weight else "1::HUGEINT"


def _hit(measure: Measure) -> tuple[str, tuple[object, ...]]:
    """The condition that a share counts."""
    sign = "<=" if measure.kind in _AT_MOST else ">="
    return f"{_value(measure.rows)} {sign} ?", (1 if measure.kind is Kind.COMPLIANCE else measure.at,)


def _judged(measure: Measure, source: Source) -> tuple[str, str, tuple[object, ...]] | None:
    """(weight, what a row says, values to bind) of a sample whose spread its rows tell; None of others."""
    x, weight = _value(measure.rows), _weight(source)
    if measure.kind is Kind.MEAN:
        return weight, x, ()
    if measure.kind in _SHARES:
        hit, bound = _hit(measure)
        return weight, f"({hit})::BIGINT", bound
    if measure.kind is Kind.NPS:
        said = f"(({x} >= ?)::BIGINT - ({x} <= ?)::BIGINT)"
        return weight, said, (measure.promoters, measure.detractors)
    return None


def _design(weight: str, total: str, where: str) -> Iterator[tuple[str, str]]:
    """The design sums of ``Tally`` over what has a weight and a weighted total."""
    yield "clusters", f"count(*) FILTER (WHERE {where})"
    for field, summed in (
        ("weight_squares", f"{weight} * {weight}"),
        ("weight_values", f"{weight} * {total}"),
        ("value_squares", f"{total} * {total}"),
    ):
        yield field, f"sum({summed}) FILTER (WHERE {where})"


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
