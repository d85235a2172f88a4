"""The transmission audit: how much of the index weight arrives, where it leaks, what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecard.errors import Damaged
from scorecard.model.audit import Matter, Reach, mild
from scorecard.model.org import UNASSIGNED
from scorecard.model.principal import Principal
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.frame import Choice, Frame, Row, load_frame, named, word
from scorecard.views.sums import OTHERS

_NONE = Decimal("0.00")
_WHOLE = Decimal("100.00")
_OF_PROCESSES = frozenset({Matter.PROCESS_LEAKS})
_OF_KPIS = frozenset({Matter.KPI_LEAKS, Matter.DOUBLE_COUNT, Matter.NEAR_DOUBLE})


@dataclass(frozen=True, slots=True)
class Track:
    """One part of the index weight in percent: of which KPI, whose it is, what becomes of it.

    ``kpi`` and ``department`` are None where the process has no KPI at the unit's level.
    """

    process: Choice
    kpi: Choice | None
    department: Choice | None
    reach: Reach
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Way:
    """A process and what becomes of its weight; ``parts`` in the order of ``Reach`` add up to ``weight``."""

    process: Choice
    weight: Decimal
    parts: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding: its subjects, each with its weight in percent."""

    matter: Matter
    reach: Reach | None
    subjects: tuple[tuple[Choice, Decimal], ...]

    @property
    def mild(self) -> bool:
        """Whether it is to be known rather than mended."""
        return mild(self.matter, self.reach)

    @property
    def weight(self) -> Decimal:
        """All subjects together."""
        return sum((weight for _, weight in self.subjects), _NONE)


@dataclass(frozen=True, slots=True)
class AuditView:
    """``tracks`` add up to ``ways``, these to ``classes`` and these to 100.00, exactly.

    ``classes``: what becomes of the weight -> percent, every class in the order of ``Reach``. ``findings``:
    the mild ones last. A principal limited to some departments sees the others' tracks of a KPI summed
    under one department with id "".
    """

    frame: Frame
    classes: tuple[tuple[Reach, Decimal], ...]
    ways: tuple[Way, ...]
    tracks: tuple[Track, ...]
    findings: tuple[Found, ...]

    @property
    def reached(self) -> Decimal:
        """Percent of the declared index weight that reaches a department through a KPI with data."""
        return dict(self.classes)[Reach.REACHED]

    @property
    def leaked(self) -> Decimal:
        """The rest."""
        return _WHOLE - self.reached


@dataclass(frozen=True, slots=True)
class AuditRows:
    """What the store holds of a unit's audit, and the names of what it is about.

    ``own``: parts of departments that the principal may open; ``totals``: of all, by KPI and reach.
    """

    processes: Sequence[Row]
    kpis: Sequence[Row]
    departments: Sequence[Row]
    own: Sequence[Row]
    totals: Sequence[Row]
    findings: Sequence[Row]


def load(
    reader: Reader, principal: Principal, *, period: str | None = None, unit: str | None = None
) -> AuditView:
    """The audit of a unit. Raises BadRequest, Forbidden, and Damaged where it does not add up."""
    return load_audit(reader, principal, load_frame(reader, principal, period=period, unit=unit))


def load_audit(reader: Reader, principal: Principal, frame: Frame) -> AuditView:
    """The audit of the frame's unit. Raises Damaged where it does not add up."""
    when, where = frame.period, frame.unit.id
    rows = AuditRows(
        processes=reader.read(principal, reads.PROCESSES, period=when),
        kpis=reader.read(principal, reads.KPIS, period=when),
        departments=reader.read(principal, reads.DEPARTMENTS, period=when),
        own=reader.read(principal, reads.PASSAGES, period=when, unit=where),
        totals=reader.read(principal, reads.PASSAGE_TOTALS, period=when, unit=where),
        findings=reader.read(principal, reads.FINDINGS, period=when, unit=where),
    )
    return build_audit(frame, rows)


