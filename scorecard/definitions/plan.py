"""The parts of a plan as written: amounts, the pool, heads, the factor, gates.

Only what one value alone can break is checked here; what ties values together is in ``rules.plans``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, TypeAdapter, WithJsonSchema
from pydantic_core import PydanticCustomError

from scorecard.definitions.scalars import Number, as_text, number
from scorecard.definitions.scoring import Pairs, Points

VETO: Literal["veto"] = "veto"
_AMOUNT = re.compile(r"(0|[1-9]\d{0,11})(?:\.(\d{1,2}))?", re.ASCII)
_OF_STANDARD = re.compile(r"(0|[1-9]\d{0,3})(?:\.(\d{1,2}))?%", re.ASCII)
_HIGHEST = 100_000


def amount(raw: object) -> int:
    """``"1200000.50"`` -> 120000050 fen. Without quotes it would be a number, which any tool may round."""
    found = _AMOUNT.fullmatch(raw) if isinstance(raw, str) else None
    if found is None:
        raise PydanticCustomError(
            "amount",
            'must be yuan in quotes, without separators and with at most two decimals: "{example}"',
            {"example": _in_quotes(raw)},
        )
    return _hundredths(found)


def of_standard(raw: object) -> int:
    """``150%`` -> 15000 basis points of a standard share, from 0% to 1000%."""
    found = _OF_STANDARD.fullmatch(raw) if isinstance(raw, str) else None
    points = _hundredths(found) if found else -1
    if not 0 <= points <= _HIGHEST:
        raise PydanticCustomError(
            "percent",
            "must be a percent from 0% to 1000% with at most two decimals, such as 150% of its share",
        )
    return points


def coefficient(raw: object) -> Decimal:
    """A number above 0."""
    value = number(raw)
    if value <= 0:
        raise PydanticCustomError(
            "coefficient", "must be above 0: a department that the plan does not pay has 'count: 0'"
        )
    return value


def otherwise(raw: object) -> Decimal | Literal["veto"]:
    """What points are multiplied by behind a closed gate, from 0 to below 1, or the word ``veto``."""
    if raw == VETO:
        return VETO
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal) or not 0 <= raw < 1:
        raise PydanticCustomError(
            "otherwise", "must be what the points are multiplied by, from 0 to below 1, or the word veto"
        )
    return Decimal(raw)


def _hundredths(found: re.Match[str]) -> int:
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _in_quotes(raw: object) -> str:
    """How the amount is to be written, where what is there tells it."""
    text = str(raw)
    clear = isinstance(raw, int | Decimal) and not isinstance(raw, bool) and _AMOUNT.fullmatch(text)
    return f"{Decimal(text):.2f}" if clear else "1200000.00"


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, validate_by_name=False)


Amount = Annotated[
    int,
    PlainValidator(amount),
    as_text(
        r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,2})?$",
        "元，最多两位小数，加引号 / yuan in quotes, at most two decimals",
    ),
]
OfStandard = Annotated[
    int,
    PlainValidator(of_standard),
    as_text(
        r"^(1000(\.0{1,2})?|(0|[1-9][0-9]{0,2})(\.[0-9]{1,2})?)%$",
        "0% 到 1000%，最多两位小数 / 0% to 1000%, at most two decimals",
    ),
]
Coefficient = Annotated[
    Decimal, PlainValidator(coefficient), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})
]
Otherwise = Annotated[
    Decimal | Literal["veto"],
    PlainValidator(otherwise),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0, "exclusiveMaximum": 1}, {"const": VETO}]}),
]


class PerHeadSpec(_Part):
    """A pool of so many yuan a head."""

    per_head: Amount


class HeadsSpec(_Part):
    """One department's people; ``floor`` and ``cap`` are the plan's if left out."""

    count: int = Field(ge=0, le=1_000_000)
    coefficient: Coefficient = Decimal(1)
    floor: OfStandard | None = None
    cap: OfStandard | None = None

    @property
    def base(self) -> Decimal:
        """Headcount times coefficient."""
        return self.count * self.coefficient


class StepsSpec(_Part):
    """阶梯: [score, factor] steps; from this score on this factor."""

    steps: Pairs


class GateSpec(_Part):
    """One of ``gates``: the score of a KPI that must be reached, and for whom."""

    kpi: str
    at_least: Number
    otherwise: Otherwise
    whom: Literal["responsible", "all"] = Field(default="responsible", alias="for")


_PAIRS: TypeAdapter[tuple[Points, ...]] = TypeAdapter(Pairs)


def pool(raw: object) -> int | PerHeadSpec:
    """An amount, or so much a head.

    Neither this nor ``factor`` is a union for pydantic: it would put its branches into the errors' paths.
    """
    return PerHeadSpec.model_validate(raw) if isinstance(raw, dict) else amount(raw)


def factor(raw: Any) -> tuple[Points, ...] | StepsSpec:  # noqa: ANN401 - whatever the file holds
    """[score, factor] knots with straight lines between them, or steps."""
    return (
        StepsSpec.model_validate(raw) if isinstance(raw, dict) else _PAIRS.validate_python(raw, strict=True)
    )


Pool = Annotated[int | PerHeadSpec, PlainValidator(pool, json_schema_input_type=Amount | PerHeadSpec)]
Factor = Annotated[
    tuple[Points, ...] | StepsSpec, PlainValidator(factor, json_schema_input_type=Pairs | StepsSpec)
]
