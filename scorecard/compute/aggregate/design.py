"""The queries for what rows that weigh, hang together or answer several KPIs do to the chance in a sample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from scorecard.compute.aggregate.expressions import Said, name, rows_of, said
from scorecard.model.book import Edition
from scorecard.model.kpi import Term, Test
from scorecard.model.query import Query
from scorecard.model.source import Source

_DESIGN = (
    ("clusters", "count(*) FILTER (WHERE w{k} > 0)"),
    ("weight_squares", "sum(w{k} * w{k})"),
    ("weight_values", "sum(w{k} * t{k})"),
    ("value_squares", "sum(t{k} * t{k})"),
)
_JOINT = (
    ("weights", "sum(w{k} * w{l})"),
    ("values_left", "sum(t{k} * w{l})"),
    ("values_right", "sum(w{k} * t{l})"),
    ("values", "sum(t{k} * t{l})"),
)


def plan_design(edition: Edition, source: Source, periods: Sequence[str], files: Sequence[str]) -> Query:
    """The design sums of ``Tally``, for a source that weighs or clusters its rows: one row a unit.

    A cluster is told by its name within the unit that its rows name.
    """
    known = _known(edition, source)
    places = {kpi: place for place, kpi in enumerate(known)}
    sums = [(kpi, field, sql.format(k=places[kpi])) for kpi in known for field, sql in _DESIGN]
    return _query(source, periods, files, known, sums)


def plan_pairs(edition: Edition, source: Source, periods: Sequence[str], files: Sequence[str]) -> Query:
    """The sums of ``Joint`` for every pair of KPIs that the same rows may answer: one row a unit.

    A pair is written ``left right``, the ids joined by a blank, in the order of the definitions.
    """
    known = _known(edition, source)
    terms = {kpi.id: kpi.measure.rows for kpi in edition.kpis}
    places = {kpi: place for place, kpi in enumerate(known)}
    sums = [
        (f"{left} {right}", field, sql.format(k=places[left], l=places[right]))
        for left, right in combinations(known, 2)
        if _may_share_rows(terms[left], terms[right])
        for field, sql in _JOINT
    ]
    return _query(source, periods, files, known, sums)


def _known(edition: Edition, source: Source) -> dict[str, Said]:
    found = ((kpi.id, said(kpi.measure, source)) for kpi in edition.kpis)
    return {kpi: one for kpi, one in found if one is not None}


def _may_share_rows(left: Term, right: Term) -> bool:
    """Not where the two ask for different texts of one column: then no row is in both."""
    other = {one.column: frozenset(one.values) for one in right.where if one.test is Test.IN}
    mine = ((one.column, one.values) for one in left.where if one.test is Test.IN)
    return not any(column in other and other[column].isdisjoint(values) for column, values in mine)


def _query(
    source: Source,
    periods: Sequence[str],
    files: Sequence[str],
    known: Mapping[str, Said],
    sums: Sequence[tuple[str, str, str]],
) -> Query:
    """``sums``: (what, field, SQL over w0, t0, w1 ...): a cluster's weight and weighted total of each KPI."""
    kept, opened = rows_of(source, files)
    totals: list[str] = []
    bound: list[object] = []
    for sql, values in _totals(known, clustered=source.cluster is not None):
        totals.append(sql)
        bound.extend(values)
    inner = ", ".join(["_unit", "count(*) AS _rows" if source.cluster else "1 AS _rows", *totals])
    grouped = f" GROUP BY _unit, {name(source.cluster)}" if source.cluster else ""
    clusters = f"SELECT {inner} FROM kept WHERE list_contains(?, _period){grouped}"  # noqa: S608
    chosen = ", ".join(["NULL", "_unit", "sum(_rows)", *(sql for _, _, sql in sums)])
    return Query(
        kept=kept,
        opened=opened,
        sql=f"SELECT {chosen}\nFROM ({clusters}) AS clusters GROUP BY 2 ORDER BY 2",
        parameters=(*bound, list(periods)),
        columns=tuple((what, field) for what, field, _ in sums),
    )


def _totals(known: Mapping[str, Said], *, clustered: bool) -> Iterator[tuple[str, tuple[object, ...]]]:
    """A column each for the weight and the weighted total, NULL where a row is not asked for."""
    for place, one in enumerate(known.values()):
        for letter, value, values in (
            ("w", one.weight, ()),
            ("t", f"{one.weight} * {one.value}", one.values),
        ):
            if clustered:
                yield (
                    f"sum({value}) FILTER (WHERE {one.where}) AS {letter}{place}",
                    (*values, *one.conditions),
                )
            else:
                yield f"CASE WHEN {one.where} THEN {value} END AS {letter}{place}", (*one.conditions, *values)
