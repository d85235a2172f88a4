"""A unit's readings divided into parts: the units below it, and the values of its sources' dimensions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scorecard.compute.evidence import suppress
from scorecard.compute.score import measured, observations, volume
from scorecard.cycle.counting import Counted
from scorecard.cycle.reading import applicable, withheld
from scorecard.model.book import Edition
from scorecard.model.kpi import Kind, Kpi
from scorecard.model.part import UNIT, WITHHELD, Part
from scorecard.model.result import Reading
from scorecard.model.tally import Tally

_UNDIVIDED = frozenset({Kind.PERCENTILE, Kind.FORMULA})


def parts(
    edition: Edition, counted: Counted, readings: Mapping[str, Mapping[str, Reading]]
) -> Iterator[Part]:
    """The parts of every published reading of a KPI whose reading is a mean of its parts.

    No part is told by which a withheld reading could be found: those of too few rows, and as many others
    as that takes, are one part together.
    """
    divided: dict[tuple[str, str, str], dict[str, Tally]] = {}
    for (where, (what, dimension, member)), tally in counted.splits.items():
        divided.setdefault((where, what, dimension), {})[member] = tally
    dimensions = sorted({dimension for _, _, dimension in divided})
    hidden = {
        kpi.id: withheld(edition, kpi, counted.tallies) for kpi in edition.kpis if kpi.id in edition.sampled
    }
    for unit in edition.units.units:
        for kpi in applicable(edition, unit.level):
            if kpi.measure.kind in _UNDIVIDED or readings[unit.id][kpi.id].value is None:
                continue
            below = _below(edition, kpi, unit.id, counted)
            closed = hidden.get(kpi.id, frozenset()) & below.keys()
            yield from _told(
                kpi, unit.id, UNIT, below, closed | ({unit.id} if closed else frozenset()), edition
            )
            for dimension in dimensions:
                own = divided.get((unit.id, kpi.id, dimension), {})
                yield from _told(kpi, unit.id, dimension, own, frozenset(), edition)


def _below(edition: Edition, kpi: Kpi, unit: str, counted: Counted) -> dict[str, Tally]:
    """The tallies of the units right below, and of the rows that name the unit itself."""
    below = [one.id for one in edition.units.children[unit]]
    found = {one: counted.tallies[one, kpi.id] for one in below if (one, kpi.id) in counted.tallies}
    if found and (unit, kpi.id) in counted.own:
        found[unit] = counted.own[unit, kpi.id]
    return found


def _told(
    kpi: Kpi,
    unit: str,
    dimension: str,
    members: Mapping[str, Tally],
    closed: frozenset[str],
    edition: Edition,
) -> Iterator[Part]:
    """The parts of one dimension, those that must not be told together; none where one part is all."""
    if kpi.id in edition.sampled:
        counts = {member: observations(kpi.measure, tally) for member, tally in members.items()}
        closed = closed | _too_small(counts, kpi.evidence.hide_below)
    together = [member for member in members if member in closed]
    if len(members) - len(together) + bool(together) < 2:
        return
    for member, tally in members.items():
        if member not in closed and (one := _part(kpi, unit, dimension, member, tally)) is not None:
            yield one
    if together:
        pooled = sum((members[member] for member in together), Tally())
        one = _part(kpi, unit, dimension, WITHHELD, pooled, tuple(sorted(together)))
        if one is not None:
            yield one


def _too_small(counts: Mapping[str, int], smallest: int) -> frozenset[str]:
    """Members withheld in a tree of one level: the whole is published, and its parts add up to it."""
    root = ""
    while root in counts:
        root += " "
    tree = {**counts, root: sum(counts.values())}
    parents = {**dict.fromkeys(counts, root), root: None}
    own = {**counts, root: 0}
    return suppress(tree, parents, own, smallest) - {root}


def _part(
    kpi: Kpi, unit: str, dimension: str, member: str, tally: Tally, members: tuple[str, ...] = ()
) -> Part | None:
    value = measured(kpi, tally)
    if value is None:
        return None
    n = observations(kpi.measure, tally)
    return Part(unit, kpi.id, dimension, member, n, volume(kpi.measure, tally), value, members)
