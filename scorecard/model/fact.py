"""Which fact a measure states: two measures of one fact count it twice, whatever they are called."""

from __future__ import annotations

from collections.abc import Hashable

from scorecard.model.formula import written
from scorecard.model.kpi import Kind, Measure, Term


def rows(term: Term) -> Hashable:
    """Equal for terms that take the same value of the same rows, in whatever order ``where`` is written."""
    where = frozenset((one.column, one.test, frozenset(one.values)) for one in term.where)
    return term.source, where, term.value


def statistic(measure: Measure) -> Hashable:
    """Equal for measures that make the same statement of the same rows, on whatever scale.

    A ratio is a rate of another ``per``. The share of rows up to a value, or within a limit, and the share of
    rows above it are one statement: stored values are integers, so above t is at least t + 1.
    """
    match measure.kind:
        case Kind.RATIO | Kind.RATE:
            return "quotient", None if measure.base is None else rows(measure.base)
        case Kind.TOP_BOX:
            return "share", measure.at
        case Kind.BOTTOM_BOX | Kind.WITHIN:
            return "share", (measure.at or 0) + 1
        case Kind.COMPLIANCE:
            return "share", 1
        case Kind.FORMULA:
            terms = frozenset((name, rows(term)) for name, term in measure.terms)
            return "formula", None if measure.formula is None else written(measure.formula), terms
        case _:
            return measure.kind, measure.at, measure.promoters, measure.detractors
