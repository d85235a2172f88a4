"""The scalar texts of definitions: percents, numbers, months, ids and conditions, read exactly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from scorecard.definitions.strict_yaml import Scalar
from scorecard.model.kpi import Test
from scorecard.model.period import Period

_PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?%", re.ASCII)
_WHOLE = 10_000
_MAPPED = {"not": Test.NOT_IN, "at_least": Test.AT_LEAST, "at_most": Test.AT_MOST}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One test of a ``where``, its values still as written."""

    test: Test
    values: tuple[Scalar, ...]


def percent(raw: object) -> int:
    """``"12.5%"`` -> 1250 basis points, from 0% to 100%."""
    found = _PERCENT.fullmatch(raw) if isinstance(raw, str) else None
    points = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else -1
    if not 0 <= points <= 10_000:
        raise PydanticCustomError(
            "percent", "must be a percent from 0% to 100% with at most two decimals, such as 18% or 12.5%"
        )
    return points


def part(raw: object) -> int:
    """A percent above 0%."""
    points = percent(raw)
    if points == 0:
        raise PydanticCustomError("percent", "must be above 0%: what weighs nothing is left out")
    return points


def number(raw: object) -> Decimal:
    """An integer or a decimal, exactly."""
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise PydanticCustomError("number", "must be a number such as 8 or 8.5, without quotes")
    return Decimal(raw)


def past(raw: object) -> Decimal | None:
    """A reading, or ``none`` for a month without one."""
    if raw == "none":
        return None
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise PydanticCustomError("number", "must be a number such as 8.5, or none for a month without one")
    return Decimal(raw)


def one_or_more(raw: object) -> object:
    """A mapping alone as a list of one."""
    return (raw,) if isinstance(raw, dict) else raw


def month(raw: object) -> Period:
    """``"2026-06"`` -> Period."""
    try:
        if isinstance(raw, str) and raw.isascii():
            return Period.parse(raw)
    except ValueError:
        pass
    raise PydanticCustomError("month", "must be a month such as 2026-06")


def comparisons(raw: object) -> tuple[Comparison, ...]:
    """What one column of a ``where`` must hold: a value, a list, or {not, at_least, at_most}."""
    if not isinstance(raw, dict):
        return (Comparison(Test.IN, _several(raw)),)
    unknown = sorted(set(raw) - set(_MAPPED))
    if unknown or not raw:
        raise PydanticCustomError(
            "condition",
            "a condition knows the keys not, at_least and at_most, no other ({unknown})",
            {"unknown": ", ".join(unknown) or "none given"},
        )
    found = [Comparison(_MAPPED[key], _several(value)) for key, value in raw.items()]
    for one in found:
        if one.test is not Test.NOT_IN and len(one.values) > 1:
            raise PydanticCustomError("condition", "at_least and at_most take one number, not a list")
    return tuple(sorted(found, key=lambda one: one.test))


def heirs(raw: object) -> dict[str, int]:
    """``product`` -> {"product": 10000}; ``{a: 60%, b: 40%}`` -> {"a": 6000, "b": 4000}."""
    if isinstance(raw, str):
        return {raw: _WHOLE}
    if not isinstance(raw, dict) or not raw:
        raise PydanticCustomError(
            "heirs", "must be the id of the one that takes over, or {id: part} such as {a: 60%, b: 40%}"
        )
    found = {str(key): part(value) for key, value in raw.items()}
    if sum(found.values()) != _WHOLE:
        raise PydanticCustomError("heirs", "must add up to 100%: everything is taken over by somebody")
    return found


def _several(raw: object) -> tuple[Scalar, ...]:
    values = raw if isinstance(raw, tuple) else (raw,)
    if not values or any(isinstance(one, tuple | dict) for one in values):
        raise PydanticCustomError("condition", "a condition takes one value or a list of at least one value")
    return values


_NO_LETTERS = (
    r"\u0000-,/:-@\[-\^`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u203e\u2041-\u2053"
    r"\u20a0-\u20cf\u2190-\u24b5\u24ea-\u2bff\u3000-\u3004\u3008-\u3020\u3030\u3036\u3037\u303d-\u3040\u3097"
    r"\u3098\u309b\u309c\u30a0\u30fb\u3200-\u33ff\ue000-\uf8ff\ufe10-\ufe1f\ufe50-\ufe6f\uff00-\uff0f"
    r"\uff1a-\uff20\uff3b-\uff3e\uff40\uff5b-\uff65"
)
"""What is neither letter, digit, '.', '-' nor '_': an editor's patterns know the letters of ASCII only."""
_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_VALUES: dict[str, Any] = {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR, "minItems": 1}]}
_VALUE: dict[str, Any] = {
    "anyOf": [_SCALAR, {"type": "array", "items": _SCALAR, "minItems": 1, "maxItems": 1}]
}
_COMPARED: dict[str, Any] = {
    "type": "object",
    "properties": {"not": _VALUES, "at_least": _VALUE, "at_most": _VALUE},
    "additionalProperties": False,
    "minProperties": 1,
}


def as_text(pattern: str, told: str, **more: object) -> WithJsonSchema:
    """How an editor knows a text of this form, and what it says of another one, in both languages.

    The pattern holds only what regular expressions of JSON Schema and of Python have in common.
    """
    return WithJsonSchema({"type": "string", "pattern": pattern, "patternErrorMessage": told, **more})


Identifier = Annotated[
    str,
    Field(pattern=r"^[^\W_][\w.\-]*$", max_length=64),
    as_text(
        f"^[^{_NO_LETTERS}._-][^{_NO_LETTERS}]*$",
        "编号由字母、数字、点、横线、下划线组成，以字母或数字开头 / an id: letters, digits, "
        "'.', '-' and '_', a letter or digit first",
        maxLength=64,
    ),
]
Written = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^\S([\s\S]*\S)?$")]
Called = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^\S([^\n\r\t]*\S)?$")]
"""A name: it stands in columns of pages and papers, on one line."""
_PERCENT_FORM = r"(100(\.0{1,2})?|0?[0-9]{1,2}(\.[0-9]{1,2})?)%$"
Percent = Annotated[
    int,
    PlainValidator(percent),
    as_text(f"^{_PERCENT_FORM}", "0% 到 100%，最多两位小数 / 0% to 100%, at most two decimals"),
]
Part = Annotated[
    int,
    PlainValidator(part),
    as_text(
        rf"^(?!0+(\.0+)?%){_PERCENT_FORM}",
        "大于 0%，不超过 100%，最多两位小数 / above 0%, up to 100%, at most two decimals",
    ),
]
Number = Annotated[Decimal, PlainValidator(number), WithJsonSchema({"type": "number"})]
Past = Annotated[
    Decimal | None,
    PlainValidator(past),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"const": "none"}]}),
]
Month = Annotated[
    Period,
    PlainValidator(month),
    as_text("^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$", "月份，例如 2026-06 / a month such as 2026-06"),
]
Heirs = Annotated[
    Mapping[str, int],
    PlainValidator(heirs, json_schema_input_type=str | Annotated[Mapping[str, Part], Field(min_length=1)]),
]
Conditions = Annotated[
    tuple[Comparison, ...],
    PlainValidator(comparisons),
    WithJsonSchema({"anyOf": [*_VALUES["anyOf"], _COMPARED]}),
]
