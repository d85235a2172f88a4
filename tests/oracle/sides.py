"""Random pairs of sides: one unit before and after, with every sort of change between them.

Seeded and plain, like ``organisation``. The base as it was published differs from the base as it is known
now only in readings, scores and parts, as a correction does; now and then in weights too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from scorecard.model.change import Cell, Side, Stated
from scorecard.model.scoring import Curve, Deduction
from tests.oracle.organisation import curve, scoring, shares
from tests.oracle.plain_reading import earns

DEPARTMENTS = ("d0", "d1", "d2", "d3")
MEMBERS = ("m0", "m1", "m2", "m3")
ZERO = Fraction(0)
WEIGHTS = (0, 1, 1, 2, 2, 3, 5, 10)
MINIMA = (*[Fraction(1, 2)] * 5, Fraction(1, 3), Fraction(0), Fraction(1))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides of one unit, the base as published (None: as it is known now), and members that moved."""

    before: Side
    after: Side
    published: Side | None
    moved: frozenset[str]


def pair(seed: int) -> Pair:
    """The pair of that seed, always the same one."""
    random = Random(seed)
    before = a_side(random)
    after = later(random, before)
    moved = frozenset(one for one in MEMBERS if random.random() < 0.15)
    published = corrected(random, before) if random.random() < 0.3 else None
    return Pair(before, after, published, moved)


def a_side(random: Random) -> Side:
    """One to four processes of one to three KPIs; now and then one that holds none."""
    processes = tuple((f"p{number}", random.choice(WEIGHTS)) for number in range(1 + random.randrange(4)))
    kpis = {
        f"{process}.k{number}": stated(random, process)
        for process, _ in processes
        for number in range(random.choice((1, 1, 2, 2, 3, 0)))
    }
    return Side(processes, kpis, random.choice(MINIMA), departments=frozenset(DEPARTMENTS))


def stated(random: Random, process: str) -> Stated:
    """A KPI that is new, with or without a reading."""
    rule, direction = scoring(random)
    one = Stated(
        process, random.choice(WEIGHTS), "mean of x", direction, rule, shares(random, DEPARTMENTS[:3])
    )
    return filled(random, one)


def filled(random: Random, one: Stated) -> Stated:
    """The same definition with another month's reading, score and parts."""
    sort = random.random()
    if sort < 0.12:
        return replace(one, readings=(), score=None, parts={})
    if sort < 0.17:
        return replace(one, readings=(), score=ZERO, parts={})
    parts = members(random) if random.random() < 0.75 else {}
    volume = sum((cell.volume for cell in parts.values()), ZERO)
    if volume and random.random() < 0.85:
        own = sum((cell.volume * cell.value for cell in parts.values() if cell.volume), ZERO) / volume
    else:
        own = a_reading(random)
    return scored(random, replace(one, parts=parts), own)


def scored(random: Random, one: Stated, own: Fraction) -> Stated:
    """The reading with what its rule looks at beside it, and what it earns."""
    others: Sequence[Fraction | None] = ()
    if isinstance(one.rule, Deduction):
        others = tuple(
            None if random.random() < 0.2 else a_reading(random) for _ in range(random.randrange(3))
        )
        if random.random() < 0.1:
            readings = (None, *others)
            return replace(one, readings=readings, score=earns(one.rule, one.direction, readings), parts={})
    elif not isinstance(one.rule, Curve):
        others = tuple(a_reading(random) for _ in range(random.randrange(4)))
    readings = (own, *others)
    return replace(one, readings=readings, score=earns(one.rule, one.direction, readings))


def a_reading(random: Random) -> Fraction:
    """Often a whole number, where knots and ties are."""
    return Fraction(random.randrange(-50, 230), random.choice((1, 1, 1, 2, 3)))


def members(random: Random) -> dict[str, Cell]:
    """One to four parts; some without volume, and then without a value."""
    found = {}
    for one in MEMBERS:
        if random.random() < 0.6:
            volume = Fraction(random.choice((0, 1, 1, 2, 3, 7)), random.choice((1, 1, 10)))
            found[one] = Cell(volume, a_reading(random) if volume else None)
    return found


