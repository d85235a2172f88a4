"""Columns: each type has the keys it needs and no others, and headings tell columns apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from scorecard.definitions.draft import Draft
from scorecard.definitions.rules.spelling import spelled
from scorecard.definitions.scale import NUMERIC, stored
from scorecard.definitions.schema import ColumnSpec
from scorecard.model.problem import Problem, near
from scorecard.model.source import ColumnType

_TAKEN = frozenset({"filename"})
_READ = "A cell could not be read for certain."
_MEANINGFUL: dict[str, frozenset[ColumnType]] = {
    "values": frozenset({ColumnType.TEXT}),
    "low": NUMERIC,
    "high": NUMERIC,
    "decimals": frozenset({ColumnType.DECIMAL}),
    "unit": NUMERIC,
    "formats": frozenset({ColumnType.DATE, ColumnType.TIME}),
    "between": frozenset({ColumnType.MINUTES}),
    "true": frozenset({ColumnType.FLAG}),
    "false": frozenset({ColumnType.FLAG}),
    "aliases": frozenset(ColumnType) - {ColumnType.MINUTES},
    "missing": frozenset(ColumnType) - {ColumnType.MINUTES},
    "required": frozenset(ColumnType) - {ColumnType.MINUTES},
}
_NEEDED: dict[ColumnType, tuple[str, ...]] = {
    ColumnType.DECIMAL: ("decimals",),
    ColumnType.DATE: ("formats",),
    ColumnType.TIME: ("formats",),
    ColumnType.MINUTES: ("between",),
    ColumnType.FLAG: ("true", "false"),
}


def columns_are_typed(draft: Draft) -> Iterator[Problem]:
    """A column has the keys of its type, and they make sense."""
    for index, source in draft.news("sources"):
        for name, column in source.columns.items():
            path = ("sources", index, "columns", name)
            yield from _keys(draft, path, column)
            yield from _range(draft, path, column)
            yield from _formats(draft, path, column)
            yield from _texts(draft, path, column)


def _keys(draft: Draft, path: tuple[str | int, ...], column: ColumnSpec) -> Iterator[Problem]:
    name = path[-1]
    for key in sorted(column.model_fields_set - {"type"}):
        if column.type not in _MEANINGFUL[key]:
            what = f"column {name!r}: {key!r} means nothing for the type {column.type}"
            why = "What it says would not count."
            yield Problem(
                "column.key", draft.key(*path, key), what, why, "Remove the key, or change the type."
            )
    for key in _NEEDED.get(column.type, ()):
        if not getattr(column, key):
            what = f"column {name!r} of type {column.type} needs {key!r}"
            yield Problem("column.needs", draft.at(*path), what, _READ, f"Write '{key}:' here.")


def _range(draft: Draft, path: tuple[str | int, ...], column: ColumnSpec) -> Iterator[Problem]:
    if column.type not in NUMERIC:
        return
    fits = True
    for key, value in (("low", column.low), ("high", column.high)):
        try:
            if value is not None:
                stored(value, column)
        except ValueError as error:
            fits = False
            yield Problem(
                "column.range", draft.at(*path, key), f"{key} {value} does not fit", _READ, f"{error}."
            )
    if fits and column.low is not None and column.high is not None and column.low > column.high:
        what = f"column {path[-1]!r}: low {column.low} is above high {column.high}"
        yield Problem(
            "column.range", draft.at(*path, "low"), what, "No cell could pass.", "Exchange the two."
        )


def _formats(draft: Draft, path: tuple[str | int, ...], column: ColumnSpec) -> Iterator[Problem]:
    for position, form in enumerate(column.formats):
        if column.type in _MEANINGFUL["formats"] and not _gives_a_date(form):
            what = f"column {path[-1]!r}: the format {form!r} does not give year, month and day"
            remedy = "Write it with strptime's codes, such as %Y-%m-%d %H:%M:%S."
            yield Problem("column.format", draft.at(*path, "formats", position), what, _READ, remedy)


def _gives_a_date(form: str) -> bool:
    moment = datetime(2026, 6, 30, 13, 45, 58)  # noqa: DTZ001 - cells carry no zone
    try:
        return datetime.strptime(moment.strftime(form), form).date() == moment.date()  # noqa: DTZ007
    except (ValueError, re.error):  # the latter where a code stands twice
        return False


def _texts(draft: Draft, path: tuple[str | int, ...], column: ColumnSpec) -> Iterator[Problem]:
    """No cell text has two meanings."""
    first: dict[str, str] = {}
    for key in ("values", "true", "false", "missing"):
        for position, text in enumerate(getattr(column, key)):
            if text in first:
                what = f"column {path[-1]!r}: {text!r} stands under {first[text]!r} and under {key!r}"
                place = draft.at(*path, key, position)
                yield Problem("column.two_meanings", place, what, _READ, "Keep it in one place.")
            first.setdefault(text, key)


def headings_are_unique(draft: Draft) -> Iterator[Problem]:
    """No heading means two columns, and no column's name is one that the product needs itself."""
    for index, source in draft.news("sources"):
        first: dict[str, str] = {}
        for name, column in source.columns.items():
            path = ("sources", index, "columns", name)
            if name.casefold() in _TAKEN:
                what = f"a column may not be called {name!r}"
                why = "The store adds a column of that name."
                remedy = "Name it otherwise and give this heading as an alias."
                yield Problem("column.name", draft.key(*path), what, why, remedy)
            own = [(draft.key(*path), name)]
            own += [(draft.at(*path, "aliases", at), alias) for at, alias in enumerate(column.aliases)]
            for place, heading in own:
                other = first.setdefault(spelled(heading), name)
                if other != name:
                    what = f"source {source.id!r}: the heading {heading!r} means {name!r} and {other!r}"
                    why = "The column of a delivery could be either; capitals and width do not count."
                    yield Problem("column.heading", place, what, why, "Change one of the two.")


def minutes_lie_between(draft: Draft) -> Iterator[Problem]:
    """Minutes are counted between two date or time columns of the source."""
    moments = {ColumnType.DATE, ColumnType.TIME}
    for index, source in draft.news("sources"):
        for name, column in source.columns.items():
            if column.type is not ColumnType.MINUTES or column.between is None:
                continue
            for position, end in enumerate(column.between):
                place = draft.at("sources", index, "columns", name, "between", position)
                other = source.columns.get(end)
                why = "The minutes could not be counted."
                if other is None:
                    what = f"source {source.id!r} has no column {end!r}"
                    remedy = near(end, source.columns) or "Name a time column."
                    yield Problem("unknown.column", place, what, why, remedy)
                elif other.type not in moments:
                    what = f"column {end!r} is of type {other.type}, not a time or date"
                    yield Problem("column.between", place, what, why, "Name a time or date column.")
                elif position and end == column.between[0]:
                    what = f"the minutes lie between {end!r} and itself"
                    yield Problem("column.between", place, what, why, "Name the column of the end.")
