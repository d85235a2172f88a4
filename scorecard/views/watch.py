"""Every series of a unit under control limits: readings of KPIs, scores of processes, and what signals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from scorecard.compute.evidence import false_alarms
from scorecard.model.kpi import Direction
from scorecard.model.principal import Principal
from scorecard.model.rounding import half_up
from scorecard.model.text import Text
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.control import Controlled, Variation, Yardstick, controlled, reach
from scorecard.views.frame import Frame, KpiLine, Line, Row, word
from scorecard.views.lines import moments, printed, scores

_SCORE_PLACES = 2
_ORDER = (Variation.WORSE, Variation.SPECIAL, Variation.BETTER)
_HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Watched:
    """One series of a unit: a KPI's readings, or a process's scores. ``unit``: what it is measured in."""

    kind: str
    id: str
    name: Text
    unit: Text
    control: Controlled


@dataclass(frozen=True, slots=True)
class Watch:
    """``signals``: the series with a special cause in the shown month, those for the worse first. ``charts``:
    how many series could be told. ``expected``: false alarms to expect among so many if nothing had happened.
    """

    signals: tuple[Watched, ...] = ()
    charts: int = 0
    expected: Decimal = Decimal("0.00")


NOTHING = Watch()
"""Nothing was watched."""


def load_series(reader: Reader, principal: Principal, frame: Frame) -> tuple[Sequence[Row], Sequence[Row]]:
    """The readings of every KPI and the scores of every process of the unit, up to the frame's period."""
    asked = {"unit": frame.unit.id, "until": frame.period}
    return reader.read(principal, reads.UNIT_SERIES, **asked), reader.read(
        principal, reads.PROCESS_SERIES, **asked
    )


def load_watch(
    reader: Reader, principal: Principal, frame: Frame, processes: Iterable[Line], kpis: Iterable[KpiLine]
) -> Watch:
    """What signals among some processes and KPIs of the frame's unit."""
    readings, scored = load_series(reader, principal, frame)
    return watch(
        (
            *watched_processes(frame, processes, scored, readings),
            *watched_kpis(kpis, readings, frame.period),
        )
    )


def watch(found: Iterable[Watched]) -> Watch:
    """What signals among the series."""
    known = tuple(one for one in found if one.control.telling)
    signals = sorted(
        (one for one in known if one.control.signalling), key=lambda one: _ORDER.index(one.control.variation)
    )
    return Watch(tuple(signals), len(known), expected(len(known)))


def expected(charts: int) -> Decimal:
    """False alarms to expect in one month of so many charts, to one decimal; of few charts to two."""
    exact = false_alarms(charts)
    return half_up(exact, 1 if exact >= 1 else 2)


def watched_kpis(lines: Iterable[KpiLine], rows: Sequence[Row], until: str) -> tuple[Watched, ...]:
    """The KPIs' readings; ``rows``: of ``UNIT_SERIES``."""
    by_kpi = _grouped(rows, "kpi")
    return tuple(
        Watched("kpi", line.id, line.name, line.unit, control_kpi(line, by_kpi.get(line.id, []), until))
        for line in lines
    )


def watched_processes(
    frame: Frame, lines: Iterable[Line], scored: Sequence[Row], readings: Sequence[Row]
) -> tuple[Watched, ...]:
    """The processes' scores; ``scored``: rows of ``PROCESS_SERIES``, ``readings``: of ``UNIT_SERIES``."""
    series, parts = _grouped(scored, "process"), _grouped(readings, "process")
    unit = word(frame, "points")
    return tuple(
        Watched(
            "process",
            line.id,
            line.name,
            unit,
            control_process(frame, series.get(line.id, []), parts.get(line.id, [])),
        )
        for line in lines
    )


def control_kpi(line: KpiLine, rows: Sequence[Row], until: str) -> Controlled:
    """A KPI's readings over its months. The series begins anew where what is measured changed."""
    values = moments(
        rows, until, lambda row: printed(row["value"], int(row["decimals"])), lambda row: str(row["state"])
    )
    places = int(rows[-1]["decimals"]) if rows else 0
    least, most = reach(line.kind, values)
    yardstick = Yardstick(line.direction, line.target, places, least, most)
    return controlled(values, yardstick, _changes({str(row["period"]): row["measured"] for row in rows}))


def control_process(frame: Frame, scored: Sequence[Row], readings: Sequence[Row]) -> Controlled:
    """A process's scores over its months. The series begins anew where the score came about otherwise: other
    KPIs, another weight, another scoring rule for the unit, or another measure.
    """
    rules: dict[str, frozenset[tuple[object, ...]]] = {}
    for row in readings:
        own = (row["kpi"], row["measured"], row["declared"], row["rule"])
        period = str(row["period"])
        rules[period] = rules.get(period, frozenset()) | {own}
    values = scores(scored, frame.period)
    known = [one.value for one in values if one.value is not None]
    most = _HUNDRED if all(value <= _HUNDRED for value in known) else None
    yardstick = Yardstick(Direction.HIGHER, frame.target_score, _SCORE_PLACES, Fraction(0), most)
    return controlled(values, yardstick, _changes(rules))


def _changes(by_period: Mapping[str, object]) -> frozenset[str]:
    """The periods in which the value is another one than in the last period before that has one."""
    periods = sorted(by_period)
    return frozenset(new for old, new in pairwise(periods) if by_period[old] != by_period[new])


def _grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row[column]), []).append(row)
    return found
