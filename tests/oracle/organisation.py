"""Random organisations as values of the model: an edition, and the rows of one month already added up.

Everything comes from one seed and plain ``random.Random``, thousands a second: an organisation is small, but
none of its parts is ordinary. Weights may be 0, a unit may have delivered nothing, a base may be empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from scorecard.model.book import Edition, Policy
from scorecard.model.kpi import (
    Aim,
    Direction,
    Evidence,
    Kind,
    Kpi,
    Measure,
    Missing,
    Perspective,
    Process,
    Term,
)
from scorecard.model.org import UNASSIGNED, Department, Unit, UnitLevel, UnitTree
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints, Scoring
from scorecard.model.source import FactKind, Origin, Source
from scorecard.model.tally import Tally
from scorecard.model.text import Text

NAME = Text("名", "name")
KINDS = tuple(kind for kind in Kind if kind is not Kind.FORMULA)
QUOTIENTS = (Kind.RATIO, Kind.RATE)
LEVELS = tuple(UnitLevel(one, NAME) for one in ("group", "province", "city", "hall"))
SOURCES = tuple(
    Source(identity, kind, NAME, (f"{identity}*",), (), Origin(always="2026-06"), Origin(column="unit"))
    for identity, kind in (
        ("survey", FactKind.RESPONSE),
        ("tickets", FactKind.TICKET),
        ("counters", FactKind.COUNTER),
    )
)
WEIGHTS = (0, 1, 1, 2, 3, 5, 10)
COVERAGES = (Fraction(1, 2), Fraction(1, 2), Fraction(1, 2), Fraction(0), Fraction(2, 3), Fraction(1))


@dataclass(frozen=True, slots=True)
class Organisation:
    """``cells``: (unit, KPI) -> sums of the unit's own rows. ``rows``: (unit, source) -> how many of its own.

    ``earlier``: KPI -> unit -> readings of the months before, the last one first.
    """

    edition: Edition
    cells: Mapping[tuple[str, str], Tally]
    rows: Mapping[tuple[str, str], int]
    earlier: Mapping[str, Mapping[str, Sequence[Fraction | None]]]


def organisation(seed: int) -> Organisation:
    """The organisation of that seed, always the same one."""
    random = Random(seed)
    units = tree(random)
    departments = tuple(f"d{number}" for number in range(1 + random.randrange(4)))
    processes = tuple(
        Process(f"p{number}", NAME, random.choice(WEIGHTS)) for number in range(1 + random.randrange(4))
    )
    kpis = tuple(
        a_kpi(random, f"{process.id}.k{number}", process.id, units, departments)
        for process in processes
        for number in range(1 + random.randrange(3))
    )
    edition = Edition(
        id="random",
        name=NAME,
        index=NAME,
        digest="0" * 64,
        policy=Policy(coverage_min=random.choice(COVERAGES)),
        levels=LEVELS[: 1 + max(_level(one.level) for one in units.units)],
        units=units,
        departments=tuple(Department(one, NAME) for one in departments),
        perspectives=(Perspective("customer", NAME),),
        processes=processes,
        kpis=kpis,
        sources=SOURCES,
        terms={},
    )
    rows = {
        (unit.id, source.id): 1 + random.randrange(9)
        for unit in units.units
        for source in SOURCES
        if random.random() < (0.25 if units.children[unit.id] else 0.8)
    }
    return Organisation(edition, _cells(random, edition, rows), rows, _earlier(random, edition))


def tree(random: Random) -> UnitTree:
    """One to four levels; every unit but the root lies one level below its parent."""
    units = [Unit("u0", NAME, "group")]
    above = ["u0"]
    for level in LEVELS[1 : 1 + random.randrange(4)]:
        names = [f"u{len(units) + number}" for number in range(random.choice((1, 1, 2, 3)))]
        units += [Unit(one, NAME, level.id, random.choice(above)) for one in names]
        above = names
    return UnitTree(tuple(units))


def a_kpi(random: Random, identity: str, process: str, units: UnitTree, departments: Sequence[str]) -> Kpi:
    """A KPI with a measure, rule, shares, levels and evidence policy of any sort."""
    rule, direction = scoring(random)
    levels = [level.id for level in LEVELS if random.random() < 0.9] or ["group"]
    hide = random.choice((0, 0, 1, 3))
    aims = ()
    if isinstance(rule, Curve) and random.random() < 0.2:
        own = random.choice(units.units).id
        aims = ((own, Aim(curve(random, direction), None, None, None)),)
    return Kpi(
        id=identity,
        name=NAME,
        process=process,
        perspective="customer",
        measure=measure(random),
        direction=direction,
        unit=NAME,
        decimals=random.randrange(3),
        aim=Aim(rule, None, None, None),
        weight=random.choice(WEIGHTS),
        levels=tuple(levels),
        shares=shares(random, departments),
        aims=aims,
        evidence=Evidence(hide, hide + random.choice((0, 2, 8)), *_missing(random)),
    )


def _missing(random: Random) -> tuple[Missing, int]:
    missing = random.choice((Missing.REWEIGHT, Missing.REWEIGHT, Missing.CARRY, Missing.ZERO))
    return missing, 1 + random.randrange(2) if missing is Missing.CARRY else 0


def measure(random: Random) -> Measure:
    """Any kind but a formula; columns are stored in tenths now and then."""
    kind = random.choice(KINDS)
    scale = int(random.random() < 0.3)
    rows = Term(random.choice(SOURCES).id, (), "x", scale)
    if kind in QUOTIENTS:
        base = Term(random.choice(SOURCES).id, (), "base", int(random.random() < 0.1))
        return Measure(kind, rows, base=base, per=100 if kind is Kind.RATIO else 10_000)
    if kind is Kind.NPS:
        return Measure(kind, rows, promoters=9, detractors=6)
    return Measure(kind, rows, at=random.choice((1, 33, 50, 90, 100)))


def shares(random: Random, departments: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Basis points that sum to 10,000, of some of the departments and perhaps of nobody."""
    owners = [one for one in (*departments, UNASSIGNED) if random.random() < 0.5] or [departments[0]]
    cuts = sorted(random.randrange(10_001) for _ in owners[1:])
    return tuple(
        (owner, upper - lower)
        for owner, lower, upper in zip(owners, [0, *cuts], [*cuts, 10_000], strict=True)
        if upper > lower
    )


