"""One KPI: definition, trend, and who stands where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from scorecard.errors import BadRequest
from scorecard.glossary import built_in
from scorecard.model.kpi import Kind
from scorecard.model.part import WITHHELD
from scorecard.model.principal import Principal
from scorecard.model.result import State
from scorecard.model.rounding import apportion, half_up
from scorecard.model.text import Text
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.control import Controlled
from scorecard.views.frame import Choice, Frame, KpiLine, Moment, Row, load_frame, must_know, named
from scorecard.views.lines import printed, scores
from scorecard.views.month import Month, load_month
from scorecard.views.scorecard import weakest
from scorecard.views.watch import control_kpi

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

_TENTHS = 1000
"""Shares are printed to a tenth of a percent."""


@dataclass(frozen=True, slots=True)
class UnitReading:
    """A child unit's reading of the KPI, and the 95 % interval of it and of the score."""

    unit: Choice
    value: Decimal | None
    score: Decimal | None
    n: int
    state: str
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One value of a dimension, as a customer segment or a channel: its reading, its rows, its share of the
    volume in percent. ``together``: its ``names`` are those of all values that are withheld, told together.
    """

    names: tuple[Text, ...]
    together: bool
    value: Decimal
    n: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class Split:
    """The reading divided by a dimension, the largest part first, those withheld together last; the shares
    add up to 100.0.
    """

    dimension: Choice
    members: tuple[Member, ...]


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
    """``kpis``: every KPI that applies to the unit, for the chooser. ``control``: readings over the
    periods up to this one, oldest first, at most 24, under control limits; ``scores`` over the same periods.
    ``splits``: the reading by each dimension of its source that divides it. ``owners`` add up to the
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
    control: Controlled
    scores: tuple[Moment, ...]
    owners: tuple[Owner, ...]
    units: tuple[UnitReading, ...]
    tally: tuple[tuple[str, int], ...]
    splits: tuple[Split, ...] = ()


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
        parts=reader.read(principal, reads.KPI_PARTS, period=when, unit=where, kpi=line.id),
    )


def build(
    month: Month,
    line: KpiLine,
    *,
    series: Sequence[Row],
    below: Sequence[Row],
    names: Mapping[str, Choice],
    tallies: Sequence[Row],
    parts: Sequence[Row] = (),
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
        control=control_kpi(line, series, until),
        scores=scores(series, until),
        owners=owners(month, line),
        units=tuple(
            UnitReading(
                names[row["unit"]],
                printed(row["value"], places),
                row["score"],
                int(row["n"]),
                str(row["state"]),
                printed(row["value_low"], places),
                printed(row["value_high"], places),
                row["low"],
                row["high"],
            )
            for row in below
        ),
        tally=_tally(line, tallies),
        splits=_splits(month.frame, parts, places),
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


def _splits(frame: Frame, parts: Sequence[Row], places: int) -> tuple[Split, ...]:
    """The parts by dimension; a dimension and its values by the book's words, else as they were delivered."""
    terms = {**built_in(), **dict(frame.terms)}
    found = []
    for dimension, rows in groupby(parts, key=lambda row: str(row["dimension"])):
        own = sorted(rows, key=lambda row: row["member"] == WITHHELD)
        volumes = {str(row["member"]): Fraction(int(row["volume"])) for row in own}
        if not any(volumes.values()):
            continue
        shares = apportion(_TENTHS, volumes)
        members = tuple(
            Member(
                tuple(
                    terms.get(f"{dimension}.{name}", Text(name, name))
                    for name in (str(row["members"]).split(" ") if row["members"] else [str(row["member"])])
                ),
                row["member"] == WITHHELD,
                half_up(Fraction(row["value"]), places),
                int(row["n"]),
                Decimal(shares[str(row["member"])]).scaleb(-1),
            )
            for row in own
        )
        found.append(Split(Choice(dimension, terms.get(dimension, Text(dimension, dimension))), members))
    return tuple(found)


def _tally(line: KpiLine, tallies: Sequence[Row]) -> tuple[tuple[str, int], ...]:
    if line.state not in {State.OK, State.FLAGGED} or not tallies:
        return ()
    sums = tallies[0]
    if line.kind == Kind.FORMULA:
        pairs = (pair.partition(":") for pair in str(sums["terms"]).split(" "))
        return tuple((name, int(value)) for name, _, value in pairs)
    return tuple((name, int(sums[name])) for name in _SUMS[line.kind])
