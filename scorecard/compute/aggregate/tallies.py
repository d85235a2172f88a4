"""The rows of a query back to tallies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from scorecard.model.joint import Joint
from scorecard.model.query import Query
from scorecard.model.tally import Tally

Split = tuple[str, str, str]
"""(KPI, dimension, member): the rows of a KPI that have this value in the dimension's column."""
_Key = TypeVar("_Key")


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


def joints(query: Query, rows: Iterable[Sequence[Any]]) -> dict[tuple[str, tuple[str, str]], Joint]:
    """The rows of a query for pairs -> (unit, (left KPI, right KPI)) -> what the two share."""
    found: dict[tuple[str, tuple[str, str]], Joint] = {}
    for _, unit, _, *values in rows:
        fields: dict[str, dict[str, int]] = {}
        for (pair, field), value in zip(query.columns, values, strict=True):
            if value:
                fields.setdefault(pair, {})[field] = int(value)
        for pair, known in fields.items():
            left, _, right = pair.partition(" ")
            found[unit, (left, right)] = Joint(**known)
    return found


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
