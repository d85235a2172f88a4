"""One process: how does it do, is that signal or noise, and who answers for it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecard.errors import BadRequest
from scorecard.model.principal import Principal
from scorecard.model.text import Text
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.control import Controlled
from scorecard.views.frame import Choice, Frame, KpiLine, Line, Row, load_frame, must_know, named
from scorecard.views.month import Month, load_month
from scorecard.views.sums import Sum, add, close, group
from scorecard.views.watch import Watch, load_series, watch, watched_kpis, watched_processes


@dataclass(frozen=True, slots=True)
class ProcessKpi:
    """A KPI of the process and its readings under control limits."""

    line: KpiLine
    control: Controlled


@dataclass(frozen=True, slots=True)
class ProcessPart:
    """A department's part of the process: its points, and how many of the KPIs it answers for."""

    department: Choice
    kpis: int
    level: Decimal
    pressure: Decimal
    surplus: Decimal


@dataclass(frozen=True, slots=True)
class UnitProcess:
    """The process in a child unit. ``rank_low`` to ``rank_high``: the ranks that the evidence leaves open;
    None where the processes of units are not ranked.
    """

    unit: Choice
    score: Decimal | None
    low: Decimal | None
    high: Decimal | None
    pressure: Decimal | None
    n: int
    rank: int | None
    ranked: int
    rank_low: int | None
    rank_high: int | None
    state: str


@dataclass(frozen=True, slots=True)
class Focus:
    """A focus issue, and the KPI that watches over it."""

    issue: Text
    kpi: KpiLine
    control: Controlled


@dataclass(frozen=True, slots=True)
class ProcessView:
    """``processes``: those of the unit, for the chooser. ``low`` to ``high``: 95 % interval of the score.
    ``control``: the scores over the periods up to this one, at most 24. ``kpis`` and ``owners`` each add up
    to the line's level, pressure and surplus. ``units``: child units that have the process, in order of the
    tree. ``watch``: what signals among the process and its KPIs.
    """

    frame: Frame
    processes: tuple[Choice, ...]
    line: Line
    low: Decimal | None
    high: Decimal | None
    control: Controlled
    kpis: tuple[ProcessKpi, ...]
    owners: tuple[ProcessPart, ...]
    focus: tuple[Focus, ...]
    units: tuple[UnitProcess, ...]
    watch: Watch


def load(
    reader: Reader,
    principal: Principal,
    *,
    period: str | None = None,
    unit: str | None = None,
    process: str | None = None,
) -> ProcessView:
    """A process in a unit; None: the one with the most pressure.

    Raises BadRequest for a process that does not exist or has no KPI in the unit, and as ``load_frame`` does;
    Damaged where the snapshot does not close.
    """
    frame = load_frame(reader, principal, period=period, unit=unit)
    month = load_month(reader, principal, frame)
    every = reader.read(principal, reads.PROCESSES, period=frame.period)
    line = _line(month, process, [str(row["process"]) for row in every])
    readings, scored = load_series(reader, principal, frame)
    asked = {"period": frame.period, "parent": frame.unit.id, "process": line.id}
    units = reader.read(principal, reads.UNITS, period=frame.period)
    return build(
        month,
        line,
        readings=[row for row in readings if row["process"] == line.id],
        scored=[row for row in scored if row["process"] == line.id],
        below=reader.read(principal, reads.PROCESS_BELOW, **asked),
        names={str(row["unit"]): named(row, "unit") for row in units},
    )


def build(
    month: Month,
    line: Line,
    *,
    readings: Sequence[Row],
    scored: Sequence[Row],
    below: Sequence[Row],
    names: Mapping[str, Choice],
) -> ProcessView:
    """The view of one process of a month. ``readings``, ``scored``: the series of its KPIs and of its score;
    ``below``: its standings in the child units. Raises Damaged where its parts do not add up.
    """
    frame = month.frame
    own = [one for one in month.kpis if one.process.id == line.id]
    (score,) = watched_processes(frame, [line], scored, readings)
    series = watched_kpis(own, readings, frame.period)
    kpis = tuple(ProcessKpi(kpi, one.control) for kpi, one in zip(own, series, strict=True))
    owners = _owners(month, line)
    total = add(Sum(one.level, one.pressure, one.surplus) for one in owners)
    close(f"the departments of process {line.id!r}", total, line)
    now = next((row for row in scored if row["period"] == frame.period), None)
    return ProcessView(
        frame=frame,
        processes=tuple(Choice(one.id, one.name) for one in month.processes),
        line=line,
        low=None if now is None else now["low"],
        high=None if now is None else now["high"],
        control=score.control,
        kpis=kpis,
        owners=owners,
        focus=tuple(
            Focus(one.line.focus, one.line, one.control) for one in kpis if one.line.focus is not None
        ),
        units=tuple(_unit(names[row["unit"]], row) for row in below),
        watch=watch((score, *series)),
    )


def _line(month: Month, process: str | None, known: Sequence[str]) -> Line:
    lines = {line.id: line for line in month.processes}
    unit, period = month.frame.unit.id, month.frame.period
    if process is not None:
        must_know("process", process, known, period)
        if process not in lines:
            raise BadRequest(
                f"Process {process!r} has no KPI for units of the level of {unit!r}. Choose another."
            )
        return lines[process]
    if not lines:
        raise BadRequest(f"No process applies to unit {unit!r} in {period}. Choose another unit.")
    return max(month.processes, key=lambda line: line.pressure or 0)


def _owners(month: Month, line: Line) -> tuple[ProcessPart, ...]:
    """The departments with a part in the process, the most pressure first."""
    names = {one.id: Choice(one.id, one.name) for one in month.departments}
    parts = [part for part in month.parts if part.process == line.id]
    found = [
        ProcessPart(
            names[department],
            len({part.kpi for part in parts if part.department == department}),
            total.level,
            total.pressure,
            total.surplus,
        )
        for (department,), total in group(parts, "department").items()
    ]
    return tuple(sorted(found, key=lambda one: -one.pressure))


def _unit(unit: Choice, row: Row) -> UnitProcess:
    return UnitProcess(
        unit=unit,
        score=row["score"],
        low=row["low"],
        high=row["high"],
        pressure=row["pressure"],
        n=int(row["n"]),
        rank=row["rank"],
        ranked=int(row["ranked"] or 0),
        rank_low=row["rank_low"],
        rank_high=row["rank_high"],
        state=str(row["state"]),
    )
