"""The book of one moment, between YAML and model: well shaped, not yet known to make sense."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scorecard.definitions.folder import LISTS
from scorecard.definitions.schema import BookSpec, ColumnSpec, KpiSpec, MeasureSpec, SourceSpec, TermSpec
from scorecard.definitions.strict_yaml import Node
from scorecard.model.kpi import Kind
from scorecard.model.period import Period
from scorecard.model.problem import Place, Problem


@dataclass(frozen=True, slots=True)
class Known:
    """A definition that is not in force at the moment: it has ended, or is still to come."""

    spec: Any
    node: Node


@dataclass(frozen=True)
class Draft:
    """What is in force from ``since`` on, and the document that knows where each value stands.

    ``out``: list -> id -> what is known but not in force. ``touched``: (list, id, key) -> place in order of
    the change that set the value last. ``before``: what was in force until ``since``.
    """

    spec: BookSpec
    document: Node
    since: Period
    out: Mapping[str, Mapping[str, Known]]
    touched: Mapping[tuple[str, str, str], int]
    before: Draft | None = None

    def at(self, *path: str | int) -> Place:
        """Where the value at a path such as ``("kpis", 3, "weight")`` stands."""
        return self.document.find(path)

    def key(self, *path: str | int) -> Place:
        """Where the key that ends the path stands."""
        return self.document.find_key(path)

    def inside(self, path: tuple[str | int, ...], column: int) -> tuple[Place, bool]:
        """Where a character of the text at a path stands; its value and False where that is not known."""
        return self.document.inside(path, column)

    def changed(self, *kinds: str) -> bool:
        """Whether a list or part is another one than before: what looks at nothing else must look again."""
        before = self.before
        return before is None or any(getattr(self.spec, one) != getattr(before.spec, one) for one in kinds)

    def news(self, kind: str) -> Iterator[tuple[int, Any]]:
        """(position, entry) of a list, without those that were judged before.

        These stood in the list as they are, among the same policy, levels and sources. A rule that looks
        at one entry and at nothing beside those finds in the others what it has found.
        """
        judged = self._judged.get(kind, frozenset())
        yield from (one for one in enumerate(getattr(self.spec, kind)) if id(one[1]) not in judged)

    @cached_property
    def _judged(self) -> Mapping[str, frozenset[int]]:
        if self.before is None or self.changed("policy", "levels", "sources"):
            return {}
        spec = self.before.spec
        kinds = ("units", "sources", "kpis", "targets")
        return {kind: frozenset(map(id, getattr(spec, kind))) for kind in kinds}

    def known(self, kind: str) -> Iterator[tuple[Any, Node]]:
        """Every definition of a list that is known at the moment, in force or not, with its node."""
        nodes = self.document.children[kind].children
        yield from ((one, nodes[at]) for at, one in enumerate(getattr(self.spec, kind)))
        yield from ((one.spec, one.node) for one in self.out[kind].values())

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """List -> the ids of what is in force."""
        return {kind: frozenset(one.id for one in getattr(self.spec, kind)) for kind in LISTS}

    @cached_property
    def known_ids(self) -> Mapping[str, frozenset[str]]:
        """List -> the ids of all that is known, in force or not."""
        return {kind: self.ids[kind] | self.out[kind].keys() for kind in LISTS}

    @cached_property
    def sources(self) -> Mapping[str, SourceSpec]:
        """Sources by id; of two with one id, the first."""
        return {source.id: source for source in reversed(self.spec.sources)}

    def terms(self, kpis: Iterable[tuple[int, KpiSpec]] | None = None) -> Iterator[TermUse]:
        """Every reference of a measure to rows: the rows and the base where there is one, or the terms.

        ``kpis``: of these, with their positions; of the new ones, if left out.
        """
        for index, kpi in self.news("kpis") if kpis is None else kpis:
            path = ("kpis", index, "measure")
            if kpi.measure.kind is Kind.FORMULA:
                for name, term in (kpi.measure.terms or {}).items():
                    source = term.source or kpi.measure.source
                    yield TermUse((*path, "terms", name), kpi.id, kpi.measure, term, source)
                continue
            yield TermUse(path, kpi.id, kpi.measure, kpi.measure, kpi.measure.source)
            if (base := kpi.measure.base) is not None:
                yield TermUse((*path, "base"), kpi.id, kpi.measure, base, base.source or kpi.measure.source)


@dataclass(frozen=True, slots=True)
class TermUse:
    """Rows that a measure reads: where it says so, and of which source; "" where it names none."""

    path: tuple[str | int, ...]
    kpi: str
    measure: MeasureSpec
    term: MeasureSpec | TermSpec
    source: str

    def column(self, draft: Draft, column: str) -> ColumnSpec | None:
        """The source's column of that name, if both exist."""
        source = draft.sources.get(self.source)
        return source.columns.get(column) if source else None


Rule = Callable[[Draft], Iterator[Problem]]
