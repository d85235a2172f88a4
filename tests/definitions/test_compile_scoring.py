"""Rules as written become their normal form, and the examples of docs/scoring.md are true."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from scorecard.definitions.compile_scoring import compile_scoring
from scorecard.definitions.flaws import flaws
from scorecard.definitions.scoring import RuleSpec, of_rule
from scorecard.definitions.strict_yaml import parse
from scorecard.model.curve import scored
from scorecard.model.deducted import deducted
from scorecard.model.kpi import Direction
from scorecard.model.percent_of_first import percent_of_first
from scorecard.model.rank_points import rank_points
from scorecard.model.rounding import half_up
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "scoring.md").read_text(encoding="utf-8")
SECTIONS = re.findall(r"^### (.+?)\n(.*?)(?=^##|\Z)", GUIDE, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("raw", "direction", "knots"),
    [
        (
            {"rule": "floor_target_stretch", "floor": 6, "target": 8, "stretch": 9},
            HIGHER,
            ((6, 0), (8, 80), (9, 100)),
        ),
        (
            {"rule": "floor_target_stretch", "floor": 9, "target": 8, "stretch": 6},
            LOWER,
            ((6, 100), (8, 80), (9, 0)),
        ),
        ({"rule": "knots", "knots": ((9, 100), (7, 0))}, HIGHER, ((7, 0), (9, 100))),
        ({"rule": "knots", "knots": ((9, 0), (9, 60), (7, 100))}, LOWER, ((7, 100), (9, 60), (9, 0))),
        ({"rule": "knots", "knots": ((9, 100), (9, 0))}, HIGHER, ((9, 0), (9, 100))),
        (
            {"rule": "bands", "bands": ((0, 0), (60, 60), (85, 100))},
            HIGHER,
            ((0, 0), (60, 0), (60, 60), (85, 60), (85, 100)),
        ),
        (
            {"rule": "bands", "bands": ((10, 100), (20, 60), (30, 0))},
            LOWER,
            ((10, 100), (10, 60), (20, 60), (20, 0), (30, 0)),
        ),
        ({"rule": "min_max", "low": 60, "high": 100}, HIGHER, ((60, 0), (100, 100))),
        ({"rule": "min_max", "low": 60, "high": 100}, LOWER, ((60, 100), (100, 0))),
        ({"rule": "binary", "at": 95}, HIGHER, ((95, 0), (95, 100))),
        ({"rule": "binary", "at": 3}, LOWER, ((3, 100), (3, 0))),
        (
            {"rule": "target_best", "low": 2, "target": 5, "high": 9},
            Direction.TARGET,
            ((2, 0), (5, 100), (9, 0)),
        ),
        ({"rule": "base_challenge", "base": 60, "challenge": 90}, HIGHER, ((60, 0), (60, 60), (90, 100))),
        (
            {"rule": "base_challenge", "base": 30, "challenge": 10, "below": 20, "base_score": 50},
            LOWER,
            ((10, 100), (30, 50), (30, 20)),
        ),
    ],
)
def test_most_rules_become_one_curve(raw, direction, knots):
    """Knots in rising order of reading, in either direction, whichever end is written first."""
    assert compile_scoring(of_rule(raw), direction) == Curve(knots)


def test_scores_of_floor_target_stretch_are_the_policys():
    """0, 80, 100 unless the policy says otherwise."""
    spec = of_rule({"rule": "floor_target_stretch", "floor": 6, "target": 8, "stretch": 9, "clip": (0, 130)})
    curve = compile_scoring(spec, HIGHER, scores=(Decimal(10), Decimal(100), Decimal(120)))
    assert curve == Curve(((6, 10), (8, 100), (9, 120)), (0, 130))


def test_the_others_keep_their_numbers_exactly():
    """Decimals become fractions, digit for digit."""
    points = {"rule": "rank_points", "points": (100, Decimal("97.5"), 95)}
    assert compile_scoring(of_rule(points), LOWER) == RankPoints((100, Fraction(195, 2), 95))
    assert compile_scoring(of_rule({"rule": "percent_of_first"}), LOWER) == PercentOfFirst()
    clipped = {"rule": "percent_of_first", "clip": (60, 120)}
    assert compile_scoring(of_rule(clipped), HIGHER) == PercentOfFirst((60, 120))
    given = {"rule": "deduction", "free": Decimal("0.1"), "per": 5, "most": 30, "recover": 10, "months": 6}
    assert compile_scoring(of_rule(given), LOWER) == Deduction(100, Fraction(1, 10), 5, 30, 10, 6)


def score_of(spec: RuleSpec, direction: Direction, cell: str) -> list[Fraction]:
    """The scores of a table's first cell: one reading, or several that belong together."""
    texts = [one.strip() for one in cell.replace("−", "-").split(",")]
    readings = [None if one == "none" else Fraction(one) for one in texts]
    rule = compile_scoring(spec, direction)
    match rule:
        case Curve():
            return [scored(rule, reading) for reading in readings]
        case Deduction():
            return [deducted(rule, direction, readings)]
        case RankPoints():
            return list(rank_points(rule, direction, dict(enumerate(readings))).values())
        case PercentOfFirst():
            return list(percent_of_first(rule, direction, dict(enumerate(readings))).values())


@pytest.mark.parametrize(("title", "text"), SECTIONS, ids=[title for title, _ in SECTIONS])
def test_the_documented_examples_are_true(title, text):
    """Each rule in docs/scoring.md has a flawless example, and a table that the code reproduces."""
    examples = re.findall(r"```yaml\n(.*?)```(.*?)(?=```|\Z)", text, flags=re.DOTALL)
    assert examples
    for source, after in examples:
        node, problems = parse(source.encode(), "scoring.md")
        assert problems == ()
        direction = node.value["direction"]
        direction = Direction(direction)
        spec = of_rule(node.value["scoring"])
        assert spec.rule == title.split("`")[1]
        assert list(flaws(spec, direction)) == []
        rows = re.findall(r"^\| ([−\d., none]+) \| ([\d., ]+) \|", after, flags=re.MULTILINE)
        assert len(rows) == after.count("\n| ") - 1 >= 2
        for cell, scores in rows:
            printed = [f"{half_up(one, 2)}" for one in score_of(spec, direction, cell)]
            wanted = [f"{half_up(Fraction(one.strip()), 2)}" for one in scores.split(",")]
            assert printed == wanted, cell


def test_every_rule_is_documented():
    """No rule without its section, no section without its rule."""
    rules = {spec.model_fields["rule"].annotation.__args__[0] for spec in RuleSpec.__args__}
    assert {title.split("`")[1] for title, _ in SECTIONS} == rules
