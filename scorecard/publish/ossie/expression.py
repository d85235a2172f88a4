"""A measure as one aggregate expression in SQL, over the fields of the datasets that it reads.

Written apart from the queries of ``compute``, on values as people know them, so that each can be checked by
the other. The expressions keep to what the SQL standard and the specification's expression language share:
``CASE`` inside the aggregate for conditions, ``PERCENTILE_DISC``, and ``100E0``, an approximate number by
its form, since many engines cut the quotient of two whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from scorecard.model.exact import exact
from scorecard.model.kpi import Kind, Measure, Term
from scorecard.model.source import ColumnType
from scorecard.publish.ossie.condition import condition, literal
from scorecard.publish.ossie.dataset import Dataset
from scorecard.publish.ossie.formula import formula_sql


def expression(measure: Measure, datasets: Mapping[str, Dataset]) -> str:
    """The reading by the formula of ``model.kpi.Measure``; NULL where its base, weight or a divisor is 0.

    Holds for the rows of any one group: a unit and month, or all of them.
    """
    rows, dataset = measure.rows, datasets[measure.rows.source]
    match measure.kind:
        case Kind.RATIO | Kind.RATE:
            return _ratio(measure, datasets)
        case Kind.MEAN:
            return _mean(rows, dataset)
        case Kind.PERCENTILE:
            value = _when(_where(rows, dataset), _value(rows, dataset))
            return f"PERCENTILE_DISC({exact(Fraction(measure.at or 0, 100))}) WITHIN GROUP (ORDER BY {value})"
        case Kind.TOP_BOX:
            return _share(_compared(rows, dataset, ">=", measure.at), rows, dataset)
        case Kind.BOTTOM_BOX | Kind.WITHIN:
            return _share(_compared(rows, dataset, "<=", measure.at), rows, dataset)
        case Kind.COMPLIANCE:
            return _share(_compared(rows, dataset, "=", 1), rows, dataset)
        case Kind.NPS:
            promoters = _mass(rows, dataset, _compared(rows, dataset, ">=", measure.promoters))
            detractors = _mass(rows, dataset, _compared(rows, dataset, "<=", measure.detractors))
            return f"100E0 * ({promoters} - {detractors}) / NULLIF({_mass(rows, dataset)}, 0)"
        case Kind.FORMULA:
            return _formula(measure, datasets)


def _share(passes: str, rows: Term, dataset: Dataset) -> str:
    return f"100E0 * {_mass(rows, dataset, passes)} / NULLIF({_mass(rows, dataset)}, 0)"


def _mean(rows: Term, dataset: Dataset) -> str:
    value, where = _value(rows, dataset), _where(rows, dataset)
    if dataset.source.weight is None:
        return f"AVG({_when(where, f'1E0 * {value}')})"
    product = f"{dataset.field(dataset.source.weight)} * {value}"
    return f"1E0 * SUM({_when(where, product)}) / NULLIF({_mass(rows, dataset)}, 0)"


def _ratio(measure: Measure, datasets: Mapping[str, Dataset]) -> str:
    base = measure.base
    if base is None:
        return "NULL"
    above = _sum(measure.rows, datasets)
    return f"{measure.per}E0 * {above} / NULLIF({_total(base, datasets[base.source])}, 0)"


def _formula(measure: Measure, datasets: Mapping[str, Dataset]) -> str:
    if measure.formula is None:
        return "NULL"
    return formula_sql(measure.formula, {name: _sum(term, datasets) for name, term in measure.terms})


def _sum(term: Term, datasets: Mapping[str, Dataset]) -> str:
    """Never NULL: a unit may have customers and no complaint at all. That is 0, not missing."""
    return f"COALESCE({_total(term, datasets[term.source])}, 0)"


def _total(term: Term, dataset: Dataset) -> str:
    """Σ of the term's column, or how many of its rows there are."""
    where = _where(term, dataset)
    if term.value is None:
        return f"COUNT({_when(where, '1') if where else _never_missing(dataset)})"
    if dataset.source.column(term.value).type is ColumnType.FLAG:
        return f"COUNT({_when([*where, _compared(term, dataset, '=', 1)], '1')})"
    return f"SUM({_when(where, dataset.field(term.value))})"


def _mass(term: Term, dataset: Dataset, *tests: str) -> str:
    """Σ w of the rows that have a value and pass the tests; their number where the source has no weight."""
    value, where = _value(term, dataset), [*_where(term, dataset), *tests]
    if dataset.source.weight is None:
        return f"COUNT({_when(where, value)})"
    present = where if tests else [*where, f"{value} IS NOT NULL"]
    return f"SUM({_when(present, dataset.field(dataset.source.weight), other='0')})"


def _never_missing(dataset: Dataset) -> str:
    """A field that every row has: ``COUNT(*)`` would not say which dataset's rows are meant."""
    source = dataset.source
    candidates = [
        source.latest.by if source.latest else None,
        source.unit.column,
        *source.unit.path[:1],
        source.period.column,
        *(column.name for column in source.columns if column.required),
    ]
    for column in candidates:
        if column is not None:
            return dataset.field(column)
    return f"CASE WHEN {dataset.field(source.columns[0].name)} IS NULL THEN 1 ELSE 1 END"


def _where(term: Term, dataset: Dataset) -> list[str]:
    return [condition(one, dataset) for one in term.where]


def _when(where: Sequence[str], then: str, *, other: str | None = None) -> str:
    if not where:
        return then
    return f"CASE WHEN {' AND '.join(where)} THEN {then}{'' if other is None else f' ELSE {other}'} END"


def _compared(term: Term, dataset: Dataset, sign: str, bound: int | None) -> str:
    return f"{_value(term, dataset)} {sign} {literal(bound or 0, dataset.source.column(term.value or ''))}"


def _value(term: Term, dataset: Dataset) -> str:
    return dataset.field(term.value or "")
