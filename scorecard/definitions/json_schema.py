"""The shape of a file of definitions as JSON Schema: an editor tells mistakes and meanings while one types.

It is made of the models in ``schema``, ``scoring`` and ``plan`` and the words in ``keys.yaml``, and says
what one value alone can break. What ties values together only ``scorecard check`` can tell.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from scorecard.definitions.scalars import Identifier
from scorecard.definitions.schema import BookSpec
from scorecard.definitions.strict_yaml import parse

Json = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ANYWHERE = "Anywhere"
_PERMANENT = {"id", "from"}
_CHANGE = "Change"
_IDENTIFIER = "Identifier"


def json_schema() -> str:
    """The schema of one file of a book, in which any top-level key may be missing, as JSON text."""
    schema = BookSpec.model_json_schema(schema_generator=_Generator)
    definitions, top = schema.pop("$defs"), schema["properties"]
    for one in top.values():
        one.pop("minItems", None)  # another file may hold the entries
    schema.pop("required")
    _type_changes(definitions, top)
    definitions[_IDENTIFIER] = TypeAdapter(Identifier).json_schema()
    whole = {"$schema": DIALECT, "title": "scorecard: KPI definitions", **_ids_named(schema)}
    whole["$defs"] = {
        key: one if key == _IDENTIFIER else _ids_named(one) for key, one in sorted(definitions.items())
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _type_changes(definitions: Json, top: Json) -> None:
    """``add`` takes whole entries; ``set`` keys of what is there, but for those that never change."""
    for key, one in definitions["AddSpec"]["properties"].items():
        one["items"] = top[key]["items"]
    for key, one in definitions["SetSpec"]["properties"].items():
        whole = top[key]
        if key == "book":
            one |= {"$ref": _partial(definitions, whole["$ref"])}
        elif "items" in whole:
            one["additionalProperties"] = {"$ref": _partial(definitions, whole["items"]["$ref"])}
        else:
            one |= {name: value for name, value in whole.items() if name != "description"}
        if "$ref" in one:
            del one["type"], one["additionalProperties"]


def _partial(definitions: Json, reference: str) -> str:
    """A reference to the same definition with every key left to choice, and none that is permanent."""
    name = reference.rpartition("/")[2]
    whole = definitions[name]
    kept = {key: one for key, one in whole["properties"].items() if key not in _PERMANENT}
    definitions[name + _CHANGE] = {key: one for key, one in whole.items() if key != "required"} | {
        "properties": kept
    }
    return reference + _CHANGE


def _ids_named(schema: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """The same schema with a reference wherever it holds the pattern of ids, which is long."""
    if isinstance(schema, list):
        return [_ids_named(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _ids_named(one) for key, one in schema.items()}
    pattern = TypeAdapter(Identifier).json_schema()
    if found.get("pattern") == pattern["pattern"]:
        return {key: one for key, one in found.items() if key not in pattern} | {
            "$ref": f"#/$defs/{_IDENTIFIER}"
        }
    return found


@cache
def words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Model (or ``Anywhere``) -> key -> language -> what the key means."""
    resource = files(__package__).joinpath("keys.yaml")
    node, problems = parse(resource.read_bytes(), resource.name)
    if node is None:
        raise ValueError(f"{resource.name} cannot be read: {problems[0]}")
    found: Mapping[str, Mapping[str, Mapping[str, str]]] = node.value
    return found


def meaning(model: type[BaseModel], key: str) -> Mapping[str, str] | None:
    """What a key of a model means, in both languages: as the model has it, or one that it is made from."""
    table = words()
    names = [one.__name__.lstrip("_") for one in model.__mro__] + [ANYWHERE]
    return next((table[name][key] for name in names if key in table.get(name, {})), None)


class _Generator(GenerateJsonSchema):
    """Leaves out what only Python knows, and says what each key means."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - pydantic's own
        """A key is its own title."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Json:
        """A default is a value of the model, not one that a file could hold: the words tell it."""
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Json:
        """A file holds no empty values: what may be null is left out."""
        return self.generate_inner(schema["schema"])

    def tuple_schema(self, schema: core_schema.TupleSchema) -> Json:
        """Every list is of one kind of entries, which older editors know too."""
        entries = [self.generate_inner(one) for one in schema["items_schema"]]
        found: Json = {"type": "array", "items": entries[0]}
        fixed = None if "variadic_item_index" in schema else len(entries)
        least, most = schema.get("min_length", fixed), schema.get("max_length", fixed)
        return found | {key: one for key, one in (("minItems", least), ("maxItems", most)) if one is not None}

    def dict_schema(self, schema: core_schema.DictSchema) -> Json:
        """A key that does not fit is refused, not passed over."""
        found: Json = {"type": "object", "additionalProperties": self.generate_inner(schema["values_schema"])}
        keys = self.generate_inner(schema["keys_schema"])
        if len(keys) > 1:
            found["propertyNames"] = keys
        if "min_length" in schema:
            found["minProperties"] = schema["min_length"]
        return found

    def union_schema(self, schema: core_schema.UnionSchema) -> Json:
        """Of the scoring rules, told apart by their name, one fits."""
        found = super().union_schema(schema)
        rules = found.get("anyOf", [])
        if len(rules) > 2 and all("$ref" in one for one in rules):
            return {"oneOf": rules}
        return found

    def model_schema(self, schema: core_schema.ModelSchema) -> Json:
        """The model's keys with their meanings."""
        found = super().model_schema(schema)
        found.pop("title", None)
        found.pop("description", None)
        for key, one in found.get("properties", {}).items():
            one.update(_described(schema["cls"], key))
        return found


def _described(model: type[BaseModel], key: str) -> Json:
    said = meaning(model, key)
    return {"description": f"{said['zh']}\n{said['en']}"} if said else {}
