"""Values of the model as people write them in the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from fractions import Fraction

from scorecard.model.exact import exact


def written(value: object) -> str:
    """One line of YAML: ``{zh: 北江, en: Beijiang}``, ``[a, b]``, ``8.5``, ``true``. Numbers are exact."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        return exact(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(written, value)) + "]"
    if is_dataclass(value) and not isinstance(value, type):
        return written(stated(value))
    return str(value)


def stated(value: object, *left_out: str) -> dict[str, object]:
    """Field -> value of a dataclass; what has its default, or is empty, is not stated."""
    if not is_dataclass(value):
        raise TypeError(f"{value!r} has no fields")
    found: dict[str, object] = {}
    for field in fields(value):
        one = getattr(value, field.name)
        nothing = (None, ()) if field.default is MISSING else (field.default,)
        if field.name not in left_out and one not in nothing:
            found[field.name] = one
    return found
