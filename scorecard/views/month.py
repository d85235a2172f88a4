"""One unit in one period, whole: what scorecard, transmission, KPI page and bulletin all stand on.

``build_month`` adds up the published cells and refuses a snapshot in which they do not meet the published
totals, so no page can print parts that do not add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from scorecard.errors import Damaged
from scorecard.model.org import UNASSIGNED
from scorecard.model.principal import Principal
from scorecard.model.result import State
from scorecard.model.text import Text
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.evidence import Past, load_past
from scorecard.views.frame import Choice, Frame, KpiLine, Line, Row, named, text_of, word
from scorecard.views.lines import kpi_line, line_of, sum_line
from scorecard.views.sums import OTHERS, Part, add, close, close_all, group, stated, sum_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one unit and period. ``totals``: points by KPI over all departments, only read (not
    None) for a principal that is limited to some departments.
    """

    departments: Sequence[Row]
    processes: Sequence[Row]
    kpis: Sequence[Row]
    shares: Sequence[Row]
    readings: Sequence[Row]
    standings: Sequence[Row]
    department_lines: Sequence[Row]
    cells: Sequence[Row]
    totals: Sequence[Row] | None = None
    past: Past = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Owed:
    """A KPI without data of the month: its source and the department that owes them; None: nobody is named.

    Those of a ``hidden`` one are there, but too few: nobody owes them.
    """

    kpi: Choice
    source: Text
    department: Text | None
    state: str


@dataclass(frozen=True, slots=True)
class Month:
    """``processes``, ``departments``, ``kpis`` and ``parts`` each add up to ``index`` exactly.

    ``shares``: (KPI, department) -> percent. ``sources``: KPI -> source id. ``owed``: the KPIs without
    data of the month, in the order of the definitions. ``past``: who was yellow in the months before.
    """

    frame: Frame
    index: Line
    processes: tuple[Line, ...]
    departments: tuple[Line, ...]
    kpis: tuple[KpiLine, ...]
    parts: tuple[Part, ...]
    shares: Mapping[tuple[str, str], Decimal]
    sources: Mapping[str, str]
    owed: tuple[Owed, ...] = ()
    past: Past = field(default_factory=dict)


def load_month(reader: Reader, principal: Principal, frame: Frame) -> Month:
    """Read and build the month of the frame. Raises Forbidden and Damaged."""
    when, where = frame.period, frame.unit.id
    limited = principal.departments is not None
    sheet = Sheet(
        departments=reader.read(principal, reads.DEPARTMENTS, period=when),
        processes=reader.read(principal, reads.PROCESSES, period=when),
        kpis=reader.read(principal, reads.KPIS, period=when),
        shares=reader.read(principal, reads.SHARES, period=when),
        readings=reader.read(principal, reads.READINGS, period=when, unit=where),
        standings=reader.read(principal, reads.STANDINGS, period=when, unit=where),
        department_lines=reader.read(principal, reads.DEPARTMENT_LINES, period=when, unit=where),
        cells=reader.read(principal, reads.CELLS, period=when, unit=where),
        totals=reader.read(principal, reads.KPI_TOTALS, period=when, unit=where) if limited else None,
        past=load_past(reader, principal, when),
    )
    return build_month(frame, sheet)


def build_month(frame: Frame, sheet: Sheet) -> Month:
    """The month of a unit. Raises Damaged, with the two numbers, where the snapshot does not close."""
    shares = {(str(row["kpi"]), str(row["department"])): row["share"] for row in sheet.shares}
    parts = _parts(sheet, shares)
    found = Month(
        frame=frame,
        index=_index(frame, sheet),
        processes=_processes(sheet),
        departments=_departments(frame, sheet, parts),
        kpis=_kpis(sheet, parts),
        parts=parts,
        shares=shares,
        sources={str(row["kpi"]): str(row["source"]) for row in sheet.kpis},
        owed=_owed(frame, sheet),
        past=sheet.past,
    )
    _check(found)
    return found


def _check(month: Month) -> None:
    close("the index", add(part.sum for part in month.parts), month.index)
    close("the index over its KPIs", add(stated(line) for line in month.kpis), month.index)
    close_all("process", group(month.parts, "process"), month.processes)
    close_all("department", group(month.parts, "department"), month.departments)


