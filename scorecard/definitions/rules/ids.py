"""Ids: each is given once, and each one named exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scorecard.definitions.amend import id_of
from scorecard.definitions.draft import Draft
from scorecard.definitions.folder import LISTS
from scorecard.definitions.rules.spelling import looks
from scorecard.definitions.strict_yaml import Node
from scorecard.definitions.timeline import Timeline
from scorecard.model.org import UNASSIGNED
from scorecard.model.problem import Place, Problem, Severity, near


@dataclass(frozen=True, slots=True)
class _Reference:
    """One id that is named: what it should be, what it says, where, whether it must be in force."""

    kind: str
    id: str
    place: Place
    present: bool = True


def ids_are_permanent(timeline: Timeline) -> Iterator[Problem]:
    """No list holds an id twice, whenever in force: an id means one thing for ever."""
    for key in LISTS:
        first: dict[str, Node] = {}
        for node in timeline.entries(key):
            id_ = id_of(node)
            if id_ is None or first.setdefault(id_, node) is node:
                continue
            earlier = first[id_].find(("id",))
            what = f"{key}: the id {id_!r} is given a second time; first at {earlier}"
            why = "Whoever names the id could mean either, also in months long past."
            remedy = "Give it another id, or change the one that is there."
            yield Problem("id.twice", node.find(("id",)), what, why, remedy)


def ids_look_different(timeline: Timeline) -> Iterator[Problem]:
    """Warns of two ids of a list that a reader would take for one."""
    for key in LISTS:
        first: dict[str, str] = {}
        for node in timeline.entries(key):
            id_ = id_of(node)
            if id_ is None or (earlier := first.setdefault(looks(id_), id_)) == id_:
                continue
            what = f"{key}: the ids {id_!r} and {earlier!r} look alike"
            why = "Capitals, width and alphabet count in an id, and are easily overlooked."
            remedy = "Give one of them another id."
            yield Problem("id.alike", node.find(("id",)), what, why, remedy, Severity.WARNING)


def ids_are_not_reserved(timeline: Timeline) -> Iterator[Problem]:
    """No department has the id by which shares say that nobody answers yet."""
    for node in timeline.entries("departments"):
        if id_of(node) == UNASSIGNED:
            what = (
                f"departments: the id {UNASSIGNED!r} is reserved; in shares it says that nobody answers yet"
            )
            why = "A declared leak would look like a department that answers."
            yield Problem("id.reserved", node.find(("id",)), what, why, "Give the department another id.")


def references_exist(draft: Draft) -> Iterator[Problem]:
    """Every id that is named is defined, and in force where only that helps."""
    present, known = draft.ids, draft.known_ids
    for one in _references(draft):
        word = _SINGULAR[one.kind]
        why = "Nothing can be computed with it."
        if one.id not in known[one.kind]:
            what = f"there is no {word} {one.id!r}"
            remedy = near(one.id, known[one.kind]) or f"Add it to {one.kind}, or name one that is there."
            yield Problem(f"unknown.{word}", one.place, what, why, remedy)
        elif one.present and one.id not in present[one.kind]:
            what = f"the {word} {one.id!r} is not in force"
            remedy = f"Name one that is there in {draft.since}, or correct the dates."
            yield Problem(f"absent.{word}", one.place, what, why, remedy)


_SINGULAR: Mapping[str, str] = {
    "levels": "level",
    "units": "unit",
    "departments": "department",
    "perspectives": "perspective",
    "sources": "source",
    "processes": "process",
    "kpis": "kpi",
    "plans": "plan",
}


_IN_FORCE: Mapping[str, tuple[str, ...]] = {
    "units": ("levels", "units"),
    "targets": (),
    "kpis": ("levels", "perspectives", "sources", "processes"),
}
"""List -> the lists of which its entries name ids that must be in force."""
_KNOWN: Mapping[str, tuple[str, ...]] = {
    "units": (),
    "targets": ("kpis", "units", "departments"),
    "kpis": ("departments",),
}
"""List -> the lists of which its entries name ids that must only be known."""


def _references(draft: Draft) -> Iterator[_Reference]:
    yield _Reference("departments", draft.spec.book.owner, draft.at("book", "owner"), present=False)
    for kind in ("units", "departments", "sources", "processes", "plans"):
        for index, one in enumerate(getattr(draft.spec, kind)):
            if one.owner is not None:
                yield _Reference("departments", one.owner, draft.at(kind, index, "owner"), present=False)
    for kind in ("units", "departments"):
        for one, node in draft.known(kind):
            for heir in one.successor:
                place = node.find(("successor", heir))
                yield _Reference(kind, heir, place, present=False)
    for index, unit in _to_ask(draft, "units"):
        yield _Reference("levels", unit.level, draft.at("units", index, "level"))
        if unit.parent is not None:
            yield _Reference("units", unit.parent, draft.at("units", index, "parent"))
    for index, source in enumerate(draft.spec.sources):
        if source.unit.always is not None:
            yield _Reference("units", source.unit.always, draft.at("sources", index, "unit", "always"))
        if source.unit.below is not None:
            yield _Reference("units", source.unit.below, draft.at("sources", index, "unit", "below"))
    for index, target in _to_ask(draft, "targets"):
        yield _Reference("kpis", target.kpi, draft.at("targets", index, "kpi"), present=False)
        yield _Reference("units", target.unit, draft.at("targets", index, "unit"), present=False)
        if target.owner is not None:
            yield _Reference("departments", target.owner, draft.at("targets", index, "owner"), present=False)
    yield from _of_kpis(draft)
    yield from _of_plans(draft)


def _to_ask(draft: Draft, kind: str) -> Iterable[tuple[int, Any]]:
    """The new entries of a list; all of them where something that they may name came or went."""
    before = draft.before
    same = (
        before is not None
        and all(before.ids[one] == draft.ids[one] for one in _IN_FORCE[kind])
        and all(before.known_ids[one] <= draft.known_ids[one] for one in _KNOWN[kind])
    )
    return draft.news(kind) if same else enumerate(getattr(draft.spec, kind))


def _of_kpis(draft: Draft) -> Iterator[_Reference]:
    kpis = list(_to_ask(draft, "kpis"))
    for index, kpi in kpis:
        if kpi.owner is not None:
            yield _Reference("departments", kpi.owner, draft.at("kpis", index, "owner"), present=False)
        yield _Reference("processes", kpi.process, draft.at("kpis", index, "process"))
        yield _Reference("perspectives", kpi.perspective, draft.at("kpis", index, "perspective"))
        for position, level in enumerate(kpi.levels or ()):
            yield _Reference("levels", level, draft.at("kpis", index, "levels", position))
        for department in kpi.shares:
            place = draft.key("kpis", index, "shares", department)
            if department != UNASSIGNED:
                yield _Reference("departments", department, place, present=False)
        if kpi.measure.source:
            yield _Reference("sources", kpi.measure.source, draft.at("kpis", index, "measure", "source"))
    for use in draft.terms(kpis):
        if use.term is not use.measure and use.term.source is not None:
            yield _Reference("sources", use.term.source, draft.at(*use.path, "source"))


def _of_plans(draft: Draft) -> Iterator[_Reference]:
    for index, plan in enumerate(draft.spec.plans):
        yield _Reference("units", plan.unit, draft.at("plans", index, "unit"))
        for department in plan.heads:
            place = draft.key("plans", index, "heads", department)
            yield _Reference("departments", department, place, present=False)
        for position, gate in enumerate(plan.gates):
            yield _Reference("kpis", gate.kpi, draft.at("plans", index, "gates", position, "kpi"))
        for position, other in enumerate(plan.beside):
            place = draft.at("plans", index, "beside", position)
            yield _Reference("plans", other, place, present=False)
