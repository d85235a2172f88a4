"""Change orders: each mistake is told where the change makes it, with what to do."""

from __future__ import annotations

import pytest

from scorecard.definitions import check
from scorecard.model.problem import Severity
from tests.definitions.change_cases import ERRORS, WARNINGS, ChangeCase
from tests.definitions.small_book import told


def label(case: ChangeCase) -> str:
    return f"{case.code}: {case.at[:30]}"


def place(problem):
    return problem.place.file.rpartition("/")[2], problem.place.line, problem.place.column


@pytest.mark.parametrize("case", ERRORS, ids=label)
def test_a_bad_change_is_refused_at_its_own_line(case, tmp_path):
    """Each mistake is told in the file of the change, with what to do, and no book comes out."""
    book, problems = check(case.write(tmp_path))
    assert book is None
    found = [one for one in problems if one.code == case.code]
    assert case.place in [place(one) for one in found], told(problems)
    text = next(str(one) for one in found if place(one) == case.place)
    assert all(word in text for word in case.says), told(problems)
    assert all((one.why, one.remedy) > ("", "") for one in problems), told(problems)


@pytest.mark.parametrize("case", WARNINGS, ids=label)
def test_a_doubtful_change_is_made_and_warned_of(case, tmp_path):
    """What may be meant is a warning at its place; the book comes out all the same."""
    book, problems = check(case.write(tmp_path))
    assert book is not None, told(problems)
    found = [one for one in problems if one.code == case.code]
    assert [(place(one), one.severity) for one in found] == [(case.place, Severity.WARNING)], told(problems)
    assert all(word in str(found[0]) for word in case.says), told(problems)
