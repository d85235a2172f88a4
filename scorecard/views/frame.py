"""What every view has around it: period, unit, where it hangs, which snapshot speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scorecard.errors import BadRequest, Forbidden
from scorecard.glossary import built_in
from scorecard.model.principal import Principal
from scorecard.model.problem import near
from scorecard.model.text import Text
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.evidence import NO_EVIDENCE, Evidence

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """An id and its name."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Frame:
    """``periods``: newest first. ``units``: every unit the principal may open, depth-first, with its
    depth. ``lineage``: from the root to the unit itself. ``snapshot``: the published file's id.
    ``departments``: those whose figures the principal may open. ``hide_below``/``flag_below``: the policy's
    sample sizes. ``target_score``: score of a reading at target. ``terms``: the book's own words, which go
    over the glossary.
    """

    book: Text
    index: Text
    snapshot: str
    period: str
    periods: tuple[str, ...]
    unit: Choice
    level: Choice
    lineage: tuple[Choice, ...]
    units: tuple[tuple[int, Choice], ...]
    departments: tuple[Choice, ...]
    target_score: Decimal
    hide_below: int
    flag_below: int
    terms: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """The published figures of one subject: a unit's index, a process or a department.

    ``score`` own score 0-100, None if not published · ``level`` contribution to the unit's index,
    ``pressure`` and ``surplus`` (both >= 0), points with 2 decimals · ``weight``, ``coverage`` percent ·
    ``n`` observations: survey answers, tickets and inspections behind the sampled readings, each row
    counted once · ``rank`` of ``ranked`` peers, None if unranked · ``state`` ok, flagged, missing ·
    ``evidence`` what chance and missing data leave open of score and rank.
    """

    id: str
    name: Text
    score: Decimal | None
    level: Decimal | None
    pressure: Decimal | None
    surplus: Decimal | None
    weight: Decimal | None
    coverage: Decimal | None
    n: int
    rank: int | None
    ranked: int
    state: str
    evidence: Evidence = NO_EVIDENCE


@dataclass(frozen=True, slots=True)
class KpiLine:
    """One KPI of a unit, as a whole or for one department's part.

    ``value``, ``floor``, ``target``, ``stretch`` carry the KPI's own printed decimals; the last three are
    what the unit is held to, None where the scoring rule has no such reading. ``level``,
    ``pressure``, ``surplus``: points of the index (of the department's part, if the view is one's).
    ``share``: the department's responsibility share in percent, None for the whole KPI. ``n``: what the
    reading rests on, its rows or the base of a ratio or rate.
    ``state``: ok, flagged, hidden, missing. ``formula``: its text, for the kind formula.
    ``value_low`` to ``value_high``: the 95 % interval of the reading, ``low`` to ``high``: of the score, None
    without evidence. ``basis``: what it rests on: rows, months, counts; empty without one.
    """

    id: str
    name: Text
    process: Choice
    perspective: Choice
    kind: str
    direction: str
    unit: Text
    focus: Text | None
    value: Decimal | None
    floor: Decimal | None
    target: Decimal | None
    stretch: Decimal | None
    score: Decimal | None
    weight: Decimal | None
    level: Decimal | None
    pressure: Decimal | None
    surplus: Decimal | None
    share: Decimal | None
    n: int
    state: str
    formula: str | None = None
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One period of a series; ``value`` None where nothing was published."""

    period: str
    value: Decimal | None
    n: int
    state: str


def load_frame(reader: Reader, principal: Principal, *, period: str | None, unit: str | None) -> Frame:
    """The frame of a period (None: the newest) and unit (None: the first that the principal may open).

    Raises BadRequest for a period or unit that does not exist, Forbidden for one that may not be opened.
    """
    books = reader.read(principal, reads.BOOKS)
    book = chosen(books, period)
    when = str(book["period"])
    rows = FrameRows(
        book=book,
        periods=tuple(str(row["period"]) for row in books),
        units=reader.read(principal, reads.UNITS, period=when),
        openable=frozenset(row["unit"] for row in reader.read(principal, reads.OPENABLE, period=when)),
        departments=reader.read(principal, reads.DEPARTMENTS, period=when),
        terms=reader.read(principal, reads.TERMS, period=when),
    )
    return build_frame(principal, reader.snapshot, rows, unit)


@dataclass(frozen=True, slots=True)
class FrameRows:
    """What the store says around a view: the period's book, every period newest first, every unit."""

    book: Row
    periods: tuple[str, ...]
    units: Sequence[Row]
    openable: frozenset[str]
    departments: Sequence[Row]
    terms: Sequence[Row]


