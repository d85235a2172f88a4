"""Formulas: their terms have names and units, their text can be read, and every term takes part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scorecard.definitions.draft import Draft, TermUse
from scorecard.definitions.formula import is_name, parse
from scorecard.definitions.schema import FormulaTermSpec, KpiSpec
from scorecard.definitions.term_unit import dimension, said_unit, term_unit
from scorecard.model.formula import Dimension, Function, names
from scorecard.model.kpi import Kind
from scorecard.model.problem import Problem, near

_NO_READING = "Its reading cannot be computed."
_SAYS_NOTHING = "What it says would not count."
_ANOTHER = "The reading would be missing, or would mean something else."


def terms_can_be_summed(draft: Draft) -> Iterator[Problem]:
    """Each term of a formula has a name that can stand in it, a source, and one unit."""
    for use in draft.terms():
        term, path = use.term, use.path
        if not isinstance(term, FormulaTermSpec):
            continue
        name = str(path[-1])
        if not is_name(name):
            what = f"KPI {use.kpi!r}: a term cannot be called {name!r}"
            remedy = f"A name begins with a letter and holds letters, digits and '_'; {_taken()} are taken."
            yield Problem("measure.term", draft.key(*path), what, "No formula could name it.", remedy)
        if not use.source:
            what = f"KPI {use.kpi!r}: the term {name!r} has no source"
            remedy = "Write 'source:' in the term, or once for all terms in the measure."
            yield Problem("measure.needs", draft.at(*path), what, _NO_READING, remedy)
        yield from _unit(draft, use, term, name)


def _taken() -> str:
    return ", ".join(Function)


def _unit(draft: Draft, use: TermUse, term: FormulaTermSpec, name: str) -> Iterator[Problem]:
    source = draft.sources.get(use.source)
    said = said_unit(term.value, source)
    columns = source.columns if source else {}
    column = columns.get(term.value or "")
    if source is None or (term.value is not None and column is None):
        return
    if term.unit is None and said is None:
        what = f"KPI {use.kpi!r}: neither the term {name!r} nor its column {term.value!r} has a unit"
        why = "Minutes could be added to calls without anybody noticing."
        remedy = "Write what it counts: 'unit: call' in the term, or at the column."
        yield Problem("measure.unit", draft.at(*use.path), what, why, remedy)
    elif column is not None and column.unit is not None and term.unit not in {None, column.unit}:
        what = (
            f"KPI {use.kpi!r}: the term {name!r} counts in {term.unit}, its column {term.value!r} in {said}"
        )
        remedy = "Leave out the unit of the term, or correct one of the two."
        yield Problem("measure.unit", draft.at(*use.path, "unit"), what, _ANOTHER, remedy)


def formulas_can_be_read(draft: Draft) -> Iterator[Problem]:
    """A formula is one, its units match, its observations are a term, and no term is left over."""
    for index, kpi in draft.news("kpis"):
        if kpi.measure.kind is Kind.FORMULA and kpi.measure.terms is not None:
            path = ("kpis", index, "measure")
            yield from _observations(draft, path, kpi, kpi.measure.terms)
            yield from _source(draft, path, kpi, kpi.measure.terms)
            if kpi.measure.formula is not None and all(map(is_name, kpi.measure.terms)):
                yield from _formula(draft, path, kpi, kpi.measure.terms)


def _observations(
    draft: Draft, path: tuple[str | int, ...], kpi: KpiSpec, terms: Mapping[str, FormulaTermSpec]
) -> Iterator[Problem]:
    name = kpi.measure.observations
    if name is not None and name not in terms:
        what = f"KPI {kpi.id!r}: the observations {name!r} are not a term"
        why = "Nobody would know on how many observations the reading rests."
        remedy = near(name, terms) or f"Terms: {', '.join(terms)}."
        yield Problem("measure.observations", draft.at(*path, "observations"), what, why, remedy)


def _source(
    draft: Draft, path: tuple[str | int, ...], kpi: KpiSpec, terms: Mapping[str, FormulaTermSpec]
) -> Iterator[Problem]:
    if kpi.measure.source and all(term.source is not None for term in terms.values()):
        what = f"KPI {kpi.id!r}: each term names a source of its own"
        remedy = "Remove 'source:' from the measure, or from the terms that read this one."
        yield Problem("measure.key", draft.key(*path, "source"), what, _SAYS_NOTHING, remedy)


def _formula(
    draft: Draft, path: tuple[str | int, ...], kpi: KpiSpec, terms: Mapping[str, FormulaTermSpec]
) -> Iterator[Problem]:
    text = kpi.measure.formula or ""
    formula, _, flaws = parse(text, _units(draft, kpi, terms))
    for flaw in flaws:
        place, exact = draft.inside((*path, "formula"), flaw.column)
        where = "" if exact else f" (character {flaw.column + 1} of the formula)"
        what = f"KPI {kpi.id!r}: {flaw.what}{where}"
        yield Problem("measure.formula", place, what, _ANOTHER, flaw.remedy)
    if formula is not None:
        used = {*names(formula), kpi.measure.observations}
        for name in terms:
            if name not in used:
                what = f"KPI {kpi.id!r}: the formula does not use the term {name!r}"
                remedy = "Use it in the formula, or remove it."
                place = draft.key(*path, "terms", name)
                yield Problem("measure.unused", place, what, _SAYS_NOTHING, remedy)


def _units(draft: Draft, kpi: KpiSpec, terms: Mapping[str, FormulaTermSpec]) -> dict[str, Dimension]:
    """The unit of every term; pure numbers all, where one of them is not known and told elsewhere."""
    found = {
        name: term_unit(term, draft.sources.get(term.source or kpi.measure.source))
        for name, term in terms.items()
    }
    known = {name: dimension(unit) for name, unit in found.items() if unit is not None}
    return known if len(known) == len(found) else dict.fromkeys(found, Dimension())
