"""Where a row belongs: its unit, its period, and what it weighs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from scorecard.ingest.cells import Typed, nfkc
from scorecard.model.book import Book, Edition
from scorecard.model.org import Unit
from scorecard.model.period import Period
from scorecard.model.source import Column, ColumnType, Origin

_MONTH = r"^((?:19|2[0-9])[0-9]{2})[-/.年]?(0[1-9]|1[0-2]|[1-9])月?$"
_BIGINT_MAX = 2**63 - 1
WEIGHT_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Span:
    """The periods in which a version of a source is the contract, half-open; ``until`` None: to the last."""

    since: Period
    until: Period | None

    def holds(self, period: Period) -> bool:
        """Whether the period lies in it."""
        return self.since <= period and (self.until is None or period < self.until)


def unit_names(edition: Edition) -> dict[str, str | None]:
    """Every text that names exactly one unit -> its id: ids before aliases before names (zh or en).

    What only a unit that has ended is called leads to its heir, or to None where it has no single one.
    """
    known: dict[str, str | None] = {**_named((unit, unit.id) for unit in edition.units.units)}
    gone = _named((one.unit, one.unit.id) for one in edition.retired)
    heirs = {one.unit.id: one.heir for one in edition.retired}
    return {name: heirs[unit] for name, unit in gone.items()} | known


def _named(units: Iterable[tuple[Unit, str]]) -> dict[str, str]:
    known: dict[str, str] = {}
    every = tuple(units)
    for names in (
        [(id_, id_) for _, id_ in every],
        [(alias, id_) for unit, id_ in every for alias in unit.aliases],
        [(name, id_) for unit, id_ in every for name in {unit.name.zh, unit.name.en}],
    ):
        meant = {(nfkc(name), id_) for name, id_ in names}
        count = Counter(name for name, _ in meant)
        known |= {name: id_ for name, id_ in meant if count[name] == 1 and name not in known}
    return known


def place_unit(origin: Origin, typed: Mapping[str, Typed], periods: pl.Series, book: Book) -> Typed:
    """The id of every row's unit, by the names of its month; a row without a month goes by the newest ones.

    ``missing_unit`` or ``unknown_unit`` where there is none, ``ended_unit`` where the unit has ended and
    several took over from it.
    """
    given = nfkc(origin.always or "")
    keys = typed[origin.column].keys if origin.column is not None else _every(given, periods.len())
    frame = pl.DataFrame({"key": keys, "period": periods})
    frame = frame.with_columns(value=pl.lit(None, pl.String), ended=pl.lit(value=False))
    for edition, months in _editions(periods, book):
        here = pl.col("period").is_in(months) if months else pl.col("period").is_null()
        names = unit_names(edition)
        there = {name: unit for name, unit in names.items() if unit is not None}
        found = pl.col("key").replace_strict(
            list(there), list(there.values()), default=None, return_dtype=pl.String
        )
        ended = pl.col("key").is_in([name for name, unit in names.items() if unit is None])
        frame = frame.with_columns(
            value=pl.when(here).then(found).otherwise(pl.col("value")),
            ended=pl.when(here).then(ended).otherwise(pl.col("ended")),
        )
    code = (
        pl.when(pl.col("key").is_null())
        .then(pl.lit("missing_unit"))
        .when(pl.col("ended"))
        .then(pl.lit("ended_unit"))
        .otherwise(pl.lit("unknown_unit"))
    )
    codes = frame.select(code=pl.when(pl.col("value").is_null()).then(code)).to_series()
    return Typed(frame["value"], codes, keys)


def _editions(periods: pl.Series, book: Book) -> list[tuple[Edition, list[str]]]:
    """The editions of the rows' months, each with its months; the newest one, with none, for no month."""
    found: dict[int, tuple[Edition, list[str]]] = {}
    for month in sorted(periods.drop_nulls().unique().to_list()):
        period = Period.parse(month)
        edition = book.on(max(period, book.start))
        found.setdefault(id(edition), (edition, []))[1].append(month)
    return [*found.values(), (book.newest, [])]


