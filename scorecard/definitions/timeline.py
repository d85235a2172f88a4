"""Definitions in time: one document with dates -> a draft for every stretch without a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from scorecard.definitions.amend import SINGLES, Order, State, amended, id_of
from scorecard.definitions.draft import Draft, Known
from scorecard.definitions.folder import LISTS
from scorecard.definitions.once import Once
from scorecard.definitions.schema import BookSpec
from scorecard.definitions.shape import validate_entry
from scorecard.definitions.strict_yaml import Node
from scorecard.model.period import Period
from scorecard.model.problem import Place, Problem

_ENTRIES = (*LISTS, "targets")


@dataclass(frozen=True)
class Timeline:
    """The document with its changes, and a draft for each moment at which something begins or ends.

    ``drafts``: in order of time, the first one at the book's beginning. ``states``: the nodes behind them.
    ``once``: what the changes make of the nodes.
    """

    spec: BookSpec
    document: Node
    orders: tuple[Order, ...]
    drafts: tuple[Draft, ...]
    states: tuple[State, ...]
    once: Once

    def at(self, *path: str | int) -> Place:
        """Where a value of the document as written stands."""
        return self.document.find(path)

    def amended(self, orders: Iterable[Order], period: Period) -> State:
        """The document with those of the changes that are in force in the period."""
        return amended(self.document, orders, period, once=self.once)

    def entries(self, kind: str) -> Iterator[Node]:
        """Every entry of a list, whenever in force: as written first, then as changes add them."""
        yield from State.of(self.document).entries[kind]
        for order in self.orders:
            yield from (node for one, node in order.begun if one == kind)


def lay(document: Node, spec: BookSpec) -> tuple[Timeline, tuple[Problem, ...]]:
    """The timeline of a well-shaped document, and the problems of what its changes make of it."""
    nodes = document.children.get("changes", Node((), document.place)).children
    orders = tuple(Order(one, nodes[index]) for index, one in enumerate(spec.changes))
    shelf, once = _Shelf(document, spec), Once()
    drafts: list[Draft] = []
    states: list[State] = []
    for since in _moments(document, orders, spec.book.since):
        states.append(amended(document, orders, since, once=once))
        if draft := shelf.draft(states[-1], since):
            drafts.append(replace(draft, before=drafts[-1]) if drafts else draft)
    timeline = Timeline(spec, document, orders, tuple(drafts), tuple(states), once)
    return timeline, tuple(shelf.problems.values())


def _moments(document: Node, orders: Iterable[Order], start: Period) -> list[Period]:
    """The book's beginning and every later month at which something begins or ends."""
    entries = [node for kind in _ENTRIES for node in State.of(document).entries[kind]]
    found: set[Period | None] = set()
    for order in orders:
        found |= {order.spec.since, order.spec.until}
        entries += [node for _, node in order.begun]
        entries += [node for _, _, node in order.patches()]
    for node in entries:
        found |= {month_of(node, "from"), month_of(node, "until")}
    return [start, *sorted(month for month in found if month is not None and month > start)]


def month_of(node: Node, key: str) -> Period | None:
    """A month that an entry names, if it can be read as one."""
    raw = node.value.get(key) if isinstance(node.value, dict) else None
    return _month(raw) if isinstance(raw, str) else None


@lru_cache(maxsize=4096)
def _month(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def in_force(node: Node, period: Period) -> bool:
    """Whether an entry's own dates hold the period."""
    since, until = month_of(node, "from"), month_of(node, "until")
    return (since is None or since <= period) and (until is None or period < until)


class _Shelf:
    """Specs by the node that they were read from: a definition that no change touches is read once."""

    def __init__(self, document: Node, spec: BookSpec) -> None:
        self.problems: dict[tuple[str, Place], Problem] = {}
        self._nodes: list[Node] = []
        self._specs: dict[int, BaseModel | None] = {}
        for kind, nodes in State.of(document).entries.items():
            for node, one in zip(nodes, getattr(spec, kind), strict=True):
                self._put(node, one)
        for kind in SINGLES:
            if kind in document.children:
                self._put(document.children[kind], getattr(spec, kind))
        self._default = spec.policy

    def draft(self, state: State, since: Period) -> Draft | None:
        """The draft of a state; None where a definition in it is misshapen."""
        lists: dict[str, tuple[Any, ...]] = {}
        kept: dict[str, Node] = {}
        out: dict[str, dict[str, Known]] = {}
        for kind, nodes in state.entries.items():
            chosen: list[Node] = []
            ended: list[Node] = []
            for node in nodes:
                (chosen if in_force(node, since) else ended).append(node)
            lists[kind] = tuple(self._spec(kind, node) for node in chosen)
            kept[kind] = Node((), nodes[0].place if nodes else Place(""), dict(enumerate(chosen)))
            out[kind] = {
                id_of(node) or f"{number}": Known(self._spec(kind, node), node)
                for number, node in enumerate(ended)
            }
        singles = {kind: self._single(kind, node) for kind, node in state.singles.items()}
        if any(one is None for ones in (*lists.values(), tuple(singles.values())) for one in ones):
            return None
        spec = BookSpec.model_construct(
            **{"policy": self._default, "glossary": {}, **singles, **lists, "changes": ()}
        )
        children: dict[str | int, Node] = {}
        children.update(kept)
        children.update(state.singles)
        return Draft(spec, Node({}, Place(""), children), since, out, state.touched)

    def _put(self, node: Node, spec: BaseModel | Any) -> None:  # noqa: ANN401 - the glossary is a mapping
        self._nodes.append(node)  # an id is only an object's own while it lives
        self._specs[id(node)] = spec

    def _spec(self, kind: str, node: Node) -> Any:  # noqa: ANN401 - a spec of the list's kind
        if id(node) not in self._specs:
            spec, problems = validate_entry((kind, 0), node)
            self.problems |= {(one.code, one.place): one for one in problems}
            self._put(node, spec)
        return self._specs[id(node)]

    def _single(self, kind: str, node: Node) -> Any:  # noqa: ANN401 - a spec of the part's kind
        if id(node) not in self._specs:
            spec, problems = validate_entry((kind,), node)
            self.problems |= {(one.code, one.place): one for one in problems}
            self._put(node, spec)
        return self._specs[id(node)]
