"""A query as a value: the pure core writes it, the store runs it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """One question to a source's rows. ``kept``: the SELECT of the rows that count, ``opened`` bound to it;
    ``sql`` reads them as the table ``kept``, ``parameters`` are bound to its ``?`` in order.

    A result row is the period (NULL where the periods are taken together), the unit, a value for each of
    ``dimensions`` (NULL where it takes all values together), the number of rows, then ``columns``: (KPI id,
    field of Tally), or (KPI id, ``terms`` and the name of a term behind a blank).
    """

    kept: str
    opened: tuple[object, ...]
    sql: str
    parameters: tuple[object, ...]
    columns: tuple[tuple[str, str], ...]
    dimensions: tuple[str, ...] = ()
