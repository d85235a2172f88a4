"""The rows of one or several months, counted: each source scanned once, everything added up to every unit."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from scorecard.compute.aggregate import (
    Split,
    counts,
    joints,
    merge,
    monthly_tallies,
    plan,
    plan_design,
    plan_pairs,
    split_tallies,
    tallies,
)
from scorecard.compute.roll_up import roll_up
from scorecard.model.book import Edition
from scorecard.model.joint import Joint
from scorecard.model.kpi import Kind
from scorecard.model.source import Source
from scorecard.model.tally import Tally
from scorecard.store.duck import scan
from scorecard.store.workspace import Workspace

_UNDIVIDED = frozenset({Kind.PERCENTILE, Kind.FORMULA})
_What = TypeVar("_What", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Counted:
    """``present``: (unit, source) -> rows of the source at or below the unit. ``tallies``: (unit, KPI) ->
    tally of the unit and everything below it; ``own``: of the rows that name the unit itself. ``splits``:
    as ``tallies``, of the rows with one value of a dimension, of KPIs whose reading is a mean of its parts.
    ``joints``: (unit, (KPI, KPI)) -> what the rows that both share say of the two.
    """

    present: Mapping[tuple[str, str], int] = field(default_factory=dict)
    tallies: Mapping[tuple[str, str], Tally] = field(default_factory=dict)
    own: Mapping[tuple[str, str], Tally] = field(default_factory=dict)
    splits: Mapping[tuple[str, Split], Tally] = field(default_factory=dict)
    joints: Mapping[tuple[str, tuple[str, str]], Joint] = field(default_factory=dict)


def counted(
    workspace: Workspace,
    edition: Edition,
    periods: Sequence[str],
    *,
    split: bool = False,
    joint: bool = False,
) -> Counted:
    """The rows of ``periods`` taken together, by the measures and in the tree of ``edition``.

    ``split``, ``joint``: whether ``splits`` and ``joints`` are wanted.
    """
    parts, divided = [], []
    shared: dict[tuple[str, tuple[str, str]], Joint] = {}
    homes = _homes(edition)
    present: dict[tuple[str, str], int] = {}
    undivided = {kpi.id for kpi in edition.kpis if kpi.measure.kind in _UNDIVIDED}
    for source, files in _delivered(workspace, edition, periods):
        query = plan(edition, source, periods, files, split=split)
        rows = scan(query)
        parts.append(_housed(tallies(query, rows), homes))
        if source.cluster or source.weight:
            sampled = plan_design(edition, source, periods, files)
            parts.append(_housed(tallies(sampled, scan(sampled)), homes))
        if joint:
            pairs = plan_pairs(edition, source, periods, files)
            shared |= joints(pairs, scan(pairs)) if pairs.columns else {}
        if split:
            found = split_tallies(query, rows)
            known = {key: one for key, one in found.items() if key[1][0] not in undivided}
            divided.append(_housed(known, homes))
        for unit, count in counts(query, rows).items():
            for above in edition.units.lineage(homes.get(unit, unit)):
                present[above, source.id] = present.get((above, source.id), 0) + count
    own = merge(parts)
    tree = edition.units
    return Counted(present, roll_up(own, tree), own, roll_up(merge(divided), tree), roll_up(shared, tree))


def counted_monthly(
    workspace: Workspace, edition: Edition, periods: Sequence[str], kpis: frozenset[str]
) -> dict[tuple[str, tuple[str, str]], Tally]:
    """(unit, (period, KPI)) -> tally of each month by itself, by the measures and in the tree of ``edition``.

    Rows of units that are not in the tree, nor were, do not count.
    """
    wanted = tuple(kpi for kpi in edition.kpis if kpi.id in kpis)
    narrow = replace(edition, kpis=wanted)
    needed = {source for kpi in wanted for source in kpi.measure.sources}
    parts = []
    for source, files in _delivered(workspace, narrow, periods):
        if source.id in needed:
            query = plan(narrow, source, periods, files, monthly=True)
            parts.append(_housed(monthly_tallies(query, scan(query)), _homes(edition)))
    known = {key: one for key, one in merge(parts).items() if key[0] in edition.units.by_id}
    return roll_up(known, edition.units)


def _delivered(
    workspace: Workspace, edition: Edition, periods: Sequence[str]
) -> Iterator[tuple[Source, tuple[str, ...]]]:
    """The sources with the files that may hold rows of the periods, in the order of their receipt."""
    for source in edition.sources:
        files = workspace.deliveries.rows_of(source.id, None if source.latest else periods)
        if files:
            yield source, files


def _homes(edition: Edition) -> dict[str, str]:
    """Unit that has ended -> where its rows of earlier months belong now: its heir, else whoever is above."""
    gone = {one.unit.id: one for one in edition.retired}
    found = {}
    for one in gone.values():
        home: str | None = one.heir or one.unit.parent
        while home is not None and home in gone:
            home = gone[home].heir or gone[home].unit.parent
        if home is not None:
            found[one.unit.id] = home
    return found


def _housed(
    cells: Mapping[tuple[str, _What], Tally], homes: Mapping[str, str]
) -> dict[tuple[str, _What], Tally]:
    found: dict[tuple[str, _What], Tally] = {}
    for (unit, what), tally in cells.items():
        key = homes.get(unit, unit), what
        found[key] = found[key] + tally if key in found else tally
    return found
