"""From a rule as written to the scoring rule that is computed: most rules become one curve."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from scorecard.definitions.scoring import (
    BandsSpec,
    BaseChallengeSpec,
    BinarySpec,
    ClippedSpec,
    DeductionSpec,
    FloorTargetStretchSpec,
    KnotsSpec,
    MinMaxSpec,
    PercentOfFirstSpec,
    Points,
    RankPointsSpec,
    RuleSpec,
    TargetBestSpec,
)
from scorecard.model.kpi import Direction
from scorecard.model.scoring import Curve, Deduction, Knot, PercentOfFirst, Range, RankPoints, Scoring

NONE, ALL = Decimal(0), Decimal(100)
_Monotone = FloorTargetStretchSpec | KnotsSpec | BandsSpec | MinMaxSpec | BinarySpec | BaseChallengeSpec
POLICY = (NONE, Decimal(80), ALL)


def compile_scoring(
    spec: RuleSpec, direction: Direction, *, scores: tuple[Decimal, Decimal, Decimal] = POLICY
) -> Scoring:
    """The rule in its normal form, exactly. The spec has no flaw.

    ``scores``: of floor, target and stretch, by the policy; only ``floor_target_stretch`` uses them.
    """
    match spec:
        case DeductionSpec():
            full, free, per, most, recover = map(
                Fraction, (spec.full, spec.free, spec.per, spec.most, spec.recover)
            )
            return Deduction(full, free, per, most, recover, spec.months)
        case RankPointsSpec():
            return RankPoints(tuple(map(Fraction, spec.points)))
        case PercentOfFirstSpec():
            return PercentOfFirst(_range(spec.clip))
        case TargetBestSpec():
            return Curve(_exact(((spec.low, NONE), (spec.target, ALL), (spec.high, NONE))))
        case _:
            points = _worst_first(spec, direction, scores)
            clip = spec.clip if isinstance(spec, ClippedSpec) else None
            rising = points[::-1] if direction is Direction.LOWER else points
            return Curve(_exact(rising), _range(clip))


def written_best_first(points: tuple[Points, ...], direction: Direction) -> bool:
    """Whether a list of (reading, score) begins with the best reading: both orders may be written."""
    first, last = points[0], points[-1]
    if first[0] == last[0]:
        return first[1] > last[1]
    return (first[0] > last[0]) is (direction is not Direction.LOWER)


def _worst_first(spec: _Monotone, direction: Direction, scores: tuple[Decimal, ...]) -> tuple[Points, ...]:
    """The knots of a monotone rule from the worst reading to the best."""
    match spec:
        case FloorTargetStretchSpec():
            return tuple(zip((spec.floor, spec.target, spec.stretch), scores, strict=True))
        case KnotsSpec():
            return _turned(spec.knots, direction)
        case BandsSpec():
            return tuple(_steps(_turned(spec.bands, direction)))
        case MinMaxSpec():
            worse, better = spec.low, spec.high
            if direction is Direction.LOWER:
                worse, better = better, worse
            return (worse, NONE), (better, ALL)
        case BinarySpec():
            return (spec.at, NONE), (spec.at, ALL)
        case BaseChallengeSpec():
            jump = (spec.base, spec.below), (spec.base, spec.base_score)
            return *jump, (spec.challenge, spec.challenge_score)


def _turned(points: tuple[Points, ...], direction: Direction) -> tuple[Points, ...]:
    return points[::-1] if written_best_first(points, direction) else points


def _steps(bands: tuple[Points, ...]) -> Iterator[Points]:
    """At each band's reading a jump from the score of the band before it."""
    yield bands[0]
    for (_, before), (reading, score) in pairwise(bands):
        yield reading, before
        yield reading, score


def _exact(points: tuple[Points, ...]) -> tuple[Knot, ...]:
    return tuple((Fraction(reading), Fraction(score)) for reading, score in points)


def _range(clip: Points | None) -> Range | None:
    return None if clip is None else (Fraction(clip[0]), Fraction(clip[1]))
