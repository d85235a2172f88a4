"""A formula is read exactly or refused with every flaw, its column and its remedy; no text does more."""

from __future__ import annotations

import re
import time
from fractions import Fraction
from pathlib import Path

import pytest

from scorecard.definitions.formula import parse
from scorecard.model.formula import Dimension, evaluate, names, written

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "formulas.md").read_text(encoding="utf-8")
CALL, MINUTE = Dimension.of({"call": 1}), Dimension.of({"minute": 1})
UNITS = {
    "solved": CALL,
    "answered": CALL,
    "offered": CALL,
    "talk": MINUTE,
    "share": Dimension(),
    "in": CALL,
    "超时量": CALL,
}
SUMS = dict(
    zip(UNITS, map(Fraction, (30, 50, 100, 240, "0.25", 60, 12)), strict=True),
)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("100 * (solved + answered) / offered", "80", "1"),
        ("talk / answered", "24/5", "minute/call"),
        ("answered / talk", "5/24", "call/minute"),
        ("solved", "30", "call"),
        ("(((solved)))", "30", "call"),
        ("solved - answered - offered", "-120", "call"),
        ("solved - (answered - offered)", "80", "call"),
        ("offered / answered / 4", "1/2", "1"),
        ("offered / (answered / 5)", "10", "1"),
        ("offered * 2 / 8", "25", "call"),
        ("-solved + offered", "70", "call"),
        ("- - solved", "30", "call"),
        ("offered - -solved", "130", "call"),
        ("-solved * -2", "60", "call"),
        ("solved+answered*2", "130", "call"),
        ("  solved  ", "30", "call"),
        ("0.1 * solved", "3", "call"),
        ("0.3 * share - 0.2 * share - 0.1 * share", "0", "1"),
        ("999999999999999999 * share", "999999999999999999/4", "1"),
        ("1 - share", "3/4", "1"),
        ("1 + solved / offered", "13/10", "1"),
        ("min(solved, answered, 2 * in)", "30", "call"),
        ("max(solved, answered)", "50", "call"),
        ("max(0 * solved, solved - answered)", "0", "call"),
        ("abs(solved - answered)", "20", "call"),
        ("abs(min(1, 2) - max(share, 3))", "2", "1"),
        ("min ( solved , answered )", "30", "call"),
        ("100 * 超时量 / in", "20", "1"),
        ("in / offered", "3/5", "1"),
        ("solved * solved", "900", "call^2"),
        ("solved * answered / offered", "15", "call"),
        ("1 / offered", "1/100", "1/call"),
        ("share / (solved * talk)", "1/28800", "1/(call*minute)"),
        ("-" * 16 + "solved", "30", "call"),
        ("(" * 16 + "solved" + ")" * 16, "30", "call"),
        ("solved" + "+solved" * 49, "1500", "call"),
        ("solved" + " " * 600 + "+ in", "90", "call"),
        ("(solved) - (talk) * (offered / talk)", "-70", "call"),
    ],
)
def test_worked_by_hand(text, value, unit):
    """A formula gives the value and the unit worked by hand, and so does its canonical text."""
    formula, dimension, flaws = parse(text, UNITS)
    assert flaws == ()
    assert (evaluate(formula, SUMS), str(dimension)) == (Fraction(value), unit)
    assert parse(written(formula), UNITS) == (formula, dimension, ())


NO_NUMBER = "is neither a number nor a name"
NO_PLACE = "has no place in a formula"
NO_VALUE = "where a value is expected"
NO_SIGN = "follows a value without a sign between"

