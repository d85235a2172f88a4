"""Laws of formulas: exact, one spelling, pooled before divided, true to their units, safe on any text."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import reduce

from hypothesis import assume, given
from hypothesis import strategies as st

from scorecard.definitions.formula import parse
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
from scorecard.model.tally import Tally

TERMS = ("a", "b_2", "呼入量", "in")
PURE = dict.fromkeys(TERMS, Dimension())
FRACTIONS = st.fractions(-9, 9, max_denominator=7)
NOT_ZERO = FRACTIONS.filter(bool)
# Now and then a sum is 0 or missing; mostly there is one for each term.
WHOLE = st.fixed_dictionaries(dict.fromkeys(TERMS, FRACTIONS))
SUMS = st.one_of(WHOLE, WHOLE, st.fixed_dictionaries({}, optional=dict.fromkeys(TERMS, FRACTIONS)))
NUMBERS = st.builds(
    lambda whole, places: Number(Fraction(whole, 10**places)), st.integers(1, 10**12), st.integers(0, 6)
)
LEAVES = st.one_of(st.sampled_from(TERMS).map(Name), NUMBERS)


def grown(inner):
    """One step more: every form that a formula can take, around formulas already drawn."""
    return st.one_of(
        st.builds(Negative, inner),
        st.builds(Binary, st.sampled_from(Sign), inner, inner),
        st.builds(Call, st.just(Function.ABS), st.tuples(inner)),
        st.builds(
            Call,
            st.sampled_from([Function.MIN, Function.MAX]),
            st.lists(inner, min_size=2, max_size=3).map(tuple),
        ),
    )


FORMULAS = st.recursive(LEAVES, grown, max_leaves=12)


def steps(formula):
    """The formula in reverse Polish order: what to push, and what to do with the last values pushed."""
    match formula:
        case Number(value):
            yield "push", value
        case Name(name):
            yield "fetch", name
        case Negative(of):
            yield from steps(of)
            yield "negate", 1
        case Binary(sign, left, right):
            yield from steps(left)
            yield from steps(right)
            yield sign.name, 2
        case Call(function, arguments):
            for one in arguments:
                yield from steps(one)
            yield function.name, len(arguments)


DO = {
    "negate": lambda a: Fraction(-1) * a,
    "PLUS": lambda a, b: a + b,
    "MINUS": lambda a, b: a - b,
    "TIMES": lambda a, b: a * b,
    "OVER": lambda a, b: Fraction(a.numerator * b.denominator, a.denominator * b.numerator),
    "MIN": lambda *values: reduce(lambda a, b: min(b, a), values),
    "MAX": lambda *values: reduce(lambda a, b: max(a, b), values),
    "ABS": lambda a: -a if a < 0 else a,
}


def on_a_stack(formula, sums):
    """The value on a stack of fractions; None where a division or a look-up fails."""
    stack = []
    try:
        for step, what in steps(formula):
            if step == "push":
                stack.append(what)
            elif step == "fetch":
                stack.append(sums[what])
            else:
                stack[-what:] = [DO[step](*stack[-what:])]
    except (ZeroDivisionError, KeyError):
        return None
    (value,) = stack
    return value


@given(FORMULAS, SUMS)
def test_the_value_is_the_one_of_a_stack_machine(formula, sums):
    """evaluate agrees with another way to compute: reverse Polish on a stack, failing where it must."""
    assert evaluate(formula, sums) == on_a_stack(formula, sums)


@given(FORMULAS)
def test_a_formula_has_one_text(formula):
    """Reading the canonical text gives the formula back, and no pair of its brackets can be left out."""
    assume(names(formula))
    text = written(formula)
    again, _, flaws = parse(text, PURE)
    assert (again, flaws) == (formula, ())
    for opening, closing in pairs(text):
        bare = f"{text[:opening]} {text[opening + 1 : closing]} {text[closing + 1 :]}"
        assert parse(bare, PURE)[0] != formula


def pairs(text):
    """Where each bracket that only groups opens and closes."""
    opened = []
    for column, one in enumerate(text):
        if one == "(":
            opened.append(column)
        elif one == ")":
            opening = opened.pop()
            if text[opening - 3 : opening] not in {"min", "max", "abs"}:
                yield opening, column


@st.composite
def texts(draw, depth=3):
    """A formula as people type it: brackets too many, blanks where they like."""
    blank = st.sampled_from(["", " ", "  "])
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from([*TERMS[:3], "12", "0.5", "100", "3.25"]))
    inner = texts(depth - 1)
    form = draw(st.integers(0, 3))
    if form == 0:
        return f"({draw(blank)}{draw(inner)})"
    if form == 1:
        return f"-{draw(blank)}{draw(inner)}"
    if form == 2:
        return f"{draw(st.sampled_from(['min', 'max']))}({draw(inner)},{draw(blank)}{draw(inner)})"
    return draw(inner) + draw(blank) + draw(st.sampled_from("+-*/")) + draw(blank) + draw(inner)


@given(texts().map(lambda text: f"{text} - a"), SUMS)
def test_a_text_means_what_arithmetic_says(text, sums):
    """A text has the value that Python's own grammar gives it over fractions: same strengths, same order."""
    formula, _, flaws = parse(text, PURE)
    assert flaws == ()
    exact = re.sub(r"(?<![\w.])[0-9.]+", lambda number: f"F('{number[0]}')", text)
    try:
        value = eval(exact.strip(), {"F": Fraction, "min": min, "max": max, **sums})
    except (ZeroDivisionError, NameError):
        value = None
    assert evaluate(formula, sums) == value


