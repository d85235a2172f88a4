"""A number as text that says all of it."""

from __future__ import annotations

from fractions import Fraction

from scorecard.model.rounding import half_up


def exact(value: Fraction) -> str:
    """The shortest decimal that is ``value`` itself; ``1/3`` where there is none.

    >>> exact(Fraction(127, 20))
    '6.35'
    """
    rest, places = value.denominator, 0
    for factor in (2, 5):
        powers = 0
        while rest % factor == 0:
            rest //= factor
            powers += 1
        places = max(places, powers)
    return f"{half_up(value, places):f}" if rest == 1 else f"{value.numerator}/{value.denominator}"


def percent(basis_points: int) -> str:
    """Basis points as the definitions write them: 1250 -> ``12.5%``."""
    return f"{exact(Fraction(basis_points, 100))}%"
