"""What is wrong with a scoring rule as written: one small check a flaw, all flaws at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from scorecard.definitions.compile_scoring import ALL, NONE, POLICY, written_best_first
from scorecard.definitions.scoring import (
    BandsSpec,
    BaseChallengeSpec,
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

Path = tuple[str | int, ...]
HIGHEST = Decimal(150)
LONGEST = 24
_TWO_SCORES = "One reading would have two scores, or a better reading a lower one."
_ALIKE = "Every unit would earn the same, whatever it does."
_SCALE = "Scores of different KPIs are added: one beyond the scale would outweigh the others."


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with a rule; ``path`` leads from the rule to the value."""

    path: Path
    code: str
    what: str
    why: str
    remedy: str


def flaws(
    spec: RuleSpec, direction: Direction, *, scores: tuple[Decimal, Decimal, Decimal] = POLICY
) -> Iterator[Flaw]:
    """Everything that keeps the rule from being compiled; ``scores``: of floor, target, stretch."""
    yield from _direction_fits(spec, direction)
    yield from _readings_are_ordered(spec, direction)
    if isinstance(spec, KnotsSpec | BandsSpec):
        yield from _points_make_a_curve(spec, direction)
    for path, score in _written_scores(spec):
        yield from _is_a_score(path, score)
    if isinstance(spec, BaseChallengeSpec):
        yield from _scores_rise(spec)
    if isinstance(spec, RankPointsSpec):
        yield from _points_fall(spec)
    if isinstance(spec, DeductionSpec):
        yield from _deduction_is_one(spec)
    if isinstance(spec, ClippedSpec):
        yield from _clip_encloses(spec, scores)


def _direction_fits(spec: RuleSpec, direction: Direction) -> Iterator[Flaw]:
    best = isinstance(spec, TargetBestSpec)
    if best is (direction is Direction.TARGET):
        return
    what = f"the rule {spec.rule} cannot score a KPI whose direction is {direction}"
    if best:
        remedy = "Write 'direction: target', or choose another rule."
    else:
        remedy = "Write 'rule: target_best', or say whether a higher or a lower reading is better."
    yield Flaw(("rule",), "scoring.direction", what, _TWO_SCORES, remedy)


def _readings_are_ordered(spec: RuleSpec, direction: Direction) -> Iterator[Flaw]:
    """Single readings: each lies beyond the one before it, in the direction that is better."""
    keys, turns = _ordered_keys(spec)
    falling = turns and direction is Direction.LOWER
    sign, beyond = (">", "below") if falling else ("<", "above")
    for before, after in pairwise(keys):
        first, second = getattr(spec, before), getattr(spec, after)
        if first > second if falling else first < second:
            continue
        better = f", but {direction} is better" if turns else ""
        what = f"{before} {first} and {after} {second}{better}"
        remedy = f"Let {after} lie {beyond} {before}: {f' {sign} '.join(keys)}."
        yield Flaw((after,), "scoring.order", what, _TWO_SCORES, remedy)


def _ordered_keys(spec: RuleSpec) -> tuple[tuple[str, ...], bool]:
    """Keys whose readings rise, and whether they fall instead where lower is better."""
    match spec:
        case FloorTargetStretchSpec():
            return ("floor", "target", "stretch"), True
        case BaseChallengeSpec():
            return ("base", "challenge"), True
        case MinMaxSpec():
            return ("low", "high"), False
        case TargetBestSpec():
            return ("low", "target", "high"), False
        case _:
            return (), False


def _points_make_a_curve(spec: KnotsSpec | BandsSpec, direction: Direction) -> Iterator[Flaw]:
    """At least two points, in order of reading, with scores that rise from the worst to the best."""
    points = spec.knots if isinstance(spec, KnotsSpec) else spec.bands
    if len(points) < 2:
        what = f"{spec.rule} has {len(points)} of the two entries that it takes at least"
        yield Flaw((spec.rule,), "scoring.few", what, _ALIKE, "Write the worst and the best one at least.")
        return
    written = list(enumerate(points))
    found = [*_out_of_order(spec, written), *_repeated(spec, written)]
    yield from found
    if not found:
        worst_first = written[::-1] if written_best_first(points, direction) else written
        yield from _falling(spec.rule, worst_first)


def _out_of_order(spec: KnotsSpec | BandsSpec, written: list[tuple[int, Points]]) -> Iterator[Flaw]:
    down = written[0][1][0] > written[-1][1][0]
    for (_, (before, _)), (index, (reading, _)) in pairwise(written):
        if reading > before if down else reading < before:
            what = f"the reading {reading} stands after {before}, against the order of the others"
            remedy = "Write the readings in rising or in falling order throughout."
            yield Flaw((spec.rule, index), "scoring.order", what, _TWO_SCORES, remedy)


def _repeated(spec: KnotsSpec | BandsSpec, written: list[tuple[int, Points]]) -> Iterator[Flaw]:
    """Equal readings side by side: a jump if they are two knots with two scores, else a slip."""
    jumps = isinstance(spec, KnotsSpec)
    for place, (index, (reading, score)) in enumerate(written[1:]):
        same = [other for _, (one, other) in written[: place + 1] if one == reading]
        if not same or (jumps and len(same) == 1 and same != [score]):
            continue
        what = f"the reading {reading} stands here once more"
        remedy = "Write it once" + (", or twice with two scores where the score jumps." if jumps else ".")
        yield Flaw((spec.rule, index), "scoring.twice", what, _TWO_SCORES, remedy)


