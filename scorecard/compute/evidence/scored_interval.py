"""The interval of a score: what the rule makes of the readings that chance leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from scorecard.model.earned import earned
from scorecard.model.evidence import Interval
from scorecard.model.kpi import Direction
from scorecard.model.scoring import Curve, Scoring


def scored_interval(
    rule: Scoring, direction: Direction, interval: Interval, readings: Sequence[Fraction | None]
) -> Interval:
    """The least and the most that the rule gives to any reading of ``interval``, of the same basis.

    ``readings``: the reading itself first, not None, as it is scored: of ``interval``, or, for a rule that
    compares readings as printed, a rounding beside it. Then the context that ``earned`` looks at: the months
    before for a deduction, the other units of the level for a rule that compares them. It stays as it is:
    only the own reading is moved. Every rule but a curve never turns, so the ends of the interval bound it;
    a curve may (target is best), and may jump: its knots inside count too, on both sides of a jump, though
    the lower side is only approached. Valid where the delta method is not: at knots and on flat stretches
    (methods A).
    """
    own, *context = readings
    scores = [
        earned(rule, direction, (reading, *context))[0] for reading in (interval.low, own, interval.high)
    ]
    if isinstance(rule, Curve):
        scores.extend(_inside(rule, interval))
    return Interval(min(scores), max(scores), interval.basis)


def _inside(rule: Curve, interval: Interval) -> Iterator[Fraction]:
    """Scores at, or approached at, the knots that lie in the interval; at its ends only from within.

    Where ``clip`` lets the outermost segments go on, they go on without a turn, so no knot is missing.
    """
    knots = rule.knots
    for place, (reading, score) in enumerate(knots):
        first = place == 0 or knots[place - 1][0] != reading
        last = place == len(knots) - 1 or knots[place + 1][0] != reading
        if (
            interval.low < reading < interval.high
            or (reading == interval.low < interval.high and last)
            or (interval.low < interval.high == reading and first)
        ):
            yield score
