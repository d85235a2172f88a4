"""A believable audit over imagined paths, with something of every class and several findings."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from scorecard.model.audit import Matter, Reach
from scorecard.model.text import Text
from scorecard.views.audit import AuditView, Found, Track, Way
from scorecard.views.frame import Choice, Frame

NOBODY = Choice("unassigned", Text("未落实部门", "Unassigned"))
_LEAKS = {3: Reach.UNASSIGNED, 5: Reach.MISSING, 6: Reach.HIDDEN, 9: Reach.UNPUBLISHED, 10: Reach.UNMEASURED}


def audit_view(frame: Frame, paths: Iterable[tuple[Choice, Choice, Choice]]) -> AuditView:
    """The audit of (process, KPI, department) paths; each gets nearly the same weight, the last the rest."""
    every = list(paths)
    tracks = []
    for place, (process, kpi, department) in enumerate(every):
        share = 10_000 // len(every)
        cents = 10_000 - share * (len(every) - 1) if place == len(every) - 1 else share
        reach = _LEAKS.get(place, Reach.REACHED)
        nothing = reach is Reach.UNMEASURED
        who = NOBODY if reach is Reach.UNASSIGNED else department
        weight = Decimal(cents).scaleb(-2)
        tracks.append(Track(process, None if nothing else kpi, None if nothing else who, reach, weight))
    processes = {process.id: process for process, _, _ in every}
    ways = tuple(
        _way(process, [one for one in tracks if one.process == process]) for process in processes.values()
    )
    classes = tuple((reach, _sum(one for one in tracks if one.reach is reach)) for reach in Reach)
    return AuditView(frame, classes, ways, tuple(tracks), _findings(every))


def _findings(paths: list[tuple[Choice, Choice, Choice]]) -> tuple[Found, ...]:
    kpis = list({kpi.id: kpi for _, kpi, _ in paths}.values())
    some = tuple((kpi, Decimal("1.25")) for kpi in kpis[:2])
    return (
        Found(Matter.KPI_LEAKS, Reach.MISSING, some[:1]),
        Found(Matter.DOUBLE_COUNT, None, some),
        Found(Matter.ORPHAN, None, ((paths[0][2], Decimal("0.00")),)),
        Found(Matter.NEAR_DOUBLE, None, some),
    )


def _way(process: Choice, tracks: list[Track]) -> Way:
    parts = tuple(_sum(one for one in tracks if one.reach is reach) for reach in Reach)
    return Way(process, _sum(tracks), parts)


def _sum(tracks: Iterable[Track]) -> Decimal:
    return sum((one.weight for one in tracks), Decimal("0.00"))