def build_frame(principal: Principal, snapshot: str, rows: FrameRows, unit: str | None) -> Frame:
    """The frame of one unit. Raises BadRequest and Forbidden as ``load_frame`` does."""
    book = rows.book
    by_id = {str(row["unit"]): row for row in rows.units}
    units = tuple(
        (int(row["depth"]), named(row, "unit")) for row in rows.units if row["unit"] in rows.openable
    )
    here = by_id[_opened(principal, str(book["period"]), unit, tuple(by_id), units)]
    return Frame(
        book=text_of(book),
        index=text_of(book, "index_"),
        snapshot=snapshot,
        period=str(book["period"]),
        periods=rows.periods,
        unit=named(here, "unit"),
        level=named(here, "level", "level_"),
        lineage=tuple(named(by_id[one], "unit") for one in str(here["lineage"]).split("/") if one),
        units=units,
        departments=tuple(
            named(row, "department")
            for row in rows.departments
            if principal.departments is None or row["department"] in principal.departments
        ),
        target_score=book["target_score"],
        hide_below=int(book["hide_below"]),
        flag_below=int(book["flag_below"]),
        terms=tuple((str(row["key"]), text_of(row)) for row in rows.terms),
    )


def text_of(row: Row, prefix: str = "") -> Text:
    """The row's Chinese and English name; ``prefix`` stands before ``zh`` and ``en``."""
    return Text(str(row[f"{prefix}zh"]), str(row[f"{prefix}en"]))


def named(row: Row, key: str, prefix: str = "") -> Choice:
    """The row's id in column ``key`` and its name."""
    return Choice(str(row[key]), text_of(row, prefix))


def word(frame: Frame, key: str) -> Text:
    """A word of the glossary, the book's own where it has one. Raises KeyError for an unknown key."""
    return dict(frame.terms).get(key) or built_in()[key]


def must_know(kind: str, asked: str, known: Iterable[str], where: str) -> None:
    """Raise BadRequest, with the nearest word, where ``asked`` is none of the known ids."""
    found = tuple(known)
    if asked not in found:
        hint = (
            near(asked, found) or f"Choose one of: {', '.join(found[:12])}{' …' if len(found) > 12 else ''}."
        )
        raise BadRequest(f"There is no {kind} {asked!r} in {where}. {hint}")


def chosen(books: Sequence[Row], period: str | None) -> Row:
    """The book's row of a period, the newest one for None. Raises BadRequest where there is none."""
    if not books:
        raise BadRequest("The snapshot holds no period. Deliver files, then run 'scorecard run --period'.")
    if period is None:
        return books[0]
    must_know("period", period, (str(row["period"]) for row in books), "the published results")
    return next(row for row in books if row["period"] == period)


def _opened(
    principal: Principal,
    period: str,
    unit: str | None,
    known: Sequence[str],
    units: Sequence[tuple[int, Choice]],
) -> str:
    """The id of the unit to show: the one asked for, else the first that may be opened."""
    if unit is not None:
        must_know("unit", unit, known, period)
        if all(unit != choice.id for _, choice in units):
            raise Forbidden(f"{principal.name} may not open unit {unit!r}. Choose a unit of your own.")
        return unit
    if not units:
        raise Forbidden(
            f"{principal.name} may open no unit in {period}. Check the unit ids of the principal, "
            "or ask for a period in which they existed."
        )
    return units[0][1].id
