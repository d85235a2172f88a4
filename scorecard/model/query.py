"""A query as a value: the pure core writes it, the store runs it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """One scan of a source. ``parameters`` are bound to the ``?`` of ``sql`` in order.

    A result row is the unit, the number of its rows, then ``columns``: (KPI id, field of Tally),
    or (KPI id, ``terms`` and the name of a term behind a blank).
    """

    sql: str
    parameters: tuple[object, ...]
    columns: tuple[tuple[str, str], ...]
