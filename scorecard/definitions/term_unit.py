"""What the sum of a formula's term is counted in, and what its unit is worth in the formula."""

from __future__ import annotations

from scorecard.definitions.schema import FormulaTermSpec, SourceSpec
from scorecard.model.formula import Dimension
from scorecard.model.source import ColumnType

_MINUTE = "minute"
_PURE = str(Dimension())


def term_unit(term: FormulaTermSpec, source: SourceSpec | None) -> str | None:
    """The term's own ``unit``, else what its rows say; None where nobody says anything."""
    return term.unit or said_unit(term.value, source)


def dimension(unit: str) -> Dimension:
    """The dimension of a unit; ``1`` is that of numbers."""
    return Dimension() if unit == _PURE else Dimension.of({unit: 1})


def said_unit(value: str | None, source: SourceSpec | None) -> str | None:
    """What a sum is counted in without a word of the term: its column's ``unit``, minutes for minutes.

    Rows that are counted, as those where a flag is true, are what their source holds: ticket, response.
    """
    if source is None:
        return None
    if value is None:
        return source.kind.value
    column = source.columns.get(value)
    if column is None:
        return None
    if column.type is ColumnType.FLAG:
        return source.kind.value
    return column.unit or (_MINUTE if column.type is ColumnType.MINUTES else None)
