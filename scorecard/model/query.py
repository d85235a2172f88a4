"""A query as a value: the pure core writes it, the store runs it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """One scan of a source. ``parameters`` are bound to the ``?`` of ``sql`` in order.

    A result row is the period (NULL where the periods are taken together), the unit, a value for each of
    ``dimensions`` (NULL where it takes all values together), the number of rows, then ``columns``: (KPI id,
    field of Tally), or (KPI id, ``terms`` and the name of a term behind a blank).
    """

    sql: str
    parameters: tuple[object, ...]
    columns: tuple[tuple[str, str], ...]
    dimensions: tuple[str, ...] = ()