# Each text with its flaws: (column, words of what is wrong, words of the remedy).
REFUSED = [
    ("", [(0, f"the formula ends {NO_VALUE}", "Write a number")]),
    ("   ", [(3, f"the formula ends {NO_VALUE}", "Write a number")]),
    ("solved +", [(8, f"the formula ends {NO_VALUE}", "Write a number")]),
    ("solved * / offered", [(9, f"'/' stands {NO_VALUE}", "Write a number")]),
    ("+solved", [(0, f"'+' stands {NO_VALUE}", "Write a number")]),
    ("()", [(1, f"')' stands {NO_VALUE}", "value in brackets")]),
    ("max(solved,)", [(11, f"')' stands {NO_VALUE}", "Write a number")]),
    ("(solved + offered", [(0, "this '(' is not closed", "Write the ')'")]),
    ("2 * min(solved, offered", [(7, "this '(' is not closed", "Write the ')'")]),
    ("solved + offered)", [(16, "this ')' closes nothing", "Remove it")]),
    ("solved, offered", [(6, "this ',' separates nothing", "Only min and max")]),
    ("(solved, offered)", [(7, "this ',' separates nothing", "Only min and max")]),
    ("solved offered", [(7, f"'offered' {NO_SIGN}", "Write + - * or /")]),
    ("100(solved)", [(3, f"'(' {NO_SIGN}", "Write + - * or /")]),
    ("(solved offered)", [(8, f"'offered' {NO_SIGN}", "Write + - * or /")]),
    ("solved(2)", [(0, "'solved' is a term, not a function", "Write a sign before the bracket")]),
    ("2 * max", [(4, "max stands without values", "Write max(a, b).")]),
    ("abs - solved", [(0, "abs stands without values", "Write abs(a).")]),
    ("min()", [(0, "min takes 2 values or more, not 0", "Write min(a, b).")]),
    ("2 * max(solved)", [(4, "max takes 2 values or more, not 1", "Write max(a, b).")]),
    ("abs(solved, offered)", [(0, "abs takes 1 value, not 2", "Write abs(a).")]),
    ("sum(solved)", [(0, "'sum' is not a function", "Functions: min, max, abs.")]),
    ("Max(solved, in)", [(0, "'Max' is not a function", "Did you mean 'max'?")]),
    ("solvd / offered", [(0, "'solvd' is not a term", "Did you mean 'solved'?")]),
    ("solved / xyz", [(9, "'xyz' is not a term", "Terms: solved, answered, offered")]),
    ("超是量 / in", [(0, "'超是量' is not a term", "Did you mean '超时量'?")]),
    ("True * solved", [(0, "'True' is not a term", "Terms: ")]),
    (
        "ofered / (solvd + anwsered)",
        [
            (0, "'ofered' is not a term", "Did you mean 'offered'?"),
            (10, "'solvd' is not a term", "Did you mean 'solved'?"),
            (18, "'anwsered' is not a term", "Did you mean 'answered'?"),
        ],
    ),
    ("solvd + solvd", [(0, "'solvd' is not a term", "Did you mean 'solved'?")]),
    ("foo(foo)", [(0, "'foo' is not a function", ""), (4, "'foo' is not a term", "")]),
    ("超时量 + talk", [(4, "'+' joins values in call and minute", "Both need one unit")]),
    ("超时量 - talk / 2", [(4, "'-' joins values in call and minute", "Both need one unit")]),
    ("solved + 1", [(7, "'+' joins values in call and 1", "a number has the unit 1")]),
    ("1 - talk / solved", [(2, "'-' joins values in 1 and minute/call", "a number has the unit 1")]),
    ("2 * max(solved, talk)", [(4, "max joins values in call and minute", "Both need one unit")]),
    ("min(solved, talk, 1)", [(0, "min joins values in call and minute and 1", "one unit")]),
    (
        "(solved + talk) / (talk - in)",
        [(8, "joins values in call and minute", ""), (24, "joins values in minute and call", "")],
    ),
    (
        "(solved + talk) + (ofered + talk) + in",
        [(8, "joins values", ""), (19, "not a term", ""), (34, "joins values in minute and call", "")],
    ),
    ("solved / 0", [(9, "the formula divides by 0", "name a term")]),
    ("solved / (0.00)", [(9, "the formula divides by 0", "name a term")]),
    ("100", [(0, "the formula names no term", "name a term")]),
    ("2 * max(1, -3)", [(0, "the formula names no term", "name a term")]),
    ("1e309 * solved", [(0, f"'1e309' {NO_NUMBER}", "A number is like 12 or 0.5")]),
    ("1e-5 * solved", [(0, f"'1e' {NO_NUMBER}", "A number is like")]),
    ("solved / 0x10", [(9, f"'0x10' {NO_NUMBER}", "A number is like")]),
    ("1_000 * solved", [(0, f"'1_000' {NO_NUMBER}", "A number is like")]),
    ("1j * solved", [(0, f"'1j' {NO_NUMBER}", "A number is like")]),
    ("010 * solved", [(0, f"'010' {NO_NUMBER}", "A number is like")]),
    (".5 * solved", [(0, f"'.5' {NO_NUMBER}", "A number is like")]),
    ("5. * solved", [(0, f"'5.' {NO_NUMBER}", "A number is like")]),
    ("1.2.3 * solved", [(0, f"'1.2.3' {NO_NUMBER}", "A number is like")]),
    ("1,000 * solved", [(1, "this ',' separates nothing", ""), (2, f"'000' {NO_NUMBER}", "")]),
    ("１００ * solved", [(0, f"'１００' {NO_NUMBER}", "Write '100'.")]),
    ("٣ * solved", [(0, f"'٣' {NO_NUMBER}", "A number is like")]),
    ("1234567890123456789 * solved", [(0, "'1234567890123456789' has more than 18 digits", "fewer")]),
    ("0.123456789012345678 * solved", [(0, "'0.123456789012345678' has more than 18 digits", "fewer")]),
    ("ｓolved * 2", [(0, f"'ｓolved' {NO_NUMBER}", "Write 'solved'.")]),
    ("ｍａｘ(solved, in)", [(0, f"'ｍａｘ' {NO_NUMBER}", "Write 'max'.")]),
    ("solved²", [(0, f"'solved²' {NO_NUMBER}", "There is no power")]),
    ("5g_calls", [(0, f"'5g_calls' {NO_NUMBER}", "a name begins with a letter")]),
    ("solved.real", [(0, f"'solved.real' {NO_NUMBER}", "a name begins with a letter")]),
    ("(solved).real", [(8, f"'.real' {NO_NUMBER}", ""), (8, f"'.real' {NO_SIGN}", "")]),
    ("math.sqrt(solved)", [(0, f"'math.sqrt' {NO_NUMBER}", "a name begins with a letter")]),
    ("（solved）", [(0, f"'（' {NO_PLACE}", "Write '('."), (7, f"'）' {NO_PLACE}", "Write ')'.")]),
    ("(solved）＊（in)", [(7, f"'）＊（' {NO_PLACE}", "Write ')*('.")]),
    ("solved × 2", [(7, f"'×' {NO_PLACE}", "Write '*'.")]),
    ("solved ÷ offered", [(7, f"'÷' {NO_PLACE}", "Write '/'.")]),
    ("solved − in", [(7, f"'−' {NO_PLACE}", "Write '-'.")]),
    ("max(solved，in)", [(10, f"'，' {NO_PLACE}", "Write ','.")]),
    ("solved\u3000+ in", [(6, f"the character U+3000 {NO_PLACE}", "Write ' '.")]),
    ("solved ** 2", [(7, f"'**' {NO_PLACE}", "There is no power")]),
    ("solved ^ 2", [(7, f"'^' {NO_PLACE}", "There is no power")]),
    ("solved // 2", [(7, f"'//' {NO_PLACE}", "a quotient is exact")]),
    ("solved % 2", [(7, f"'%' {NO_PLACE}", "Write 100 * a / b")]),
    ("solved <= offered", [(7, f"'<=' {NO_PLACE}", "compares and assigns nothing")]),
    ("solved == 1", [(7, f"'==' {NO_PLACE}", "compares and assigns nothing")]),
    ("(solved := 2)", [(8, f"':=' {NO_PLACE}", "compares and assigns nothing")]),
    ("solved[0]", [(6, f"'[' {NO_PLACE}", "Only round"), (8, f"']' {NO_PLACE}", "Only round")]),
    ("{solved}", [(0, f"'{{' {NO_PLACE}", "Only round"), (7, f"'}}' {NO_PLACE}", "Only round")]),
    ("solved # in", [(7, f"'#' {NO_PLACE}", "Write the remark in the YAML file")]),
    ("solved\n+ in", [(6, f"the character U+000A {NO_PLACE}", "on one line")]),
    ("solved\\\n", [(6, f"the character U+000A {NO_PLACE}", "")]),
    ("solved\t", [(6, f"the character U+0009 {NO_PLACE}", "A formula holds")]),
    ("solved\x00", [(6, f"the character U+0000 {NO_PLACE}", "A formula holds")]),
    ("\ud800 + solved", [(0, f"the character U+D800 {NO_PLACE}", "A formula holds")]),
    ("solved \u202e+ in", [(7, f"the character U+202E {NO_PLACE}", "A formula holds")]),
    ("solved; in", [(6, f"';' {NO_PLACE}", "A formula holds")]),
    ("'solved'", [(0, NO_PLACE, "without quotes"), (7, NO_PLACE, "without quotes")]),
    ("f'{solved}'", [(0, "'f' is not a term", ""), (1, NO_PLACE, "without quotes"), (9, NO_PLACE, "")]),
    (
        "__import__('os')",
        [(0, f"'__import__' {NO_NUMBER}", ""), (11, NO_PLACE, ""), (12, "'os'", ""), (14, NO_PLACE, "")],
    ),
    ("lambda in: in", [(0, "'lambda' is not a term", ""), (9, f"':' {NO_PLACE}", "")]),
    ("solved and in", [(7, "'and' is not a term", ""), (7, f"'and' {NO_SIGN}", "")]),
    ("solved if in", [(7, "'if' is not a term", ""), (7, f"'if' {NO_SIGN}", "")]),
    (
        "[x for x in in]",
        [(0, NO_PLACE, ""), (1, "'x' is not a term", ""), (3, "'for' is not", ""), (14, NO_PLACE, "")],
    ),
    ("(" * 17 + "in" + ")" * 17, [(16, "nested more than 16 deep", "Leave out brackets")]),
    ("-" * 17 + "in", [(16, "nested more than 16 deep", "Leave out brackets")]),
    ("max(in, " * 17, [(16 * 8 + 3, "nested more than 16 deep", "Leave out brackets")]),
    ("in" + "+in" * 50, [(2 + 3 * 49 + 1, "holds more than 100 values and signs", "Sum more in the terms")]),
    ("in + " + "x" * 497, [(5, f"'{'x' * 30}...' is not a term", "Terms: ")]),
    ("in + " + "x" * 498, [(0, "more than 500 characters beside its blanks", "Sum more")]),
    ("(" * 10_000, [(0, "more than 500 characters beside its blanks", "Sum more")]),
]


