"""What scores are earned from, and whose readings are withheld."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scorecard.cycle.reading import withheld
from scorecard.model.earned import earned
from scorecard.model.kpi import Aim, Direction
from scorecard.model.result import State
from scorecard.model.scoring import Deduction, PercentOfFirst, RankPoints
from scorecard.model.tally import Tally
from scorecard.store.workspace import Workspace
from tests.cycle.carried import carried
from tests.sample import small_edition

RULES = (
    RankPoints((Fraction(100), Fraction(70), Fraction(30))),
    PercentOfFirst(),
    Deduction(*(Fraction(one) for one in (100, 7, 5, 30, 10)), months=2),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: type(rule).__name__)
def test_every_score_is_earned_by_what_is_kept_beside_it(tmp_path, rule):
    """The rule on the readings that a snapshot holds, the unit's own first, gives the score again."""
    edition = small_edition()
    kpis = tuple(
        replace(one, aim=Aim(rule, None, None, None)) if one.id == "network.mean" else one
        for one in edition.kpis
    )
    work = carried(Workspace(tmp_path), replace(edition, kpis=kpis))
    for unit, readings in work.readings.items():
        for kpi in kpis:
            based = work.based[unit][kpi.id]
            assert earned(kpi.aim.scoring, kpi.direction, based)[0] == readings[kpi.id].score
    cities = [work.based[city]["network.mean"] for city in ("P1C1", "P1C2", "P2C1")]
    assert len({len(one) for one in cities}) == 1
    assert len(cities[0]) == {RankPoints: 3, PercentOfFirst: 3, Deduction: 2}[type(rule)]
    assert kpis[0].direction is Direction.HIGHER


def test_what_has_no_reading_is_based_on_nothing(tmp_path):
    """A sample too small leaves no reading beside its state."""
    edition = small_edition()
    kpis = tuple(
        replace(one, evidence=replace(one.evidence, hide_below=5, flag_below=13)) for one in edition.kpis
    )
    work = carried(Workspace(tmp_path), replace(edition, kpis=kpis))
    assert work.readings["P2C1"]["network.mean"].state is State.HIDDEN
    assert work.based["P2C1"]["network.mean"] == ()
    # Twelve answers are a small sample, five tickets of a register are none.
    assert work.readings["P1C2"]["network.mean"].state is State.FLAGGED
    assert work.readings["P1C2"]["network.rate"].state is State.OK


def tallies(**counts):
    """So many answers of each unit."""
    return {(unit, "network.mean"): Tally(n, n, 8 * n, 64 * n) for unit, n in counts.items()}


def test_a_city_is_withheld_with_another_of_its_province():
    """Four of P1C1 could be had from P1 less P1C2; P2C1 lies in another province and stays."""
    kpi = small_edition().kpi_by_id["network.mean"]
    kpi = replace(kpi, evidence=replace(kpi.evidence, hide_below=5))
    found = withheld(small_edition(), kpi, tallies(G=44, P1=24, P2=20, P1C1=4, P1C2=20, P2C1=20))
    assert found == {"P1C1", "P1C2"}


def test_levels_that_have_no_reading_are_passed_over():
    """Where provinces are not scored the cities add up to the group: the next smallest of all goes along."""
    kpi = replace(small_edition().kpi_by_id["network.mean"], levels=("group", "city"))
    kpi = replace(kpi, evidence=replace(kpi.evidence, hide_below=5))
    found = withheld(small_edition(), kpi, tallies(G=54, P1=34, P2=20, P1C1=4, P1C2=30, P2C1=20))
    assert found == {"P1C1", "P2C1"}
