"""What Ossie's core specification asks of the parts that this project writes, in the project's own words.

After the text of the core metadata specification, version 0.2.0.dev0 (a draft), as of 31 July 2026: every
object is closed, names are unique within their parent, an expression has at least one dialect, the data of
an extension is JSON in a string, the columns of a primary key are columns of the dataset.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Filled = Annotated[str, Field(min_length=1)]


class _Object(BaseModel):
    """An object of the specification: strict types, no key but those it knows."""

    model_config = ConfigDict(strict=True, extra="forbid")


def _distinct(entries: Sequence[Any]) -> Sequence[Any]:
    names = [entry.name for entry in entries]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"names that stand for several: {', '.join(twice)}")
    return entries


def _json(text: str) -> str:
    if not isinstance(json.loads(text), dict):
        raise ValueError("not an object in JSON")
    return text


class Extension(_Object):
    vendor_name: Filled
    data: Annotated[str, AfterValidator(_json)]


class Dialect(_Object):
    dialect: Literal["ANSI_SQL"]
    expression: Filled


class Expression(_Object):
    dialects: Annotated[list[Dialect], Field(min_length=1)]


class Context(_Object):
    instructions: Filled | None = None
    synonyms: list[Filled] | None = None


class Dimension(_Object):
    is_time: bool


DataType = Literal["String", "Integer", "Decimal", "Float", "Boolean", "Date", "DateTime"]


class FieldEntry(_Object):
    name: Filled
    expression: Expression
    dimension: Dimension | None = None
    description: str | None = None
    datatype: DataType
    ai_context: Context | None = None
    custom_extensions: list[Extension]


class DatasetEntry(_Object):
    name: Filled
    source: Filled
    primary_key: Annotated[list[str], Field(min_length=1)] | None = None
    description: str
    ai_context: Context
    fields: Annotated[list[FieldEntry], AfterValidator(_distinct)]
    custom_extensions: list[Extension]

    @model_validator(mode="after")
    def _key_is_there(self) -> DatasetEntry:
        if strange := set(self.primary_key or ()) - {field.name for field in self.fields}:
            raise ValueError(f"the primary key names no field of the dataset: {strange}")
        return self


class MetricEntry(_Object):
    name: Filled
    expression: Expression
    description: str
    datatype: DataType
    ai_context: Context
    custom_extensions: list[Extension]


class SemanticModel(_Object):
    name: Filled
    description: str
    ai_context: Context
    datasets: Annotated[list[DatasetEntry], Field(min_length=1), AfterValidator(_distinct)]
    metrics: Annotated[list[MetricEntry], AfterValidator(_distinct)]
    custom_extensions: list[Extension]


class Document(_Object):
    version: Literal["0.2.0.dev0"]
    semantic_model: Annotated[list[SemanticModel], AfterValidator(_distinct)]
