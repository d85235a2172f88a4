"""What is in good order is passed over."""

from __future__ import annotations

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace import CHECKS, examine
from scorecard.errors import Damaged
from scorecard.store.workspace import Workspace


def test_the_small_company_is_in_good_order(space, look):
    """Every check says ok, but the evidence: Cedar's sample is small by design."""
    for deep in (False, True):
        found = examine(look(space, deep=deep))
        assert [one.check for one in found] == [check.__name__ for check in CHECKS]
        assert [one.check for one in found if one.level is not Level.OK] == ["evidence"]


def test_an_empty_workspace_is_no_problem(tmp_path, look):
    """Before the first delivery nothing is wrong, and nothing is claimed."""
    found = examine(look(Workspace(tmp_path)))
    assert {one.level for one in found} == {Level.OK}
    assert [one.check for one in found] == ["definitions", "characters", "deliveries", "drafts", "results"]
    assert found[2].what == "Nothing was delivered yet."


def test_a_check_that_breaks_off_is_a_problem_and_the_others_go_on(space, look, monkeypatch):
    """The error's text is the remedy, under the name of the check."""

    def coverage(ground):
        raise Damaged("these rows cannot be counted")

    checks = tuple(coverage if check.__name__ == "coverage" else check for check in CHECKS)
    monkeypatch.setattr("scorecard.doctor.workspace.CHECKS", checks)
    found = {one.check: one for one in examine(look(space))}
    assert (found["coverage"].level, found["coverage"].remedy) == (
        Level.PROBLEM,
        "these rows cannot be counted",
    )
    assert found["published"].level is Level.OK
