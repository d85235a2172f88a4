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
from typing import Any

from scorecard.model.book import Change, Edition
from scorecard.model.formula import Formula, written
from scorecard.model.period import Period

_BY_ID = ("departments", "perspectives", "processes", "kpis", "sources", "plans")


def digest(edition: Edition) -> str:
    """64 hexadecimal digits; the edition's own ``digest`` takes no part, nor does any other edition."""
    plain = _plain(edition)
    del plain["digest"]
    for key in _BY_ID:
        plain[key].sort(key=_id)
    plain["units"]["units"].sort(key=_id)
    plain["retired"].sort(key=lambda one: str(one["unit"]["id"]))
    for source in plain["sources"]:
        source["columns"].sort(key=lambda column: str(column["name"]))
    for kpi in plain["kpis"]:
        kpi["shares"].sort()
        kpi["aims"].sort(key=lambda aim: str(aim[0]))
    for plan in plain["plans"]:
        plan["heads"].sort(key=lambda heads: str(heads["department"]))
        plan["gates"].sort(key=_canonical)
    return _hash(plain)


def whole(editions: Iterable[tuple[Period, Edition]], changes: Iterable[Change]) -> str:
    """The digest of a book: of its editions with their dates, and of the documents that changed them."""
    return _hash(
        {
            "editions": [(str(since), edition.digest) for since, edition in editions],
            "changes": [_plain(change) for change in changes],
        }
    )


def _hash(plain: object) -> str:
    return hashlib.sha256(_canonical(plain).encode()).hexdigest()


def _canonical(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _id(entry: Mapping[str, Any]) -> str:
    return str(entry["id"])


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON is any of its types
    if isinstance(value, Period):
        return str(value)
    if isinstance(value, Formula):
        return written(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
