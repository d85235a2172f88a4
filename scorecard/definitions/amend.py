"""Change orders at work: a document of nodes -> the same document with everything a change says put in place.

Nodes keep their places, so a problem in a changed value is told where the change says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scorecard.definitions.folder import LISTS
from scorecard.definitions.once import Once
from scorecard.definitions.orders import ChangeSpec
from scorecard.definitions.strict_yaml import Node
from scorecard.model.period import Period
from scorecard.model.problem import Place

SINGLES = ("book", "policy", "glossary")
_EMPTY = Node({}, Place(""))


@dataclass(frozen=True)
class Order:
    """One change with the node that it was read from."""

    spec: ChangeSpec
    node: Node

    def active(self, period: Period) -> bool:
        """Whether it is in force."""
        return self.spec.since <= period and (self.spec.until is None or period < self.spec.until)

    def patches(self) -> Iterator[tuple[str, str, Node]]:
        """(list, id, keys to set) for every definition that it changes; the id of a single part is ""."""
        for kind, part in self._part("set").children.items():
            if kind in SINGLES:
                yield str(kind), "", part
            else:
                yield from ((str(kind), str(one), node) for one, node in part.children.items())

    def additions(self) -> Iterator[tuple[str, Node]]:
        """(list, entry as written) for everything that it adds."""
        for kind, part in self._part("add").children.items():
            yield from ((str(kind), node) for node in part.children.values())

    @cached_property
    def begun(self) -> tuple[tuple[str, Node], ...]:
        """(list, entry) for everything that it adds: it begins with the change, by its document and owner."""
        return tuple((kind, _begun(node, self)) for kind, node in self.additions())

    @cached_property
    def settings(self) -> tuple[tuple[str, str, Node], ...]:
        """(list, id, keys to set) for everything that it changes or ends."""
        since = str(self.spec.since)
        ends = ((kind, id_, _single("until", Node(since, place))) for kind, id_, place in self.ends())
        return *self.patches(), *ends

    def ends(self) -> Iterator[tuple[str, str, Place]]:
        """(list, id, where it says so) for everything that it ends."""
        for kind, part in self._part("end").children.items():
            yield from ((str(kind), str(node.value), node.place) for node in part.children.values())

    def _part(self, key: str) -> Node:
        return self.node.children.get(key, _EMPTY)


@dataclass(slots=True)
class State:
    """Every definition known in a period, in the order of the files; those that a change adds come last.

    ``touched``: (list, id, key) -> the place in order of the change that set it last.
    """

    entries: dict[str, list[Node]]
    singles: dict[str, Node]
    touched: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _written: Mapping[tuple[str, str], int] = field(default_factory=dict)
    _added: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Node) -> State:
        """The document before any change."""
        none = Node((), document.place)
        entries = {key: [*document.children.get(key, none).children.values()] for key in (*LISTS, "targets")}
        singles = {key: document.children[key] for key in SINGLES if key in document.children}
        places: dict[tuple[str, str], int] = {}
        for kind, nodes in entries.items():
            for at, node in enumerate(nodes):
                if (id_ := id_of(node)) is not None:
                    places.setdefault((kind, id_), at)
        return cls(entries, singles, {}, places)

    def copy(self) -> State:
        """The same state, to be changed."""
        entries = {kind: [*nodes] for kind, nodes in self.entries.items()}
        return State(entries, {**self.singles}, {**self.touched}, self._written, {**self._added})

    def find(self, kind: str, id_: str) -> int | None:
        """The place of a definition in its list; of two with one id, the first."""
        return self._written.get((kind, id_), self._added.get((kind, id_)))

    def add(self, kind: str, node: Node) -> None:
        """One more definition, at the end of its list."""
        if (id_ := id_of(node)) is not None:
            self._added.setdefault((kind, id_), len(self.entries[kind]))
        self.entries[kind].append(node)


def id_of(node: Node) -> str | None:
    """The id of an entry, where it has one that can be read."""
    found = node.value.get("id") if isinstance(node.value, dict) else None
    return found if isinstance(found, str) else None


def amended(document: Node, orders: Iterable[Order], period: Period, *, once: Once | None = None) -> State:
    """The document with every change that is in force in the period, the earlier ones first.

    A change of something that is not there is passed over: a rule tells it. What changes make of a node is
    the same node wherever ``once`` is the same.
    """
    once = once or Once()
    state = once(State.of, document).copy()
    active = [order for order in orders if order.active(period)]
    for number, order in sorted(enumerate(active), key=lambda one: (one[1].spec.since, one[0])):
        for kind, node in order.begun:
            state.add(kind, node)
            state.touched |= {(kind, str(id_of(node)), str(key)): number for key in node.children}
        for kind, id_, patch in order.settings:
            if kind in SINGLES:
                state.singles[kind] = once(merged, state.singles.get(kind, _EMPTY), patch)
            elif (at := state.find(kind, id_)) is not None:
                state.entries[kind][at] = once(merged, state.entries[kind][at], patch)
            state.touched |= {(kind, id_, str(key)): number for key in patch.children}
    return state


def merged(node: Node, patch: Node) -> Node:
    """The node with the patch's keys in place of its own."""
    value: Mapping[str, object] = node.value if isinstance(node.value, dict) else {}
    return Node(
        {**value, **patch.value},
        node.place,
        {**node.children, **patch.children},
        {**node.keys, **patch.keys},
    )


def _begun(node: Node, order: Order) -> Node:
    """An added entry, with what it does not say itself."""
    own: dict[str, object] = {
        "from": str(order.spec.since),
        "reference": order.spec.reference,
        "owner": order.spec.owner,
    }
    given = node.value if isinstance(node.value, dict) else {}
    added = {key: value for key, value in own.items() if key not in given}
    children: dict[str | int, Node] = {key: Node(value, node.place) for key, value in added.items()}
    return merged(Node(added, node.place, children), node)


def _single(key: str, node: Node) -> Node:
    return Node({key: node.value}, node.place, {key: node}, {key: node.place})
