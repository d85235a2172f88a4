"""A formula (计算公式) over pooled sums: numbers, terms, + - * /, min, max and abs, exact to the end.

A formula is a value, not code: nothing here can call, read or loop. It is evaluated on the sums of all rows
of a unit, so a ratio is the ratio of the totals at every level and never a mean of ratios.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scorecard.model.exact import exact

MAX_DECIMALS = 18
_TIGHTEST = 3


class Sign(StrEnum):
    """What joins two values."""

    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    OVER = "/"

    @property
    def strength(self) -> int:
        """How tightly it joins: 2 for products and quotients, 1 for sums and differences."""
        return 2 if self in {Sign.TIMES, Sign.OVER} else 1


class Function(StrEnum):
    """What may be called: ``abs`` takes 1 value, ``min`` and ``max`` take 2 or more."""

    MIN = "min"
    MAX = "max"
    ABS = "abs"

    def takes(self, count: int) -> bool:
        """Whether so many values are right."""
        return count == 1 if self is Function.ABS else count > 1


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it can be written: 0 or more, with at most 18 decimals. Raises ValueError for others."""

    value: Fraction

    def __post_init__(self) -> None:
        if self.value < 0 or 10**MAX_DECIMALS % self.value.denominator:
            raise ValueError(f"{self.value} cannot be written as a number of a formula")


@dataclass(frozen=True, slots=True)
class Name:
    """The sum of a term."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    """The value with its sign turned."""

    of: Formula


@dataclass(frozen=True, slots=True)
class Binary:
    """Two values joined by a sign."""

    sign: Sign
    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True)
class Call:
    """A function of values. Raises ValueError if it does not take so many."""

    function: Function
    arguments: tuple[Formula, ...]

    def __post_init__(self) -> None:
        if not self.function.takes(len(self.arguments)):
            raise ValueError(f"{self.function} does not take {len(self.arguments)} values")


Formula = Number | Name | Negative | Binary | Call


def evaluate(formula: Formula, sums: Mapping[str, Fraction]) -> Fraction | None:
    """The exact value on the pooled sums; None where a divisor is 0 or a sum that is used is missing.

    None is never hidden: ``0 * a``, ``min`` and ``max`` are None too if any of their values is.
    """
    match formula:
        case Number(value):
            return value
        case Name(name):
            return sums.get(name)
        case Negative(of):
            turned = evaluate(of, sums)
            return None if turned is None else -turned
        case Binary(sign, left, right):
            first, second = evaluate(left, sums), evaluate(right, sums)
            return None if first is None or second is None else _joined(sign, first, second)
        case _:
            values = [evaluate(one, sums) for one in formula.arguments]
            there = [one for one in values if one is not None]
            return _called(formula.function, there) if there == values else None


def _joined(sign: Sign, left: Fraction, right: Fraction) -> Fraction | None:
    if sign is Sign.PLUS:
        return left + right
    if sign is Sign.MINUS:
        return left - right
    if sign is Sign.TIMES:
        return left * right
    return None if right == 0 else Fraction(left, right)


def _called(function: Function, values: Sequence[Fraction]) -> Fraction:
    if function is Function.ABS:
        return abs(values[0])
    return min(values) if function is Function.MIN else max(values)


def names(formula: Formula) -> frozenset[str]:
    """The terms that the formula uses."""
    match formula:
        case Number():
            return frozenset()
        case Name(name):
            return frozenset({name})
        case Negative(of):
            return names(of)
        case Binary(_, left, right):
            return names(left) | names(right)
        case _:
            return frozenset[str]().union(*map(names, formula.arguments))


def written(formula: Formula) -> str:
    """The canonical text: one spelling for each formula, with no bracket that could be left out."""
    match formula:
        case Number(value):
            return exact(value)
        case Name(name):
            return name
        case Negative(of):
            return f"-{_within(of, _TIGHTEST)}"
        case Binary(sign, left, right):
            # Signs of one strength are read from the left: on the right they need brackets.
            return f"{_within(left, sign.strength)} {sign} {_within(right, sign.strength + 1)}"
        case _:
            return f"{formula.function}({', '.join(map(written, formula.arguments))})"


def _strength(formula: Formula) -> int:
    return formula.sign.strength if isinstance(formula, Binary) else _TIGHTEST


def _within(formula: Formula, strength: int) -> str:
    return f"({written(formula)})" if _strength(formula) < strength else written(formula)


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a value is counted in: a product of base units. A pure number has none, and is written ``1``.

    ``powers``: (base unit, exponent) in order of the unit, no exponent 0; ``of`` makes them so.
    """

    powers: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, powers: Mapping[str, int]) -> Dimension:
        """The dimension of these base units: ``Dimension.of({"minute": 1, "call": -1})``."""
        return cls(tuple(sorted((unit, power) for unit, power in powers.items() if power)))

    def __mul__(self, other: Dimension) -> Dimension:
        powers = dict(self.powers)
        for unit, power in other.powers:
            powers[unit] = powers.get(unit, 0) + power
        return Dimension.of(powers)

    def __truediv__(self, other: Dimension) -> Dimension:
        return self * Dimension(tuple((unit, -power) for unit, power in other.powers))

    def __str__(self) -> str:
        """``call``, ``minute/call``, ``call^2``, ``1/(call*day)``, and ``1`` where there is no unit."""
        over = [_power(unit, power) for unit, power in self.powers if power > 0]
        under = [_power(unit, -power) for unit, power in self.powers if power < 0]
        below = f"({'*'.join(under)})" if len(under) > 1 else "".join(under)
        return ("*".join(over) or "1") + (f"/{below}" if below else "")


def _power(unit: str, power: int) -> str:
    return unit if power == 1 else f"{unit}^{power}"
