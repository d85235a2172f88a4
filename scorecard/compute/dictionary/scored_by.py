"""A scoring rule in words, whichever of the four it is."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from scorecard.compute.dictionary.amounts import number
from scorecard.compute.dictionary.pieces import line, pieces, stretch
from scorecard.model.kpi import Aim, Direction, Kpi
from scorecard.model.phrases import Phrases
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, Range, RankPoints
from scorecard.model.text import Text


def scored_by(aim: Aim, kpi: Kpi, say: Phrases) -> Iterator[Text]:
    """The rule that the KPI's units are held to, a line for each thing that it says."""
    match aim.scoring:
        case Curve() as curve:
            for piece in pieces(curve, kpi.direction):
                score = _points(piece.at_low, say) if piece.flat else _alike(line(piece, "x", kpi.decimals))
                yield say("dict_piece", range=stretch(piece, kpi.decimals, say), score=score)
            yield from _clip(curve.clip, say)
        case Deduction() as rule:
            yield from _deduction(rule, kpi, say)
        case RankPoints() as rule:
            yield say("dict_rank_level")
            yield say.join("dict_semicolon", _ranks(rule, say))
        case PercentOfFirst() as rule:
            yield say("dict_first_level")
            lower = kpi.direction is Direction.LOWER
            yield say("dict_first_lower" if lower else "dict_first_higher")
            yield from _clip(rule.clip or (Fraction(0), Fraction(100)), say)


def in_brief(aim: Aim, kpi: Kpi, say: Phrases) -> Text:
    """The same on one line: the points of a curve, or all that another rule says."""
    if isinstance(aim.scoring, Curve):
        knots = (
            say("dict_knot", reading=number(reading, kpi.decimals), score=number(score))
            for reading, score in aim.scoring.knots
        )
        return say.join("dict_comma", knots)
    return say.join("dict_semicolon", scored_by(aim, kpi, say))


def _deduction(rule: Deduction, kpi: Kpi, say: Phrases) -> Iterator[Text]:
    yield say("dict_deduct_full", full=number(rule.full))
    key = "dict_deduct_lower" if kpi.direction is Direction.LOWER else "dict_deduct_higher"
    yield say(key, free=number(rule.free, kpi.decimals), per=number(rule.per), most=number(rule.most))
    yield say("dict_deduct_recover", recover=number(rule.recover), months=str(rule.months))


def _ranks(rule: RankPoints, say: Phrases) -> Iterator[Text]:
    """Ranks of equal points together; the last entry goes on for all ranks beyond it."""
    rank = 1
    for points, group in groupby(rule.points):
        count = sum(1 for _ in group)
        last = rank + count - 1
        if last == len(rule.points):
            yield say("dict_rank_last", rank=str(rank), points=_points(points, say))
        else:
            span = str(rank) if rank == last else f"{rank}–{last}"
            yield say("dict_rank_one", rank=span, points=_points(points, say))
        rank = last + 1


def _clip(clip: Range | None, say: Phrases) -> Iterator[Text]:
    if clip is not None:
        yield say("dict_clip", low=number(clip[0]), high=number(clip[1]))


def _points(score: Fraction, say: Phrases) -> Text:
    return say("dict_points", number=number(score))


def _alike(text: str) -> Text:
    return Text(text, text)