COUNTS = st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 1000)), min_size=1, max_size=8)
RATE = parse("100 * a / b_2", PURE)[0]


def pooled(counts):
    """The sums of both terms over all units, as tallies that add."""
    above = sum((Tally(n=1, total=count) for count, _ in counts), Tally())
    below = sum((Tally(n=1, total=count) for _, count in counts), Tally())
    return {"a": Fraction(above.total), "b_2": Fraction(below.total)}


@given(COUNTS, st.randoms(use_true_random=False))
def test_a_ratio_over_pooled_sums_is_the_ratio_of_the_totals(counts, random):
    """Σa / Σb whatever the units are and in whatever order they come; it is the mean weighted by b."""
    value = evaluate(RATE, pooled(counts))
    assert value == Fraction(100 * sum(a for a, _ in counts), sum(b for _, b in counts))
    assert evaluate(RATE, pooled(random.sample(counts, len(counts)))) == value
    weighted = sum(b * evaluate(RATE, pooled([(a, b)])) for a, b in counts)
    assert weighted == value * sum(b for _, b in counts)


def test_a_ratio_over_pooled_sums_is_not_the_mean_of_ratios():
    """1 of 2 and 90 of 100: the two ratios' mean is 70, the ratio of the totals is 91 of 102."""
    units = [(1, 2), (90, 100)]
    ratios = [evaluate(RATE, pooled([one])) for one in units]
    assert ratios == [50, 90]
    assert sum(ratios) / 2 == 70
    assert evaluate(RATE, pooled(units)) == Fraction(9100, 102)


MEASURED = {
    "a": Dimension.of({"call": 1}),
    "b_2": Dimension.of({"minute": 1}),
    "呼入量": Dimension.of({"minute": 1, "call": -1}),
    "in": Dimension(),
}


@st.composite
def counted_in(draw, minutes, calls, depth=2):
    """A formula whose value is counted in these powers of minute and call."""
    same = counted_in(minutes, calls, depth - 1)
    form = draw(st.integers(0, 5)) if depth else 6
    if form == 0:
        return Binary(draw(st.sampled_from([Sign.PLUS, Sign.MINUS])), draw(same), draw(same))
    if form == 1:
        return Call(draw(st.sampled_from([Function.MIN, Function.MAX])), (draw(same), draw(same)))
    if form == 2:
        return draw(st.sampled_from([Negative(draw(same)), Call(Function.ABS, (draw(same),))]))
    if form == 3:
        return Binary(draw(st.sampled_from([Sign.TIMES, Sign.OVER])), draw(same), draw(NUMBERS))
    if form < 6:
        up, out = draw(st.integers(-1, 1)), draw(st.integers(-1, 1))
        turn = -1 if form == 4 else 1
        other = draw(counted_in(turn * up, turn * out, depth - 1))
        sign = Sign.OVER if form == 4 else Sign.TIMES
        return Binary(sign, draw(counted_in(minutes - up, calls - out, depth - 1)), other)
    return simplest(minutes, calls)


def simplest(minutes, calls):
    """``in`` times and by as many minutes and calls as the unit asks for."""
    formula = Name("in")
    for name, power in (("b_2", minutes), ("a", calls)):
        for _ in range(abs(power)):
            formula = Binary(Sign.TIMES if power > 0 else Sign.OVER, formula, Name(name))
    return formula


@given(
    st.data(),
    st.integers(-2, 2),
    st.integers(-2, 2),
    st.fractions(min_value=Fraction(1, 60), max_value=60, max_denominator=60),
)
def test_a_base_unit_scales_the_value_by_its_exponent(data, minutes, calls, factor):
    """The unit read is the one meant, and counting minutes otherwise multiplies the value by its power."""
    formula = data.draw(counted_in(minutes, calls))
    _, dimension, flaws = parse(written(formula), MEASURED)
    assert flaws == ()
    assert dimension == Dimension.of({"minute": minutes, "call": calls})
    sums = data.draw(st.fixed_dictionaries(dict.fromkeys(TERMS, NOT_ZERO)))
    scaled = {
        name: total * factor ** dict(MEASURED[name].powers).get("minute", 0) for name, total in sums.items()
    }
    value = evaluate(formula, sums)
    assert evaluate(formula, scaled) == (None if value is None else value * factor**minutes)


WRITTEN = st.lists(st.sampled_from([*TERMS, "min", "max(", "abs(", *"()+-*/,. 109_x", "²", "（", "\0"]))


@given(st.one_of(st.text(), st.text(st.characters(categories=["Cs", "Cc", "L", "N", "P"])), WRITTEN))
def test_no_text_raises(text):
    """Any text is a formula with its dimension, or a list of flaws within the text, in order, printable."""
    text = "".join(text)
    formula, dimension, flaws = parse(text, MEASURED)
    assert (formula is None) == (dimension is None) == bool(flaws)
    columns = [one.column for one in flaws]
    assert columns == sorted(columns)
    assert all(0 <= column <= len(text) for column in columns)
    assert all((one.what + one.remedy).isprintable() for one in flaws)
    if formula is not None:
        assert names(formula) <= set(TERMS)
        assert parse(written(formula), MEASURED) == (formula, dimension, ())
