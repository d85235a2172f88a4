"""Examples that a definition states are recomputed, and the wrong ones are told at their place."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.definitions import check, load
from scorecard.model.kpi import Example
from scorecard.model.period import Period
from tests.definitions.small_book import BOOK, told, write

MEAN = "    weight: 40%\n"
RATE = "    floor: 30\n    target: 20\n    stretch: 10\n    weight: 50%\n"
DEDUCTION = (
    "    scoring: {rule: deduction, free: 2, per: 5, most: 30, recover: 10, months: 3}\n    weight: 50%\n"
)
RANKS = "    scoring: {rule: rank_points, points: [100, 95, 90, 80]}\n    weight: 50%\n"
FIRST = "    scoring: {rule: percent_of_first, clip: [60, 100]}\n    weight: 50%\n"


def with_example(example, rule=None):
    """The small book with an example at net.mean, or at care.rate under another rule."""
    if rule is None:
        return BOOK.replace(MEAN, f"{MEAN}    example: {example}\n", 1)
    return BOOK.replace(RATE, f"{rule}    example: {example}\n", 1)


@pytest.mark.parametrize(
    ("example", "rule"),
    [
        ("{reading: 8.2, score: 64}", None),  # 80 * 1.2 / 1.5
        ("{reading: 8, score: 53.33}", None),  # 80 / 1.5 = 53.333...
        ("[{reading: 6, score: 0}, {reading: 8.85, score: 90.00}]", None),
        ("{reading: 4, score: 90}", DEDUCTION),
        ("{readings: [4, 7, 40], score: 65}", DEDUCTION),
        ("{readings: [2, none, 7], score: 95}", DEDUCTION),
        ("{readings: [9, 8.001, 8, 5, 1], scores: [80, 90, 90, 95, 100]}", RANKS),  # 8.001 is printed 8.00
        ("{readings: [4, 5, 16], scores: [100, 80, 60]}", FIRST),
    ],
)
def test_a_right_example_is_accepted(tmp_path, example, rule):
    """Every kind of rule, one reading or several, one example or a list."""
    book, problems = check(write(tmp_path, with_example(example, rule)))
    assert problems == (), told(problems)
    assert sum(len(kpi.examples) for kpi in book.newest.kpis) == max(example.count("score:"), 1)


def test_what_is_stated_comes_into_the_book(tmp_path):
    """Readings and scores, exactly; None for a month without a reading."""
    book = load(write(tmp_path, with_example("{readings: [2, none, 7], score: 95}", DEDUCTION)))
    (found,) = book.newest.kpi_by_id["care.rate"].examples
    assert found == Example((Fraction(2), None, Fraction(7)), (Fraction(95),))


@pytest.mark.parametrize(
    ("example", "rule", "at", "right"),
    [
        ("{reading: 8.2, score: 63}", None, "63}", "64.00"),
        ("{reading: 8, score: 53.333}", None, "53.333", "53.33"),
        ("{reading: 8, score: 53.34}", None, "53.34", "53.33"),
        ("[{reading: 8.2, score: 64}, {reading: 9.2, score: 99}]", None, "99}", "100.00"),
        ("{readings: [4, 7, 40], score: 66}", DEDUCTION, "66}", "65.00"),
        ("{readings: [9, 8, 8], scores: [90, 100, 95]}", RANKS, "95]}", "100.00"),
        ("{readings: [4, 5], scores: [100, 79]}", FIRST, "79]}", "80.00"),
    ],
)
def test_a_wrong_score_is_told_where_it_stands_with_the_right_one(tmp_path, example, rule, at, right):
    """File, line and column of the number; the number to write in the remedy."""
    text = with_example(example, rule)
    book, problems = check(write(tmp_path, text))
    assert book is None
    (problem,) = problems
    assert problem.code == "example.score"
    start = text.index(at, text.index("example:"))
    line, column = text[:start].count("\n") + 1, start - text.rfind("\n", 0, start)
    assert (problem.place.line, problem.place.column) == (line, column)
    assert problem.remedy.startswith(f"Write {right}")


@pytest.mark.parametrize(
    ("example", "rule", "remedy"),
    [
        ("{readings: [8.2], score: 64}", None, "{reading: 8.2, score: 64}"),
        ("{reading: 8.2, scores: [64]}", None, "{reading: 8.2, score: 64}"),
        ("{reading: 8.2}", None, "{reading: 8.2, score: 64}"),
        ("{reading: 8.2, readings: [8.2], score: 64}", None, "{reading: 8.2, score: 64}"),
        ("{readings: [none, 7], score: 65}", DEDUCTION, "this month's first"),
        ("{reading: 4, readings: [4], score: 90}", DEDUCTION, "this month's first"),
        ("{readings: [4, 7], scores: [90, 65]}", DEDUCTION, "this month's first"),
        ("{reading: 9, score: 100}", RANKS, "as many"),
        ("{readings: [9, 8], scores: [100]}", RANKS, "as many"),
        ("{readings: [9, none], scores: [100, 95]}", FIRST, "as many"),
    ],
)
def test_an_example_has_the_form_of_its_rule(tmp_path, example, rule, remedy):
    """What could not be checked is refused, with the form that can be."""
    text = with_example(example, rule)
    _, problems = check(write(tmp_path, text))
    (problem,) = problems
    assert problem.code == "example.form"
    start = text.index("{", text.index("example:"))
    assert problem.place.line == text[:start].count("\n") + 1
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("example", "code"),
    [
        ("{reading: 8.2, scre: 64}", "shape.unknown_key"),
        ('{reading: "8.2", score: 64}', "shape.value"),
        ("{readings: [4, nothing], score: 90}", "shape.value"),
        ("{readings: [], score: 90}", "shape.value"),
        ("8.2", "shape.value"),
    ],
)
def test_a_misshapen_example_is_told_on_its_line(tmp_path, example, code):
    """A typing error is no traceback."""
    text = with_example(example)
    _, problems = check(write(tmp_path, text))
    assert [(one.code, one.place.line) for one in problems] == [
        (code, text[: text.index("example:")].count("\n") + 1)
    ]


def test_a_change_of_the_rule_must_change_the_example(tmp_path):
    """An example that was right until July is told for July, at its place; the change sets both."""
    change = """\
changes:
  - id: mid
    title: {zh: 年中调整, en: Mid-year}
    from: 2026-07
    reference: 小司〔2026〕7号
    owner: market
    set:
      kpis:
        net.mean: {target: 8.6%s}
"""
    write(tmp_path, with_example("{reading: 8.2, score: 64}"))
    _, problems = check(write(tmp_path, change % "", "changes.yaml"))
    (problem,) = problems
    assert problem.what.startswith("from 2026-07 on: KPI 'net.mean'")
    assert problem.place.file.endswith("book.yaml")
    assert problem.remedy.startswith("Write 60.00")
    more = ", example: {reading: 8.2, score: 60}"
    book = load(write(tmp_path, change % more, "changes.yaml"))
    scores = [book.on(Period(2026, month)).kpi_by_id["net.mean"].examples[0].scores for month in (6, 7)]
    assert scores == [(64,), (60,)]
