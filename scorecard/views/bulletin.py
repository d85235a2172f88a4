"""The month's service-quality bulletin (服务质量通报): the state of the whole company."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scorecard.model.evidence import Card
from scorecard.model.principal import Principal
from scorecard.model.text import Text
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.audit import AuditView, load_audit
from scorecard.views.change import ChangeView
from scorecard.views.change import load as load_change
from scorecard.views.frame import Choice, Frame, KpiLine, Line, Moment, Row, load_frame
from scorecard.views.kpi import Owner, owners
from scorecard.views.levers import LeverLine, levers
from scorecard.views.lines import before, line_of, scores
from scorecard.views.month import Month, Owed, load_month
from scorecard.views.ranking import League, RankedUnit, load_league
from scorecard.views.scorecard import Shift, shifted, weakest
from scorecard.views.transmission import Cell, cells
from scorecard.views.watch import NOTHING, Watch, load_watch

_WEAKEST = 10
_LEVERS = 10


@dataclass(frozen=True, slots=True)
class Intake:
    """What was delivered for one source in the period."""

    source: Choice
    files: int
    rows_read: int
    rows_kept: int
    rows_refused: int


@dataclass(frozen=True, slots=True)
class Carded:
    """Who has a card, and among whom it is ranked: the units of a level, or the departments (None)."""

    line: Line
    level: Choice | None


@dataclass(frozen=True, slots=True)
class BulletinView:
    """Always about the root unit, whose principal must be allowed to open it.

    ``leagues``: for each unit level below the root, all its units, ranked first. ``weakest``: the 10
    KPIs with the most pressure. ``owners``: for each of them, in the same order, the departments that answer
    for it, the largest share first; they add up to its line. ``levers``: the 10 KPIs that win the most
    points. ``owed``: KPIs of the root without data of the month, and who owes them. ``shift``: of the index
    on ``previous``.
    ``processes``, ``departments`` and ``cells`` add up to ``index``; ``audit``: what becomes of its weight.
    ``change``: why the index moved since the month before.
    ``watch``: which of the root's processes and KPIs have a special cause in the month.
    """

    frame: Frame
    index: Line
    previous: Line | None
    shift: Shift | None
    trend: tuple[Moment, ...]
    processes: tuple[Line, ...]
    departments: tuple[Line, ...]
    cells: tuple[Cell, ...]
    audit: AuditView
    leagues: tuple[tuple[Choice, tuple[RankedUnit, ...]], ...]
    weakest: tuple[KpiLine, ...]
    owners: tuple[tuple[Owner, ...], ...]
    levers: tuple[LeverLine, ...]
    owed: tuple[Owed, ...]
    intake: tuple[Intake, ...]
    change: ChangeView | None = None
    watch: Watch = NOTHING

    @property
    def cards(self) -> tuple[Carded, ...]:
        """Whom the evidence singles out, red cards first; units level by level, then departments."""
        every = [Carded(one.line, level) for level, units in self.leagues for one in units]
        every += [Carded(line, None) for line in self.departments]
        found = [one for one in every if one.line.evidence.card is not None]
        return tuple(sorted(found, key=lambda one: one.line.evidence.card is not Card.RED))


def load(reader: Reader, principal: Principal, *, period: str | None = None) -> BulletinView:
    """The bulletin of a period. Raises BadRequest for an unknown period, Forbidden for a principal that
    may not open the root unit, and Damaged where the snapshot does not close.
    """
    frame = load_frame(reader, principal, period=period, unit=None)
    root = frame.lineage[0].id
    if root != frame.unit.id:
        frame = load_frame(reader, principal, period=frame.period, unit=root)
    month = load_month(reader, principal, frame)
    view = build(
        month,
        load_league(reader, principal, frame.period),
        load_audit(reader, principal, frame),
        series=reader.read(principal, reads.INDEX_SERIES, unit=root, until=frame.period),
        won=reader.read(principal, reads.LEVERS, period=frame.period, unit=root),
        deliveries=reader.read(principal, reads.DELIVERIES, period=frame.period),
        watch=load_watch(reader, principal, frame, month.processes, month.kpis),
    )
    return replace(view, change=load_change(reader, principal, period=frame.period, unit=root))


def build(
    month: Month,
    league: League,
    audit: AuditView,
    *,
    series: Sequence[Row],
    won: Sequence[Row],
    deliveries: Sequence[Row],
    watch: Watch,
) -> BulletinView:
    """The view of the root unit's month; ``series``: its index standings up to the period; ``won``: its
    levers.
    """
    frame = month.frame
    earlier = before(frame.period)
    previous = next((line_of(frame.unit, row) for row in series if row["period"] == earlier), None)
    worst = tuple(weakest(month.kpis, _WEAKEST))
    return BulletinView(
        frame=frame,
        index=month.index,
        previous=previous,
        shift=shifted(month.index, previous),
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
        levers=levers(month, won)[:_LEVERS],
        owed=month.owed,
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
