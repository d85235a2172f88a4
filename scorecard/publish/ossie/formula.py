"""A formula over aggregates as SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scorecard.model.exact import exact
from scorecard.model.formula import Binary, Call, Formula, Function, Name, Negative, Number, Sign

_FUNCTIONS: Mapping[Function, str] = {Function.MIN: "LEAST", Function.MAX: "GREATEST", Function.ABS: "ABS"}


def formula_sql(formula: Formula, sums: Mapping[str, str]) -> str:
    """The formula's value; NULL where a divisor is 0. ``sums``: the aggregate of each term, never NULL.

    Some engines leave NULL out of ``LEAST`` and ``GREATEST``, others do not. The divisors below them are
    asked before, so that the value is NULL in every engine where one of them is 0.
    """
    value = _sql(formula, sums)
    asked = dict.fromkeys(f"{_sql(one, sums)} <> 0" for one in _divisors(formula, called=False))
    return f"CASE WHEN {' AND '.join(asked)} THEN {value} END" if asked else value


def _divisors(formula: Formula, *, called: bool) -> Iterator[Formula]:
    """What a ``min`` or ``max`` divides by."""
    match formula:
        case Negative(of):
            yield from _divisors(of, called=called)
        case Binary(sign, left, right):
            if called and sign is Sign.OVER and not isinstance(right, Number):
                yield right
            yield from _divisors(left, called=called)
            yield from _divisors(right, called=called)
        case Call(function, arguments):
            for one in arguments:
                yield from _divisors(one, called=called or function is not Function.ABS)
        case _:
            return


def _sql(formula: Formula, sums: Mapping[str, str]) -> str:
    match formula:
        case Number(value):
            return f"{exact(value)}E0"
        case Name(name):
            return sums[name]
        case Negative(of):
            # Never without brackets: two signs in a row would begin a remark.
            return f"-({_sql(of, sums)})"
        case Binary(sign, left, right):
            return _joined(sign, left, right, sums)
        case _:
            return (
                f"{_FUNCTIONS[formula.function]}({', '.join(_sql(one, sums) for one in formula.arguments)})"
            )


def _joined(sign: Sign, left: Formula, right: Formula, sums: Mapping[str, str]) -> str:
    """Products and quotients are approximate numbers, as no engine cuts or overflows them."""
    first = _within(left, sign.strength, sums)
    if sign.strength == Sign.TIMES.strength and not (_approximate(left) or _approximate(right)):
        first = f"1E0 * {first}"
    if sign is Sign.OVER:
        return f"{first} / NULLIF({_sql(right, sums)}, 0)"
    return f"{first} {sign} {_within(right, sign.strength + 1, sums)}"


def _within(formula: Formula, strength: int, sums: Mapping[str, str]) -> str:
    text = _sql(formula, sums)
    return f"({text})" if isinstance(formula, Binary) and formula.sign.strength < strength else text


def _approximate(formula: Formula) -> bool:
    """Whether the SQL is an approximate number by its form. What engines make of LEAST is left open."""
    match formula:
        case Number():
            return True
        case Negative(of):
            return _approximate(of)
        case Binary(sign, left, right):
            return sign.strength == Sign.TIMES.strength or _approximate(left) or _approximate(right)
        case _:
            return False
