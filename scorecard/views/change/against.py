"""Which period a change is told against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from scorecard.errors import BadRequest
from scorecard.model.period import Period
from scorecard.model.problem import near

_YEAR = 12


class Against(StrEnum):
    """The month before · the same month of last year · the year to date against last year's to its month."""

    PREVIOUS = "previous"
    LAST_YEAR = "last_year"
    YEAR = "year"


class Span(StrEnum):
    """One month, or January of the period's year to the period."""

    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Base:
    """``id``: as asked for, one of ``Against`` or a month. ``period``: its month, ``span`` of both sides."""

    id: str
    period: str
    span: Span


def against(period: str, base: str | None) -> Base:
    """The base of a change to ``period``; None: the month before.

    Raises BadRequest for a word that is none of ``Against`` and no month.
    """
    now = Period.parse(period)
    match base or Against.PREVIOUS:
        case Against.PREVIOUS:
            return Base(Against.PREVIOUS, str(now.plus(-1)), Span.MONTH)
        case Against.LAST_YEAR:
            return Base(Against.LAST_YEAR, str(now.plus(-_YEAR)), Span.MONTH)
        case Against.YEAR:
            return Base(Against.YEAR, str(now.plus(-_YEAR)), Span.YEAR)
        case asked:
            return Base(asked, _month(asked), Span.MONTH)


def offered(period: str, periods: Sequence[str]) -> tuple[Base, ...]:
    """What a period may be compared with: the three words, and every computed month before it."""
    words = tuple(against(period, one) for one in Against)
    return (*words, *(against(period, one) for one in periods if one < period))


def gaps(period: str, base: Base, periods: Sequence[str]) -> tuple[str, ...]:
    """Of a year to date, the months of either year that were not computed: what is compared lacks them."""
    if base.span is Span.MONTH:
        return ()
    ends = (Period.parse(base.period), Period.parse(period))
    months = (str(Period(end.year, month)) for end in ends for month in range(1, end.month + 1))
    return tuple(one for one in months if one not in periods)


def _month(asked: str) -> str:
    try:
        return str(Period.parse(asked))
    except ValueError as wrong:
        words = [str(one) for one in Against]
        hint = near(asked, words) or f"Write {', '.join(words)}, or a month such as 2026-05."
        raise BadRequest(f"{asked!r} is nothing to compare with. {hint}") from wrong
