"""My scorecard: where do I stand, what did I move, what should I do first?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scorecard.errors import Forbidden
from scorecard.model.principal import Principal
from scorecard.model.result import State
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.frame import (
    Choice,
    Frame,
    KpiLine,
    Line,
    Moment,
    Row,
    load_frame,
    must_know,
    named,
)
from scorecard.views.lines import before, line_of, scores, sum_line
from scorecard.views.month import Month, load_month
from scorecard.views.sums import add, close, group, stated
from scorecard.views.watch import NOTHING, Watch, load_watch

_LEVERS = 5


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """One unit's scorecard, or one department's within a unit (``department`` not None).

    ``headline``: the unit's index, or the department's standing in the unit. ``previous``: the same one
    period earlier, None if there is none. ``trend``: the headline's score over all periods up to this
    one, oldest first, at most 24. ``kpis``: in the order of the definitions; those of a department hold
    its part. ``levers``: at most 5 of ``kpis``, most pressure first, none without pressure.
    ``processes``: lines of the unit's processes; for a department the sums of its cells (score None).
    ``departments``: lines of all departments in the unit; for a department only itself.
    ``units``: the child units' index lines; for a department its standing in each child unit.
    ``watch``: which of ``kpis``, and of a unit's processes, have a special cause in the month.
    The levels of kpis, processes and departments each add up to the headline's level exactly.
    """

    frame: Frame
    department: Choice | None
    headline: Line
    previous: Line | None
    trend: tuple[Moment, ...]
    kpis: tuple[KpiLine, ...]
    levers: tuple[KpiLine, ...]
    processes: tuple[Line, ...]
    departments: tuple[Line, ...]
    units: tuple[Line, ...]
    watch: Watch = NOTHING


def load(
    reader: Reader,
    principal: Principal,
    *,
    period: str | None = None,
    unit: str | None = None,
    department: str | None = None,
) -> ScorecardView:
    """A unit's scorecard, or a department's in the unit.

    A principal limited to departments gets the first of its own if none is asked for. Raises BadRequest,
    Forbidden, and Damaged where the snapshot does not close.
    """
    frame = load_frame(reader, principal, period=period, unit=unit)
    month = load_month(reader, principal, frame)
    who = _who(reader, principal, frame, department)
    when, where = frame.period, frame.unit.id
    units = {row["unit"]: row for row in reader.read(principal, reads.UNITS, period=when)}
    if who is None:
        series = reader.read(principal, reads.INDEX_SERIES, unit=where, until=when)
        lines = {row["unit"]: row for row in reader.read(principal, reads.INDEX_LINES, period=when)}
        children = [lines[one] for one, row in units.items() if row["parent"] == where and one in lines]
    else:
        asked = {"department": who.id}
        series = reader.read(principal, reads.DEPARTMENT_SERIES, unit=where, until=when, **asked)
        children = reader.read(principal, reads.DEPARTMENT_BELOW, period=when, parent=where, **asked)
    below = tuple(line_of(named(units[row["unit"]], "unit"), row) for row in children)
    view = build(month, who, series=series, units=below)
    scored = () if who is not None else view.processes
    return replace(view, watch=load_watch(reader, principal, frame, scored, view.kpis))


def build(
    month: Month, department: Choice | None, *, series: Sequence[Row], units: tuple[Line, ...]
) -> ScorecardView:
    """The view of a month; ``series``: the headline's standings up to the period.

    Raises Damaged where the parts do not add up to the headline.
    """
    if department is None:
        headline, kpis, processes, departments = month.index, month.kpis, month.processes, month.departments
        subject = month.frame.unit
    else:
        headline = _standing(month, department)
        kpis, processes = _part_kpis(month, department), _part_processes(month, department)
        departments = (headline,)
        subject = department
    for what, lines in (("KPIs", kpis), ("processes", processes), ("departments", departments)):
        close(f"the {what} of {subject.id!r}", add(stated(line) for line in lines), headline)
    earlier = before(month.frame.period)
    return ScorecardView(
        frame=month.frame,
        department=department,
        headline=headline,
        previous=next((line_of(subject, row) for row in series if row["period"] == earlier), None),
        trend=scores(series, month.frame.period),
        kpis=kpis,
        levers=tuple(weakest(kpis, _LEVERS)),
        processes=processes,
        departments=departments,
        units=units,
    )


def weakest(lines: Sequence[KpiLine], count: int) -> list[KpiLine]:
    """The lines with the most pressure, at most ``count`` and none without any; ties keep their order."""
    owing = [line for line in lines if line.pressure]
    return sorted(owing, key=lambda line: -(line.pressure or 0))[:count]


def _who(reader: Reader, principal: Principal, frame: Frame, department: str | None) -> Choice | None:
    if department is None and principal.departments is None:
        return None
    if department is not None:
        every = reader.read(principal, reads.DEPARTMENTS, period=frame.period)
        must_know("department", department, (str(row["department"]) for row in every), frame.period)
    own = {choice.id: choice for choice in frame.departments}
    if department is None and own:
        return frame.departments[0]
    if department is None:
        raise Forbidden(f"None of the departments of {principal.name} exists in {frame.period}.")
    if department not in own:
        raise Forbidden(
            f"{principal.name} may not open department {department!r}. Choose a department of your own."
        )
    return own[department]


def _standing(month: Month, department: Choice) -> Line:
    for line in month.departments:
        if line.id == department.id:
            return line
    return sum_line(department, None, state=State.MISSING)


def _part_kpis(month: Month, department: Choice) -> tuple[KpiLine, ...]:
    sums = {part.kpi: part.sum for part in month.parts if part.department == department.id}
    return tuple(
        replace(
            line,
            share=month.shares[line.id, department.id],
            level=sums[line.id].level if line.id in sums else None,
            pressure=sums[line.id].pressure if line.id in sums else None,
            surplus=sums[line.id].surplus if line.id in sums else None,
        )
        for line in month.kpis
        if (line.id, department.id) in month.shares
    )


def _part_processes(month: Month, department: Choice) -> tuple[Line, ...]:
    sums = group((part for part in month.parts if part.department == department.id), "process")
    mine = {line.process.id for line in month.kpis if (line.id, department.id) in month.shares}
    return tuple(
        sum_line(Choice(line.id, line.name), sums.get((line.id,)), n=line.n, state=line.state)
        for line in month.processes
        if line.id in mine
    )
