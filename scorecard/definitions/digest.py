"""The digest of what is in force, and of the whole book: SHA-256 of canonical JSON.

What counts is what the definitions say. Names and order of files, order of keys and of list entries and
comments do not; the order of ``levels`` does, for it is the order of the tree.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from scorecard.definitions.once import Once
from scorecard.model.book import Change, Edition
from scorecard.model.formula import Formula, written
from scorecard.model.org import UnitTree
from scorecard.model.period import Period

_BY_ID = ("departments", "perspectives", "processes", "kpis", "sources", "plans")


def digest(edition: Edition, once: Once) -> str:
    """64 hexadecimal digits; the edition's own ``digest`` takes no part, nor does any other edition.

    ``once``: shared between editions, so that what they have in common is written once.
    """
    parts = {
        field.name: _canonical(_plain(getattr(edition, field.name)))
        for field in fields(edition)
        if field.name not in {"digest", "units", "retired", "succeeded", *_BY_ID}
    }
    parts["units"] = once(_units, edition.units)
    parts["retired"] = _canonical(sorted(_plain(edition.retired), key=lambda one: str(one["unit"]["id"])))
    for key in _BY_ID:
        ordered = sorted(getattr(edition, key), key=lambda one: str(one.id))
        parts[key] = f"[{','.join(once(_entry, one) for one in ordered)}]"
    return _sha256("{" + ",".join(f"{_canonical(key)}:{parts[key]}" for key in sorted(parts)) + "}")


def _units(tree: UnitTree) -> str:
    plain = _plain(tree)
    plain["units"].sort(key=lambda one: str(one["id"]))
    return _canonical(plain)


def _entry(entry: object) -> str:
    """Canonical JSON of a definition; the order of what it lists by name does not count."""
    plain = _plain(entry)
    for key, name in (("columns", "name"), ("shares", 0), ("aims", 0), ("heads", "department")):
        if key in plain:
            plain[key].sort(key=lambda one: str(one[name]))
    if "gates" in plain:
        plain["gates"].sort(key=_canonical)
    return _canonical(plain)


def whole(editions: Iterable[tuple[Period, Edition]], changes: Iterable[Change]) -> str:
    """The digest of a book: of its editions with their dates, and of the documents that changed them."""
    return _sha256(
        _canonical(
            {
                "editions": [(str(since), edition.digest) for since, edition in editions],
                "changes": [_plain(change) for change in changes],
            }
        )
    )


def _canonical(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sha256(canonical: str) -> str:
    return hashlib.sha256(canonical.encode()).hexdigest()


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON is any of its types
    if value is None or isinstance(value, str | int):  # most of them are
        return value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Period):
        return str(value)
    if isinstance(value, Formula):
        return written(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
