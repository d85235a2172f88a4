"""Ids: each is given once, and each one named exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from scorecard.definitions.draft import Draft
from scorecard.definitions.folder import LISTS
from scorecard.model.problem import Place, Problem, near


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Reference:
    """One id that is named somewhere: what it should be, what it says, where."""

    kind: str
    id: str
    place: Place


def ids_are_unique(draft: Draft) -> Iterator[Problem]:
    """No list holds an id twice."""
    for key in LISTS:
        entries: Iterable[_HasId] = getattr(draft.spec, key)
        first: dict[str, int] = {}
        for index, entry in enumerate(entries):
            if first.setdefault(entry.id, index) == index:
                continue
            earlier = draft.at(key, first[entry.id], "id")
            what = f"{key}: the id {entry.id!r} is given a second time; first at {earlier}"
            why = "Whoever names the id could mean either."
            yield Problem(
                "id.twice", draft.at(key, index, "id"), what, why, "Give it another id, or remove it."
            )


def references_exist(draft: Draft) -> Iterator[Problem]:
    """Every id that is named is defined."""
    known: dict[str, list[str]] = {key: [entry.id for entry in getattr(draft.spec, key)] for key in LISTS}
    for one in _references(draft):
        if one.id in known[one.kind]:
            continue
        what = f"there is no {_SINGULAR[one.kind]} {one.id!r}"
        remedy = near(one.id, known[one.kind]) or f"Add it to {one.kind}, or name one that is there."
        yield Problem(
            f"unknown.{_SINGULAR[one.kind]}", one.place, what, "Nothing can be computed with it.", remedy
        )


_SINGULAR: Mapping[str, str] = {
    "levels": "level",
    "units": "unit",
    "departments": "department",
    "perspectives": "perspective",
    "sources": "source",
    "processes": "process",
    "kpis": "kpi",
}


def _references(draft: Draft) -> Iterator[_Reference]:
    for index, unit in enumerate(draft.spec.units):
        yield _Reference("levels", unit.level, draft.at("units", index, "level"))
        if unit.parent is not None:
            yield _Reference("units", unit.parent, draft.at("units", index, "parent"))
    for index, department in enumerate(draft.spec.departments):
        if department.successor is not None:
            place = draft.at("departments", index, "successor")
            yield _Reference("departments", department.successor, place)
    for index, source in enumerate(draft.spec.sources):
        if source.unit.always is not None:
            yield _Reference("units", source.unit.always, draft.at("sources", index, "unit", "always"))
    yield from _of_kpis(draft)


def _of_kpis(draft: Draft) -> Iterator[_Reference]:
    for index, kpi in enumerate(draft.spec.kpis):
        yield _Reference("processes", kpi.process, draft.at("kpis", index, "process"))
        yield _Reference("perspectives", kpi.perspective, draft.at("kpis", index, "perspective"))
        for position, level in enumerate(kpi.levels or ()):
            yield _Reference("levels", level, draft.at("kpis", index, "levels", position))
        for department in kpi.shares:
            yield _Reference("departments", department, draft.key("kpis", index, "shares", department))
    for use in draft.terms():
        if use.term.source is not None:
            yield _Reference("sources", use.term.source, draft.at(*use.path, "source"))
