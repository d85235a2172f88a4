"""Two editions compared, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scorecard.compute.difference.entries import Entries, entries
from scorecard.compute.difference.written import written
from scorecard.model.book import Edition
from scorecard.model.difference import Difference

_KINDS = (
    "book",
    "policy",
    "glossary",
    "levels",
    "units",
    "retired",
    "departments",
    "perspectives",
    "sources",
    "processes",
    "kpis",
    "targets",
    "plans",
)


def differences(old: Edition, new: Edition) -> tuple[Difference, ...]:
    """Everything that the two do not say alike, without its cause; empty where nothing differs.

    A key that only follows another difference is left out: the sample sizes of a KPI that has none of its
    own follow the policy's, and what a unit's target does not say follows the KPI's.
    """
    before, after = entries(old), entries(new)
    found = [*_order_of_levels(old, new)]
    for kind, id_ in [*before, *(one for one in after if one not in before)]:
        one, other = before.get((kind, id_)), after.get((kind, id_))
        if kind == "retired":
            found += _of_retired(id_, one or {}, other or {})
        elif one is None or other is None:
            found.append(Difference(kind, id_, "", _whole(one), _whole(other)))
        else:
            found += _of_keys(kind, id_, before, after)
    return tuple(sorted(found, key=lambda one: _KINDS.index(one.kind)))


def _whole(entry: Mapping[str, str] | None) -> str | None:
    return None if entry is None else written(entry)


def _of_keys(kind: str, id_: str, before: Entries, after: Entries) -> Iterator[Difference]:
    for one in _unlike(kind, id_, before[kind, id_], after[kind, id_]):
        if not _follows(one, before, after):
            yield one


def _unlike(kind: str, id_: str, one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[Difference]:
    for key in [*one, *(key for key in other if key not in one)]:
        if one.get(key) != other.get(key):
            yield Difference(kind, id_, key, one.get(key), other.get(key))


def _follows(one: Difference, before: Entries, after: Entries) -> bool:
    """Whether the value is what it is, on both sides, because another one is."""
    if one.kind == "targets":
        place, key = ("kpis", one.id.partition("@")[0]), one.key
    elif one.kind == "kpis" and one.key.startswith("evidence."):
        place, key = ("policy", ""), one.key.removeprefix("evidence.")
    else:
        return False
    return (before[place].get(key), after[place].get(key)) == (one.old, one.new)


def _of_retired(id_: str, one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[Difference]:
    """What differs of a unit that has ended: who takes its rows and by which names they may still call it."""
    for found in _unlike("units", id_, one, other):
        if (one and other) or found.key == "successor":
            yield found


def _order_of_levels(old: Edition, new: Edition) -> Iterator[Difference]:
    one, other = ([level.id for level in edition.levels] for edition in (old, new))
    before, after = [level for level in one if level in other], [level for level in other if level in one]
    if before != after:
        yield Difference("levels", "", "order", written(tuple(before)), written(tuple(after)))
