"""Change orders: each changes something that is there, says something new, and is not contradicted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from scorecard.definitions.amend import SINGLES, Order, State, id_of
from scorecard.definitions.strict_yaml import Node
from scorecard.definitions.timeline import Timeline, in_force
from scorecard.model.period import Period
from scorecard.model.problem import Place, Problem, Severity, near

_FREE = ("policy", "glossary")
_FIXED = {"id": "An id is permanent.", "from": "What has begun has begun."}
_TWO = "It would depend on the order of files which of the two counts."


def changes_are_dated(timeline: Timeline) -> Iterator[Problem]:
    """A change begins after the book does, and ends after it begins; none has another's id."""
    first: dict[str, Place] = {}
    for index, order in enumerate(timeline.orders):
        spec, path = order.spec, ("changes", index)
        if spec.until is not None and spec.since >= spec.until:
            what = f"change {spec.id!r} ends in {spec.until}, not after it begins in {spec.since}"
            remedy = "'until' is exclusive: name a month after 'from'."
            yield Problem(
                "date.order", timeline.at(*path, "until"), what, "It would never be in force.", remedy
            )
        if spec.since <= timeline.spec.book.since:
            what = (
                f"change {spec.id!r} begins in {spec.since}, not after the book in {timeline.spec.book.since}"
            )
            remedy = "Write the values where they are defined, or let the change begin later."
            why = "There is nothing before it that it could change."
            yield Problem("change.early", timeline.at(*path, "from"), what, why, remedy)
        place = timeline.at(*path, "id")
        if first.setdefault(spec.id, place) is not place:
            what = f"changes: the id {spec.id!r} is given a second time; first at {first[spec.id]}"
            yield Problem("id.twice", place, what, "It names one document.", "Give it another id.")


def changes_have_an_owner(timeline: Timeline) -> Iterator[Problem]:
    """A change is a department's, as a definition is."""
    known = {id_ for node in timeline.entries("departments") if (id_ := id_of(node)) is not None}
    for index, order in enumerate(timeline.orders):
        if (owner := order.spec.owner) not in known:
            what = f"there is no department {owner!r}, the owner of change {order.spec.id!r}"
            why = "Somebody must answer for what is changed."
            remedy = near(owner, known) or "Name one of the departments."
            yield Problem("unknown.department", timeline.at("changes", index, "owner"), what, why, remedy)


def changes_find_what_they_change(timeline: Timeline) -> Iterator[Problem]:
    """What a change sets or ends is in force when it begins, and is not what it may not touch."""
    for number, order in enumerate(timeline.orders):
        before = timeline.amended(_without_patches(timeline.orders, number), order.spec.since)
        for kind, id_, patch in order.patches():
            if kind not in SINGLES:
                place = order.node.find_key(("set", kind, id_))
                yield from _missing(before, kind, id_, place, order.spec.since)
            for key in patch.children:
                if key in _FIXED and kind not in _FREE:
                    what = f"change {order.spec.id!r} sets {key!r} of {id_ or kind!r}"
                    remedy = f"{_FIXED[str(key)]} End it and add another."
                    yield Problem(
                        "change.fixed", patch.keys[str(key)], what, "History would be rewritten.", remedy
                    )
        for kind, id_, place in order.ends():
            yield from _missing(before, kind, id_, place, order.spec.since)


def _without_patches(orders: tuple[Order, ...], number: int) -> Iterator[Order]:
    """Every other change, and of this one what it adds."""
    for at, order in enumerate(orders):
        if at == number:
            kept: dict[str | int, Node] = (
                {"add": order.node.children["add"]} if "add" in order.node.children else {}
            )
            yield Order(order.spec, Node({}, order.node.place, kept))
        else:
            yield order


def _missing(state: State, kind: str, id_: str, place: Place, since: Period) -> Iterator[Problem]:
    at = state.find(kind, id_)
    why = "The change would change nothing."
    if at is None:
        what = f"there is nothing {id_!r} in {kind} that could be changed"
        known = (one for node in state.entries[kind] if (one := id_of(node)) is not None)
        remedy = near(id_, known) or "Name one that is there, or write it under 'add'."
        yield Problem("change.unknown", place, what, why, remedy)
    elif not in_force(state.entries[kind][at], since):
        what = f"{id_!r} in {kind} is not in force in {since}, when the change begins"
        yield Problem("change.absent", place, what, why, "Correct the date, or name one that is there.")


def changes_say_something_new(timeline: Timeline) -> Iterator[Problem]:
    """A value that is set differs from the one that it replaces; else it is a warning."""
    for number, order in enumerate(timeline.orders):
        before = timeline.amended(_without_patches(timeline.orders, number), order.spec.since)
        for kind, id_, patch in order.patches():
            old = _values(before, kind, id_)
            for key, value in patch.value.items():
                if key in old and old[key] == value:
                    what = f"change {order.spec.id!r} sets {key!r} of {id_ or kind!r} to what it is already"
                    why = "A reader would look for a difference that is not there."
                    place = patch.keys[str(key)]
                    yield Problem("change.idle", place, what, why, "Remove the line.", Severity.WARNING)
        if not any(patch.children for *_, patch in order.settings) and not order.begun:
            what, remedy = f"change {order.spec.id!r} sets, adds and ends nothing", "Say what it changes."
            place = order.node.place
            yield Problem("change.idle", place, what, "It has no effect.", remedy, Severity.WARNING)


def _values(state: State, kind: str, id_: str) -> Mapping[str, object]:
    """The keys of a definition, as far as there are any."""
    at = state.find(kind, id_) if kind not in SINGLES else None
    node = state.singles.get(kind) if kind in SINGLES else None
    if at is not None:
        node = state.entries[kind][at]
    return node.value if node is not None and isinstance(node.value, dict) else {}


@dataclass(frozen=True, slots=True)
class _Claim:
    """One change's hold on one value."""

    order: Order
    place: Place


def changes_do_not_overlap(timeline: Timeline) -> Iterator[Problem]:
    """Of two changes of one value, the earlier has ended when the later begins, or has no end of its own."""
    claims: dict[tuple[str, str, str], list[_Claim]] = {}
    for order in timeline.orders:
        for kind, id_, patch in order.patches():
            for key in patch.children:
                claims.setdefault((kind, id_, str(key)), []).append(_Claim(order, patch.keys[str(key)]))
        for kind, id_, place in order.ends():
            claims.setdefault((kind, id_, "until"), []).append(_Claim(order, place))
    for (kind, id_, key), found in claims.items():
        ordered = sorted(found, key=lambda claim: claim.order.spec.since)
        for earlier, later in pairwise(ordered):
            ends = earlier.order.spec.until
            same = earlier.order.spec.since == later.order.spec.since
            if same or (ends is not None and ends > later.order.spec.since):
                span = f"{earlier.order.spec.since} to {ends or 'further notice'}"
                what = (
                    f"{key!r} of {id_ or kind!r} is set by change {later.order.spec.id!r} from "
                    f"{later.order.spec.since} while {earlier.order.spec.id!r} holds it ({span})"
                )
                remedy = "Let the earlier one end when the later one begins, or join the two."
                yield Problem("change.overlap", later.place, what, _TWO, remedy)
