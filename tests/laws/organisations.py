"""Random organisations on two sides: what a change can be between.

Several processes and KPIs that come, go and miss data; curves that rise, fall, jump and lie flat, and rules
that look back or around; parts without volume or with readings reported apart; departments that merge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import assume
from hypothesis import strategies as st

from scorecard.compute.change import change
from scorecard.model.change import Cell, Change, Side, Stated
from scorecard.model.earned import earned
from scorecard.model.kpi import Direction
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints, Scoring

PROCESSES = ("p0", "p1", "p2")
MEMBERS = ("m0", "m1", "m2", "m3")
DEPARTMENTS = ("d0", "d1", "d2")
ANSWERING = (*DEPARTMENTS, "unassigned")
ENDED = ("e0", "e1")
WHOLE = 10_000

READINGS = st.integers(-30, 630).map(lambda whole: Fraction(whole, 6))
SCORES = st.integers(0, 840).map(lambda whole: Fraction(whole, 7))
AMOUNTS = st.integers(0, 200).map(lambda whole: Fraction(whole, 5))
DIRECTIONS = st.sampled_from((Direction.HIGHER, Direction.LOWER))
VOLUMES = st.sampled_from((3, 1, 2, 5, 0))
WEIGHTS = st.sampled_from((1, 2, 3, 4, 0))
MINIMA = st.sampled_from((Fraction(0), Fraction(1, 4), Fraction(1, 2)))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides of one unit, and the members that belong to another unit on the other side."""

    before: Side
    after: Side
    moved: frozenset[str]


def seldom(draw: st.DrawFn, *, of: int = 5) -> bool:
    """True once in so many draws."""
    return draw(st.integers(1, of)) == of


@st.composite
def curves(draw: st.DrawFn, direction: Direction) -> Curve:
    """Two to five knots; equal readings are a jump, equal scores lie flat."""
    readings = sorted(draw(st.lists(READINGS, min_size=2, max_size=4, unique=True)))
    if draw(st.booleans()):
        readings = sorted([*readings, draw(st.sampled_from(readings))])
    scores = sorted(draw(st.lists(SCORES, min_size=len(readings), max_size=len(readings))))
    if direction is Direction.LOWER:
        scores.reverse()
    clip = draw(st.sampled_from((None, (Fraction(0), Fraction(120)))))
    return Curve(tuple(zip(readings, scores, strict=True)), clip)


FADING = st.builds(Deduction, SCORES, READINGS, AMOUNTS, AMOUNTS, AMOUNTS, st.integers(1, 3))
RANKED = st.lists(SCORES, min_size=1, max_size=4).map(
    lambda points: RankPoints(tuple(sorted(points, reverse=True)))
)
OTHERS = st.one_of(FADING, RANKED, st.just(PercentOfFirst()))


def rules(draw: st.DrawFn, direction: Direction) -> Scoring:
    """Mostly a curve."""
    return draw(OTHERS) if seldom(draw, of=3) else draw(curves(direction))


@st.composite
def cells(draw: st.DrawFn, *, all_there: bool) -> dict[str, Cell]:
    """Members with their volumes, some of them 0."""
    found = {}
    for member in MEMBERS:
        volume = Fraction(draw(st.integers(1, 6) if all_there else VOLUMES))
        if volume or draw(st.booleans()):
            found[member] = Cell(volume, draw(READINGS) if volume else None)
    return found


def mean(parts: dict[str, Cell]) -> Fraction | None:
    """Σ volume·value / Σ volume; None without volume."""
    whole = sum((cell.volume for cell in parts.values()), Fraction(0))
    weighed = (cell.volume * cell.value for cell in parts.values() if cell.value is not None)
    return sum(weighed, Fraction(0)) / whole if whole else None


