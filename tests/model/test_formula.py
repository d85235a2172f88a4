"""A formula's value is exact, its text has one spelling, and its unit follows from its terms."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.model.formula import (
    Binary,
    Call,
    Dimension,
    Function,
    Name,
    Negative,
    Number,
    Sign,
    evaluate,
    names,
    written,
)

A, B, C = Name("a"), Name("b"), Name("c")
SUMS = {"a": Fraction(3), "b": Fraction(4), "c": Fraction(-5), "zero": Fraction(0)}


def plus(left, right):
    return Binary(Sign.PLUS, left, right)


def minus(left, right):
    return Binary(Sign.MINUS, left, right)


def times(left, right):
    return Binary(Sign.TIMES, left, right)


def over(left, right):
    return Binary(Sign.OVER, left, right)


def number(text):
    return Number(Fraction(text))


def least(*values):
    return Call(Function.MIN, values)


def most(*values):
    return Call(Function.MAX, values)


def size(value):
    return Call(Function.ABS, (value,))


# Worked by hand with a = 3, b = 4, c = -5.
WORKED = [
    (A, "a", "3"),
    (number("0.1"), "0.1", "1/10"),
    (number("12.50"), "12.5", "25/2"),
    (number("0"), "0", "0"),
    (number("0.000000000000000001"), "0.000000000000000001", "1/1000000000000000000"),
    (number("123456789012345678"), "123456789012345678", "123456789012345678"),
    (plus(A, B), "a + b", "7"),
    (minus(A, B), "a - b", "-1"),
    (times(A, B), "a * b", "12"),
    (over(A, B), "a / b", "3/4"),
    (over(A, C), "a / c", "-3/5"),
    (Negative(A), "-a", "-3"),
    (Negative(Negative(A)), "--a", "3"),
    (Negative(plus(A, B)), "-(a + b)", "-7"),
    (Negative(times(A, B)), "-(a * b)", "-12"),
    (times(Negative(A), B), "-a * b", "-12"),
    (minus(A, Negative(B)), "a - -b", "7"),
    (over(A, Negative(B)), "a / -b", "-3/4"),
    (minus(minus(A, B), C), "a - b - c", "4"),
    (minus(A, minus(B, C)), "a - (b - c)", "-6"),
    (plus(A, plus(B, C)), "a + (b + c)", "2"),
    (over(over(A, B), C), "a / b / c", "-3/20"),
    (over(A, over(B, C)), "a / (b / c)", "-15/4"),
    (over(A, times(B, C)), "a / (b * c)", "-3/20"),
    (times(over(A, B), C), "a / b * c", "-15/4"),
    (plus(A, times(B, C)), "a + b * c", "-17"),
    (times(plus(A, B), C), "(a + b) * c", "-35"),
    (over(times(number("100"), plus(A, B)), C), "100 * (a + b) / c", "-140"),
    (least(A, B, C), "min(a, b, c)", "-5"),
    (most(A, B, C), "max(a, b, c)", "4"),
    (size(C), "abs(c)", "5"),
    (size(minus(A, B)), "abs(a - b)", "1"),
    (times(most(A, plus(B, C)), number("2")), "max(a, b + c) * 2", "6"),
    (Negative(least(A, B)), "-min(a, b)", "-3"),
]


@pytest.mark.parametrize(("formula", "text", "value"), WORKED, ids=[text for _, text, _ in WORKED])
def test_value_and_text_by_hand(formula, text, value):
    """Each formula has the value worked by hand and is written with the fewest brackets."""
    assert evaluate(formula, SUMS) == Fraction(value)
    assert written(formula) == text


@pytest.mark.parametrize(
    "formula",
    [
        over(A, Name("zero")),
        over(A, minus(A, A)),
        times(number("0"), over(A, Name("zero"))),
        plus(over(A, Name("zero")), B),
        Negative(over(A, Name("zero"))),
        least(A, over(A, Name("zero"))),
        most(over(A, Name("zero")), A),
        size(over(A, Name("zero"))),
        over(Name("zero"), Name("zero")),
        Name("absent"),
        times(number("0"), Name("absent")),
        plus(Name("absent"), A),
        least(A, Name("absent")),
    ],
    ids=written,
)
def test_no_value(formula):
    """A divisor of 0 or a sum that is missing leaves no value, and nothing around it hides that."""
    assert evaluate(formula, SUMS) is None


def test_what_is_not_used_may_be_missing():
    """Only the sums that a formula names are asked for."""
    assert evaluate(over(Name("zero"), A), {"zero": Fraction(0), "a": Fraction(2)}) == 0


def test_whole_sums_stay_exact():
    """A quotient of whole numbers is a fraction, not a float."""
    value = evaluate(over(A, B), {"a": 1, "b": 3})
    assert (type(value), value) == (Fraction, Fraction(1, 3))


def test_names():
    """The names of a formula are its terms, each once, wherever they stand."""
    formula = over(times(number("100"), plus(A, least(B, Negative(A), size(C)))), Name("呼入量"))
    assert names(formula) == {"a", "b", "c", "呼入量"}
    assert names(number("1")) == frozenset()


@pytest.mark.parametrize("value", [Fraction(-1), Fraction(1, 3), Fraction(1, 10**19)])
def test_a_number_can_be_written(value):
    """What has no text as a number is no Number: a negative one, a third, one of 19 decimals."""
    with pytest.raises(ValueError, match="cannot be written"):
        Number(value)


@pytest.mark.parametrize(
    ("function", "count"), [(Function.ABS, 0), (Function.ABS, 2), (Function.MIN, 1), (Function.MAX, 1)]
)
def test_a_call_has_its_values(function, count):
    """abs takes one value, min and max at least two."""
    with pytest.raises(ValueError, match=f"does not take {count} values"):
        Call(function, (A,) * count)


CALL, MINUTE, DAY = (Dimension.of({unit: 1}) for unit in ("call", "minute", "day"))


@pytest.mark.parametrize(
    ("dimension", "text"),
    [
        (Dimension(), "1"),
        (CALL, "call"),
        (MINUTE / CALL, "minute/call"),
        (CALL / CALL, "1"),
        (CALL * CALL, "call^2"),
        (MINUTE * CALL, "call*minute"),
        (MINUTE / CALL * CALL, "minute"),
        (Dimension() / CALL, "1/call"),
        (Dimension() / CALL / CALL, "1/call^2"),
        (MINUTE / (CALL * DAY), "minute/(call*day)"),
        (MINUTE * MINUTE * CALL / DAY / DAY / DAY, "call*minute^2/day^3"),
        (Dimension.of({"小时": 1, "户": -1}), "小时/户"),
    ],
    ids=str,
)
def test_dimensions(dimension, text):
    """Dimensions multiply and divide by adding and subtracting exponents, and are written shortly."""
    assert str(dimension) == text


def test_equal_dimensions_are_one_value():
    """The order of units and exponents of 0 make no difference."""
    one, other = Dimension.of({"b": 1, "a": 2, "c": 0}), Dimension.of({"a": 2, "b": 1})
    assert one == other
    assert hash(one) == hash(other)
    assert Dimension.of({"a": 0}) == Dimension()