def scoring(random: Random) -> tuple[Scoring, Direction]:
    """A rule and the direction that it is declared with; two of three are curves."""
    direction = random.choice((Direction.HIGHER, Direction.LOWER))
    sort = random.random()
    if sort < 0.7:
        direction = Direction.TARGET if sort < 0.1 else direction
        return curve(random, direction), direction
    if sort < 0.8:
        numbers = [Fraction(random.randrange(1, 40), random.choice((1, 2))) for _ in range(3)]
        free = Fraction(random.randrange(-20, 100))
        return Deduction(Fraction(100), free, *numbers, 1 + random.randrange(3)), direction
    if sort < 0.9:
        points = sorted(
            (Fraction(random.randrange(101)) for _ in range(1 + random.randrange(4))), reverse=True
        )
        return RankPoints(tuple(points)), direction
    clip = (Fraction(-random.randrange(50)), Fraction(50 + random.randrange(100)))
    return PercentOfFirst(clip if random.random() < 0.5 else None), direction


def curve(random: Random, direction: Direction) -> Curve:
    """Two to five knots: rising, falling or with its best inside; jumps, flat stretches and clips too."""
    count = 2 + random.randrange(4)
    readings = sorted(random.sample(range(-40, 220), count))
    if random.random() < 0.2:
        place = random.randrange(count - 1)
        readings[place] = readings[place + 1]
    scores = sorted(random.randrange(121) for _ in range(count))
    if count > 2 and readings[0] == readings[-1]:
        readings[-1] += 10
    if direction is Direction.LOWER:
        scores.reverse()
    if direction is Direction.TARGET:
        peak = random.randrange(count)
        scores = scores[:peak] + scores[peak:][::-1]
    if readings[0] == readings[-1]:
        readings[-1] += 10
    clip = None
    if random.random() < 0.3:
        clip = (Fraction(min(scores) - random.randrange(30)), Fraction(max(scores) + random.randrange(30)))
    by = random.choice((1, 1, 2, 7))
    return Curve(
        tuple((Fraction(one, by), Fraction(score)) for one, score in zip(readings, scores, strict=True)), clip
    )


def _cells(
    random: Random, edition: Edition, rows: Mapping[tuple[str, str], int]
) -> dict[tuple[str, str], Tally]:
    found = {}
    for unit in edition.units.units:
        for kpi in edition.kpis:
            term, base = kpi.measure.rows, kpi.measure.base
            known = (unit.id, term.source) in rows
            below = base is not None and (unit.id, base.source) in rows
            if (known or below) and random.random() < 0.9:
                found[unit.id, kpi.id] = tally(random, kpi.measure.kind, rows=known, base=below)
    return found


def tally(random: Random, kind: Kind, *, rows: bool, base: bool) -> Tally:
    """Sums such as rows of that kind leave; all 0 now and then."""
    n = random.randrange(12) if rows else 0
    if kind in QUOTIENTS:
        total = random.randrange(60) if n else 0
        return Tally(n=n, weight=n, total=total, base=random.choice((0, 7, 40, 300)) if base else 0)
    weight = n * random.choice((1, 1, 1, 5000, 12_345)) if n else 0
    if kind is Kind.PERCENTILE:
        values = sorted(random.sample(range(-5, 90), min(n, 1 + random.randrange(4))))
        counts = [1] * len(values)
        for _ in range(n - len(values)):
            counts[random.randrange(len(counts))] += 1
        return Tally(n=n, weight=weight, histogram=tuple(zip(values, counts, strict=True)))
    hits = random.randrange(weight + 1)
    if kind is Kind.NPS:
        return Tally(n=n, weight=weight, promoters=hits, detractors=random.randrange(weight - hits + 1))
    return Tally(n=n, weight=weight, total=random.randrange(100) * weight, hits=hits)


def _earlier(random: Random, edition: Edition) -> dict[str, dict[str, list[Fraction | None]]]:
    return {
        kpi.id: {
            unit.id: [
                Fraction(random.randrange(-30, 200), 2) if random.random() < 0.7 else None
                for _ in range(kpi.months_back)
            ]
            for unit in edition.units.units
        }
        for kpi in edition.kpis
        if kpi.months_back
    }


def _level(identity: str) -> int:
    return [level.id for level in LEVELS].index(identity)
