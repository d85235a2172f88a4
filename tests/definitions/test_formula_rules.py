"""Formulas in a book: each mistake is told at its own place, and a sound one is exactly what it says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from textwrap import indent

import pytest

from scorecard.definitions import check, load
from scorecard.model.formula import written
from scorecard.model.kpi import Condition, Kind, Term
from scorecard.model.kpi import Test as Compare
from tests.definitions.formula_book import FORMULA, FORMULA_BOOK, RATE
from tests.definitions.small_book import BOOK, Case, refused, told, write

TEXT = "formula: 100 * late * talk / (all * spent)"
FLAW = "measure.formula"
DEFAULT = ("source: tickets\n      formula", "source: ticket\n      formula")
OWN_SOURCES = """\
    measure:
      kind: formula
      source: tickets
      formula: a / b
      observations: b
      terms: {a: {source: tickets}, b: {source: survey}}
"""
IN_THE_FORMULA = (
    Case(FLAW, "100 * late", "100 * lat", "lat *", ("care.rate", "'lat' is not a term", "'late'")),
    Case(FLAW, "late * talk", "late + talk", "+ talk", ("'+' joins values in ticket and minute", "one unit")),
    Case(FLAW, "late * talk", "late * (talk + 1)", "+ 1", ("'+' joins values in minute and 1",)),
    Case(FLAW, "talk / (all", "talk ÷ (all", "÷", ("'÷' has no place in a formula",)),
    Case(FLAW, "(all * spent)", "(all * spent", "(all * spent", ("this '(' is not closed",)),
    Case(FLAW, "/ (all * spent)", "/ all ** spent", "** spent", ("There is no power",)),
    Case(FLAW, "100 * late", "1e2 * late", "1e2", ("neither a number nor a name",)),
    Case(FLAW, "100 * late", "100 late", "late * talk", ("follows a value without a sign",)),
    Case(FLAW, "(all * spent)", "(all * spent) / 0", "0\n      obs", ("divides by 0", "name a term")),
    Case(FLAW, "late * talk", "max(late) * talk", "max(late)", ("2 values or more", "max(a, b)")),
    Case(FLAW, "100 * late * talk / (all * spent)", "'100'", "100'", ("names no term",)),
    Case(FLAW, TEXT, 'formula: "100 * lat * talk / (all * spent)"', "lat *", ("'late'",)),
    Case(FLAW, TEXT, "formula: '100 * late * talk / （all * spent)'", "（", ("Write '('",)),
    Case(FLAW, TEXT, 'formula: "100 * lat\\u0065r / (all * spent)"', '"100', ("later", "(character 7 of")),
    Case(FLAW, TEXT, "formula: >-\n        100 * lat /\n        all", ">-", ("(character 7 of the",)),
    Case(FLAW, TEXT, "formula:\n        100 * late\n        + talk", "100 *", ("(character 12 of the",)),
)
AROUND_IT = (
    Case("measure.needs", f"      {TEXT}\n", "", "kind: formula", ("a formula needs 'formula'",)),
    Case("measure.needs", "      observations: all\n", "", "kind: formula", ("needs 'observations'",)),
    Case("measure.needs", FORMULA[FORMULA.index("      terms:") :], "", "kind: formula", ("needs 'terms'",)),
    Case(
        "measure.needs",
        "      source: tickets\n      formula",
        "      formula",
        "{where: {passed: false}}",
        ("the term 'late' has no source", "once for all terms"),
    ),
    Case("measure.needs", "kind: mean, source: survey", "kind: mean", "{kind: mean", ("needs 'source'",)),
    Case("measure.key", "      terms:", "      where: {}\n      terms:", "where: {}", ("'where'", "terms")),
    Case(
        "measure.key", "      terms:", "      at: 3\n      terms:", "at: 3", ("a formula does not use 'at'",)
    ),
    Case(
        "measure.key", "overall, where", "overall, terms: {a: {}}, where", "terms: {a", ("a mean does not",)
    ),
    Case("measure.key", FORMULA, OWN_SOURCES, "source: tickets\n      formula", ("a source of its own",)),
    Case("measure.observations", "observations: all", "observations: al", "al\n", ("not a term", "'all'")),
    Case("measure.unused", "talk / (all * spent)", "talk / all", "spent:", ("does not use", "'spent'")),
    Case("measure.term", "        late:", "        on-time:", "on-time", ("called 'on-time'", "letters")),
    Case("measure.term", "        late:", "        max:", "max:", ("min, max, abs are taken",)),
    Case("measure.term", "        late:", "        ｌａｔｅ:", "ｌａｔｅ", ("cannot be called",)),
    Case("measure.unit", ", unit: yuan}", "}", "{source: survey, value: amount}", ("'spent'", "unit: call")),
    Case(
        "measure.unit",
        "amount: {type: decimal, decimals: 2}",
        "amount: {type: decimal, decimals: 2, unit: fen}",
        "yuan",
        ("'spent' counts in yuan", "'amount' in fen"),
    ),
    Case("measure.type", "{value: elapsed}", "{value: opened}", "opened}\n", ("a formula cannot use",)),
    Case("unknown.column", "{value: elapsed}", "{value: elapse}", "elapse}", ("'elapsed'",)),
    Case("unknown.column", "late: {where: {passed", "late: {where: {past", "past: f", ("'passed'",)),
    Case("unknown.source", "spent: {source: survey", "spent: {source: surve", "surve,", ("'survey'",)),
    Case("unknown.source", *DEFAULT, "ticket\n      formula", ("'tickets'",)),
    Case("condition.value", "{where: {passed: false}}", "{where: {passed: 否}}", "否}}", ("true or false",)),
    Case("shape.unknown_key", ", unit: yuan}", ", units: yuan}", "units: yuan", ("terms.spent", "'unit'")),
    Case("shape.value", "observations: all", "observations: 3", "3\n", ("must be a text",)),
    Case("shape.value", FORMULA[FORMULA.index("        late:") :], "        {}\n", "{}", ("at least 1",)),
    Case("column.key", "hall: {type: text,", "hall: {type: text, unit: x,", "unit: x", ("type text",)),
)


IN_UNITS = BOOK.replace("decimals: 2}", "decimals: 2, unit: yuan}").replace(
    "between: [opened, closed]}", "between: [opened, closed], unit: minute}"
)
RATE_OF_UNITS = IN_UNITS.replace(
    RATE.strip(),
    "measure: {kind: rate, source: tickets, value: elapsed, base: {source: survey, value: amount}}",
)
RATIO_OF_UNITS = RATE_OF_UNITS.replace("kind: rate", "kind: ratio")


def _label(case: Case) -> str:
    return f"{case.code}: {case.new[:40]!r}"


@pytest.mark.parametrize("case", [*IN_THE_FORMULA, *AROUND_IT], ids=_label)
def test_a_mistake_is_told_at_its_own_place(case, tmp_path):
    """At the very character of the formula where that can be told, else at its value or key; with a why."""
    case = replace(case, book=FORMULA_BOOK)
    refused(tmp_path, case.text, case.code, case.line_and_column, case.says)


def test_a_percent_of_another_unit_is_refused(tmp_path):
    """A ratio of columns in two declared units names both; a rate of them is what rates are for."""
    assert check(write(tmp_path, RATE_OF_UNITS))[1] == ()
    _, (found,) = check(write(tmp_path, RATIO_OF_UNITS))
    assert found.code == "measure.units"
    assert "'elapsed' counts in minute, the base 'amount' in yuan" in found.what
    assert RATIO_OF_UNITS.splitlines()[found.place.line - 1][found.place.column - 1 :] == "amount}}"
    assert check(write(tmp_path, RATIO_OF_UNITS.replace("unit: yuan", "unit: minute")))[1] == ()


def test_all_flaws_of_a_book_are_told_at_once(tmp_path):
    """Two flaws of one formula are two problems, in order of their columns."""
    text = FORMULA_BOOK.replace("100 * late * talk", "100 * lat + tlk")
    _, problems = check(write(tmp_path, text))
    assert [one.code for one in problems] == [FLAW, FLAW]
    assert problems[0].place.column < problems[1].place.column


CHANGE = """
changes:
  - id: mended
    title: {zh: 调整, en: Change}
    from: 2025-01
    reference: 小司〔2024〕9号
    owner: network
    set:
      kpis:
        care.rate:
          measure:
            {kind: formula, source: tickets, formula: 100 * late / al, observations: all,
             terms: {late: {value: passed}, all: {}}}
