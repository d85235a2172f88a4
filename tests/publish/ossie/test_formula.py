"""Formulas as SQL: two engines that cut quotients and skip NULL each in its own way give the exact value."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from fractions import Fraction

import duckdb
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scorecard.definitions.formula import parse
from scorecard.model.formula import Binary, Call, Dimension, Formula, Name, Negative, Number, Sign, evaluate
from scorecard.publish.ossie.formula import formula_sql
from tests.laws.test_formula import FORMULAS, TERMS
from tests.publish.ossie.twin import standard_functions

SUMS = st.fixed_dictionaries(dict.fromkeys(TERMS, st.integers(-3, 3)))
PLAIN = {name: name for name in "abcn"}


def divisors(formula: Formula):
    """What a formula divides by, wherever it stands."""
    match formula:
        case Negative(of):
            yield from divisors(of)
        case Binary(sign, left, right):
            if sign is Sign.OVER:
                yield right
            yield from (*divisors(left), *divisors(right))
        case Call(_, arguments):
            for one in arguments:
                yield from divisors(one)


def whole(formula: Formula) -> bool:
    """Whether floats hold it exactly: no quotient, and no number with decimals in it."""
    match formula:
        case Number(value):
            return value.denominator == 1 and value < 1000
        case Negative(of):
            return whole(of)
        case Binary(sign, left, right):
            return sign is not Sign.OVER and whole(left) and whole(right)
        case Call(_, arguments):
            return all(map(whole, arguments))
    return True


def reach(formula: Formula, sums: dict[str, Fraction]) -> Fraction:
    """How far the value could lie from 0 if nothing cancelled out: what errors of floats are a part of."""
    match formula:
        case Number(value):
            return value
        case Name(name):
            return abs(sums[name])
        case Negative(of):
            return reach(of, sums)
        case Binary(sign, left, right):
            if sign is Sign.OVER:
                return reach(left, sums) / abs(evaluate(right, sums))
            parts = reach(left, sums), reach(right, sums)
            return parts[0] * parts[1] if sign is Sign.TIMES else sum(parts)
        case Call(_, arguments):
            return max(reach(one, sums) for one in arguments)


@settings(max_examples=100)
@given(FORMULAS, SUMS)
def test_engines_agree_with_the_exact_value(formula, sums):
    """DuckDB, which leaves NULL out of LEAST, and SQLite, where 7 / 2 is 3, give the value, NULL for none."""
    # Approximate numbers cannot tell a divisor of 0 from one that is nearly 0.
    assume(all(whole(one) for one in divisors(formula)))
    exact_sums = {name: Fraction(value) for name, value in sums.items()}
    exact = evaluate(formula, exact_sums)
    for found in both({name: f"({value})" for name, value in sums.items()}, formula):
        assert (found is None) == (exact is None)
        if exact is not None:
            assert abs(Fraction(found) - exact) <= Fraction(1, 10**12) * reach(formula, exact_sums)


def both(sums, formula):
    """The value in DuckDB and in SQLite."""
    query = f"SELECT {formula_sql(formula, sums)}"
    with duckdb.connect() as connection:
        yield connection.execute(query).fetchone()[0]
    with closing(sqlite3.connect(":memory:")) as connection:
        standard_functions(connection)
        yield connection.execute(query).fetchone()[0]


WRITTEN = {
    "a / b": "1E0 * a / NULLIF(b, 0)",
    "100 * a / b": "100E0 * a / NULLIF(b, 0)",
    "a * b - n": "1E0 * a * b - n",
    "a / (b - n)": "1E0 * a / NULLIF(b - n, 0)",
    "a - (b - n)": "a - (b - n)",
    "(a + b) * 0.1": "(a + b) * 0.1E0",
    "--a": "-(-(a))",
    "a / 4": "a / NULLIF(4E0, 0)",
    "abs(a / b)": "ABS(1E0 * a / NULLIF(b, 0))",
    "min(a, b)": "LEAST(a, b)",
    "max(a / b, c / b, n / 2)": (
        "CASE WHEN b <> 0 THEN GREATEST(1E0 * a / NULLIF(b, 0), 1E0 * c / NULLIF(b, 0), "
        "n / NULLIF(2E0, 0)) END"
    ),
    "c / min(a / b, n)": "CASE WHEN b <> 0 THEN 1E0 * c / NULLIF(LEAST(1E0 * a / NULLIF(b, 0), n), 0) END",
}


@pytest.mark.parametrize("text", WRITTEN)
def test_how_it_is_written(text):
    """Real division, no divisor of 0, no two signs in a row, LEAST and GREATEST of nothing that is NULL."""
    formula, _, _ = parse(text, dict.fromkeys(PLAIN, Dimension()))
    assert formula_sql(formula, PLAIN) == WRITTEN[text]
