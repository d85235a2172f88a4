"""A cliff is found where chance costs a deserving unit many points, with its probability."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from scorecard.definitions.cliff import cliff
from scorecard.definitions.compile_scoring import compile_scoring
from scorecard.definitions.sampling import Mean, Nps, Share
from scorecard.definitions.scoring import of_rule
from scorecard.model.kpi import Direction

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER


def found(raw, direction, sample, **more):
    """The cliff of a rule as written."""
    return cliff(compile_scoring(of_rule(raw), direction), direction, sample, **more)


def operator(base, challenge):
    """The operators' rule: 60 at the base, 100 at the challenge, 0 below the base."""
    return {"rule": "base_challenge", "base": base, "challenge": challenge}


def test_the_operators_rule_at_200_answers():
    """Base 60 %, challenge 70 %: a true 62.5 % is worth 70 points and gets 0 in 21 % of months.

    P(k < 120 | n = 200, p = 0.625) = 0.2103. The unit at 65 %, worth 80, gets 0 in 6 %.
    """
    one = found(operator(60, 70), HIGHER, Share(200))
    assert (one.reading, one.low, one.drop) == (60, 0, 60)
    assert (one.deserving, one.midway) == (65, Fraction(125, 2))
    assert one.midway_risk == pytest.approx(0.2103, abs=0.00005)
    assert one.risk == pytest.approx(0.0609, abs=0.00005)


def test_a_closer_challenge_puts_the_target_itself_at_risk():
    """Base 60 %, challenge 65 %: the same 62.5 % is worth the target's 80 points, and gets 0 in 21 %."""
    one = found(operator(60, 65), HIGHER, Share(200))
    assert one.deserving == Fraction(125, 2)
    assert one.risk == pytest.approx(0.2103, abs=0.00005)
    assert one.midway_risk > one.risk


def test_lower_is_better_falls_on_the_other_side():
    """The mirrored rule on the mirrored share has the same risks."""
    mirrored = found(operator(40, 30), LOWER, Share(200))
    one = found(operator(60, 70), HIGHER, Share(200))
    assert (mirrored.reading, mirrored.deserving) == (40, 35)
    assert mirrored.risk == pytest.approx(one.risk)
    assert mirrored.midway_risk == pytest.approx(one.midway_risk)


def test_a_larger_sample_is_safer():
    """At n = 2,000 the same unit falls off in about 1 %."""
    risks = [found(operator(60, 70), HIGHER, Share(n)).midway_risk for n in (50, 200, 800, 2000)]
    assert risks == sorted(risks, reverse=True)
    assert risks[-1] < 0.011


def test_of_two_steps_the_costlier_one_is_told():
    """Bands 0, 60, 100 at 60 and 85: who is truly at 85 is measured below it almost every second month."""
    one = found({"rule": "bands", "bands": ((0, 0), (60, 60), (85, 100))}, HIGHER, Share(200))
    assert (one.reading, one.low, one.drop, one.deserving, one.midway) == (85, 60, 40, 85, 85)
    assert one.risk == one.midway_risk == pytest.approx(0.4515, abs=0.00005)


def test_a_target_between_two_steps_looks_at_the_lower_one_only():
    """With the target's score at 60 the step at 85 lies beyond it and is nobody's cliff."""
    bands = {"rule": "bands", "bands": ((0, 0), (60, 60), (85, 100))}
    assert found(bands, HIGHER, Share(200), target=Fraction(60)).reading == 60


def test_a_steep_line_is_a_cliff_as_well():
    """0 to 100 between 8.0 and 8.1: within one standard error of 0.2, so its worse end is the edge.

    The true reading 8.08 earns 80; 8.0 is 0.4 standard errors below it: Φ(−0.4) = 0.3446.
    """
    steep = {"rule": "min_max", "low": 8, "high": Decimal("8.1")}
    one = found(steep, HIGHER, Mean(100, 2))
    assert (one.reading, one.low, one.drop, one.deserving) == (8, 0, 100, Fraction("8.08"))
    assert one.risk == pytest.approx(0.3446, abs=0.00005)
    assert one.midway_risk == pytest.approx(0.4207, abs=0.00005)
    assert found(steep, HIGHER, Mean(1000, 2)) is None  # standard error 0.063: the line is wide enough


def test_a_curve_that_ends_below_the_target_is_judged_by_its_best_score():
    """Its deserving unit is the one that earns all there is."""
    low = {"rule": "knots", "knots": ((60, 0), (60, 50), (70, 70))}
    assert found(low, HIGHER, Share(200)).deserving == 70


def test_how_many_points_make_a_cliff():
    """20 points do, unless more are asked for."""
    small = {"rule": "bands", "bands": ((0, 60), (60, 80))}
    assert found(small, HIGHER, Share(200)).drop == 20
    assert found(small, HIGHER, Share(200), least=Fraction(21)) is None


def test_a_jump_is_told_even_where_chance_cannot_reach():
    """At 100 % no row can be missing: the edge is there, the risk is 0."""
    one = found({"rule": "binary", "at": 100}, HIGHER, Share(200))
    assert (one.reading, one.risk, one.midway_risk) == (100, 0, 0)


def test_nps_has_cliffs_too():
    """Base 20, challenge 40, n = 100: the standard error is about 8 points, half way is 5 above the base."""
    one = found(operator(20, 40), HIGHER, Nps(100))
    assert (one.deserving, one.midway) == (30, 25)
    assert 0.2 < one.midway_risk < 0.3


@pytest.mark.parametrize(
    ("raw", "direction"),
    [
        ({"rule": "floor_target_stretch", "floor": 60, "target": 80, "stretch": 90}, HIGHER),
        ({"rule": "bands", "bands": tuple((step, step) for step in range(0, 101, 10))}, HIGHER),  # 10 a step
        ({"rule": "target_best", "low": 2, "target": 5, "high": 9}, "target"),
    ],
)
def test_gentle_rules_have_no_cliff(raw, direction):
    """A line that falls over several standard errors, or in small steps, warns of nothing."""
    assert found(raw, direction, Share(200)) is None
