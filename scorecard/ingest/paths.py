"""Rows whose units stand in several of their columns: where each belongs, and which units they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import polars as pl

from scorecard.ingest.cells import Typed
from scorecard.ingest.descend import Descent
from scorecard.model.book import Book
from scorecard.model.period import Period
from scorecard.model.source import Origin

FOUND = pl.Schema(
    {
        "period": pl.String,
        "unit": pl.String,
        "parent": pl.String,
        "level": pl.String,
        "name": pl.String,
        "rows": pl.Int64,
    }
)


def place_path(
    origin: Origin, typed: Mapping[str, Typed], periods: pl.Series, book: Book
) -> tuple[pl.Series, tuple[pl.Series, ...]]:
    """The id of every row's unit, and for each column of the path the codes of the rows at fault there.

    A row belongs to the unit of the deepest column that has a name, by the definitions of its month; a row
    without a month goes by the newest ones.
    """
    keys = ["_period", *origin.path]
    frame = pl.DataFrame(
        [periods.alias("_period"), *(typed[name].values.alias(name) for name in origin.path)]
    )
    descents = _Descents(origin, book)
    followed = []
    for row in frame.unique().iter_rows():
        way = descents.of(row[0]).follow(row[1:])
        followed.append((*row, None if way.code else way.steps[-1].unit, way.code, way.at))
    schema = {**dict.fromkeys((*keys, "_unit", "_code"), pl.String), "_at": pl.Int64}
    ways = pl.DataFrame(followed, schema, orient="row")
    placed = frame.join(ways, on=keys, how="left", nulls_equal=True, maintain_order="left")
    codes = placed.select(
        pl.when(pl.col("_at") == at).then(pl.col("_code")).alias(name) for at, name in enumerate(origin.path)
    )
    return placed["_unit"], tuple(codes)


def found_units(rows: pl.DataFrame, origin: Origin, book: Book) -> pl.DataFrame:
    """The units that kept rows name and the definitions of their month do not list.

    One row a period, unit and spelling of its name, in this order: ``period``, ``unit``, ``parent``,
    ``level``, ``name``, ``rows`` at or below the unit.
    """
    descents = _Descents(origin, book)
    counts: Counter[tuple[str, str, str, str, str]] = Counter()
    ways = rows.group_by("_period", *origin.path).agg(pl.len().alias("_rows"))
    for period, *names, count in ways.iter_rows():
        for step in descents.of(period).follow(tuple(names)).steps:
            if not step.listed:
                counts[period, step.unit, step.parent, step.level, step.name] += count
    return pl.DataFrame([(*key, count) for key, count in sorted(counts.items())], FOUND, orient="row")


class _Descents:
    """One descent an edition."""

    def __init__(self, origin: Origin, book: Book) -> None:
        self._origin = origin
        self._book = book
        self._of_edition: dict[int, Descent] = {}
        self._of_month: dict[str | None, Descent] = {}

    def of(self, month: str | None) -> Descent:
        """By what is in force in a month; in none, by the newest."""
        if month not in self._of_month:
            period = None if month is None else Period.parse(month)
            edition = self._book.newest if period is None else self._book.on(max(period, self._book.start))
            descent = self._of_edition.setdefault(id(edition), Descent(self._origin, edition))
            self._of_month[month] = descent
        return self._of_month[month]