def build_audit(frame: Frame, rows: AuditRows) -> AuditView:
    """The view of a unit's rows. Raises Damaged where they do not add up to 100.00."""
    names = _Names.of(frame, rows)
    tracks = tuple(_tracks(names, rows))
    classes = tuple((reach, _sum(one for one in tracks if one.reach is reach)) for reach in Reach)
    whole = sum((weight for _, weight in classes), _NONE)
    if whole != _WHOLE:
        raise Damaged(
            f"The snapshot does not close: the audit of unit {frame.unit.id!r} in {frame.period} adds up to "
            f"{whole}, not to 100.00. No page is shown from it. Run the period again."
        )
    return AuditView(frame, classes, tuple(_ways(names, tracks)), tracks, _findings(names, rows.findings))


@dataclass(frozen=True, slots=True)
class _Names:
    """Ids to names, in the order of the definitions; departments end with nobody and the others."""

    processes: Mapping[str, Choice]
    kpis: Mapping[str, Choice]
    departments: Mapping[str, Choice]

    @classmethod
    def of(cls, frame: Frame, rows: AuditRows) -> _Names:
        last = (
            Choice(UNASSIGNED, word(frame, UNASSIGNED)),
            Choice(OTHERS, word(frame, "other_departments")),
        )
        departments = (*(named(row, "department") for row in rows.departments), *last)
        return cls(
            {str(row["process"]): named(row, "process") for row in rows.processes},
            {str(row["kpi"]): named(row, "kpi") for row in rows.kpis},
            {one.id: one for one in departments},
        )


def _tracks(names: _Names, rows: AuditRows) -> Iterable[Track]:
    """Every part in the order of processes, KPIs and departments."""
    own: dict[tuple[str, str, str], dict[str, Decimal]] = {}
    for row in rows.own:
        own.setdefault((row["process"], row["kpi"], row["reach"]), {})[row["department"]] = row["weight"]
    totals = {(row["process"], row["kpi"], row["reach"]): Decimal(row["weight"]) for row in rows.totals}
    for process in names.processes.values():
        for kpi in ("", *names.kpis):
            for reach in Reach:
                key = (process.id, kpi, str(reach))
                if key in totals:
                    parts = _parts(totals[key], reach, own.get(key, {}), names)
                    yield from (
                        Track(process, names.kpis.get(kpi), department, reach, weight)
                        for department, weight in parts
                    )


def _parts(
    total: Decimal, reach: Reach, own: Mapping[str, Decimal], names: _Names
) -> Iterable[tuple[Choice | None, Decimal]]:
    """The departments' parts of a total, and what is left of it."""
    yield from ((one, own[one.id]) for one in names.departments.values() if one.id in own)
    rest = total - sum(own.values(), _NONE)
    if reach is Reach.UNMEASURED:
        yield None, rest
    elif reach is Reach.UNASSIGNED:
        yield names.departments[UNASSIGNED], rest
    elif rest or not own:
        yield names.departments[OTHERS], rest


def _ways(names: _Names, tracks: Sequence[Track]) -> Iterable[Way]:
    for process in names.processes.values():
        mine = [one for one in tracks if one.process is process]
        parts = tuple(_sum(one for one in mine if one.reach is reach) for reach in Reach)
        yield Way(process, _sum(mine), parts)


def _findings(names: _Names, rows: Sequence[Row]) -> tuple[Found, ...]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(int(row["position"]), []).append(row)
    return tuple(_finding(names, found[position]) for position in sorted(found))


def _finding(names: _Names, rows: Sequence[Row]) -> Found:
    matter = Matter(rows[0]["matter"])
    reach = Reach(rows[0]["reach"]) if rows[0]["reach"] else None
    known = (
        names.processes
        if matter in _OF_PROCESSES
        else names.kpis
        if matter in _OF_KPIS
        else names.departments
    )
    weights = {str(row["subject"]): row["weight"] for row in rows}
    subjects = tuple((one, weights[one.id]) for one in known.values() if one.id in weights)
    return Found(matter, reach, subjects)


def _sum(tracks: Iterable[Track]) -> Decimal:
    return sum((one.weight for one in tracks), _NONE)
