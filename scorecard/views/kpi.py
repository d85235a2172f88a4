"""One KPI: definition, trend, and who stands where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecard.errors import BadRequest
from scorecard.model.kpi import Kind
from scorecard.model.principal import Principal
from scorecard.model.result import State
from scorecard.model.text import Text
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.frame import Choice, Frame, KpiLine, Moment, Row, load_frame, must_know, named
from scorecard.views.lines import exactly, moments, scores
from scorecard.views.month import Month, load_month
from scorecard.views.scorecard import weakest

_SUMS: Mapping[str, tuple[str, ...]] = {
    Kind.MEAN: ("n", "weight", "total", "squares"),
    Kind.TOP_BOX: ("n", "weight", "hits"),
    Kind.BOTTOM_BOX: ("n", "weight", "hits"),
    Kind.NPS: ("n", "weight", "promoters", "detractors"),
    Kind.RATIO: ("total", "base"),
    Kind.RATE: ("total", "base"),
    Kind.WITHIN: ("n", "weight", "hits"),
    Kind.PERCENTILE: ("n",),
    Kind.COMPLIANCE: ("n", "weight", "hits"),
}


@dataclass(frozen=True, slots=True)
class UnitReading:
    """A child unit's reading of the KPI."""

    unit: Choice
    value: Decimal | None
    score: Decimal | None
    n: int
    state: str


@dataclass(frozen=True, slots=True)
class Owner:
    """A department that answers for a share of the KPI, with its part of the points."""

    department: Choice
    share: Decimal
    level: Decimal
    pressure: Decimal
    surplus: Decimal


@dataclass(frozen=True, slots=True)
class KpiView:
    """``kpis``: every KPI that applies to the unit, for the chooser. ``values``: readings over the
    periods up to this one, oldest first, at most 24; ``scores`` likewise. ``owners`` add up to the
    line's level, pressure and surplus, and are empty where the line has none. ``units``: child units, in
    order of the tree.
    ``tally``: name -> integer of the sums behind the reading (of a formula: the names of its terms), empty
    if withheld or missing.
    ``source``: the source's name.
    """

    frame: Frame
    kpis: tuple[Choice, ...]
    line: KpiLine
    source: Text
    values: tuple[Moment, ...]
    scores: tuple[Moment, ...]
    owners: tuple[Owner, ...]
    units: tuple[UnitReading, ...]
    tally: tuple[tuple[str, int], ...]


def load(
    reader: Reader,
    principal: Principal,
    *,
    period: str | None = None,
    unit: str | None = None,
    kpi: str | None = None,
) -> KpiView:
    """A KPI in a unit; None: the one with the most pressure.

    Raises BadRequest for a KPI that does not exist or does not apply to the unit, and as ``load_frame``
    does; Damaged where the snapshot does not close.
    """
    frame = load_frame(reader, principal, period=period, unit=unit)
    month = load_month(reader, principal, frame)
    line = _line(month, kpi)
    when, where = frame.period, frame.unit.id
    units = reader.read(principal, reads.UNITS, period=when)
    return build(
        month,
        line,
        series=reader.read(principal, reads.READING_SERIES, unit=where, kpi=line.id, until=when),
        below=reader.read(principal, reads.READINGS_BELOW, period=when, parent=where, kpi=line.id),
        names={str(row["unit"]): named(row, "unit") for row in units},
        tallies=reader.read(principal, reads.TALLIES, period=when, unit=where, kpi=line.id),
    )


def build(
    month: Month,
    line: KpiLine,
    *,
    series: Sequence[Row],
    below: Sequence[Row],
    names: Mapping[str, Choice],
    tallies: Sequence[Row],
) -> KpiView:
    """The view of one KPI line of a month; ``below``: the child units' readings, ``names``: of units."""
    until = month.frame.period
    source = month.sources[line.id]
    shown = line.target if line.value is None else line.value
    places = 0 if shown is None else -int(shown.as_tuple().exponent)
    return KpiView(
        frame=month.frame,
        kpis=tuple(Choice(one.id, one.name) for one in month.kpis),
        line=line,
        source=dict(month.frame.terms).get(f"source.{source}", Text(source, source)),
        values=moments(
            series, until, lambda row: _printed(row, int(row["decimals"])), lambda row: str(row["state"])
        ),
        scores=scores(series, until),
        owners=owners(month, line),
        units=tuple(
            UnitReading(
                names[row["unit"]], _printed(row, places), row["score"], int(row["n"]), str(row["state"])
            )
            for row in below
        ),
        tally=_tally(line, tallies),
    )


def _line(month: Month, kpi: str | None) -> KpiLine:
    lines = {line.id: line for line in month.kpis}
    if kpi is not None:
        unit = month.frame.unit.id
        must_know("KPI", kpi, month.sources, month.frame.period)
        if kpi not in lines:
            raise BadRequest(f"KPI {kpi!r} is not scored for units of the level of {unit!r}. Choose another.")
        return lines[kpi]
    if not lines:
        raise BadRequest(
            f"No KPI applies to unit {month.frame.unit.id!r} in {month.frame.period}. Choose another unit."
        )
    return next(iter(weakest(month.kpis, 1)), month.kpis[0])


def owners(month: Month, line: KpiLine) -> tuple[Owner, ...]:
    """The departments with a part in a KPI line of the month, in order of the departments."""
    names = {one.id: Choice(one.id, one.name) for one in month.departments}
    return tuple(
        Owner(names[part.department], part.share, part.sum.level, part.sum.pressure, part.sum.surplus)
        for part in month.parts
        if part.kpi == line.id
    )


def _printed(row: Row, places: int) -> Decimal | None:
    return None if row["value"] is None else exactly(row["value"], places)


def _tally(line: KpiLine, tallies: Sequence[Row]) -> tuple[tuple[str, int], ...]:
    if line.state not in {State.OK, State.FLAGGED} or not tallies:
        return ()
    sums = tallies[0]
    if line.kind == Kind.FORMULA:
        pairs = (pair.partition(":") for pair in str(sums["terms"]).split(" "))
        return tuple((name, int(value)) for name, _, value in pairs)
    return tuple((name, int(sums[name])) for name in _SUMS[line.kind])
