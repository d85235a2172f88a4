"""My scorecard: where do I stand, what did I move, what should I do first?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scorecard.errors import Forbidden
from scorecard.model.principal import Principal
from scorecard.model.result import State
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.change import ChangeView
from scorecard.views.evidence import beyond_chance
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
from scorecard.views.levers import LeverLine, levers
from scorecard.views.lines import before, line_of, nearest, scores, sum_line
from scorecard.views.month import Month, Owed, load_month
from scorecard.views.sums import add, close, group, stated
from scorecard.views.watch import NOTHING, Watch, load_watch

_LEVERS = 8


@dataclass(frozen=True, slots=True)
class Shift:
    """The headline's change on the month before, and whether it is beyond chance; None: not known."""

    points: Decimal
    beyond: bool | None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a headline: its standings up to the period, the lines of the units below, the
    unit's levers, and its peers by id, of whom each has its name and rank.
    """

    series: Sequence[Row]
    units: tuple[Line, ...] = ()
    levers: Sequence[Row] = ()
    peers: Sequence[tuple[Choice, int | None]] = ()


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """One unit's scorecard, or one department's within a unit (``department`` not None).

    ``headline``: the unit's index, or the department's standing in the unit. ``previous``: the same one
    period earlier, None if there is none; ``shift`` since then, None unless both have a score. ``alike``: the
    peers from whom it cannot be told apart, the nearest in rank first. ``trend``: the headline's score over
    all periods up to this one, oldest first, at most 24. ``kpis``: in the order of the definitions; those of
    a department hold its part. ``levers``: the 8 that win the most points. ``owed``: its KPIs
    without data of the month.
    ``processes``: lines of the unit's processes; for a department the sums of its cells (score None).
    ``departments``: lines of all departments in the unit; for a department only itself.
    ``units``: the child units' index lines; for a department its standing in each child unit.
    ``watch``: which of ``kpis``, and of a unit's processes, have a special cause in the month.
    The levels of kpis, processes and departments each add up to the headline's level exactly.
    ``change``: why the unit's index moved since the month before, for papers that tell it; else None.
    """

    frame: Frame
    department: Choice | None
    headline: Line
    previous: Line | None
    shift: Shift | None
    alike: tuple[Choice, ...]
    trend: tuple[Moment, ...]
    kpis: tuple[KpiLine, ...]
    levers: tuple[LeverLine, ...]
    owed: tuple[Owed, ...]
    processes: tuple[Line, ...]
    departments: tuple[Line, ...]
    units: tuple[Line, ...]
    change: ChangeView | None = None
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
    view = build(month, who, _around(reader, principal, month, who))
    scored = () if who is not None else view.processes
    return replace(view, watch=load_watch(reader, principal, frame, scored, view.kpis))


def build(month: Month, department: Choice | None, around: Around) -> ScorecardView:
    """The view of a month.

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
    previous = next((line_of(subject, row) for row in around.series if row["period"] == earlier), None)
    mine = {line.id for line in kpis}
    return ScorecardView(
        frame=month.frame,
        department=department,
        headline=headline,
        previous=previous,
        shift=shifted(headline, previous),
        alike=_alike(headline, around.peers),
        trend=scores(around.series, month.frame.period),
        kpis=kpis,
        levers=levers(month, around.levers, department)[:_LEVERS],
        owed=tuple(one for one in month.owed if one.kpi.id in mine),
        processes=processes,
        departments=departments,
        units=around.units,
    )


def shifted(line: Line, previous: Line | None) -> Shift | None:
    """The change of a score between two months, judged by the errors of both."""
    if previous is None or previous.score is None or line.score is None:
        return None
    points = line.score - previous.score
    return Shift(points, beyond_chance(points, (previous.evidence.error, line.evidence.error)))


def _around(reader: Reader, principal: Principal, month: Month, who: Choice | None) -> Around:
    when, where = month.frame.period, month.frame.unit.id
    units = {row["unit"]: row for row in reader.read(principal, reads.UNITS, period=when)}
    if who is None:
        series = reader.read(principal, reads.INDEX_SERIES, unit=where, until=when)
        lines = {row["unit"]: row for row in reader.read(principal, reads.INDEX_LINES, period=when)}
        children = [lines[one] for one, row in units.items() if row["parent"] == where and one in lines]
        ranks = reader.read(principal, reads.INDEX_RANKS, period=when)
        peers = [(named(units[row["unit"]], "unit"), row["rank"]) for row in ranks]
    else:
        asked = {"department": who.id}
        series = reader.read(principal, reads.DEPARTMENT_SERIES, unit=where, until=when, **asked)
        children = reader.read(principal, reads.DEPARTMENT_BELOW, period=when, parent=where, **asked)
        names = {
            row["department"]: named(row, "department")
            for row in reader.read(principal, reads.DEPARTMENTS, period=when)
        }
        ranks = reader.read(principal, reads.DEPARTMENT_RANKS, period=when, unit=where)
        peers = [(names[row["department"]], row["rank"]) for row in ranks if row["department"] in names]
    below = tuple(line_of(named(units[row["unit"]], "unit"), row, month.past) for row in children)
    won = reader.read(principal, reads.LEVERS, period=when, unit=where)
    return Around(series, below, won, peers)


def _alike(headline: Line, peers: Sequence[tuple[Choice, int | None]]) -> tuple[Choice, ...]:
    """A unit's own line has the unit's id, a department's the department's: so have its peers."""
    names = {choice.id: choice for choice, _ in peers}
    ranks = {choice.id: rank for choice, rank in peers}
    return tuple(names[one] for one in nearest(headline, ranks) if one in names)


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
