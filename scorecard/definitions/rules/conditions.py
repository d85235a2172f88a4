"""Conditions: their columns exist, and their values are ones that rows can have."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.definitions.draft import Draft, TermUse
from scorecard.definitions.scalars import Comparison
from scorecard.definitions.scale import NUMERIC, stored
from scorecard.definitions.schema import ColumnSpec
from scorecard.definitions.strict_yaml import Scalar
from scorecard.model.kpi import Test
from scorecard.model.problem import Place, Problem, near

_NEVER = "The condition would never hold, or always, and the reading would mean something else."


def conditions_fit(draft: Draft) -> Iterator[Problem]:
    """Each condition of a ``where`` compares a column of the source with values of its type."""
    for use in draft.terms():
        source = draft.sources.get(use.source)
        if source is None:
            continue
        for name, comparisons in use.term.where.items():
            if (column := source.columns.get(name)) is None:
                what = f"KPI {use.kpi!r}: source {use.source!r} has no column {name!r}"
                remedy = near(name, source.columns) or f"Its columns: {', '.join(source.columns)}."
                yield Problem("unknown.column", draft.key(*use.path, "where", name), what, _NEVER, remedy)
                continue
            for one in comparisons:
                yield from _comparison(one, column, draft.at(*use.path, "where", name), use, name)


def _comparison(
    one: Comparison, column: ColumnSpec, place: Place, use: TermUse, name: str
) -> Iterator[Problem]:
    subject = f"KPI {use.kpi!r}: the condition on {name!r}"
    if one.test in {Test.AT_LEAST, Test.AT_MOST} and column.type not in NUMERIC:
        what = f"{subject} uses {one.test}, but the column is of type {column.type}"
        yield Problem("condition.test", place, what, _NEVER, "Write the values, or {not: ...}.")
        return
    for value in one.values:
        try:
            stored(value, column)
        except ValueError as error:
            what = f"{subject} compares with {_shown(value)}"
            yield Problem("condition.value", place, what, _NEVER, f"{_sentence(str(error))}.")
            continue
        if reason := _impossible(value, one.test, column):
            what = f"{subject} compares with {_shown(value)}, {reason}"
            yield Problem("condition.value", place, what, _NEVER, _allowed(value, column))


def _impossible(value: Scalar, test: Test, column: ColumnSpec) -> str:
    """Why no row, or every row, passes; empty if some may."""
    if isinstance(value, str):
        return (
            "which is not among the column's values" if column.values and value not in column.values else ""
        )
    too_low = column.low is not None and value < column.low and test is not Test.AT_LEAST
    too_high = column.high is not None and value > column.high and test is not Test.AT_MOST
    return "which lies outside the column's range" if too_low or too_high else ""


def _allowed(value: Scalar, column: ColumnSpec) -> str:
    known = (
        f"Its values: {', '.join(column.values)}." if column.values else "Name a value that rows can have."
    )
    return near(str(value), column.values) or known


def _shown(value: Scalar) -> str:
    return repr(value) if isinstance(value, str) else str(value).lower()


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
