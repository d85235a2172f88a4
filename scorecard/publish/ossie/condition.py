"""Conditions and values as SQL, in the column's real scale."""

from __future__ import annotations

from fractions import Fraction

from scorecard.model.exact import exact
from scorecard.model.kpi import Condition, Test
from scorecard.model.source import Column, ColumnType
from scorecard.publish.ossie.dataset import Dataset


def condition(one: Condition, dataset: Dataset) -> str:
    """The condition on the dataset's field; as in the definitions, a missing cell never meets it."""
    field = dataset.field(one.column)
    values = [literal(value, dataset.source.column(one.column)) for value in one.values]
    several = len(values) > 1
    match one.test:
        case Test.IN:
            return f"{field} IN ({', '.join(values)})" if several else f"{field} = {values[0]}"
        case Test.NOT_IN:
            return f"{field} NOT IN ({', '.join(values)})" if several else f"{field} <> {values[0]}"
        case Test.AT_LEAST:
            return f"{field} >= {values[0]}"
        case Test.AT_MOST:
            return f"{field} <= {values[0]}"


def literal(value: str | int, column: Column) -> str:
    """A stored value as it stands in a typed column: a decimal's integer becomes the decimal again."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if column.type is ColumnType.FLAG:
        return "TRUE" if value else "FALSE"
    return exact(Fraction(value, 10**column.decimals))
