"""A worked example: readings that show the rule, their score step by step, and what becomes of it.

Each function gives the steps with the numbers put in, and the exact score in which they end.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scorecard.compute.dictionary.amounts import number, operand, printed
from scorecard.compute.dictionary.pieces import Piece, line, pieces, stretch
from scorecard.model.curve import scored
from scorecard.model.deducted import deducted
from scorecard.model.kpi import Direction, Kpi
from scorecard.model.percent_of_first import percent_of_first
from scorecard.model.phrases import Phrases
from scorecard.model.rank_points import rank_points
from scorecard.model.rounding import half_up
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints
from scorecard.model.text import Text

_NOTHING, _NEAR, _FULL = Fraction(0), Fraction(90), Fraction(100)
_PLACES = range(30)


@dataclass(frozen=True, slots=True)
class Worked:
    """Steps in words, and the score in which they end."""

    steps: tuple[Text, ...]
    score: Fraction


def worked(kpi: Kpi, say: Phrases) -> Worked:
    """The example that the KPI's own rule asks for."""
    match kpi.aim.scoring:
        case Curve() as curve:
            return of_reading(curve, kpi, telling(curve, kpi), say)
        case Deduction() as rule:
            return of_months(rule, kpi, _months(rule, kpi), say)
        case RankPoints() as rule:
            return _of_ranks(rule, kpi, say)
        case PercentOfFirst() as rule:
            return _of_first(rule, kpi, say)


def telling(curve: Curve, kpi: Kpi) -> Fraction:
    """Half way along the first sloping piece from the worst readings up, in the KPI's decimals where they do;
    of a curve of steps alone the reading at its first step.
    """
    found = pieces(curve, kpi.direction)
    for piece in found:
        if not piece.flat and piece.low is not None and piece.high is not None:
            middle = (piece.low + piece.high) / 2
            rounded = (Fraction(half_up(middle, kpi.decimals + more)) for more in _PLACES)
            return next((one for one in rounded if piece.low < one < piece.high), middle)
    step = found[0].low if kpi.direction is Direction.LOWER else found[0].high
    return curve.knots[0][0] if step is None else step


def of_reading(curve: Curve, kpi: Kpi, reading: Fraction, say: Phrases) -> Worked:
    """The score of one reading by a curve."""
    places, score = kpi.decimals, scored(curve, reading)
    piece = next(one for one in pieces(curve, kpi.direction) if _holds(one, reading))
    shown, where = _with_unit(reading, kpi, say), stretch(piece, places, say)
    first = say("dict_example_reading", reading=shown, range=where)
    if piece.flat:
        return Worked((first, say("dict_example_flat", score=printed(score))), score)
    sum_ = line(piece, operand(reading, places), places)
    return Worked((first, say("dict_example_score", sum=sum_, score=printed(score))), score)


def of_months(rule: Deduction, kpi: Kpi, readings: tuple[Fraction, ...], say: Phrases) -> Worked:
    """The score of one unit's readings by a deduction, this month's first."""
    steps, left = [], []
    for age, reading in enumerate(readings):
        cost, sum_ = _cost(rule, kpi, reading)
        words = {"sum": sum_, "points": number(cost)}
        key = "dict_example_this_month"
        if age:
            key = "dict_example_months_ago"
            rest = _above_nothing(
                f"{number(cost)} − {number(rule.recover)} · {age}", cost - rule.recover * age
            )
            words |= {
                "months": str(age),
                "rest": rest,
                "left": number(max(_NOTHING, cost - rule.recover * age)),
            }
        steps.append(say(key, reading=_with_unit(reading, kpi, say), **words))
        left.append(max(_NOTHING, cost - rule.recover * age))
    score = deducted(rule, kpi.direction, readings)
    sum_ = " − ".join([number(rule.full), *(number(one) for one in left)])
    shown = _above_nothing(sum_, rule.full - sum(left))
    steps.append(say("dict_example_score", sum=shown, score=printed(score)))
    return Worked(tuple(steps), score)


def _above_nothing(sum_: str, value: Fraction) -> str:
    """The sum, or where it would fall below 0 that it is cut there."""
    return sum_ if value >= 0 else f"max(0; {sum_})"


def _holds(piece: Piece, reading: Fraction) -> bool:
    below = piece.low is None or piece.low < reading or (piece.has_low and piece.low == reading)
    return below and (
        piece.high is None or reading < piece.high or (piece.has_high and piece.high == reading)
    )


def _months(rule: Deduction, kpi: Kpi) -> tuple[Fraction, ...]:
    """This month costs half of what a month can cost at most; the month before, if it counts, all of it."""
    sign = 1 if kpi.direction is Direction.LOWER else -1
    parts = (Fraction(1, 2), Fraction(1))[: rule.months]
    return tuple(
        Fraction(half_up(rule.free + sign * part * rule.most / rule.per, kpi.decimals)) for part in parts
    )


def _cost(rule: Deduction, kpi: Kpi, reading: Fraction) -> tuple[Fraction, str]:
    """What a month's reading costs, and the sum behind it."""
    free, own = operand(rule.free, kpi.decimals), operand(reading, kpi.decimals)
    lower = kpi.direction is Direction.LOWER
    beyond = reading - rule.free if lower else rule.free - reading
    sum_ = f"{number(rule.per)} · ({own} − {free})" if lower else f"{number(rule.per)} · ({free} − {own})"
    if beyond <= 0:
        return _NOTHING, "0"
    full = rule.per * beyond
    return (full, sum_) if full <= rule.most else (rule.most, f"min({number(rule.most)}; {sum_})")


def _of_ranks(rule: RankPoints, kpi: Kpi, say: Phrases) -> Worked:
    """Five units, two of them alike behind the first."""
    best = (5, 4, 4, 2, 1)
    sign = -1 if kpi.direction is Direction.LOWER else 1
    values = {str(place): Fraction(sign * value) for place, value in enumerate(best)}
    points = list(rank_points(rule, kpi.direction, values).values())
    ranks = [1 + sum(other > value for other in best) for value in best]
    shown = say.join("dict_comma", (_alike(str(one)) for one in ranks))
    scores = say.join("dict_comma", (_alike(printed(one)) for one in points))
    first = say("dict_example_ranks", ranks=shown, scores=scores)
    return Worked((first, say("dict_example_second", score=printed(points[1]))), points[1])


def _of_first(rule: PercentOfFirst, kpi: Kpi, say: Phrases) -> Worked:
    """One of the two readings is 100, the other 90: the first is the better one."""
    lower = kpi.direction is Direction.LOWER
    best, own = (_NEAR, _FULL) if lower else (_FULL, _NEAR)
    score = percent_of_first(rule, kpi.direction, {"best": best, "own": own})["own"]
    shown = {"best": number(best, kpi.decimals), "own": number(own, kpi.decimals)}
    sum_ = "100 · {best} / {own}".format(**shown) if lower else "100 · {own} / {best}".format(**shown)
    steps = [
        say("dict_example_first", **shown),
        say("dict_example_score", sum=sum_, score=printed(_NEAR)),
    ]
    if score != _NEAR:
        steps.append(say("dict_example_cut", score=printed(score)))
    return Worked(tuple(steps), score)


def _with_unit(reading: Fraction, kpi: Kpi, say: Phrases) -> Text:
    return say("dict_amount", number=number(reading, kpi.decimals), unit=kpi.unit)


def _alike(text: str) -> Text:
    return Text(text, text)
