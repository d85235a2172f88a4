"""A curve taken apart: the stretches of readings over which its scores are one straight line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from scorecard.compute.dictionary.amounts import number, operand
from scorecard.model.curve import laid_out
from scorecard.model.kpi import Direction
from scorecard.model.phrases import Phrases
from scorecard.model.scoring import Curve
from scorecard.model.text import Text


@dataclass(frozen=True, slots=True)
class Piece:
    """From reading ``low`` (None: without a bound) to ``high``; ``has_low``, ``has_high``: whether the bound
    itself belongs to it. ``at_low``, ``at_high``: scores at, or just inside, the bounds.
    """

    low: Fraction | None
    high: Fraction | None
    has_low: bool
    has_high: bool
    at_low: Fraction
    at_high: Fraction

    @property
    def flat(self) -> bool:
        """Whether all its readings score alike."""
        return self.at_low == self.at_high


def pieces(curve: Curve, direction: Direction) -> tuple[Piece, ...]:
    """The curve's pieces from the worst readings to the best; rising where the target is best.

    A reading at a jump belongs to the piece in which it scores more.
    """
    found: list[Piece] = []
    for piece in _stretches(curve):
        last = found[-1] if found else None
        if last is not None and last.flat and piece.flat and last.at_low == piece.at_low:
            found[-1] = replace(last, high=piece.high, has_high=piece.has_high)
        else:
            found.append(piece)
    found[0] = _ended(found[0], found[1])
    found[-1] = _ended(found[-1], found[-2])
    return tuple(found[::-1] if direction is Direction.LOWER else found)


def _stretches(curve: Curve) -> Iterator[Piece]:
    """Between every two readings of the curve, and beyond its ends; both sides of a reading hold it where
    the curve does not jump there.
    """
    ends: dict[Fraction, tuple[Fraction, Fraction]] = {}
    for reading, score in laid_out(curve):
        first, _ = ends.get(reading, (score, score))
        ends[reading] = first, score
    readings = list(ends)
    before, after = ends[readings[0]]
    yield Piece(None, readings[0], has_low=False, has_high=before >= after, at_low=before, at_high=before)
    for low, high in pairwise(readings):
        (left_before, left), (right, right_after) = ends[low], ends[high]
        has_low, has_high = left >= left_before, right >= right_after
        yield Piece(low, high, has_low=has_low, has_high=has_high, at_low=left, at_high=right)
    before, after = ends[readings[-1]]
    yield Piece(readings[-1], None, has_low=after >= before, has_high=False, at_low=after, at_high=after)


def _ended(outer: Piece, inner: Piece) -> Piece:
    """The outermost piece; of a reading that both pieces hold the better end alone speaks: ``below 7``, but
    ``9 and above``.
    """
    if outer.low is None and inner.has_low and outer.at_high < inner.at_high:
        return replace(outer, has_high=False)
    if outer.high is None and inner.has_high and outer.at_low < inner.at_low:
        return replace(outer, has_low=False)
    return outer


def stretch(piece: Piece, places: int, say: Phrases) -> Text:
    """Its readings in words: ``7.00 to 8.50``, ``below 7.00``, ``9.20 and above``."""
    low = "" if piece.low is None else number(piece.low, places)
    high = "" if piece.high is None else number(piece.high, places)
    if piece.low is None:
        return say("dict_range_up_to" if piece.has_high else "dict_range_below", high=high)
    if piece.high is None:
        return say("dict_range_from" if piece.has_low else "dict_range_above", low=low)
    if piece.has_low and piece.has_high:
        return say("dict_range_closed", low=low, high=high)
    if piece.has_high:
        return say("dict_range_without_low", low=low, high=high)
    return say("dict_range_without_high" if piece.has_low else "dict_range_open", low=low, high=high)


def line(piece: Piece, reading: str, places: int) -> str:
    """A reading's score as a sum, from the end that scores less: ``0 + 80 · (x − 7.00) / (8.50 − 7.00)``.

    ``reading``: a letter or an operand. Raises ValueError for a piece that is flat.
    """
    if piece.low is None or piece.high is None or piece.flat:
        raise ValueError("every reading of a flat piece scores alike")
    low, high = operand(piece.low, places), operand(piece.high, places)
    beyond = f"{reading} − {low}" if piece.at_low < piece.at_high else f"{high} − {reading}"
    base, rise = min(piece.at_low, piece.at_high), abs(piece.at_high - piece.at_low)
    return f"{operand(base)} + {operand(rise)} · ({beyond}) / ({high} − {low})"
