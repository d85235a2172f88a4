"""How the dictionary writes numbers: exactly, with at least so many decimals."""

from __future__ import annotations

from fractions import Fraction

from scorecard.model.exact import exact
from scorecard.model.phrases import Phrases
from scorecard.model.rounding import half_up, show
from scorecard.model.text import Text

SCORE_PLACES = 2
_BASIS_POINTS = 100


def number(value: Fraction, places: int = 0) -> str:
    """``8.50``, ``2,880``, ``−5``: at least so many decimals; ``25/3`` where they have no end.

    >>> number(Fraction(17, 2), 2)
    '8.50'
    """
    text = exact(value)
    if "/" in text:
        return text.replace("-", "−")
    return show(half_up(value, max(places, len(text.partition(".")[2]))))


def operand(value: Fraction, places: int = 0) -> str:
    """A number inside a sum: in brackets where a sign or a bar would be read with what stands beside it."""
    text = number(value, places)
    return f"({text})" if text.startswith("−") or "/" in text else text


def printed(value: Fraction) -> str:
    """A score or points as every page prints them."""
    return show(half_up(value, SCORE_PLACES))


def percent(basis_points: Fraction | int, say: Phrases) -> Text:
    """Basis points as a percent with at least two decimals."""
    return say("dict_percent", number=number(Fraction(basis_points) / _BASIS_POINTS, SCORE_PLACES))
