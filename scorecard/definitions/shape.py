"""Holds the document against the schema: every error at once, each with its line and its remedy."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from scorecard.definitions.schema import BookSpec
from scorecard.definitions.scoring import keys_of
from scorecard.definitions.strict_yaml import Node
from scorecard.definitions.told import MAX_FOUND
from scorecard.model.problem import Place, Problem, near

Path = tuple[str | int, ...]
_KEY = "[key]"
_MANY = 20 * MAX_FOUND
_READ_WRONGLY = "What cannot be read as meant would count wrongly or not at all."
_STRICT = ConfigDict(strict=True)
_CHOICES = {"enum", "literal_error"}


def validate(document: Node, *, complete: bool) -> tuple[BookSpec | None, tuple[Problem, ...]]:
    """The document as a spec, or its problems.

    ``complete``: whether every file was read; if not, a missing top-level key is no news.
    """
    try:
        return BookSpec.model_validate(document.value), ()
    except ValidationError as error:
        found = _errors(document, error)
    news = (one for one in found if complete or one["type"] != "missing" or len(one["loc"]) > 1)
    return None, tuple(_problem(document, one) for one in islice(news, MAX_FOUND))


def _errors(document: Node, error: ValidationError) -> list[ErrorDetails]:
    """All errors; of very many, which take long to be listed, those of the first entries of each list."""
    if error.error_count() > _MANY:
        enough = {
            key: value[:MAX_FOUND] if isinstance(value, tuple) else value
            for key, value in document.value.items()
        }
        try:
            BookSpec.model_validate(enough)
        except ValidationError as first:
            error = first
    return error.errors(include_url=False, include_context=True)


def validate_entry(path: Path, node: Node) -> tuple[Any, tuple[Problem, ...]]:
    """One entry of a list, ``("kpis", 0)``, or one part, ``("policy",)``, as its spec, or its problems."""
    document = node
    for part in reversed(path):
        document = Node({part: document.value}, node.place, {part: document})
    try:
        return _adapter(path).validate_python(node.value), ()
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True)
    return None, tuple(_problem(document, {**one, "loc": (*path, *one["loc"])}) for one in found)


@cache
def _adapter(path: Path) -> TypeAdapter[Any]:
    """What reads the values at a path of the book."""
    annotation: Any = BookSpec.model_fields[str(path[0])].annotation
    if len(path) > 1:
        return TypeAdapter(get_args(annotation)[0])  # of tuple[KpiSpec, ...]
    return TypeAdapter(annotation, config=None if isinstance(annotation, type) else _STRICT)


def _problem(document: Node, error: ErrorDetails) -> Problem:
    path: Path = error["loc"]
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(document, path)
    if kind == "missing":
        return _missing_key(document, path)
    if path[-1] == _KEY:
        path = path[:-1]
        place, subject = document.find_key(path), f"the key {path[-1]!r} of {name(document, path[:-1])}"
    else:
        place, subject = document.find(path), name(document, path)
    what, remedy = _wording(error)
    return Problem("shape.value", place, f"{subject} {what}", _READ_WRONGLY, remedy)


def _unknown_key(document: Node, path: Path) -> Problem:
    known = _keys_at(document, path[:-1])
    place = document.find_key(path)
    what = f"{name(document, path[:-1])}: unknown key {path[-1]!r}"
    why = "A key that nobody reads would say something that does not count."
    remedy = near(str(path[-1]), known) or f"Known keys: {', '.join(known)}."
    return Problem("shape.unknown_key", place, what, why, remedy)


def _missing_key(document: Node, path: Path) -> Problem:
    place = document.find(path[:-1])
    what = f"{name(document, path[:-1])}: the key {path[-1]!r} is missing"
    remedy = f"Write '{path[-1]}:' here; docs/definitions.md shows its form."
    return Problem("shape.missing_key", place, what, "It has no value of its own to fall back on.", remedy)


def _wording(error: ErrorDetails) -> tuple[str, str]:
    kind, given, message = error["type"], error["input"], str(error["msg"])
    what = re.sub(r"^(Input|Value|String|Tuple|Dictionary) should ", "must ", message)
    if kind == "string_type":
        shown = str(given).lower() if isinstance(given, bool) else given
        return (
            f"must be a text, not {_shown(given)}",
            f'A text of digits or true/false needs quotes: "{shown}".',
        )
    if kind == "string_pattern_mismatch":
        if "_" not in error["ctx"]["pattern"] and str(given).strip() != given:
            return f"begins or ends with a blank: {_shown(given)}", "Remove the blank."
        if "_" not in error["ctx"]["pattern"]:
            return f"holds a tab or the end of a line: {_shown(given)}", "Write a name on one line."
        what = f"is not an id: {_shown(given)}"
        return what, "An id begins with a letter or digit and goes on with letters, digits, '.', '-' and '_'."
    if kind == "string_too_long":
        longest = error["ctx"]["max_length"]
        what = f"has {len(str(given)):,} characters: {_shown(given)}"
        return what, f"Write at most {longest}: it must fit on pages and papers."
    if kind in _CHOICES:
        choices = re.findall(r"'([^']*)'", str(error["ctx"]["expected"]))
        return f"{what}, not {_shown(given)}", near(
            str(given), choices
        ) or f"Choose one of: {', '.join(choices)}."
    if kind in {"model_type", "model_attributes_type", "dict_type", "mapping_type"}:
        return f"must hold keys, not {_shown(given)}", "Write it as 'key: value' lines or {key: value}."
    if kind == "tuple_type":
        return f"must be a list, not {_shown(given)}", "Write it as [a, b] or as lines that begin with '- '."
    if kind == "bool_type":
        return f"must be true or false, not {_shown(given)}", "Only the words true and false are flags."
    return f"{what}, not {_shown(given)}", "docs/definitions.md shows its form."


def _shown(given: object) -> str:
    if isinstance(given, dict | tuple):
        return "a mapping" if isinstance(given, dict) else f"a list of {len(given)}"
    text = repr(given) if isinstance(given, str) else str(given).lower()
    return text if len(text) <= 60 else f"{text[:57]}..."


def name(document: Node, path: Path) -> str:
    """``kpis[network.coverage].measure.at``: the path, with ids in place of positions where there are any."""
    text, node = "", document
    for part in path:
        node = node.children.get(part, Node("", Place("")))
        if isinstance(part, int):
            own = node.value.get("id") if isinstance(node.value, dict) else None
            text += f"[{own if isinstance(own, str) else part + 1}]"
        else:
            text += f".{part}" if text else part
    return text or "the book"


def _keys_at(document: Node, path: Path) -> tuple[str, ...]:
    """The keys that may stand at a path; those of a scoring rule depend on which rule it is."""
    if path[-1:] == ("scoring",) and path[:1] == ("kpis",):
        return keys_of(document.value_at(path))
    return _known(BookSpec, path)


def _known(annotation: object, path: Path) -> tuple[str, ...]:
    """The keys that the schema knows at a path of the document."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {field.alias or key: field.annotation for key, field in annotation.model_fields.items()}
        return _known(fields.get(str(path[0])), path[1:]) if path else tuple(fields)
    inner = [one for one in get_args(annotation) if _holds_model(one)]
    if not inner:
        return ()
    steps = 1 if path and type(None) not in get_args(annotation) else 0
    return _known(inner[0], path[steps:])


def _holds_model(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(_holds_model(one) for one in get_args(annotation))
