"""``cards``: how often chance alone gives a card, or a new last place, among units that are all alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from random import Random

from bench.figure import tell
from scorecard.compute.evidence import (
    card,
    composite,
    correlation,
    error,
    interval,
    rank_sets,
    scored_interval,
)
from scorecard.compute.rank import rank
from scorecard.model.curve import scored
from scorecard.model.joint import Joint
from scorecard.model.kpi import Direction, Kind, Measure, Term
from scorecard.model.rounding import half_up
from scorecard.model.scoring import Curve
from scorecard.model.tally import Tally

_SEED = 2026
_MONTHS = 1_000
_ANSWERS = 50
_WORSE = 1.0
"""Points of ten by which the one truly bad unit is worse at every question."""
_WORDS = Term("survey", (), "score")


def _curve(*knots: tuple[int, int]) -> Curve:
    return Curve(tuple((Fraction(reading), Fraction(score)) for reading, score in knots))


_KPIS = (
    (Measure(Kind.MEAN, _WORDS), _curve((6, 0), (8, 80), (9, 100))),
    (Measure(Kind.MEAN, _WORDS), _curve((5, 0), (9, 100))),
    (Measure(Kind.TOP_BOX, _WORDS, at=9), _curve((0, 0), (60, 100))),
    (Measure(Kind.NPS, _WORDS, promoters=9, detractors=6), _curve((-60, 0), (60, 100))),
)
Month = tuple[bool, ...]
"""Of each unit, whether it got a card."""


@dataclass(frozen=True, slots=True)
class Months:
    """``cards``: of each month; ``last``: the unit that a plain ranking puts last in it."""

    cards: tuple[Month, ...]
    last: tuple[int, ...]


def cards() -> None:
    """The card rate of 1,000 months of identical units, beside that of a plain ranking; and a bad unit's."""
    for units in (14, 30):
        found = simulated(units, _MONTHS)
        told = sum(any(month) for month in found.cards)
        tell(f"months_with_a_card_{units}_alike", 100 * told / _MONTHS, "%", "<= 5")
        changed = sum(one != other for one, other in pairwise(found.last)) / (_MONTHS - 1)
        tell(f"months_with_another_last_place_{units}_alike", 100 * changed, "%")
    found = simulated(14, _MONTHS // 10, worse=_WORSE)
    tell(
        "months_in_which_the_bad_unit_gets_its_card",
        100 * sum(month[0] for month in found.cards) / len(found.cards),
        "%",
        ">= 80",
    )
    innocent = sum(any(month[1:]) for month in found.cards) / len(found.cards)
    tell("months_with_a_card_beside_it", 100 * innocent, "%", "<= 5")


def simulated(units: int, months: int, *, worse: float = 0.0) -> Months:
    """Months of units that all answer alike, but for the first, which is ``worse`` at every question."""
    draw = Random(_SEED)
    told, last = [], []
    for _ in range(months):
        scores: dict[str, Decimal] = {}
        errors: dict[str, float | None] = {}
        for unit in range(units):
            name = f"{unit:03d}"
            scores[name], errors[name] = _unit(list(_answers(draw, worse if unit == 0 else 0.0)))
        sets, ranks = rank_sets(scores, errors), rank(scores)
        told.append(tuple(card(sets[name], units) for name in sorted(scores)))
        last.append(int(max(ranks, key=lambda name: (ranks[name], name))))
    return Months(tuple(told), tuple(last))


def _answers(draw: Random, worse: float) -> Iterator[tuple[int, ...]]:
    """One respondent after the other: a mood of their own, and each question's noise around it."""
    for _ in range(_ANSWERS):
        mood = draw.gauss(7.8 - worse, 1.0)
        yield tuple(max(1, min(10, round(draw.gauss(mood, 1.0)))) for _ in _KPIS)


def _unit(answers: Sequence[tuple[int, ...]]) -> tuple[Decimal, float | None]:
    """The printed score of a unit and its standard error, as a month computes them."""
    said = [_said(measure, [row[place] for row in answers]) for place, (measure, _) in enumerate(_KPIS)]
    tallies = [
        _tally(measure, values, [row[place] for row in answers])
        for place, ((measure, _), values) in enumerate(zip(_KPIS, said, strict=True))
    ]
    parts, weight = {}, Fraction(1, len(_KPIS))
    for place, (measure, curve) in enumerate(_KPIS):
        reading = _reading(measure, tallies[place])
        found = interval(measure, tallies[place])
        scope = None if found is None else scored_interval(curve, Direction.HIGHER, found, (reading,))
        parts[str(place)] = weight, scored(curve, reading), scope
    together = {
        (str(left), str(right)): correlation(
            (_KPIS[left][0], tallies[left]),
            (_KPIS[right][0], tallies[right]),
            _joint(said[left], said[right]),
        )
        for left, right in combinations(range(len(_KPIS)), 2)
    }
    score = sum((one * own for one, own, _ in parts.values()), Fraction(0))
    whole = composite(score, parts, together)
    return half_up(score, 2), None if whole is None else error(score, whole)


def _said(measure: Measure, rows: Sequence[int]) -> list[int]:
    if measure.kind is Kind.MEAN:
        return list(rows)
    if measure.kind is Kind.NPS:
        return [(one >= (measure.promoters or 0)) - (one <= (measure.detractors or 0)) for one in rows]
    return [int(one >= (measure.at or 0)) for one in rows]


def _tally(measure: Measure, said: Sequence[int], rows: Sequence[int]) -> Tally:
    n = len(rows)
    if measure.kind is Kind.NPS:
        return Tally(
            n,
            n,
            sum(rows),
            sum(one * one for one in rows),
            promoters=said.count(1),
            detractors=said.count(-1),
        )
    hits = sum(said) if measure.kind is Kind.TOP_BOX else 0
    return Tally(n, n, sum(rows), sum(one * one for one in rows), hits=hits)


def _reading(measure: Measure, tally: Tally) -> Fraction:
    if measure.kind is Kind.MEAN:
        return Fraction(tally.total, tally.n)
    if measure.kind is Kind.NPS:
        return Fraction(100 * (tally.promoters - tally.detractors), tally.n)
    return Fraction(100 * tally.hits, tally.n)


def _joint(left: Sequence[int], right: Sequence[int]) -> Joint:
    return Joint(
        len(left), sum(left), sum(right), sum(one * other for one, other in zip(left, right, strict=True))
    )
