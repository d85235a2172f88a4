"""Reads a formula: text -> ``model.formula.Formula`` with its dimension, or all that is wrong with it.

::

    value    = product { ("+" | "-") product }
    product  = factor { ("*" | "/") factor }
    factor   = "-" factor | "(" value ")" | number | name | function "(" value { "," value } ")"
    function = "min" | "max" | "abs"

Signs of one strength are read from the left: a - b - c is (a - b) - c.
"""

# Not Python's own parser: it drops remarks, refuses names such as ``in``, rewrites full-width ones, words
# its messages anew in each version, stops at the first mistake, and its depth hangs on the caller's stack.

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import NoReturn

from scorecard.definitions.formula_tokens import Flaw, Part, Token, is_name, shown, tokens
from scorecard.model.formula import (
    Binary,
    Call,
    Dimension,
    Formula,
    Function,
    Name,
    Negative,
    Number,
    Sign,
    names,
)
from scorecard.model.problem import near

__all__ = ["MAX_DEPTH", "Flaw", "is_name", "parse"]

MAX_DEPTH = 16
MAX_FLAWS = 20

_SIGNS = {str(one): one for one in Sign}
_FUNCTIONS = {str(one): one for one in Function}
_SAME_UNIT = "Both need one unit; a number has the unit 1, and so has a quotient of equal units."
_VALUE = "Write a number, the name of a term, or a value in brackets."


def parse(
    text: str, units: Mapping[str, Dimension]
) -> tuple[Formula | None, Dimension | None, tuple[Flaw, ...]]:
    """The formula and its dimension, or neither and its flaws in order of column, the first 20.

    ``units``: the dimension of each term that the formula may name. Never raises, whatever the text.
    """
    found, flaws = tokens(text)
    reader = _Reader(found, units)
    value = reader.whole() if found and not any(one.part is Part.FOREIGN for one in found) else None
    told = sorted([*flaws, *_unknown(found, units), *reader.flaws], key=lambda flaw: flaw.column)
    if value is None or told:
        return None, None, tuple(told[:MAX_FLAWS])
    return value.formula, value.dimension, ()


def _unknown(found: Sequence[Token], units: Mapping[str, Dimension]) -> Iterator[Flaw]:
    """Each word that names neither a term nor a function, where it stands first."""
    seen: set[tuple[str, bool]] = set()
    for token, after in pairwise(found):
        called = after.text == "("
        known = _FUNCTIONS if called else {**units, **_FUNCTIONS}
        if token.part is not Part.NAME or token.text in known or (token.text, called) in seen:
            continue
        seen.add((token.text, called))
        if called and token.text in units:
            what, remedy = "is a term, not a function", "Write a sign before the bracket."
        elif called:
            what, remedy = "is not a function", near(token.text, known) or f"Functions: {', '.join(known)}."
        else:
            what, remedy = "is not a term", near(token.text, units) or f"Terms: {', '.join(units) or 'none'}."
        yield Flaw(token.column, f"{shown(token.text)} {what}", remedy)


def _usage(function: Function) -> str:
    return f"Write {function}(a)." if function.takes(1) else f"Write {function}(a, b)."


@dataclass(frozen=True, slots=True)
class _Value:
    """A formula that begins at a column; its dimension is None where a flaw leaves it open."""

    formula: Formula
    dimension: Dimension | None
    column: int


class _Stopped(Exception):
    """Reading cannot go on; the flaw is already told."""