def _falling(rule: str, worst_first: list[tuple[int, Points]]) -> Iterator[Flaw]:
    for (_, (worse, low)), (index, (better, high)) in pairwise(worst_first):
        if high < low:
            what = f"the reading {better} earns {high}, the worse reading {worse} earns {low}"
            remedy = "Let the scores rise from the worst reading to the best, or change the direction."
            yield Flaw((rule, index), "scoring.falls", what, _TWO_SCORES, remedy)
    scores = {score for _, (_, score) in worst_first}
    if len(scores) == 1:
        what = f"every reading earns {scores.pop()}"
        yield Flaw((rule,), "scoring.flat", what, _ALIKE, "Let the best reading earn more than the worst.")


def _written_scores(spec: RuleSpec) -> Iterator[tuple[Path, Decimal]]:
    match spec:
        case KnotsSpec():
            yield from (((spec.rule, index, 1), score) for index, (_, score) in enumerate(spec.knots))
        case BandsSpec():
            yield from (((spec.rule, index, 1), score) for index, (_, score) in enumerate(spec.bands))
        case RankPointsSpec():
            yield from ((("points", index), score) for index, score in enumerate(spec.points))
        case BaseChallengeSpec():
            yield from (((key,), getattr(spec, key)) for key in ("below", "base_score", "challenge_score"))
        case DeductionSpec():
            yield ("full",), spec.full
        case _:
            pass
    if isinstance(spec, ClippedSpec):
        yield from ((("clip", index), score) for index, score in enumerate(spec.clip or ()))


def _is_a_score(path: Path, score: Decimal) -> Iterator[Flaw]:
    if not NONE <= score <= HIGHEST:
        what = f"the score {score} lies outside 0 to {HIGHEST}"
        yield Flaw(path, "scoring.range", what, _SCALE, f"Write a score from 0 to {HIGHEST}.")


def _scores_rise(spec: BaseChallengeSpec) -> Iterator[Flaw]:
    keys = ("below", "base_score", "challenge_score")
    for before, after in pairwise(keys):
        low, high = getattr(spec, before), getattr(spec, after)
        if low > high:
            what = f"{before} {low} is above {after} {high}"
            remedy = f"Let {' <= '.join(keys)}."
            yield Flaw((after,), "scoring.falls", what, _TWO_SCORES, remedy)
    if spec.below == spec.base_score == spec.challenge_score:
        what = f"every reading earns {spec.below}"
        remedy = "Let the challenge earn more than what misses the base."
        yield Flaw(("challenge_score",), "scoring.flat", what, _ALIKE, remedy)


def _points_fall(spec: RankPointsSpec) -> Iterator[Flaw]:
    points = spec.points
    for index, (before, after) in enumerate(pairwise(points), start=1):
        if after > before:
            what = f"rank {index + 1} earns {after}, the better rank {index} only {before}"
            remedy = "Let the points fall from rank 1 on."
            yield Flaw(("points", index), "scoring.falls", what, "A better rank would earn less.", remedy)
    if len(set(points)) < 2:
        what = f"every rank earns {points[0]}" if points else "no rank has points"
        yield Flaw(
            ("points",), "scoring.flat", what, _ALIKE, "Write points that fall, such as [100, 95, 90]."
        )


def _deduction_is_one(spec: DeductionSpec) -> Iterator[Flaw]:
    why = "Bad months would cost nothing, or even earn points."
    if spec.full == 0:
        what, remedy = "full 0 leaves nothing to deduct from", "Write the score of a month without a fault."
        yield Flaw(("full",), "scoring.flat", what, _ALIKE, remedy)
    for key in ("per", "most"):
        if getattr(spec, key) <= 0:
            what = f"{key} {getattr(spec, key)} is not above 0"
            yield Flaw((key,), "scoring.deduction", what, why, "Write a number above 0.")
    if spec.recover < 0:
        what = f"recover {spec.recover} is below 0"
        why = "A deduction would grow from month to month."
        yield Flaw(("recover",), "scoring.deduction", what, why, "Write 0 or the points given back a month.")
    if not 1 <= spec.months <= LONGEST:
        what = f"months {spec.months} lies outside 1 to {LONGEST}"
        why = "A deduction counts in its own month at least, and not for ever."
        yield Flaw(("months",), "scoring.months", what, why, f"Write a whole number from 1 to {LONGEST}.")


def _clip_encloses(spec: ClippedSpec, scores: tuple[Decimal, ...]) -> Iterator[Flaw]:
    """The clip's low end is below its high end, and neither cuts a score that the rule names."""
    if spec.clip is None:
        return
    low, high = spec.clip
    named = _clipped_scores(spec, scores)
    if low >= high or (isinstance(spec, PercentOfFirstSpec) and low == ALL):
        what = f"clip [{low}, {high}] leaves no score but one"
        yield Flaw(("clip",), "scoring.clip", what, _ALIKE, "Write the lowest score first, as [0, 120].")
    elif cut := [score for score in named if not low <= score <= high]:
        what = f"clip [{low}, {high}] cuts off the score {cut[0]}"
        why = "A score that the rule names would never be earned."
        yield Flaw(("clip",), "scoring.clip", what, why, f"Let it reach from {min(named)} to {max(named)}.")


def _clipped_scores(spec: ClippedSpec, scores: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """The scores that the rule names, apart from its clip."""
    match spec:
        case FloorTargetStretchSpec():
            return scores
        case MinMaxSpec():
            return NONE, ALL
        case PercentOfFirstSpec():
            return (ALL,)
        case KnotsSpec():
            return tuple(score for _, score in spec.knots)
        case BaseChallengeSpec():
            return spec.below, spec.base_score, spec.challenge_score