def later(random: Random, before: Side) -> Side:
    """The side after: other readings, and whatever a change order can set."""
    processes = tuple(
        (one, random.choice(WEIGHTS) if random.random() < 0.2 else weight)
        for one, weight in before.processes
        if random.random() > 0.08
    )
    if random.random() < 0.15:
        processes = (*processes, ("new", random.choice(WEIGHTS)))
    names = [one for one, _ in processes]
    kpis = {}
    for name, one in before.kpis.items():
        if one.process in names and random.random() > 0.08:
            kpis[name] = changed(random, one, names)
    for process in names:
        if process == "new" or random.random() < 0.08:
            kpis[f"{process}.new"] = stated(random, process)
    minimum = random.choice(MINIMA) if random.random() < 0.1 else before.minimum
    side = Side(processes, kpis, minimum, departments=frozenset(DEPARTMENTS))
    return merged(random, side) if random.random() < 0.3 else side


def changed(random: Random, one: Stated, processes: Sequence[str]) -> Stated:
    """A KPI a month later: often the same definition, else another weight, rule, measure or owner."""
    sort, rule = random.random(), type(one.rule)
    if sort < 0.1:
        one = replace(one, weight=random.choice(WEIGHTS))
    elif sort < 0.2:
        another, direction = scoring(random)
        one = replace(one, rule=another, direction=direction)
    elif sort < 0.3 and isinstance(one.rule, Curve):
        one = replace(one, rule=curve(random, one.direction))
    elif sort < 0.36:
        one = replace(one, measure="share of y")
    elif sort < 0.44:
        one = replace(one, shares=shares(random, DEPARTMENTS[:3]))
    elif sort < 0.47:
        one = replace(one, process=random.choice(processes))
    if random.random() < 0.12 and one.readings and type(one.rule) is rule:
        return still(random, one)
    return filled(random, one)


def still(random: Random, one: Stated) -> Stated:
    """The same reading as before, of other parts: what rose and what fell cancel."""
    found = dict(one.parts)
    there = [name for name, cell in found.items() if cell.volume]
    if len(there) > 1 and random.random() < 0.8:
        left, right = (found[name] for name in there[:2])
        step = Fraction(random.randrange(-9, 10), 2)
        found[there[0]] = Cell(left.volume, left.value + step / left.volume)
        found[there[1]] = Cell(right.volume, right.value - step / right.volume)
    score = earns(one.rule, one.direction, one.readings)
    return replace(one, parts=found, score=score)


def merged(random: Random, side: Side) -> Side:
    """One department has ended; one or two others took it over."""
    ended = random.choice(DEPARTMENTS[:3])
    heirs = [one for one in DEPARTMENTS if one != ended and random.random() < 0.5] or ["d3"]
    part = Fraction(random.randrange(1, 10), 10)
    rest = {heirs[0]: part, heirs[1]: 1 - part} if len(heirs) > 1 else {heirs[0]: Fraction(1)}
    kpis = {
        name: replace(one, shares=passed_on(one.shares, ended, heirs[0])) for name, one in side.kpis.items()
    }
    force = frozenset(DEPARTMENTS) - {ended}
    successors = {ended: rest} if random.random() < 0.9 else {}
    return replace(side, kpis=kpis, successors=successors, departments=force)


def passed_on(owned: tuple[tuple[str, int], ...], ended: str, heir: str) -> tuple[tuple[str, int], ...]:
    """The shares with the ended department's given to its heir."""
    found: dict[str, int] = {}
    for department, share in owned:
        owner = heir if department == ended else department
        found[owner] = found.get(owner, 0) + share
    return tuple(found.items())


def corrected(random: Random, side: Side) -> Side:
    """The same side as it was published: some readings were others, seldom a weight."""
    kpis: Mapping[str, Stated] = {
        name: filled(random, one) if random.random() < 0.3 else one for name, one in side.kpis.items()
    }
    if random.random() < 0.1:
        kpis = {name: replace(one, weight=random.choice(WEIGHTS)) for name, one in kpis.items()}
    return replace(side, kpis=kpis)
