"""Transmission: how does satisfaction reach the departments?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scorecard.model.principal import Principal
from scorecard.model.text import Text
from scorecard.store.reader import Reader
from scorecard.views.audit import AuditView, load_audit
from scorecard.views.frame import Choice, Frame, Line, load_frame
from scorecard.views.month import Month, load_month
from scorecard.views.sums import group


@dataclass(frozen=True, slots=True)
class Step:
    """One path index -> process -> KPI -> department, with its points."""

    process: Choice
    kpi: Choice
    department: Choice
    share: Decimal
    level: Decimal
    pressure: Decimal
    surplus: Decimal


@dataclass(frozen=True, slots=True)
class Cell:
    """One process x department cell of the heat map: sums of the steps in it."""

    process: str
    department: str
    level: Decimal
    pressure: Decimal
    surplus: Decimal


@dataclass(frozen=True, slots=True)
class TransmissionView:
    """``steps`` add up to ``cells``, to ``processes``, to ``departments`` and to ``index``, exactly.

    ``audit``: what becomes of the declared index weight. ``missing``: names of the KPIs that apply to the
    unit and have no published reading.
    A principal limited to some departments sees the others' cells summed under one line with id "".
    """

    frame: Frame
    index: Line
    processes: tuple[Line, ...]
    departments: tuple[Line, ...]
    cells: tuple[Cell, ...]
    steps: tuple[Step, ...]
    audit: AuditView
    missing: tuple[tuple[str, Text], ...]


def load(
    reader: Reader, principal: Principal, *, period: str | None = None, unit: str | None = None
) -> TransmissionView:
    """The transmission in a unit. Raises BadRequest, Forbidden, and Damaged where it does not close."""
    frame = load_frame(reader, principal, period=period, unit=unit)
    return build(load_month(reader, principal, frame), load_audit(reader, principal, frame))


def build(month: Month, audit: AuditView) -> TransmissionView:
    """The view of a month and its audit, which both close by themselves."""
    processes = {line.id: Choice(line.id, line.name) for line in month.processes}
    kpis = {line.id: Choice(line.id, line.name) for line in month.kpis}
    departments = {line.id: Choice(line.id, line.name) for line in month.departments}
    return TransmissionView(
        frame=month.frame,
        index=month.index,
        processes=month.processes,
        departments=month.departments,
        cells=cells(month),
        steps=tuple(
            Step(
                processes[part.process],
                kpis[part.kpi],
                departments[part.department],
                part.share,
                part.sum.level,
                part.sum.pressure,
                part.sum.surplus,
            )
            for part in month.parts
        ),
        audit=audit,
        missing=tuple((line.id, line.name) for line in month.kpis if line.value is None),
    )


def cells(month: Month) -> tuple[Cell, ...]:
    """The heat map of a month, process by process."""
    return tuple(
        Cell(process, department, found.level, found.pressure, found.surplus)
        for (process, department), found in group(month.parts, "process", "department").items()
    )
