"""Who and what was in force from when until when, as far as a period knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scorecard.model.book import Edition
from scorecard.model.period import Period
from scorecard.model.text import Text


@dataclass(frozen=True, slots=True)
class Tenure:
    """In force on ``since <= period < until``; ``until`` None: it still is. ``name``: its last one."""

    kind: str
    id: str
    name: Text
    since: Period
    until: Period | None


def tenures(editions: tuple[tuple[Period, Edition], ...]) -> tuple[Tenure, ...]:
    """Of every process, KPI, department and unit, in the order in which they come in the book."""
    found: dict[tuple[str, str], Tenure] = {}
    for since, edition in editions:
        present = {(one.kind, one.id): one for one in _in_force(edition, since)}
        for key, one in found.items():
            if one.until is None and key not in present:
                found[key] = replace(one, until=since)
        for key, one in present.items():
            known = found.get(key)
            found[key] = one if known is None or known.until is not None else replace(known, name=one.name)
    return tuple(found.values())


def _in_force(edition: Edition, since: Period) -> Iterator[Tenure]:
    yield from (Tenure("processes", one.id, one.name, since, None) for one in edition.processes)
    yield from (Tenure("kpis", one.id, one.name, since, None) for one in edition.kpis)
    yield from (Tenure("departments", one.id, one.name, since, None) for one in edition.departments)
    yield from (Tenure("units", one.id, one.name, since, None) for _, one in edition.units.walk())
