"""Why an index moved, in plain Python from methods B.3: nested mid-points, and Shapley where rules meet data.

The contract of what comes out is the docstrings of ``scorecard.model.change``. Nothing here is shared with
the implementation: rows lie in one mapping, and the identity of a node is written out as it stands there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scorecard.model.change import Cause, Cell, Side, Stated
from scorecard.model.scoring import Curve, Deduction
from tests.oracle.plain_bridge import Bridge, Key, Row, bridges
from tests.oracle.plain_reading import earns, on_curve
from tests.oracle.plain_roll_up import effective, rolled_side

ZERO = Fraction(0)
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Told:
    """A change: (process, KPI, cause, member) -> (points, natural), without rows of nothing."""

    before: Fraction
    after: Fraction
    rows: Mapping[Key, Row]
    departments: Mapping[str, Bridge]


def told(
    before: Side, after: Side, *, published: Side | None = None, moved: Collection[str] = ()
) -> Told | None:
    """The whole change; None where either side has no index, and nothing can be compared."""
    start = before if published is None else published
    old, new = rolled_side(start), rolled_side(after)
    if old.index is None or new.index is None or rolled_side(before).index is None:
        return None
    rows: dict[Key, Row] = {}
    if published is not None:
        for (process, kpi, _, _), (points, _) in movements(published, before, ()).items():
            key = (process, kpi, Cause.CORRECTION, "")
            rows[key] = (rows.get(key, (ZERO, None))[0] + points, None)
    later = movements(before, after, moved)
    rows |= later
    spoken = {key: row for key, row in rows.items() if row[0] or row[1]}
    stages = [before, after] if published is None else [published, before, after]
    return Told(old.index, new.index, spoken, bridges(stages, later))


def movements(before: Side, after: Side, moved: Collection[str]) -> dict[Key, Row]:
    """Rows from one side to the other; both have an index.

    A child of weight 0 never matters (A-7): on that side it is as if it were not declared.
    """
    old, new = rolled_side(before), rolled_side(after)
    weights = tuple({one: weight for one, weight in side.declared.items() if weight} for side in (old, new))
    values = tuple(
        {one: value for one in known if (value := side.process(one)) is not None}
        for known, side in zip(weights, (old, new), strict=True)
    )
    rows: dict[Key, Row] = {}
    outer = node(*weights, *values)
    for process, cause, points in outer.rows():
        rows[process, "", cause, ""] = (points, None)
    for process in values[0]:
        if process in values[1]:
            for key, (points, natural) in inside(process, before, after, moved).items():
                rows[key] = (outer.middle(process) * points, natural)
    return rows


@dataclass(frozen=True, slots=True)
class Node:
    """ΔX = Σ ū·Δx + Σ (x̄ − X̄)·Δu, and Δu split in two. ``weights``, ``values``: of both sides."""

    weights: tuple[Mapping[str, int], Mapping[str, int]]
    values: tuple[Mapping[str, Fraction], Mapping[str, Fraction]]
    shares: tuple[Mapping[str, Fraction], Mapping[str, Fraction]]
    declared: Mapping[str, Fraction]

    def middle(self, child: str) -> Fraction:
        """ū, the mean of the effective weights."""
        return (self.shares[0].get(child, ZERO) + self.shares[1].get(child, ZERO)) / 2

    def rows(self) -> Iterator[tuple[str, Cause, Fraction]]:
        """The second sum: (child, weight or coverage, points of the node)."""
        whole = sum(
            sum((share.get(one, ZERO) * value for one, value in known.items()), ZERO)
            for share, known in zip(self.shares, self.values, strict=True)
        )
        for child in dict.fromkeys([*self.weights[0], *self.weights[1]]):
            first, second = (known.get(child) for known in self.values)
            if first is None and second is None:
                continue
            first = second if first is None else first
            second = first if second is None else second
            distance = (first + second - whole) / 2
            moved = self.shares[1].get(child, ZERO) - self.shares[0].get(child, ZERO)
            yield child, Cause.WEIGHT, distance * self.declared[child]
            yield child, Cause.COVERAGE, distance * (moved - self.declared[child])


def node(
    before: Mapping[str, int],
    after: Mapping[str, int],
    old: Mapping[str, Fraction],
    new: Mapping[str, Fraction],
) -> Node:
    """A node of the tree. Declared weights and known values of its children on both sides.

    weight part of Δĝ = ½[ĝ(w¹,a⁰) − ĝ(w⁰,a⁰) + ĝ(w¹,a¹) − ĝ(w⁰,a¹)]. A child that is not declared on a side
    takes the other side's a there; if a hybrid is undefined all of Δĝ is weight.
    """
    children = [*dict.fromkeys([*before, *after])]
    available = (
        {one for one in children if one in (old if one in before else new)},
        {one for one in children if one in (new if one in after else old)},
    )
    shares = tuple(
        {one: share for one, share in effective(weights, known).items() if share}
        for weights, known in ((before, old), (after, new))
    )
    hybrid, other = effective(after, available[0]), effective(before, available[1])
    declared = {}
    for one in children:
        first, second = (share.get(one, ZERO) for share in shares)
        if hybrid and other:
            declared[one] = HALF * (hybrid.get(one, ZERO) - first + second - other.get(one, ZERO))
        else:
            declared[one] = second - first
    return Node((before, after), (old, new), shares, declared)


def inside(process: str, before: Side, after: Side, moved: Collection[str]) -> dict[Key, Row]:
    """Rows of the KPIs of a process that has a score on both sides, in points of the process."""
    sides = tuple(
        {name: one for name, one in side.kpis.items() if one.process == process and one.weight}
        for side in (before, after)
    )
    weights = tuple({name: one.weight for name, one in side.items()} for side in sides)
    scores = tuple({name: one.score for name, one in side.items() if one.score is not None} for side in sides)
    found = node(*weights, *scores)
    rows: dict[Key, Row] = {}
    for kpi, cause, points in found.rows():
        rows[process, kpi, cause, ""] = (points, None)
    for kpi in scores[0]:
        if kpi in scores[1]:
            for (cause, member), (points, natural) in of_score(sides[0][kpi], sides[1][kpi], moved).items():
                rows[process, kpi, cause, member] = (found.middle(kpi) * points, natural)
    return rows


def of_score(old: Stated, new: Stated, moved: Collection[str]) -> dict[tuple[Cause, str], Row]:
    """(cause, member) -> (points of the KPI's score, natural): performance, target or definition."""
    moved_by = new.score - old.score
    if old.measure != new.measure:
        return {(Cause.DEFINITION, ""): (moved_by, None)}
    moves = [
        earned(side, new) - earned(side, old) for side in (old, new) if sees(side, old) and sees(side, new)
    ]
    performance = sum(moves, ZERO) / len(moves) if moves else ZERO
    rows: dict[tuple[Cause, str], Row] = {(Cause.TARGET, ""): (moved_by - performance, None)}
    known = [side.readings[0] for side in (old, new) if side.readings and side.readings[0] is not None]
    if len(known) < 2:
        return rows | {(Cause.RATE, ""): (performance, None)}
    natural = new.readings[0] - old.readings[0]
    curves = [rule for rule in (old.rule, new.rule) if isinstance(rule, Curve)]
    whole = all(sum((cell.volume for cell in side.parts.values()), ZERO) for side in (old, new))
    if len(curves) < 2 or not whole:
        return rows | {(Cause.RATE, ""): (performance, natural)}
    if natural:
        worth = performance / natural
    else:
        worth = sum((slope for rule in curves for slope in slopes(rule, old.readings[0])), ZERO) / 4
    divided = of_parts(old.parts, new.parts, moved)
    divided[Cause.UNRECONCILED, ""] = natural - sum(divided.values(), ZERO)
    return rows | {key: (worth * part, part) for key, part in divided.items()}


def earned(rule: Stated, side: Stated) -> Fraction:
    """What a side's readings earn by a rule; what was not delivered earns 0 by every rule."""
    return earns(rule.rule, rule.direction, side.readings) if side.readings else ZERO


def sees(rule: Stated, side: Stated) -> bool:
    """Whether a side's readings hold all that a rule looks at: peers to compare with, months to deduct for.

    Where they do not, the hybrid is undefined: a rank among nobody would be a first one.
    """
    if not side.readings or rule is side:
        return True
    if isinstance(rule.rule, Curve):
        return side.readings[0] is not None
    deducts = isinstance(rule.rule, Deduction), isinstance(side.rule, Deduction)
    return not isinstance(side.rule, Curve) and deducts[0] == deducts[1]


def of_parts(
    old: Mapping[str, Cell], new: Mapping[str, Cell], moved: Collection[str]
) -> dict[tuple[Cause, str], Fraction]:
    """(cause, member) -> natural units of the mean of the parts: Δm = Σ ū·Δx + Σ (x̄ − m̄)·Δu."""
    shares, means = [], []
    for parts in (old, new):
        volume = sum((cell.volume for cell in parts.values()), ZERO)
        share = {name: cell.volume / volume for name, cell in parts.items() if cell.volume}
        shares.append(share)
        means.append(sum((part * parts[name].value for name, part in share.items()), ZERO))
    middle = (means[0] + means[1]) / 2
    found: dict[tuple[Cause, str], Fraction] = {}
    for name in dict.fromkeys([*shares[0], *shares[1]]):
        shift = shares[1].get(name, ZERO) - shares[0].get(name, ZERO)
        if name in shares[0] and name in shares[1]:
            first, second = old[name].value, new[name].value
            found[Cause.RATE, name] = (shares[0][name] + shares[1][name]) / 2 * (second - first)
            found[Cause.MIX, name] = ((first + second) / 2 - middle) * shift
        else:
            here = Cause.ENTRY if name in shares[1] else Cause.EXIT
            value = (new if name in shares[1] else old)[name].value
            found[Cause.ORGANISATION if name in moved else here, name] = (value - middle) * shift
    return found


def slopes(curve: Curve, value: Fraction) -> tuple[Fraction, Fraction]:
    """Left and right slope at a reading, by secants shorter than the way to any bend; a jump has none.

    Beside a jump the slope is that of the stretch that leads to it, not of the jump.
    """
    bends = {reading for reading, _ in curve.knots}
    if curve.clip is not None:
        bends |= {bend for bend in _met(curve) if bend is not None}
    step = min((abs(bend - value) for bend in bends if bend != value), default=Fraction(1)) / 3
    left = (on_curve(curve, value - step) - on_curve(curve, value - 2 * step)) / step
    right = (on_curve(curve, value + 2 * step) - on_curve(curve, value + step)) / step
    return left, right


def _met(curve: Curve) -> Iterator[Fraction | None]:
    """Readings at which the outermost stretches, going on, meet the ends of ``clip``."""
    for end, inner in ((curve.knots[0], curve.knots[1]), (curve.knots[-1], curve.knots[-2])):
        if end[0] != inner[0] and end[1] != inner[1]:
            for limit in curve.clip or ():
                yield end[0] + (limit - end[1]) * (end[0] - inner[0]) / (end[1] - inner[1])
