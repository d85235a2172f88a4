"""Enough problems to work on, the gravest of them, and how many are left."""

from __future__ import annotations

from pathlib import Path

from scorecard.definitions.told import MAX_FOUND, MAX_TOLD, told
from scorecard.model.problem import Place, Problem, Severity

FOLDER = Path("book")


def problems(count, severity=Severity.ERROR, first=1):
    """One a line."""
    return [
        Problem("x.y", Place("f.yaml", line), "", "", "", severity) for line in range(first, first + count)
    ]


def test_few_problems_are_all_told_in_order_of_their_lines():
    """Whatever found them first."""
    found = [*problems(2, first=5), *problems(MAX_TOLD - 2, Severity.WARNING, first=9), *problems(2)][:-2]
    assert told(FOLDER, reversed(found)) == tuple(sorted(found, key=lambda one: one.place.line))


def test_of_too_many_the_errors_found_first_are_told():
    """Then warnings, and at the end how many are left, as grave as the gravest of them."""
    found = [*problems(150, Severity.WARNING), *problems(100, first=200)]
    *kept, last = told(FOLDER, found)
    assert [one.severity for one in kept].count(Severity.ERROR) == 100
    assert [one.place.line for one in kept] == [*range(1, 101), *range(200, 300)]
    assert (last.code, last.place.file, last.severity) == ("folder.problems", "book", Severity.WARNING)
    assert last.what == "50 more problems are not told"


def test_where_a_step_stopped_looking_the_count_is_a_least_one():
    """More errors than a step looks for."""
    last = told(FOLDER, problems(MAX_FOUND))[-1]
    assert (last.what, last.severity) == ("at least 800 more problems are not told", Severity.ERROR)
