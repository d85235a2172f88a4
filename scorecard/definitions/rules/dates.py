"""Dates: what is in force, from when, until when, and who takes over."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.definitions.draft import Draft
from scorecard.definitions.heirs import heirs
from scorecard.definitions.rules.rings import as_ring
from scorecard.definitions.strict_yaml import Node
from scorecard.model.problem import Problem

_DATED = ("units", "departments", "sources", "processes", "kpis", "targets", "plans")
_HEIRS = {"units": "unit", "departments": "department"}
_NOBODY = "Somebody must answer for every share and every row in every period."


def dates_run_forward(draft: Draft) -> Iterator[Problem]:
    """``from`` lies before ``until``."""
    for kind in _DATED:
        for one, node in draft.known(kind):
            since = one.since or draft.spec.book.since
            if one.until is not None and since >= one.until:
                what = f"{_name(kind, one)} ends in {one.until}, not after it begins in {since}"
                remedy = "'until' is exclusive: name a month after 'from'."
                why = "It would never be in force."
                yield Problem("date.order", node.find(("until",)), what, why, remedy)


def successors_are_there(draft: Draft) -> Iterator[Problem]:
    """A unit or department that has a successor ends, and somebody in force holds all that was its own."""
    for kind, word in _HEIRS.items():
        for one, node in draft.known(kind):
            place = node.find(("successor",))
            if one.successor and one.until is None:
                what = f"{word} {one.id!r} has a successor but never ends"
                yield Problem(f"{word}.until", place, what, _NOBODY, "Add 'until', or remove the successor.")
            elif one.successor and one.until <= draft.since and sum(heirs(draft, kind, one.id).values()) < 1:
                yield from _nobody(draft, kind, one.id, node)


def _nobody(draft: Draft, kind: str, id_: str, node: Node) -> Iterator[Problem]:
    """Which link of the succession is missing."""
    word, place = _HEIRS[kind], node.find(("successor",))
    chain = {id_: 0}  # an id's place in it
    present, out = draft.ids[kind], draft.out[kind]
    end = id_
    while end in out and end not in present:
        following = [heir for heir in out[end].spec.successor if heir not in present]
        if not following:
            break
        end = following[0]
        if end in chain:
            what = f"the {word}s {as_ring(list(chain)[chain[end] :])} are each other's successors"
            yield Problem(f"{word}.ring", place, what, _NOBODY, "Name a successor outside the ring.")
            return
        chain[end] = len(chain)
    last = out.get(end)
    if last is None:
        return  # an unknown id is told as such
    begins = last.spec.since is not None and last.spec.since > draft.since
    state = f"begins only in {last.spec.since}" if begins else f"has ended in {last.spec.until}"
    what = f"{word} {id_!r} has ended, but {end!r} {state}"
    remedy = f"Name the {word} that is there in {draft.since}."
    yield Problem(f"{word}.gap", place, what, _NOBODY, remedy)


def shares_reach_a_department_in_force(draft: Draft) -> Iterator[Problem]:
    """A share's department, or those that took over from it, is in force."""
    known = draft.known_ids["departments"]
    empty = {one for one in known if sum(heirs(draft, "departments", one).values()) < 1}
    for index, kpi in enumerate(draft.spec.kpis if empty else ()):
        for department in kpi.shares:
            if department in empty:
                what = f"KPI {kpi.id!r}: its share of {department!r} has no department"
                remedy = (
                    f"Give {department!r} a successor, or the share to a department that is there; a change "
                    "can give it back later."
                )
                place = draft.key("kpis", index, "shares", department)
                yield Problem("share.nobody", place, what, _NOBODY, remedy)


def _name(kind: str, one: object) -> str:
    if kind == "targets":
        return f"the target of {getattr(one, 'unit', '')!r} for {getattr(one, 'kpi', '')!r}"
    return f"{kind.removesuffix('es' if kind == 'processes' else 's')} {getattr(one, 'id', '')!r}"