"""


def test_a_formula_that_a_change_brings_is_checked_in_its_file(tmp_path):
    """The place is that in the change order, and the month from which it is wrong is told."""
    write(tmp_path, FORMULA_BOOK)
    write(tmp_path, CHANGE, "change.yaml")
    _, problems = check(tmp_path)
    flaw = next(one for one in problems if one.code == FLAW)
    line = CHANGE.splitlines()[flaw.place.line - 1]
    assert flaw.place.file.endswith("change.yaml")
    assert line[flaw.place.column - 1 :].startswith("al, observations")
    assert "from 2025-01 on" in flaw.what
    write(tmp_path, CHANGE.replace("/ al,", "/ all,"), "change.yaml")
    found = load(tmp_path).newest.kpi_by_id["care.rate"].measure
    assert (written(found.formula), str(found.dimension)) == ("100 * late / all", "1")


def measure_of(folder, text=FORMULA_BOOK):
    """The formula of the book's first edition."""
    return load(write(folder, text)).editions[0][1].kpi_by_id["care.rate"].measure


def test_a_formula_becomes_a_measure(tmp_path):
    """Its terms in order of their names, each with source, condition, scale and unit, and what it counts."""
    found = measure_of(tmp_path)
    assert (found.kind, found.observations) == (Kind.FORMULA, "all")
    assert written(found.formula) == "100 * late * talk / (all * spent)"
    assert found.terms == (
        ("all", Term("tickets", unit="ticket")),
        ("late", Term("tickets", (Condition("passed", Compare.IN, (0,)),), unit="ticket")),
        ("spent", Term("survey", (), "amount", 2, "yuan")),
        ("talk", Term("tickets", (), "elapsed", 0, "minute")),
    )
    assert found.rows == found.terms[0][1]
    assert str(found.dimension) == "minute/yuan"
    assert found.sources == ("tickets", "survey")


