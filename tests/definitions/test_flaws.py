"""Every flaw that a scoring rule can have is found, at its own value, with words that help."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.definitions.flaws import flaws
from scorecard.definitions.scoring import of_rule
from scorecard.model.kpi import Direction

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
TARGET = Direction.TARGET


def three(*readings, **more):
    """Floor, target and stretch."""
    return {
        "rule": "floor_target_stretch",
        **dict(zip(("floor", "target", "stretch"), readings, strict=True)),
    } | more


def knots(*pairs, **more):
    """A rule of knots."""
    return {"rule": "knots", "knots": pairs} | more


def bands(*pairs):
    """A rule of bands."""
    return {"rule": "bands", "bands": pairs}


def base_challenge(base, challenge, **more):
    """Base and challenge."""
    return {"rule": "base_challenge", "base": base, "challenge": challenge} | more


def deduction(**more):
    """A deduction without a flaw, but for what is given."""
    return {"rule": "deduction", "per": 5, "recover": 10, "months": 6} | more


def rank(*points):
    """Points by rank."""
    return {"rule": "rank_points", "points": points}


FINE = (
    (three(7, 8, 9, clip=(0, 120)), HIGHER),
    (three(9, 8, 7), LOWER),
    (knots((7, 0), (8, 80), (9, 100)), HIGHER),
    (knots((9, 100), (8, 80), (7, 0)), HIGHER),
    (knots((7, 100), (8, 80), (9, 0)), LOWER),
    (knots((9, 0), (8, 80), (7, 100), clip=(0, 150)), LOWER),
    (knots((60, 0), (60, 60), (100, 100)), HIGHER),
    (knots((30, 0), (30, 60), (10, 100)), LOWER),
    (knots((95, 0), (95, 100)), LOWER),
    (knots((7, 20), (8, 20), (9, 150)), HIGHER),
    (bands((0, 0), (60, 60), (85, 100)), HIGHER),
    (bands((30, 0), (20, 60), (10, 100)), LOWER),
    (bands((10, 100), (20, 60), (30, 0)), LOWER),
    ({"rule": "min_max", "low": 60, "high": 100}, LOWER),
    ({"rule": "binary", "at": 95}, LOWER),
    ({"rule": "target_best", "low": 2, "target": 5, "high": 9}, TARGET),
    (base_challenge(60, 100), HIGHER),
    (base_challenge(30, 10, below=60, clip=(60, 110)), LOWER),
    (deduction(recover=0, months=1), LOWER),
    (deduction(months=24, full=150), HIGHER),
    (rank(100, 95, 95, 0), HIGHER),
    ({"rule": "percent_of_first", "clip": (60, 120)}, LOWER),
)

FLAWED = (
    # direction
    (
        {"rule": "target_best", "low": 2, "target": 5, "high": 9},
        HIGHER,
        ("rule",),
        "direction",
        "direction: target",
    ),
    (three(7, 8, 9), TARGET, ("rule",), "direction", "target_best"),
    (rank(100, 90), TARGET, ("rule",), "direction", "target_best"),
    # order of readings
    (three(7, 7, 9), HIGHER, ("target",), "order", "floor < target < stretch"),
    (three(8, 9, 7), LOWER, ("target",), "order", "floor > target > stretch"),
    (three(7, 9, 8), HIGHER, ("stretch",), "order", "above target"),
    (base_challenge(100, 60), HIGHER, ("challenge",), "order", "above base"),
    (base_challenge(60, 100), LOWER, ("challenge",), "order", "below base"),
    (base_challenge(60, 60), LOWER, ("challenge",), "order", "base > challenge"),
    ({"rule": "min_max", "low": 100, "high": 60}, LOWER, ("high",), "order", "low < high"),
    ({"rule": "target_best", "low": 6, "target": 5, "high": 9}, TARGET, ("target",), "order", "low < target"),
    ({"rule": "target_best", "low": 2, "target": 9, "high": 9}, TARGET, ("high",), "order", "above target"),
    (knots((7, 0), (85, 80), (9, 100)), HIGHER, ("knots", 2), "order", "throughout"),
    (knots((9, 0), (6, 80), (7, 100)), LOWER, ("knots", 2), "order", "throughout"),
    (bands((0, 0), (90, 60), (85, 100)), HIGHER, ("bands", 2), "order", "throughout"),
    # too few, and twice
    (knots(), HIGHER, ("knots",), "few", "the worst and the best"),
    (knots((7, 0)), LOWER, ("knots",), "few", "the worst and the best"),
    (bands((0, 60)), HIGHER, ("bands",), "few", "the worst and the best"),
    (knots((7, 0), (8, 80), (8, 80), (9, 100)), HIGHER, ("knots", 2), "twice", "jumps"),
    (knots((7, 0), (8, 60), (8, 70), (8, 80)), HIGHER, ("knots", 3), "twice", "jumps"),
    (bands((0, 0), (60, 60), (60, 100)), HIGHER, ("bands", 2), "twice", "Write it once."),
    # scores that fall, and flat ones
    (knots((7, 0), (8, 80), (9, 70)), HIGHER, ("knots", 2), "falls", "rise from the worst"),
    (knots((7, 100), (8, 80), (9, 100)), LOWER, ("knots", 1), "falls", "change the direction"),
    (knots((7, 0), (8, 80), (8, 60), (9, 100)), HIGHER, ("knots", 2), "falls", "rise from the worst"),
    (bands((30, 0), (20, 60), (10, 50)), LOWER, ("bands", 2), "falls", "rise from the worst"),
    (base_challenge(60, 100, below=70), HIGHER, ("base_score",), "falls", "below <= base_score"),
    (
        base_challenge(60, 100, challenge_score=50),
        HIGHER,
        ("challenge_score",),
        "falls",
        "<= challenge_score",
    ),
    (rank(100, 90, 95), HIGHER, ("points", 2), "falls", "fall from rank 1"),
    (knots((7, 50), (8, 50)), HIGHER, ("knots",), "flat", "more than the worst"),
    (bands((0, 50), (8, 50)), LOWER, ("bands",), "flat", "more than the worst"),
    (
        base_challenge(60, 100, below=60, challenge_score=60),
        HIGHER,
        ("challenge_score",),
        "flat",
        "misses the base",
    ),
    (rank(), HIGHER, ("points",), "flat", "[100, 95, 90]"),
    (rank(100, 100), HIGHER, ("points",), "flat", "[100, 95, 90]"),
    (deduction(full=0), LOWER, ("full",), "flat", "without a fault"),
    # scores beyond the scale
    (knots((7, -1), (8, 80)), HIGHER, ("knots", 0, 1), "range", "0 to 150"),
    (bands((0, 0), (60, 151)), HIGHER, ("bands", 1, 1), "range", "0 to 150"),
    (base_challenge(60, 100, below=-10), HIGHER, ("below",), "range", "0 to 150"),
    (rank(200, 100), HIGHER, ("points", 0), "range", "0 to 150"),
    (deduction(full=151), LOWER, ("full",), "range", "0 to 150"),
    (three(7, 8, 9, clip=(0, 1000)), HIGHER, ("clip", 1), "range", "0 to 150"),
    # deductions
    (deduction(per=0), LOWER, ("per",), "deduction", "above 0"),
    (deduction(most=-5), LOWER, ("most",), "deduction", "above 0"),
    (deduction(recover=-1), LOWER, ("recover",), "deduction", "given back"),
    (deduction(months=0), LOWER, ("months",), "months", "1 to 24"),
    (deduction(months=25), LOWER, ("months",), "months", "1 to 24"),
    # clip
    (knots((7, 0), (8, 80), clip=(120, 0)), HIGHER, ("clip",), "clip", "lowest score first"),
    (three(7, 8, 9, clip=(50, 50)), HIGHER, ("clip",), "clip", "lowest score first"),
    (three(7, 8, 9, clip=(0, 90)), HIGHER, ("clip",), "clip", "from 0 to 100"),
    (knots((7, 10), (8, 80), clip=(20, 120)), HIGHER, ("clip",), "clip", "from 10 to 80"),
    ({"rule": "min_max", "low": 1, "high": 2, "clip": (10, 120)}, LOWER, ("clip",), "clip", "from 0 to 100"),
    (base_challenge(60, 100, clip=(60, 120)), HIGHER, ("clip",), "clip", "from 0 to 100"),
    ({"rule": "percent_of_first", "clip": (0, 90)}, HIGHER, ("clip",), "clip", "to 100"),
    ({"rule": "percent_of_first", "clip": (100, 120)}, HIGHER, ("clip",), "clip", "lowest score first"),
)


@pytest.mark.parametrize(("raw", "direction"), FINE)
def test_a_sound_rule_has_no_flaw(raw, direction):
    """Both orders of writing, jumps, the limits themselves and every default pass."""
    assert list(flaws(of_rule(raw), direction)) == []


@pytest.mark.parametrize(("raw", "direction", "path", "code", "says"), FLAWED)
def test_a_flaw_is_found_at_its_value(raw, direction, path, code, says):
    """One flaw, one finding: where it stands, what is wrong, why it matters, what to do."""
    (found,) = flaws(of_rule(raw), direction)
    assert (found.path, found.code) == (path, f"scoring.{code}")
    assert says in found.remedy
    assert found.what
    assert found.why


def test_all_flaws_are_told_at_once():
    """Four mistakes in one rule are four findings."""
    spec = of_rule(base_challenge(100, 60, below=70, challenge_score=200, clip=(120, 0)))
    assert [(one.path, one.code) for one in flaws(spec, HIGHER)] == [
        (("challenge",), "scoring.order"),
        (("challenge_score",), "scoring.range"),
        (("base_score",), "scoring.falls"),
        (("clip",), "scoring.clip"),
    ]
    spec = of_rule(knots((7, 0), (8, 80), (9, 100), clip=(0, 90)))
    assert [one.path for one in flaws(spec, LOWER)] == [("knots", 1), ("knots", 0), ("clip",)]
    spec = of_rule(deduction(per=-1, recover=-1, months=0))
    assert [one.path for one in flaws(spec, LOWER)] == [("per",), ("recover",), ("months",)]


def test_a_clip_must_hold_the_scores_of_the_policy():
    """Floor, target and stretch earn what the policy says, and that must be possible."""
    spec = of_rule(three(7, 8, 9, clip=(0, 110)))
    assert list(flaws(spec, HIGHER)) == []
    (found,) = flaws(spec, HIGHER, scores=(Decimal(0), Decimal(100), Decimal(120)))
    assert found.what == "clip [0, 110] cuts off the score 120"