def _index(frame: Frame, sheet: Sheet) -> Line:
    for row in sheet.standings:
        if row["kind"] == "index":
            return line_of(frame.unit, row, sheet.past)
    raise Damaged(
        f"The snapshot holds no index for unit {frame.unit.id!r} in {frame.period}. Run the period again."
    )


def _processes(sheet: Sheet) -> tuple[Line, ...]:
    rows = {row["subject"]: row for row in sheet.standings if row["kind"] == "process"}
    return tuple(
        line_of(named(one, "process"), rows[one["process"]], sheet.past)
        for one in sheet.processes
        if one["process"] in rows
    )


def _departments(frame: Frame, sheet: Sheet, parts: Iterable[Part]) -> tuple[Line, ...]:
    rows = {row["department"]: row for row in sheet.department_lines}
    named_ones = [named(one, "department") for one in sheet.departments]
    known = (*named_ones, Choice(UNASSIGNED, word(frame, UNASSIGNED)))
    lines = [line_of(one, rows[one.id], sheet.past) for one in known if one.id in rows]
    others = group(parts, "department").get((OTHERS,))
    if others is not None:
        lines.append(sum_line(Choice(OTHERS, word(frame, "other_departments")), others))
    return tuple(lines)


def _owed(frame: Frame, sheet: Sheet) -> tuple[Owed, ...]:
    terms = dict(frame.terms)
    departments = {row["department"]: text_of(row) for row in sheet.departments}
    states = {
        row["kpi"]: str(row["state"])
        for row in sheet.readings
        if row["value"] is None or row["state"] == State.CARRIED
    }
    return tuple(
        Owed(
            named(kpi, "kpi"),
            terms.get(f"source.{kpi['source']}", Text(str(kpi["source"]), str(kpi["source"]))),
            departments.get(kpi["owed_by"]) if states[kpi["kpi"]] != State.HIDDEN else None,
            states[kpi["kpi"]],
        )
        for kpi in sheet.kpis
        if kpi["kpi"] in states
    )


def _kpis(sheet: Sheet, parts: Iterable[Part]) -> tuple[KpiLine, ...]:
    sums = group(parts, "kpi")
    processes = {row["process"]: named(row, "process") for row in sheet.processes}
    readings = {row["kpi"]: row for row in sheet.readings}
    return tuple(
        kpi_line(kpi, readings[kpi["kpi"]], processes[kpi["process"]], sums.get((str(kpi["kpi"]),)))
        for kpi in sheet.kpis
        if kpi["kpi"] in readings
    )


def _parts(sheet: Sheet, shares: Mapping[tuple[str, str], Decimal]) -> tuple[Part, ...]:
    """Every cell of the unit in the order of processes, KPIs and departments; the hidden ones summed."""
    own = [
        Part(
            str(row["kpi"]),
            str(row["process"]),
            str(row["department"]),
            shares.get((str(row["kpi"]), str(row["department"])), Decimal("0.00")),
            sum_of(row),
        )
        for row in sheet.cells
    ]
    parts = own + _hidden(sheet, shares, own)
    places = (
        {str(row["process"]): place for place, row in enumerate(sheet.processes)},
        {str(row["kpi"]): place for place, row in enumerate(sheet.kpis)},
        {str(row["department"]): place for place, row in enumerate(sheet.departments)},
    )
    last = max(map(len, places))

    def order(part: Part) -> tuple[int, ...]:
        ids = (part.process, part.kpi, part.department)
        return tuple(place.get(id_, last) for place, id_ in zip(places, ids, strict=True))

    return tuple(sorted(parts, key=order))


def _hidden(sheet: Sheet, shares: Mapping[tuple[str, str], Decimal], own: Sequence[Part]) -> list[Part]:
    """For each KPI what its whole holds beyond the principal's own cells, as one part."""
    sums = group(own, "kpi")
    mine = {(part.kpi, part.department) for part in own}
    found = []
    for row in sheet.totals or ():
        kpi = str(row["kpi"])
        share = sum((value for key, value in shares.items() if key[0] == kpi and key not in mine), Decimal(0))
        if share:
            rest = sum_of(row) - sums[kpi,] if (kpi,) in sums else sum_of(row)
            found.append(Part(kpi, str(row["process"]), OTHERS, share, rest))
    return found
