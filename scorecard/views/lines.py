"""Rows of the store to the lines of a view. Nothing is rounded here: a figure is as published or an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from scorecard.errors import Damaged
from scorecard.model.period import Period
from scorecard.model.result import State
from scorecard.model.text import Text
from scorecard.views.evidence import NOTHING_PAST, Past, evidence_of
from scorecard.views.frame import Choice, KpiLine, Line, Moment, Row, named, text_of
from scorecard.views.sums import Sum

_MONTHS = 24


def line_of(who: Choice, row: Row, past: Past = NOTHING_PAST) -> Line:
    """A line with every figure of a row of ``standing``; ``past``: who was yellow in the months before."""
    return Line(
        id=who.id,
        name=who.name,
        score=row["score"],
        level=row["level"],
        pressure=row["pressure"],
        surplus=row["surplus"],
        weight=row["weight"],
        coverage=row["coverage"],
        n=int(row["n"]),
        rank=row["rank"],
        ranked=int(row["ranked"] or 0),
        state=str(row["state"]),
        evidence=evidence_of(row, past),
    )


def rank_line(who: Choice, row: Row, past: Past = NOTHING_PAST) -> Line:
    """A line with what a published ranking tells everybody: score and rank with their evidence, n, state."""
    closed = dict.fromkeys(("level", "pressure", "surplus", "weight", "coverage"))
    return line_of(who, {**row, **closed}, past)


def sum_line(who: Choice, total: Sum | None, *, n: int = 0, state: str = State.OK) -> Line:
    """A line that is a sum of parts only: it has no score of its own and is not ranked.

    ``total`` None: there are no figures, as where the index is not published.
    """
    return Line(
        id=who.id,
        name=who.name,
        score=None,
        level=None if total is None else total.level,
        pressure=None if total is None else total.pressure,
        surplus=None if total is None else total.surplus,
        weight=None,
        coverage=None,
        n=n,
        rank=None,
        ranked=0,
        state=str(state),
    )


def kpi_line(kpi: Row, reading: Row, process: Choice, total: Sum | None) -> KpiLine:
    """A KPI's line from its definition, its reading in the unit and its points (None: none published)."""
    places = int(kpi["decimals"])
    return KpiLine(
        id=str(kpi["kpi"]),
        name=text_of(kpi),
        process=process,
        perspective=named(kpi, "perspective", "perspective_"),
        kind=str(kpi["kind"]),
        direction=str(kpi["direction"]),
        unit=text_of(kpi, "unit_"),
        focus=Text(str(kpi["focus_zh"]), str(kpi["focus_en"])) if kpi["focus_zh"] else None,
        value=printed(reading["value"], places),
        floor=at_least(reading["floor"], places),
        target=at_least(reading["target"], places),
        stretch=at_least(reading["stretch"], places),
        score=reading["score"],
        weight=reading["weight"],
        level=None if total is None else total.level,
        pressure=None if total is None else total.pressure,
        surplus=None if total is None else total.surplus,
        share=None,
        n=int(reading["n"]),
        state=str(reading["state"]),
        formula=kpi["formula"],
        value_low=printed(reading["value_low"], places),
        value_high=printed(reading["value_high"], places),
        low=reading["low"],
        high=reading["high"],
        basis=str(reading["basis"] or ""),
    )


def printed(value: Decimal | None, places: int) -> Decimal | None:
    """A stored reading as ``exactly``; None stays None."""
    return None if value is None else exactly(value, places)


def exactly(value: Decimal, places: int) -> Decimal:
    """A stored reading with the KPI's printed decimals. Raises Damaged where a digit would be lost."""
    found = value.quantize(Decimal(1).scaleb(-places))
    if found != value:
        raise Damaged(
            f"The snapshot holds a reading of {value}, but its KPI is published with {places} decimals. "
            "Run the period again."
        )
    return found


def at_least(value: Decimal | None, places: int) -> Decimal | None:
    """A target with the KPI's printed decimals, or more where it was defined with more; None stays None."""
    if value is None:
        return None
    digits = -int(value.normalize().as_tuple().exponent)
    return value.quantize(Decimal(1).scaleb(-max(places, digits)))


def moments(
    rows: Sequence[Row], until: str, value: Callable[[Row], Decimal | None], state: Callable[[Row], str]
) -> tuple[Moment, ...]:
    """A series by calendar month from the first row to ``until``, oldest first, at most 24 months.

    A month that was not computed is a moment without a value, so that a gap stays a gap.
    """
    if not rows:
        return ()
    by_period = {str(row["period"]): row for row in rows}
    first = Period.parse(min(by_period))
    last = Period.parse(until)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    months = [str(last.plus(-back)) for back in reversed(range(min(count, _MONTHS)))]
    return tuple(
        Moment(month, value(row), int(row["n"]), state(row))
        if (row := by_period.get(month)) is not None
        else Moment(month, None, 0, State.MISSING.value)
        for month in months
    )


def scores(rows: Sequence[Row], until: str) -> tuple[Moment, ...]:
    """The scores of a series of standings or readings, as ``moments``."""
    return moments(rows, until, lambda row: row["score"], lambda row: str(row["state"]))


def before(period: str) -> str:
    """The calendar month before."""
    return str(Period.parse(period).plus(-1))


def nearest(line: Line, ranks: Mapping[str, int | None]) -> tuple[str, ...]:
    """The ids of the peers that a line cannot be told apart from, those next to it in rank first."""
    own = line.rank or 0
    return tuple(sorted(line.evidence.alike, key=lambda one: (abs((ranks.get(one) or 0) - own), one)))
