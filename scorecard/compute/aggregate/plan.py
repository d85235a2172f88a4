"""The query that answers every KPI of a source in one scan."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.compute.aggregate.expressions import expressions, name, rows_of
from scorecard.model.book import Edition
from scorecard.model.query import Query
from scorecard.model.source import Source


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
        for field, sql, values in expressions(kpi.measure, source):
            sums.append(sql)
            columns.append((kpi.id, field))
            bound.extend(values)
    # Identifiers come from the book's declared columns and are quoted; every value is bound.
    splits = tuple(column for _, column in source.splits) if split else ()
    every = ["_period", "_unit"] if monthly else ["_unit"]
    sets = [every, *([*every, name(column)] for column in splits)]
    told = [f"CASE grouping({name(one)}) WHEN 0 THEN coalesce({name(one)}, '') END" for one in splits]
    chosen = ",\n  ".join(["_period" if monthly else "NULL", "_unit", *told, "count(*)", *sums])
    grouped = ", ".join(f"({', '.join(one)})" for one in sets)
    kept, opened = rows_of(source, files)
    sql = (
        f"SELECT {chosen}\nFROM kept WHERE list_contains(?, _period)\n"
        f"GROUP BY GROUPING SETS ({grouped}) ORDER BY {', '.join(map(str, range(1, 3 + len(told))))}"
    )
    return Query(
        kept=kept,
        opened=opened,
        sql=sql,
        parameters=(*bound, list(periods)),
        columns=tuple(columns),
        dimensions=tuple(one for one, _ in source.splits) if split else (),
    )
