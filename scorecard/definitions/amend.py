"""Change orders at work: a document of nodes -> the same document with everything a change says put in place.

Nodes keep their places, so a problem in a changed value is told where the change says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from scorecard.definitions.folder import LISTS
from scorecard.definitions.schema import ChangeSpec
from scorecard.definitions.strict_yaml import Node
from scorecard.model.period import Period
from scorecard.model.problem import Place

SINGLES = ("book", "policy", "glossary")
_EMPTY = Node({}, Place(""))


@dataclass(frozen=True, slots=True)
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
        """(list, entry) for everything that it adds."""
        for kind, part in self._part("add").children.items():
            yield from ((str(kind), node) for node in part.children.values())

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

    @classmethod
    def of(cls, document: Node) -> State:
        """The document before any change."""
        none = Node((), document.place)
        return cls(
            {key: [*document.children.get(key, none).children.values()] for key in (*LISTS, "targets")},
            {key: document.children[key] for key in SINGLES if key in document.children},
        )

    def find(self, kind: str, id_: str) -> int | None:
        """The place of a definition in its list."""
        found = (at for at, node in enumerate(self.entries[kind]) if id_of(node) == id_)
        return next(found, None)


def id_of(node: Node) -> str | None:
    """The id of an entry, where it has one that can be read."""
    found = node.value.get("id") if isinstance(node.value, dict) else None
    return found if isinstance(found, str) else None


def amended(document: Node, orders: Iterable[Order], period: Period) -> State:
    """The document with every change that is in force in the period, the earlier ones first.

    A change of something that is not there is passed over: a rule tells it.
    """
    state = State.of(document)
    active = [order for order in orders if order.active(period)]
    for number, order in sorted(enumerate(active), key=lambda one: (one[1].spec.since, one[0])):
        for kind, node in order.additions():
            state.entries[kind].append(_begun(node, order))
        for kind, id_, node in order.patches():
            _set(state, kind, id_, node, number)
        for kind, id_, place in order.ends():
            until = Node(str(order.spec.since), place)
            _set(state, kind, id_, _single("until", until), number)
    return state


def _set(state: State, kind: str, id_: str, patch: Node, number: int) -> None:
    if kind in SINGLES:
        state.singles[kind] = merged(state.singles.get(kind, _EMPTY), patch)
    elif (at := state.find(kind, id_)) is not None:
        state.entries[kind][at] = merged(state.entries[kind][at], patch)
    for key in patch.children:
        state.touched[kind, id_, str(key)] = number


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
    """An added entry: it begins with the change, by its document and owner, unless it says otherwise."""
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
