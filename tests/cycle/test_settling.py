"""What plans pay by a month's scores."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from scorecard import cycle
from scorecard.compute.incentive import incentive
from scorecard.model.period import Period
from scorecard.model.plan import Gate, Reason
from scorecard.model.result import Subject
from tests.plans import heads, plan
from tests.sample import always, sample_workspace, small_edition

PEOPLE = tuple(heads(one) for one in ("net", "care", "sales"))
GROUP = replace(plan(100_000, *PEOPLE, knots=((0, 0), (100, 1))), id="group")
SOUTH = replace(GROUP, id="south", unit="P2")


def settled(folder, *plans):
    """The work of a month under these plans, and what they pay."""
    work = cycle.begin(
        sample_workspace(folder), always(replace(small_edition(), plans=plans)), Period(2026, 6)
    )
    for step in cycle.STEPS:
        work = step(work)
    return work, cycle.settle(work)


def test_each_plan_pays_by_the_scores_of_its_own_unit(tmp_path):
    """The same plan for the group and for the South: each pays by the printed scores there."""
    work, paid = settled(tmp_path, GROUP, SOUTH)
    assert [(one.plan, one.unit) for one in paid] == [("group", "G"), ("south", "P2")]
    for one, made in zip(paid, (GROUP, SOUTH), strict=True):
        standings = [each for each in work.standings[made.unit] if each.kind is Subject.DEPARTMENT]
        assert one == incentive(made, {each.subject: each.score for each in standings}, {})
    assert [one.fen for one in paid[0].payouts] != [one.fen for one in paid[1].payouts]


def test_a_gate_looks_at_its_kpi_in_the_unit(tmp_path):
    """A gate between the two units' scores of a KPI closes in one of them only."""
    work, _ = settled(tmp_path / "a")
    scores = {unit: work.readings[unit]["hall.top"].score for unit in ("G", "P2")}
    assert scores["G"] != scores["P2"]
    between = Gate("hall.top", sum(scores.values()) / 2, Fraction(1, 2))
    gated = tuple(replace(one, gates=(between,)) for one in (GROUP, SOUTH))
    _, paid = settled(tmp_path / "b", *gated)
    closed = {one.unit for one in paid for each in one.payouts if Reason.GATE in each.why}
    assert closed == {min(scores, key=scores.get)}
