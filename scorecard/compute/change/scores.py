"""A KPI's score between two periods: what its reading did, and what its rule did."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import NamedTuple

from scorecard.compute.change.parts import parts
from scorecard.model.change import Cause, Stated
from scorecard.model.earned import earned
from scorecard.model.scoring import Curve, Deduction
from scorecard.model.slopes import slopes

_NONE = Fraction(0)


class Part(NamedTuple):
    """A part of a score's change: ``points`` of the score, ``natural`` in the reading's unit."""

    cause: Cause
    member: str
    points: Fraction
    natural: Fraction | None


def scores(
    before: Stated, start: Fraction, after: Stated, end: Fraction, moved: Collection[str]
) -> Iterator[Part]:
    """The parts of a KPI's Δs, adding up to ``end`` - ``start``: its scores, which both sides have.

    With f⁰(v⁰) = s⁰ and f¹(v¹) = s¹: performance = ½[f⁰(v¹) − f⁰(v⁰) + f¹(v¹) − f¹(v⁰)], the rest is the
    target's. Where one of the two scorings across does not exist, the other one counts alone; where neither
    does, all is the target's. Another measure makes all of it the definition's. ``moved``: see ``parts``.
    """
    if before.measure != after.measure:
        yield Part(Cause.DEFINITION, "", end - start, None)
        return
    old_rule, new_rule = _across(before, after, end), _across(after, before, start)
    moves = [old_rule - start] if old_rule is not None else []
    moves += [end - new_rule] if new_rule is not None else []
    performance = sum(moves, _NONE) / len(moves) if moves else _NONE
    yield Part(Cause.TARGET, "", end - start - performance, None)
    yield from _performance(before, after, performance, moved)


def _across(judge: Stated, judged: Stated, score: Fraction) -> Fraction | None:
    """What the readings of one side earn by the other side's rule; None where the rule cannot tell.

    A rule that looks back or around needs readings collected for a rule that does. Nothing delivered earns
    its own ``score`` by any rule.
    """
    readings = judged.readings
    if not readings:
        return score
    if isinstance(judge.rule, Curve):
        own = readings[0]
        return None if own is None else earned(judge.rule, judge.direction, (own,))[0]
    if isinstance(judged.rule, Curve):
        return None
    if isinstance(judge.rule, Deduction) is not isinstance(judged.rule, Deduction):
        return None
    return earned(judge.rule, judge.direction, readings)[0]


def _performance(before: Stated, after: Stated, points: Fraction, moved: Collection[str]) -> Iterator[Part]:
    start, end = (one.readings[0] if one.readings else None for one in (before, after))
    if start is None or end is None:
        yield Part(Cause.RATE, "", points, None)
    elif isinstance(before.rule, Curve) and isinstance(after.rule, Curve):
        rate = points / (end - start) if end != start else _steepness(before.rule, after.rule, end)
        for one in parts((start, before.parts), (end, after.parts), moved):
            yield Part(one.cause, one.member, rate * one.natural, one.natural)
    else:
        yield Part(Cause.RATE, "", points, end - start)


def _steepness(old: Curve, new: Curve, value: Fraction) -> Fraction:
    """Points per unit of a reading that did not move: any would be exact, the mean slope is the nearest."""
    return sum((*slopes(old, value), *slopes(new, value)), _NONE) / 4
