"""The key ``scoring:`` of a KPI: one shape a rule, told apart by ``rule``; ``docs/scoring.md`` shows each.

Only what one value alone can break is checked here; what ties a rule's values together is in ``flaws``.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from scorecard.definitions.scalars import Number, number
from scorecard.model.problem import near

Points = tuple[Decimal, Decimal]


def pair(raw: object) -> Points:
    """``[8.5, 80]``: two numbers, exactly."""
    if isinstance(raw, tuple) and len(raw) == 2 and all(isinstance(one, int | Decimal) for one in raw):
        return number(raw[0]), number(raw[1])
    raise PydanticCustomError("pair", "must be two numbers in brackets, such as [8.5, 80]")


_TWO_NUMBERS = WithJsonSchema({"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2})
Pair = Annotated[Points, PlainValidator(pair), _TWO_NUMBERS]
Pairs = Annotated[tuple[Pair, ...], Field(max_length=100)]


class _Rule(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class FloorTargetStretchSpec(_Rule):
    """底线值/目标值/挑战值: straight lines between three readings; their scores are the policy's."""

    rule: Literal["floor_target_stretch"]
    floor: Number
    target: Number
    stretch: Number
    clip: Pair | None = None


class KnotsSpec(_Rule):
    """Straight lines between [reading, score] knots; a reading that stands twice is a jump."""

    rule: Literal["knots"]
    knots: Pairs
    clip: Pair | None = None


class BandsSpec(_Rule):
    """分档: [reading, score] steps: from this reading on (lower is better: up to it) this score."""

    rule: Literal["bands"]
    bands: Pairs


class MinMaxSpec(_Rule):
    """One straight line from 0 to 100, between the lowest and the highest reading."""

    rule: Literal["min_max"]
    low: Number
    high: Number
    clip: Pair | None = None


class BinarySpec(_Rule):
    """达标/不达标: 100 from ``at`` on (lower is better: up to it), else 0."""

    rule: Literal["binary"]
    at: Number


class TargetBestSpec(_Rule):
    """100 at the target, falling in a straight line to 0 at ``low`` and at ``high``."""

    rule: Literal["target_best"]
    low: Number
    target: Number
    high: Number


class BaseChallengeSpec(_Rule):
    """基准值/挑战值: a straight line from base to challenge, and ``below`` for what misses the base."""

    rule: Literal["base_challenge"]
    base: Number
    challenge: Number
    base_score: Number = Decimal(60)
    challenge_score: Number = Decimal(100)
    below: Number = Decimal(0)
    clip: Pair | None = None


class DeductionSpec(_Rule):
    """扣分, 逐月恢复: points off for what lies beyond ``free``, given back month by month."""

    rule: Literal["deduction"]
    full: Number = Decimal(100)
    free: Number = Decimal(0)
    per: Number
    most: Number = Decimal(100)
    recover: Number
    months: int


class RankPointsSpec(_Rule):
    """名次得分: points of rank 1, 2, ... among the units of a level."""

    rule: Literal["rank_points"]
    points: Annotated[tuple[Number, ...], Field(max_length=1000)]


class PercentOfFirstSpec(_Rule):
    """与第一名之比: the reading in percent of the best one of the level."""

    rule: Literal["percent_of_first"]
    clip: Pair | None = None


RuleSpec = (
    FloorTargetStretchSpec
    | KnotsSpec
    | BandsSpec
    | MinMaxSpec
    | BinarySpec
    | TargetBestSpec
    | BaseChallengeSpec
    | DeductionSpec
    | RankPointsSpec
    | PercentOfFirstSpec
)
ClippedSpec = FloorTargetStretchSpec | KnotsSpec | MinMaxSpec | BaseChallengeSpec | PercentOfFirstSpec
_SPECS: Mapping[str, type[RuleSpec]] = {
    get_args(spec.model_fields["rule"].annotation)[0]: spec for spec in get_args(RuleSpec)
}


def _known(rule: str) -> str:
    if rule not in _SPECS:
        raise PydanticKnownError("literal_error", {"expected": ", ".join(map(repr, _SPECS))})
    return rule


class _Named(BaseModel):
    """The rule's name alone, whatever else the mapping holds."""

    model_config = ConfigDict(strict=True, extra="ignore")

    rule: Annotated[str, AfterValidator(_known)]


def of_rule(raw: object) -> RuleSpec:
    """The mapping as the spec of its rule.

    A ValidationError raised here keeps its errors apart, each at its own key: a discriminated union would
    put the rule's name into their paths, where the file has no such key.
    """
    return _SPECS[_Named.model_validate(raw).rule].model_validate(raw)


ScoringRule = Annotated[RuleSpec, BeforeValidator(of_rule)]


def keys_of(raw: object) -> tuple[str, ...]:
    """The keys that a ``scoring:`` of this rule may have, for proposing the near one; ``rule`` alone if
    its rule is unknown.
    """
    named = raw.get("rule") if isinstance(raw, Mapping) else None
    spec = _SPECS.get(named) if isinstance(named, str) else None
    return tuple(spec.model_fields) if spec else ("rule",)


def parameters_of(spec: RuleSpec) -> tuple[str, ...]:
    """The rule's single numbers: what one unit may have a value of its own for."""
    return tuple(key for key, field in type(spec).model_fields.items() if field.annotation is Decimal)


def with_parameters(spec: RuleSpec, parameters: Mapping[str, Decimal]) -> RuleSpec:
    """The same rule with some numbers replaced. Raises ValueError for one that the rule does not have."""
    known = parameters_of(spec)
    for name in parameters:
        if name not in known:
            remedy = f"{near(name, known)} It has {', '.join(known) or 'none'}.".lstrip()
            raise ValueError(f"the rule {spec.rule!r} has no number {name!r}. {remedy}")
    return spec.model_copy(update=dict(parameters))
