"""The month's service-quality bulletin (服务质量通报): the state of the whole company."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.model.principal import Principal
from scorecard.model.text import Text
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.audit import AuditView, load_audit
from scorecard.views.frame import Choice, Frame, KpiLine, Line, Moment, Row, load_frame
from scorecard.views.kpi import Owner, owners
from scorecard.views.lines import before, line_of, scores
from scorecard.views.month import Month, load_month
from scorecard.views.ranking import League, RankedUnit, load_league
from scorecard.views.scorecard import weakest
from scorecard.views.transmission import Cell, cells
from scorecard.views.watch import NOTHING, Watch, load_watch

_WEAKEST = 10


@dataclass(frozen=True, slots=True)
class Intake:
    """What was delivered for one source in the period."""

    source: Choice
    files: int
    rows_read: int
    rows_kept: int
    rows_refused: int


@dataclass(frozen=True, slots=True)
class BulletinView:
    """Always about the root unit, whose principal must be allowed to open it.

    ``leagues``: for each unit level below the root, all its units, ranked first. ``weakest``: the 10
    KPIs with the most pressure. ``owners``: for each of them, in the same order, the departments that answer
    for it, the largest share first; they add up to its line. ``withheld``: KPIs of the root without a
    published reading.
    ``processes``, ``departments`` and ``cells`` add up to ``index``; ``audit``: what becomes of its weight.
    ``watch``: which of the root's processes and KPIs have a special cause in the month.
    """

    frame: Frame
    index: Line
    previous: Line | None
    trend: tuple[Moment, ...]
    processes: tuple[Line, ...]
    departments: tuple[Line, ...]
    cells: tuple[Cell, ...]
    audit: AuditView
    leagues: tuple[tuple[Choice, tuple[RankedUnit, ...]], ...]
    weakest: tuple[KpiLine, ...]
    owners: tuple[tuple[Owner, ...], ...]
    withheld: tuple[KpiLine, ...]
    intake: tuple[Intake, ...]
    watch: Watch = NOTHING


def load(reader: Reader, principal: Principal, *, period: str | None = None) -> BulletinView:
    """The bulletin of a period. Raises BadRequest for an unknown period, Forbidden for a principal that
    may not open the root unit, and Damaged where the snapshot does not close.
    """
    frame = load_frame(reader, principal, period=period, unit=None)
    root = frame.lineage[0].id
    if root != frame.unit.id:
        frame = load_frame(reader, principal, period=frame.period, unit=root)
    month = load_month(reader, principal, frame)
    return build(
        month,
        load_league(reader, principal, frame.period),
        load_audit(reader, principal, frame),
        series=reader.read(principal, reads.INDEX_SERIES, unit=root, until=frame.period),
        deliveries=reader.read(principal, reads.DELIVERIES, period=frame.period),
        watch=load_watch(reader, principal, frame, month.processes, month.kpis),
    )


def build(
    month: Month,
    league: League,
    audit: AuditView,
    *,
    series: Sequence[Row],
    deliveries: Sequence[Row],
    watch: Watch,
) -> BulletinView:
    """The view of the root unit's month; ``series``: its index standings up to the period."""
    frame = month.frame
    earlier = before(frame.period)
    worst = tuple(weakest(month.kpis, _WEAKEST))
    return BulletinView(
        frame=frame,
        index=month.index,
        previous=next((line_of(frame.unit, row) for row in series if row["period"] == earlier), None),
        trend=scores(series, frame.period),
        processes=month.processes,
        departments=month.departments,
        cells=cells(month),
        audit=audit,
        leagues=tuple(
            (level, league.of(level.id)) for level in league.levels() if level.id != frame.level.id
        ),
        weakest=worst,
        owners=tuple(tuple(sorted(owners(month, line), key=lambda one: -one.share)) for line in worst),
        withheld=tuple(line for line in month.kpis if line.value is None),
        intake=_intake(frame, deliveries),
        watch=watch,
    )


def _intake(frame: Frame, deliveries: Sequence[Row]) -> tuple[Intake, ...]:
    terms = dict(frame.terms)
    by_source: dict[str, list[Row]] = {}
    for row in deliveries:
        by_source.setdefault(str(row["source"]), []).append(row)
    return tuple(
        Intake(
            Choice(source, terms.get(f"source.{source}", Text(source, source))),
            len(rows),
            sum(int(row["rows_read"]) for row in rows),
            sum(int(row["rows_kept"]) for row in rows),
            sum(int(row["rows_refused"]) for row in rows),
        )
        for source, rows in by_source.items()
    )