def test_a_columns_unit_is_its_terms(tmp_path):
    """What the column declares need not be said again in the term, and may be."""
    declared = FORMULA_BOOK.replace("decimals: 2}", "decimals: 2, unit: yuan}")
    assert dict(measure_of(tmp_path, declared).terms)["spent"].unit == "yuan"
    silent = declared.replace("value: amount, unit: yuan}", "value: amount}")
    assert measure_of(tmp_path, silent) == measure_of(tmp_path, declared)


def test_the_digest_is_that_of_the_canonical_text(tmp_path):
    """Blanks, brackets that change nothing and the order of terms do not enter it; every sign does."""

    def digest(text):
        return load(write(tmp_path, text)).newest.digest

    first = digest(FORMULA_BOOK)
    assert digest(FORMULA_BOOK.replace(TEXT, "formula: (100*late)*talk / ( all*spent )")) == first
    line = "        all: {unit: ticket}\n"
    moved = FORMULA_BOOK.replace(line, "").replace("        spent:", f"{line}        spent:")
    assert moved != FORMULA_BOOK
    assert digest(moved) == first
    for old, new in (("100 *", "101 *"), ("(all * spent)", "all / spent * 1"), ("unit: yuan", "unit: fen")):
        assert digest(FORMULA_BOOK.replace(old, new)) != first


COUNTERS = """\
  - id: counters
    kind: counter
    name: {zh: 计数, en: Counters}
    files: ["counters_*"]
    period: {always: 2022-06}
    unit: {always: G}
    columns:
      counter: {type: text}
      value: {type: integer}
processes:
"""
GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "formulas.md").read_text(encoding="utf-8")


def test_the_documented_measure_is_one(tmp_path):
    """The example of docs/formulas.md stands in a book without an error or a warning."""
    (example,) = re.findall(r"```yml\n(.*?)```", GUIDE, flags=re.DOTALL)
    text = BOOK.replace(RATE, indent(example, "    ")).replace("processes:\n", COUNTERS, 1)
    book, problems = check(write(tmp_path, text))
    assert problems == (), told(problems)
    assert book.newest.kpi_by_id["care.rate"].measure.sources == ("counters",)
