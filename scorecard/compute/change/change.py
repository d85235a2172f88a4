"""The change of one index between two sides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction

from scorecard.compute.change.node import Shift, Tree, grown, shifts
from scorecard.compute.change.scores import scores
from scorecard.compute.change.transfers import Stage, responsibility, restated, transfers
from scorecard.model.change import PERFORMANCE, Cause, Change, Movement, Side

_NONE = Fraction(0)


def change(
    before: Side, after: Side, *, published: Side | None = None, moved: Collection[str] = ()
) -> Change | None:
    """Why the index of a unit moved, cause by cause; None where a side's index is not published.

    ``published``: the base as it was published, where that differs from what is known now; the way from it
    to ``before`` comes first, as corrections, and the change begins at its index. ``moved``: members of
    parts that belong to another unit on the other side. Movements of 0 points are told only where the
    reading has a natural amount that earned nothing. Raises BadDefinitions where a department ended and
    not all of its responsibility has successors.

    B-1: movements add up to ``after`` - ``before``. B-3: the other way round every movement is negated.
    """
    sides = (before, after) if published is None else (published, before, after)
    trees = [tree for side in sides if (tree := grown(side)) is not None]
    if len(trees) < len(sides):
        return None
    movements = tuple(_movements(sides[-2:], trees[-2:], moved))
    corrections = () if published is None else tuple(_corrections(_movements(sides, trees, moved)))
    performance: dict[str, Fraction] = {}
    for one in movements:
        if one.cause in PERFORMANCE:
            performance[one.kpi] = performance.get(one.kpi, _NONE) + one.points
    return Change(
        before=trees[0].index.value,
        after=trees[-1].index.value,
        movements=(*corrections, *movements),
        departments=transfers(tuple(_stages(sides, trees)), performance),
    )


def _movements(sides: Sequence[Side], trees: Sequence[Tree], moved: Collection[str]) -> Iterator[Movement]:
    """The rows from the first of ``sides`` to the second, in the second's order; none that says nothing."""
    old, new, *_ = sides
    start, end, *_ = trees
    for process, shift in shifts(start.index, end.index).items():
        yield from _weighed(process, "", shift, Fraction(1))
        if shift.mean is None:
            continue
        for kpi, inner in shifts(start.processes[process], end.processes[process]).items():
            yield from _weighed(process, kpi, inner, shift.mean)
            if inner.mean is None:
                continue
            mean = shift.mean * inner.mean
            was, now = (tree.processes[process].values[kpi] for tree in (start, end))
            for part in scores(old.kpis[kpi], was, new.kpis[kpi], now, moved):
                if part.points or part.natural:
                    yield Movement(process, kpi, part.cause, part.member, mean * part.points, part.natural)


def _weighed(process: str, kpi: str, shift: Shift, mean: Fraction) -> Iterator[Movement]:
    for cause, points in ((Cause.WEIGHT, shift.weight), (Cause.COVERAGE, shift.coverage)):
        if points:
            yield Movement(process, kpi, cause, "", mean * points)


def _corrections(movements: Iterable[Movement]) -> Iterator[Movement]:
    """One row a KPI, and one a process for its own: of what a base moved since it was published."""
    found: dict[tuple[str, str], Fraction] = {}
    for one in movements:
        key = one.process, one.kpi
        found[key] = found.get(key, _NONE) + one.points
    for (process, kpi), points in found.items():
        if points:
            yield Movement(process, kpi, Cause.CORRECTION, "", points)


def _stages(sides: Sequence[Side], trees: Sequence[Tree]) -> Iterator[Stage]:
    for place, (side, tree) in enumerate(zip(sides, trees, strict=True)):
        shares = responsibility(side)
        for later in sides[place + 1 :]:
            shares = restated(shares, later)
        yield Stage(shares, tree.levels)
