"""Where the rows of a measure come from: the source, and the columns that it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scorecard.compute.dictionary.amounts import number
from scorecard.compute.dictionary.columns import called
from scorecard.compute.dictionary.measured import Sources, symbols_of
from scorecard.model.kpi import Measure
from scorecard.model.phrases import Phrases
from scorecard.model.source import Column, Source
from scorecard.model.text import Text


def read_from(measure: Measure, sources: Sources, say: Phrases) -> Iterator[Text]:
    """Each source: its name, its kind of fact, its id, and how its files are called."""
    for id_ in dict.fromkeys(term.source for _, term in symbols_of(measure)):
        one = sources[id_]
        yield say(
            "dict_source",
            name=one.name,
            kind=say(f"fact_{one.kind}"),
            id=one.id,
            files=say.join("dict_comma", (Text(name, name) for name in one.files)),
        )


def columns(measure: Measure, sources: Sources, say: Phrases) -> Iterator[Text]:
    """Each column whose values matter: its name, what it holds, and the headings under which it comes."""
    found: dict[tuple[str, str], None] = {}
    for _, term in symbols_of(measure):
        source = sources[term.source]
        value = () if term.value is None else (term.value,)
        weight = () if source.weight is None else (source.weight,)
        for name in (*value, *(one.column for one in term.where), *weight):
            for own in (*(source.column(name).between or ()), name):
                found[term.source, own] = None
    for id_, name in found:
        yield _column(sources[id_].column(name), sources[id_], say)


def _column(column: Column, source: Source, say: Phrases) -> Text:
    if column.between is not None:
        start, end = (called(source.column(one), source, say) for one in column.between)
        kind = say("dict_type_minutes", start=start, end=end)
        return say("dict_symbol", symbol=column.name, meaning=kind)
    words = dict.fromkeys((column.name, *column.aliases))
    headings = say.join("dict_comma", (Text(word, word) for word in words))
    return say("dict_column", name=column.name, type=_holds(column, say), headings=headings)


def _holds(column: Column, say: Phrases) -> Text:
    kind, scale = say(f"dict_type_{column.type}"), 10**column.decimals
    low, high = (
        "" if bound is None else number(Fraction(bound, scale), column.decimals)
        for bound in (column.low, column.high)
    )
    if not low and not high:
        return kind
    if not high:
        return say("dict_of_type", type=kind, range=say("dict_from", low=low))
    if not low:
        return say("dict_of_type", type=kind, range=say("dict_up_to", high=high))
    return say("dict_of_type", type=kind, range=say("dict_between", low=low, high=high))