class _Reader:
    """Reads by strength of sign (Pratt 1973). A flaw of units or names is told, and reading goes on."""

    def __init__(self, found: Sequence[Token], units: Mapping[str, Dimension]) -> None:
        self.flaws: list[Flaw] = []
        self._found = found
        self._at = 0
        self._units = units

    def whole(self) -> _Value | None:
        """The formula from the first token to the last; None where it breaks off."""
        try:
            value = self._value(0, 0)
            if self._next.part is not Part.END:
                self._stop_at_surplus()
        except _Stopped:
            return None
        if not names(value.formula):
            self._tell(0, "the formula names no term", "Every unit would have the same reading: name a term.")
        return value

    def _value(self, above: int, depth: int) -> _Value:
        """As much as signs stronger than ``above`` hold together."""
        left = self._factor(depth)
        while (sign := _SIGNS.get(self._next.text)) is not None and sign.strength > above:
            token = self._take()
            left = self._joined(token, left, self._value(sign.strength, depth))
        return left

    def _factor(self, depth: int) -> _Value:
        token = self._take()
        if token.text == "-":
            of = self._factor(self._deeper(token, depth))
            return _Value(Negative(of.formula), of.dimension, token.column)
        if token.text == "(":
            inner = self._value(0, self._deeper(token, depth))
            self._close(token)
            return _Value(inner.formula, inner.dimension, token.column)
        if token.part is Part.NUMBER:
            return _Value(Number(Fraction(token.text)), Dimension(), token.column)
        if token.part not in {Part.NAME, Part.UNREAD}:
            place = "the formula ends" if token.part is Part.END else f"{shown(token.text)} stands"
            self._stop(token.column, f"{place} where a value is expected", _VALUE)
        if self._next.text == "(":
            return self._call(token, depth)
        if token.text in _FUNCTIONS:
            self._tell(token.column, f"{token.text} stands without values", _usage(_FUNCTIONS[token.text]))
        return _Value(Name(token.text), self._units.get(token.text), token.column)

    def _call(self, name: Token, depth: int) -> _Value:
        opening = self._take()
        inner = self._deeper(opening, depth)
        values: list[_Value] = []
        if self._next.text != ")":
            values.append(self._value(0, inner))
        while self._next.text == ",":
            self._take()
            values.append(self._value(0, inner))
        self._close(opening)
        function = _FUNCTIONS.get(name.text)
        if function is None:
            return _Value(Name(name.text), None, name.column)
        if not function.takes(len(values)):
            wanted = "1 value" if function is Function.ABS else "2 values or more"
            what = f"{function} takes {wanted}, not {len(values)}"
            self._tell(name.column, what, _usage(function))
            return _Value(Name(name.text), None, name.column)
        formula = Call(function, tuple(one.formula for one in values))
        return _Value(formula, self._shared(function, name.column, values), name.column)

    def _joined(self, token: Token, left: _Value, right: _Value) -> _Value:
        sign = Sign(token.text)
        formula = Binary(sign, left.formula, right.formula)
        if sign in {Sign.PLUS, Sign.MINUS}:
            return _Value(formula, self._shared(repr(token.text), token.column, [left, right]), left.column)
        if sign is Sign.OVER and right.formula == Number(Fraction(0)):
            self._tell(right.column, "the formula divides by 0", "It would never have a value: name a term.")
        if left.dimension is None or right.dimension is None:
            return _Value(formula, None, left.column)
        over = sign is Sign.OVER
        dimension = left.dimension / right.dimension if over else left.dimension * right.dimension
        return _Value(formula, dimension, left.column)

    def _shared(self, what: str, column: int, values: Sequence[_Value]) -> Dimension | None:
        """The one dimension of values that are added or compared; None, and a flaw, where they differ."""
        known = list(dict.fromkeys(one.dimension for one in values if one.dimension is not None))
        if len(known) > 1:
            self._tell(column, f"{what} joins values in {' and '.join(map(str, known))}", _SAME_UNIT)
        return known[0] if len(known) == 1 else None

    def _close(self, opening: Token) -> None:
        if self._next.text == ")":
            self._take()
        elif self._next.part is Part.END:
            self._stop(opening.column, "this '(' is not closed", "Write the ')' that belongs to it.")
        else:
            self._stop_at_surplus()

    def _stop_at_surplus(self) -> NoReturn:
        token = self._next
        if token.text == ")":
            self._stop(token.column, "this ')' closes nothing", "Remove it, or write the '(' before it.")
        if token.text == ",":
            self._stop(token.column, "this ',' separates nothing", "Only min and max have several values.")
        what = f"{shown(token.text)} follows a value without a sign between"
        self._stop(token.column, what, "Write + - * or / before it.")

    def _deeper(self, token: Token, depth: int) -> int:
        if depth >= MAX_DEPTH:
            what = f"brackets and signs are nested more than {MAX_DEPTH} deep"
            self._stop(token.column, what, "Leave out brackets that change nothing, or split the KPI in two.")
        return depth + 1

    @property
    def _next(self) -> Token:
        return self._found[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def _tell(self, column: int, what: str, remedy: str) -> None:
        self.flaws.append(Flaw(column, what, remedy))

    def _stop(self, column: int, what: str, remedy: str) -> NoReturn:
        self._tell(column, what, remedy)
        raise _Stopped
