"""What becomes of each part of the index weight, worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.compute.audit import audit
from scorecard.model.audit import Passage, Reach
from scorecard.model.kpi import Kind, Measure, Process, Term
from scorecard.model.org import UNASSIGNED
from scorecard.model.result import Reading, State
from tests.sample import kpi, text

MEASURE = Measure(Kind.MEAN, Term("survey", (), "score"))
PROCESSES = (Process("a", text("a"), 5000), Process("b", text("b"), 3000), Process("c", text("c"), 2000))
KPIS = (
    kpi("a.x", MEASURE, shares={"net": 6000, UNASSIGNED: 4000}, weight=7500),
    kpi("a.y", MEASURE, shares={"net": 10_000}, weight=2500),
    kpi("b.x", MEASURE, shares={"net": 3333, "care": 3333, "sales": 3334}, weight=10_000),
)
GOOD = Reading(40, Fraction(8), Fraction(80), State.OK)
HIDDEN = Reading(2, None, None, State.HIDDEN)
MISSING = Reading(0, None, None, State.MISSING)
ALL = {"a.x": GOOD, "a.y": GOOD, "b.x": GOOD}


def classes(passages) -> dict[str, int]:
    """Weight by class, without those of nothing."""
    found: dict[str, int] = {}
    for one in passages:
        found[str(one.reach)] = found.get(str(one.reach), 0) + one.weight
    return found


def test_a_process_without_a_kpi_here_is_not_measured():
    """c has no KPI at the level: its 20 % cannot reach anybody."""
    assert Passage("c", "", "", Reach.UNMEASURED, 2000) in audit(PROCESSES, KPIS, ALL, ALL)


def test_a_share_of_nobody_leaks_whatever_the_data():
    """40 % of 37.50 %, with data and without."""
    for reading in (GOOD, HIDDEN, MISSING):
        passages = audit(PROCESSES, KPIS, ALL | {"a.x": reading}, ALL)
        assert Passage("a", "a.x", UNASSIGNED, Reach.UNASSIGNED, 1500) in passages
        assert classes(passages)["unassigned"] == 1500


def test_with_all_data_the_rest_arrives():
    """100 % less 20 % not measured and 15 % of nobody."""
    assert classes(audit(PROCESSES, KPIS, ALL, ALL)) == {
        "reached": 6500,
        "unassigned": 1500,
        "unmeasured": 2000,
    }


@pytest.mark.parametrize(
    ("reading", "reach"),
    [
        (HIDDEN, "hidden"),
        (MISSING, "missing"),
    ],
)
def test_without_a_reading_the_weight_leaks_by_its_reason(reading, reach):
    """12.50 % of a.y, to the class of why it has none."""
    found = classes(audit(PROCESSES, KPIS, ALL | {"a.y": reading}, ALL))
    assert (found["reached"], found[reach]) == (5250, 1250)


def test_a_score_that_does_not_count_is_not_published():
    """Where a process has too little data its KPIs are not in the index, and reach nobody."""
    found = classes(audit(PROCESSES, KPIS, ALL | {"a.x": MISSING}, {"b.x"}))
    assert found == {
        "reached": 3000,
        "missing": 2250,
        "unpublished": 1250,
        "unassigned": 1500,
        "unmeasured": 2000,
    }


def test_a_small_sample_that_is_shown_arrives():
    """Flagged is published, and so is any other state with a score."""
    flagged = Reading(4, Fraction(8), Fraction(80), State.FLAGGED)
    assert classes(audit(PROCESSES, KPIS, ALL | {"a.y": flagged}, ALL))["reached"] == 6500


def test_thirds_are_split_by_largest_remainder():
    """30.00 % over 33.33, 33.33 and 33.34 %: 10.00, 10.00 and 10.00; nothing is lost."""
    passages = audit(PROCESSES, KPIS, ALL, ALL)
    assert [one.weight for one in passages if one.kpi == "b.x"] == [1000, 1000, 1000]
    assert sum(one.weight for one in passages) == 10_000


def test_a_kpi_takes_over_the_weight_of_those_that_do_not_apply():
    """At a level where only a.y applies it carries all of a's 50 %, as in the index."""
    passages = audit(PROCESSES, KPIS[1:], ALL, ALL)
    assert Passage("a", "a.y", "net", Reach.REACHED, 5000) in passages
