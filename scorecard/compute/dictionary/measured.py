"""A measure in words and in symbols: one template of the glossary for each kind.

A new kind needs ``dict_meaning_<kind>`` and ``dict_formula_<kind>`` there; what these ask for beyond the
values below stands in ``_values``, and what is added up, symbol by symbol, in ``symbols_of``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from scorecard.compute.dictionary.amounts import number
from scorecard.compute.dictionary.columns import amount, called, in_full, rows, total
from scorecard.model.formula import Dimension, written
from scorecard.model.kpi import Kind, Measure, Term
from scorecard.model.phrases import Phrases
from scorecard.model.source import ColumnType, Source
from scorecard.model.text import Text

Sources = Mapping[str, Source]


def meaning(measure: Measure, sources: Sources, say: Phrases) -> Text:
    """What is measured, as a sentence."""
    return say(f"dict_meaning_{measure.kind}", **_values(measure, sources, say))


def formula(measure: Measure, sources: Sources, say: Phrases) -> Text:
    """The same in symbols, with its thresholds put in."""
    return say(f"dict_formula_{measure.kind}", **_values(measure, sources, say))


def symbols_of(measure: Measure) -> tuple[tuple[str, Term], ...]:
    """The letters of the formula that stand for rows, each with these; the terms of a formula by name."""
    if measure.kind is Kind.FORMULA:
        return measure.terms
    return (("x", measure.rows),) if measure.base is None else (("a", measure.rows), ("b", measure.base))


def symbols(measure: Measure, sources: Sources, say: Phrases) -> Iterator[Text]:
    """What each symbol of the formula stands for."""
    if measure.kind is Kind.FORMULA:
        for name, term in measure.terms:
            yield say("dict_symbol", symbol=name, meaning=_sum_of(term, sources[term.source], say))
        plain = measure.dimension in {None, Dimension()}
        unit = say("dict_unit_none") if plain else str(measure.dimension)
        yield say("dict_symbol_observed", name=measure.observations or "", unit=unit)
        return
    for symbol, term in symbols_of(measure):
        yield say("dict_symbol", symbol=symbol, meaning=_of_each(term, sources[term.source], say))
    if measure.base is not None:
        return
    if measure.kind is Kind.PERCENTILE:
        yield say("dict_symbol", symbol="n", meaning=say("dict_symbol_n"))
        yield say("dict_symbol_below")
        return
    source = sources[measure.rows.source]
    weight = source.column(source.weight) if source.weight else None
    each = say("dict_symbol_each") if weight is None else in_full(weight, source, say)
    yield say("dict_symbol", symbol="w", meaning=each)
    if measure.kind is not Kind.MEAN:
        yield say("dict_symbol_where")


def conditions(measure: Measure, sources: Sources, say: Phrases) -> Iterator[Text]:
    """Which rows count: those that the conditions leave, with a value, the latest of each."""
    terms = symbols_of(measure)
    for symbol, term in terms:
        found = rows(term, sources[term.source], say)
        yield found if len(terms) == 1 else say("dict_symbol", symbol=symbol, meaning=found)
    values = {(term.source, term.value): None for _, term in terms if term.value is not None}
    for id_, value in values:
        yield say("dict_counted_value", column=called(sources[id_].column(value), sources[id_], say))
    for id_ in dict.fromkeys(term.source for _, term in terms):
        source = sources[id_]
        if source.latest is not None:
            by, order = (
                called(source.column(one), source, say) for one in (source.latest.by, source.latest.order)
            )
            yield say("dict_counted_latest", by=by, order=order)


def _sum_of(term: Term, source: Source, say: Phrases) -> Text:
    """What a term of a formula adds up, with its unit of measure."""
    found = total(term, source, say)
    return say("dict_of_unit", sum=found, unit=term.unit) if term.unit else found


def _of_each(term: Term, source: Source, say: Phrases) -> Text:
    if term.value is None:
        return say("dict_symbol_each")
    column = source.column(term.value)
    name = in_full(column, source, say)
    return say("dict_symbol_flag", column=name) if column.type is ColumnType.FLAG else name


def _values(measure: Measure, sources: Sources, say: Phrases) -> dict[str, Text | str]:
    """What the templates of every kind may ask for."""
    source = sources[measure.rows.source]
    found: dict[str, Text | str] = {
        "rows": rows(measure.rows, source, say),
        "per": number(Fraction(measure.per)),
        "formula": "" if measure.formula is None else written(measure.formula),
    }
    if measure.base is not None:
        found["a"] = total(measure.rows, source, say)
        found["b"] = total(measure.base, sources[measure.base.source], say)
    if measure.rows.value is not None:
        column = source.column(measure.rows.value)
        found["value"] = called(column, source, say)
        if measure.kind is Kind.PERCENTILE:
            found["percent"] = say("dict_percent", number=str(measure.at))
        elif measure.at is not None:
            found["at"] = amount(measure.at, column, say)
        if measure.promoters is not None and measure.detractors is not None:
            found["promoters"] = amount(measure.promoters, column, say)
            found["detractors"] = amount(measure.detractors, column, say)
    return found
