"""From a value as written to the value as stored in its column."""

from __future__ import annotations

from decimal import Decimal

from scorecard.definitions.schema import ColumnSpec
from scorecard.definitions.strict_yaml import Scalar
from scorecard.model.source import ColumnType

NUMERIC = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.MINUTES})


def stored(value: Scalar, column: ColumnSpec) -> str | int:
    """The value in the column's stored form: a text, 0 or 1, or an integer times 10**decimals.

    Raises ValueError with what the column wants where the value does not fit.
    """
    if column.type is ColumnType.TEXT:
        if not isinstance(value, str):
            raise ValueError(f'the column holds texts: write it in quotes, "{str(value).lower()}"')
        return value
    if column.type is ColumnType.FLAG:
        if not isinstance(value, bool):
            raise ValueError("the column is a flag: write true or false, without quotes")
        return int(value)
    if column.type not in NUMERIC:
        raise ValueError(f"the column is a {column.type}, and these cannot be compared with a value")
    if isinstance(value, bool | str):
        raise ValueError("the column holds numbers: write a number, without quotes")
    scaled = Decimal(value).scaleb(column.decimals)
    if scaled != scaled.to_integral_value():
        raise ValueError(f"the column has {column.decimals} decimals: write no more")
    return int(scaled)
