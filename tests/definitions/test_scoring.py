"""The shape of ``scoring:``: each rule's keys, errors at their own keys, numbers that a unit may replace."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from scorecard.definitions.scoring import ScoringRule, keys_of, of_rule, parameters_of, with_parameters
from scorecard.model.problem import near

BASE_CHALLENGE = {"rule": "base_challenge", "base": 60, "challenge": 100}
DEDUCTION = {"rule": "deduction", "per": 5, "recover": 10, "months": 6}


class Entry(BaseModel):
    """A KPI as far as its scoring goes."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    scoring: ScoringRule | None = None


class Entries(BaseModel):
    """A file with KPIs."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    kpis: tuple[Entry, ...]


def errors(*rules):
    """(path, type) of every error in a file whose KPIs are scored by these."""
    try:
        Entries.model_validate({"kpis": tuple({"scoring": one} for one in rules)})
    except ValidationError as error:
        return [(one["loc"], one["type"]) for one in error.errors()]
    return []


@pytest.mark.parametrize(
    "raw",
    [
        {
            "rule": "floor_target_stretch",
            "floor": 7,
            "target": Decimal("8.5"),
            "stretch": 9,
            "clip": (0, 120),
        },
        {"rule": "knots", "knots": ((7, 0), (Decimal("8.5"), 80)), "clip": (0, 120)},
        {"rule": "bands", "bands": ((0, 0), (60, 60), (85, 100))},
        {"rule": "min_max", "low": 60, "high": 100},
        {"rule": "binary", "at": 95},
        {"rule": "target_best", "low": 2, "target": 5, "high": 9},
        BASE_CHALLENGE,
        DEDUCTION,
        {"rule": "rank_points", "points": (100, 95, 90)},
        {"rule": "percent_of_first"},
    ],
    ids=lambda raw: raw["rule"],
)
def test_each_rule_is_read_as_written(raw):
    """What is written is what the spec holds, as exact decimals."""
    read = of_rule(raw).model_dump(include=raw.keys())
    assert read == raw
    assert errors(raw) == []


def test_what_is_left_out_has_the_operators_usual_value():
    """Base 60, challenge 100, below the base 0; a deduction of at most 100 from 100, none of it free."""
    base = of_rule(BASE_CHALLENGE)
    assert (base.base_score, base.challenge_score, base.below, base.clip) == (60, 100, 0, None)
    deduction = of_rule(DEDUCTION)
    assert (deduction.full, deduction.free, deduction.most) == (100, 0, 100)


def test_errors_stand_at_their_own_keys():
    """Every error of every rule at once, each with a path that the file has: no rule's name is in it."""
    assert errors(
        BASE_CHALLENGE | {"challange": 90},
        {"rule": "min_max", "low": "60"},
        {"rule": "knots", "knots": ((7, 0), (Decimal("8.5"), "80"), (9,), (10, True)), "clip": 120},
        DEDUCTION | {"months": Decimal("1.5")},
    ) == [
        (("kpis", 0, "scoring", "challange"), "extra_forbidden"),
        (("kpis", 1, "scoring", "low"), "number"),
        (("kpis", 1, "scoring", "high"), "missing"),
        (("kpis", 2, "scoring", "knots", 1), "pair"),
        (("kpis", 2, "scoring", "knots", 2), "pair"),
        (("kpis", 2, "scoring", "knots", 3), "number"),
        (("kpis", 2, "scoring", "clip"), "pair"),
        (("kpis", 3, "scoring", "months"), "int_type"),
    ]


@pytest.mark.parametrize(
    ("raw", "path", "kind"),
    [
        ({"base": 60}, ("rule",), "missing"),
        ({"rule": "base_chalenge", "bass": 60}, ("rule",), "literal_error"),
        ({"rule": 3}, ("rule",), "string_type"),
        ((60, 100), (), "model_type"),
    ],
)
def test_a_rule_that_cannot_be_told_is_the_one_error(raw, path, kind):
    """Without a known rule nothing else is judged."""
    assert errors(raw) == [(("kpis", 0, "scoring", *path), kind)]


def test_an_unknown_rule_is_told_the_known_ones():
    """The error holds every rule's name, so that the near one can be proposed."""
    with pytest.raises(ValidationError) as caught:
        of_rule({"rule": "base_chalenge"})
    (error,) = caught.value.errors()
    assert near("base_chalenge", error["ctx"]["expected"].replace("'", "").split(", ")) == (
        "Did you mean 'base_challenge'?"
    )


def test_the_keys_of_a_rule_are_known():
    """A misspelt key finds the near one among those of its own rule only."""
    assert near("challange", keys_of(BASE_CHALLENGE)) == "Did you mean 'challenge'?"
    assert near("challange", keys_of({"rule": "binary"})) == ""
    assert keys_of({"rule": "binary"}) == ("rule", "at")
    assert keys_of({"rule": "bynary"}) == keys_of({"rule": 3}) == keys_of("binary") == ("rule",)


def test_a_unit_may_have_numbers_of_its_own():
    """Single numbers are replaced and the rest stays; the rule itself is left as it was."""
    rule = of_rule(BASE_CHALLENGE)
    own = with_parameters(rule, {"base": Decimal(70), "below": Decimal("12.5")})
    assert (own.base, own.below, own.challenge, own.base_score) == (70, Decimal("12.5"), 100, 60)
    assert rule.base == 60
    three = of_rule({"rule": "floor_target_stretch", "floor": 7, "target": 8, "stretch": 9})
    assert with_parameters(three, {"target": Decimal("8.2")}).target == Decimal("8.2")


@pytest.mark.parametrize(
    ("raw", "name", "says"),
    [
        (BASE_CHALLENGE, "challange", "Did you mean 'challenge'?"),
        (BASE_CHALLENGE, "clip", "It has base, challenge, base_score, challenge_score, below."),
        (BASE_CHALLENGE, "rule", "It has base"),
        (DEDUCTION, "months", "It has full, free, per, most, recover."),
        ({"rule": "percent_of_first"}, "target", "It has none."),
        ({"rule": "knots", "knots": ()}, "knots", "It has none."),
    ],
)
def test_a_number_that_the_rule_does_not_have_is_refused(raw, name, says):
    """Lists, the clip and the number of months are the rule itself, not a unit's target."""
    rule = of_rule(raw)
    assert name not in parameters_of(rule)
    with pytest.raises(ValueError, match=f"has no number '{name}'") as caught:
        with_parameters(rule, {name: Decimal(1)})
    assert says in str(caught.value)