def place_period(
    origin: Origin, columns: Mapping[str, Column], typed: Mapping[str, Typed], file: str
) -> Typed:
    """The month of every row as 2026-06; ``missing_period`` or ``not_period`` where there is none.

    ``file``: the file's name, for an origin that takes the month from there; ``typed`` must not be empty.
    """
    if origin.column is None:
        height = next(iter(typed.values())).values.len()
        return _always(origin.always or month_in(file, origin.file or "") or "", height)
    source = typed[origin.column]
    if columns[origin.column].type in (ColumnType.DATE, ColumnType.TIME):
        return _lacking(source.values.dt.strftime("%Y-%m"), source.keys, "missing_period", "not_period")
    parts = pl.col("key").str.extract_groups(_MONTH)
    month = parts.struct.field("1") + "-" + parts.struct.field("2").str.pad_start(2, "0")
    found = pl.DataFrame({"key": source.keys}).select(month).to_series()
    return _lacking(found, source.keys, "missing_period", "not_period")


def month_in(file: str, pattern: str) -> str | None:
    """The month in a file's name: ``tickets_{yyyy}{mm}*`` finds 2026-06 in ``tickets_202606_v2.csv``.

    Width and letter case do not matter. None where the pattern does not fit or gives no month.
    """
    parts = {"{yyyy}": "((?:19|2[0-9])[0-9]{2})", "{mm}": "(0[1-9]|1[0-2])", "*": ".*"}
    pieces = re.split(r"(\{yyyy\}|\{mm\}|\*)", nfkc(pattern))
    found = re.fullmatch("".join(parts.get(one, re.escape(one)) for one in pieces), nfkc(file), re.IGNORECASE)
    if found is None:
        return None
    year_first = pattern.find("{yyyy}") < pattern.find("{mm}")
    year, month = (found[1], found[2]) if year_first else (found[2], found[1])
    return f"{year}-{month}"


def in_span(periods: Typed, span: Span) -> Typed:
    """``not_in_force`` where a row's month lies outside the months of the source's definition."""
    months = periods.values.drop_nulls().unique().to_list()
    outside = [month for month in months if not span.holds(Period.parse(month))]
    frame = pl.DataFrame({"value": periods.values, "code": periods.codes})
    late = pl.when(pl.col("value").is_in(outside)).then(pl.lit("not_in_force")).otherwise(pl.col("code"))
    return Typed(periods.values, frame.select(late.alias("code")).to_series(), periods.keys)


def place_weight(column: Column, typed: Typed) -> Typed:
    """The weight times 10,000; ``bad_weight`` where it is missing, not above zero or too large."""
    decimals = column.decimals if column.type is ColumnType.DECIMAL else 0
    factor = 10 ** (WEIGHT_DECIMALS - decimals)
    frame = pl.DataFrame({"weight": typed.values})
    good = pl.col("weight").is_between(1, _BIGINT_MAX // factor).fill_null(value=False)
    frame = frame.select(
        value=pl.when(good).then(pl.col("weight")) * factor, code=pl.when(~good).then(pl.lit("bad_weight"))
    )
    return Typed(frame["value"], frame["code"], typed.keys)


def _every(value: str, height: int) -> pl.Series:
    return pl.Series("value", [value], pl.String).new_from_index(0, height)


def _always(value: str, height: int) -> Typed:
    every = _every(value, height)
    none = pl.Series("code", [None], pl.String).new_from_index(0, height)
    return Typed(every, none, every)


def _lacking(values: pl.Series, keys: pl.Series, missing: str, unknown: str) -> Typed:
    frame = pl.DataFrame({"value": values, "key": keys})
    code = pl.when(pl.col("key").is_null()).then(pl.lit(missing)).otherwise(pl.lit(unknown))
    codes = frame.select(code=pl.when(pl.col("value").is_null()).then(code)).to_series()
    return Typed(values, codes, keys)