@pytest.mark.parametrize(("text", "flaws"), REFUSED, ids=[ascii(text)[:40] for text, _ in REFUSED])
def test_refused(text, flaws):
    """A text that is no formula is refused: each flaw at its column, in plain words, with a way out."""
    formula, dimension, told = parse(text, UNITS)
    assert (formula, dimension) == (None, None)
    assert [one.column for one in told] == [column for column, _, _ in flaws]
    for one, (_, what, remedy) in zip(told, flaws, strict=True):
        assert what in one.what
        assert remedy in one.remedy
        assert one.remedy.endswith((".", "?"))
        assert (one.what + one.remedy).isprintable()


def test_a_formula_without_terms_says_so():
    """Where no term is declared the remedy says so instead of an empty list."""
    (flaw,) = parse("solved", {})[2]
    assert flaw.remedy == "Terms: none."


def test_flaws_are_told_up_to_twenty():
    """A text that is all wrong is answered with its first 20 flaws, in order of column."""
    told = parse("!(" * 200, UNITS)[2]
    assert [one.column for one in told] == list(range(0, 40, 2))


HOSTILE = [
    "(" * 10_000,
    "(" * 100 + ")" * 100,
    "-" * 100,
    "abs(" * 120,
    "max(" + "solved," * 40,
    "!(" * 250,
    "x" * 500,
    "9" * 500,
    "0." + "1" * 498,
    "ﷺ" * 500,
    " ".join(chr(0x4E00 + number) for number in range(100)),
    " ".join(f"solve{number}" for number in range(60)),
    "solved" + "*solved" * 49,
    "9" * 18 + ("*" + "9" * 18) * 25,
    " " * 100_000,
    "\n" * 500,
    "\ud800" * 500,
    "eval(compile(open('/etc/passwd').read(), 'x', 'exec'))",
    "().__class__.__bases__[0].__subclasses__()",
    "9**9**9**9",
]


