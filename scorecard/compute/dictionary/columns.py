"""Columns of a source, conditions on them and the rows that these leave, in words."""

from __future__ import annotations

from fractions import Fraction

from scorecard.compute.dictionary.amounts import number
from scorecard.model.kpi import Condition, Term, Test
from scorecard.model.phrases import Phrases
from scorecard.model.source import Column, ColumnType, Source
from scorecard.model.text import Text


def called(column: Column, source: Source, say: Phrases) -> Text:
    """What a column is called: a Chinese heading in Chinese, its name or an English heading in English."""
    if column.between is not None:
        start, end = (called(source.column(one), source, say) for one in column.between)
        return say("dict_minutes", name=column.name, start=start, end=end)
    words = (column.name, *column.aliases)
    chinese = next((word for word in (*column.aliases, column.name) if not word.isascii()), column.name)
    return Text(chinese, next((word for word in words if word.isascii()), column.name))


def in_full(column: Column, source: Source, say: Phrases) -> Text:
    """The column's name with a delivered heading behind or before it, where that is another word."""
    heading = called(column, source, say)
    if column.between is not None or not column.aliases:
        return heading
    return say(
        "dict_heading", name=column.name, heading=heading.zh if heading.zh != column.name else heading.en
    )


def amount(value: int, column: Column, say: Phrases) -> Text:
    """A stored number in the column's own scale, with its unit where it has one."""
    figure = number(Fraction(value, 10**column.decimals), column.decimals)
    if column.type is ColumnType.MINUTES:
        return say("dict_amount", number=figure, unit=say("minutes"))
    return say("dict_amount", number=figure, unit=column.unit) if column.unit else Text(figure, figure)


def rows(term: Term, source: Source, say: Phrases) -> Text:
    """The rows of a term: all of its source, or those that meet its conditions."""
    if not term.where:
        return say("dict_rows_all", source=source.name)
    met = say.join("dict_and", (_condition(one, source, say) for one in term.where))
    return say("dict_rows_where", source=source.name, conditions=met)


def total(term: Term, source: Source, say: Phrases) -> Text:
    """What is added up over the rows of a term: a column, or the rows themselves."""
    if term.value is None:
        return say("dict_count", rows=rows(term, source, say))
    value = called(source.column(term.value), source, say)
    return say("dict_sum", rows=rows(term, source, say), value=value)


_SAID = {
    Test.IN: ("dict_is", "dict_one_of"),
    Test.NOT_IN: ("dict_is_not", "dict_none_of"),
    Test.AT_LEAST: ("dict_at_least", ""),
    Test.AT_MOST: ("dict_at_most", ""),
}


def _condition(one: Condition, source: Source, say: Phrases) -> Text:
    column = source.column(one.column)
    name, values = called(column, source, say), [_value(value, column, say) for value in one.values]
    single, several = _SAID[one.test]
    if len(values) == 1:
        return say(single, column=name, value=values[0])
    return say(several, column=name, values=say.join("dict_comma", values))


def _value(value: str | int, column: Column, say: Phrases) -> Text:
    if isinstance(value, str):
        return Text(value, value)
    if column.type is ColumnType.FLAG:
        return say("dict_yes") if value else say("dict_no")
    return amount(value, column, say)