@st.composite
def splits(draw: st.DrawFn, departments: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Shares of up to three of them in whole percents."""
    low, high = sorted((draw(st.integers(0, 100)), draw(st.integers(0, 100))))
    names = draw(st.permutations(departments))
    cut = zip(names, (low, high - low, 100 - high), strict=False)
    return tuple((name, part * 100) for name, part in cut)


@st.composite
def filled(draw: st.DrawFn, one: Stated, *, gaps: bool) -> Stated:
    """The KPI with readings of its own, parts and a score; or with gaps, without."""
    if gaps and seldom(draw):
        return replace(one, score=Fraction(0) if seldom(draw, of=3) else None)
    parts: dict[str, Cell] = {}
    own = draw(READINGS)
    if isinstance(one.rule, Curve):
        if not seldom(draw, of=4):
            parts = draw(cells(all_there=not gaps))
            pooled = mean(parts)
            own = own if pooled is None or (gaps and seldom(draw)) else pooled
        readings: tuple[Fraction | None, ...] = (own,)
    elif isinstance(one.rule, Deduction):
        readings = (own, *draw(st.lists(st.none() | READINGS, max_size=3)))
    else:
        readings = (own, *draw(st.lists(READINGS, max_size=3)))
    score = earned(one.rule, one.direction, readings)[0]
    return replace(one, readings=readings, score=score, parts=parts)


@st.composite
def declared(draw: st.DrawFn, weights: st.SearchStrategy[int], departments: tuple[str, ...]) -> Stated:
    """A KPI without data."""
    process, direction = draw(st.sampled_from(PROCESSES)), draw(DIRECTIONS)
    shares = draw(splits(departments))
    return Stated(process, draw(weights), "mean", direction, rules(draw, direction), shares)


@st.composite
def declared_later(
    draw: st.DrawFn, one: Stated, *, redefined: bool, weights: st.SearchStrategy[int] | None
) -> Stated:
    """The KPI as it is declared on the later side, with other shares in any case."""
    found = replace(one, shares=draw(splits(ANSWERING)))
    if redefined and seldom(draw, of=3):
        found = replace(found, rule=rules(draw, one.direction))
    if redefined and seldom(draw, of=8):
        found = replace(found, measure="top_box")
    if weights is not None and seldom(draw, of=3):
        found = replace(found, weight=draw(weights))
    if weights is not None and seldom(draw, of=8):
        found = replace(found, process=draw(st.sampled_from(PROCESSES)))
    return found


@st.composite
def pairs(
    draw: st.DrawFn,
    *,
    redefined: bool = True,
    reweighted: bool = True,
    gaps: bool = True,
    reorganised: bool = True,
) -> Pair:
    """Two sides. ``redefined``: rules and measures may change; ``reweighted``: weights may, and KPIs and
    processes come, go and move; ``gaps``: data and members may be missing; ``reorganised``: departments may
    have ended, with successors.
    """
    weights = WEIGHTS if reweighted else st.integers(1, 4)
    old: dict[str, Stated] = {}
    new: dict[str, Stated] = {}
    for number in range(draw(st.integers(3, 7))):
        first = draw(declared(weights, (*ANSWERING, *ENDED) if reorganised else ANSWERING))
        last = draw(declared_later(first, redefined=redefined, weights=weights if reweighted else None))
        where = draw(st.integers(0, 7)) if reweighted else 0
        if where != 7:
            old[f"k{number}"] = draw(filled(first, gaps=gaps))
        if where != 6:
            new[f"k{number}"] = draw(filled(last, gaps=gaps))
    heavy = tuple((process, draw(weights)) for process in PROCESSES)
    light = tuple((process, draw(weights)) for process in PROCESSES) if draw(st.booleans()) else heavy
    return Pair(
        Side(heavy, old, draw(MINIMA), departments=frozenset((*DEPARTMENTS, *ENDED))),
        Side(
            light if reweighted else heavy,
            new,
            draw(MINIMA),
            successors=draw(inheritances()) if reorganised else {},
            departments=frozenset(DEPARTMENTS),
        ),
        draw(st.sampled_from((frozenset(), frozenset({"m0"}), frozenset({"m1", "m3"})))),
    )


@st.composite
def inheritances(draw: st.DrawFn) -> dict[str, dict[str, Fraction]]:
    """Each department that ended -> what of it went to which."""
    return {
        ended: {name: Fraction(share, WHOLE) for name, share in draw(splits(ANSWERING))} for ended in ENDED
    }


def rescored(one: Stated, like: Stated) -> Stated:
    """``one`` with the readings and parts of ``like``, scored by its own rule."""
    score = like.score
    if like.readings:
        own = like.readings[:1] if isinstance(one.rule, Curve) else like.readings
        score = earned(one.rule, one.direction, own)[0]
    return replace(one, readings=like.readings, parts=like.parts, score=score)


def changed(pair: Pair) -> Change:
    """The change between the sides; draws without an index on one of them are not counted."""
    found = change(pair.before, pair.after, moved=pair.moved)
    assume(found is not None)
    return found