@pytest.mark.parametrize("text", HOSTILE, ids=[ascii(text)[:20] for text in HOSTILE])
def test_a_hostile_text_costs_little(text):
    """No text keeps the processor busy: the quickest of five readings takes less than 50 ms."""
    terms = {f"term_{number}_solved": CALL for number in range(40)} | UNITS
    spent = []
    for _ in range(5):
        begun = time.process_time()
        parse(text, terms)
        spent.append(time.process_time() - begun)
    assert min(spent) < 0.05


def test_the_documented_formulas_have_the_documented_values():
    """Every row of the guide's first table of formulas gives the reading and the unit that it shows."""
    rows = re.findall(r"^\| `(.+)` \| ([0-9.]+) \| `(.+)` \|$", GUIDE, flags=re.MULTILINE)
    assert len(rows) == 7
    for text, value, unit in rows:
        formula, dimension, flaws = parse(text, UNITS)
        assert (text, flaws) == (text, ())
        assert (text, evaluate(formula, SUMS), str(dimension)) == (text, Fraction(value), unit)


def test_the_documented_refusals_are_refused_so():
    """Every row of the guide's table of refusals is the one flaw of its text, at its column."""
    rows = re.findall(r"^\| `(.+)` \| ([0-9]+) \| ([^`].+) \|$", GUIDE, flags=re.MULTILINE)
    assert len(rows) == 10
    for text, column, what in rows:
        assert [(one.column, one.what) for one in parse(text, UNITS)[2]] == [(int(column), what)]


def test_the_documented_measure_is_one():
    """The formula of the guide's measure names exactly the terms below it."""
    (text,) = re.findall(r"^  formula: (.+)$", GUIDE, flags=re.MULTILINE)
    terms = dict(re.findall(r"^    (\w+): .* unit: (\w+)}$", GUIDE, flags=re.MULTILINE))
    formula, _, flaws = parse(text, {name: Dimension.of({unit: 1}) for name, unit in terms.items()})
    assert flaws == ()
    assert names(formula) == set(terms)
