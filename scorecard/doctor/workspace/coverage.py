"""Who owes data: units without rows of a source in the newest computed month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from scorecard.doctor.finding import Finding, ok, some, warning
from scorecard.doctor.workspace.ground import Ground
from scorecard.model.org import Unit, UnitTree
from scorecard.model.period import Period
from scorecard.store.presence import parents, rows_by_unit


@dataclass(frozen=True, slots=True)
class Debt:
    """A unit without rows of its own or below it. ``before``: it had some in the month before; if not, most
    of its siblings have.
    """

    unit: Unit
    before: bool

    def __str__(self) -> str:
        return f"{self.unit.id} {self.unit.name.en}{'' if self.before else ' (most of its siblings have)'}"


def coverage(ground: Ground) -> Iterator[Finding]:
    """Each declared source that has rows in the newest computed month: which units have none.

    One that nobody delivered is told as out of date, not here.
    """
    tree, newest = ground.declared.units, ground.newest
    if tree is None or newest is None:
        return
    earlier = str(Period.parse(newest).plus(-1))
    complete = True
    sources = ground.declared.sources or ()
    files = {source: _files(ground, source, {newest, earlier}) for source in sources}
    there, above = rows_by_unit(files, [newest, earlier]), _parents(ground, {newest, earlier})
    for source in sources:
        now, before = (
            frozenset(_listed(tree, above, unit) for unit in there.get((source, period), ()))
            for period in (newest, earlier)
        )
        debts = owing(tree, now, before) if now else ()
        if debts:
            complete = False
            yield warning(
                "coverage",
                f"{source} has no row in {newest} of {some([str(one) for one in debts])}.",
                "Their KPIs are missing in that month, and their index rests on less.",
                f"Ask them, or who delivers {source} for them; then deliver and run {newest} again.",
            )
    if complete:
        yield ok("coverage", f"Every unit that is expected to has rows in {newest}, source by source.")


def owing(tree: UnitTree, now: Set[str], before: Set[str]) -> tuple[Debt, ...]:
    """The topmost units without rows at or below them that had some before, or most of whose siblings have.

    ``now``, ``before``: units with rows of their own. Siblings: of the same parent and level.
    """
    present, earlier = _above(tree, now), _above(tree, before)
    found: dict[str, Debt] = {}
    for _, unit in tree.walk():
        if unit.id in present or unit.parent in found:
            continue
        others = [
            one.id in present
            for one in tree.children.get(unit.parent or "", ())
            if one.level == unit.level and one.id != unit.id
        ]
        if unit.id in earlier or 2 * sum(others) > len(others):
            found[unit.id] = Debt(unit, before=unit.id in earlier)
    return tuple(found.values())


def _listed(tree: UnitTree, above: Mapping[str, str], unit: str) -> str:
    """The unit, or where only rows name it the nearest one above it that the definitions list."""
    while unit not in tree.by_id and unit in above:
        unit = above[unit]
    return unit


def _above(tree: UnitTree, units: Set[str]) -> frozenset[str]:
    known = (unit for unit in units if unit in tree.by_id)
    return frozenset(above for unit in known for above in tree.lineage(unit))


def _files(ground: Ground, source: str, periods: Set[str]) -> list[Path]:
    """The kept rows of the source's deliveries that have any of the periods."""
    return [
        ground.workspace.deliveries.rows_path(one.digest)
        for one in ground.counting
        if one.source == source and one.rows_kept and periods & set(one.periods)
    ]


def _parents(ground: Ground, periods: Set[str]) -> Mapping[str, str]:
    """Where the units stand that only rows of deliveries with any of the periods name."""
    mine = (one for one in ground.counting if periods & set(one.periods))
    paths = (ground.workspace.deliveries.found_path(one.digest) for one in mine)
    return parents([path for path in paths if path.exists()])
