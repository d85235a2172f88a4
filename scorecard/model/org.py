"""The organisation: units (单位, vertical) and support departments (支撑部门, horizontal)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from scorecard.model.text import Text

UNASSIGNED = "unassigned"
"""Stands for a department in the shares of a KPI for which nobody answers yet: a declared leak, nobody's
points. No department may have this id."""


@dataclass(frozen=True, slots=True)
class UnitLevel:
    """A level of the tree, such as province (省公司)."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Unit:
    """A node of the organisation tree. ``id`` is permanent; ``aliases`` are other names in deliveries.

    ``peer_group``: it is ranked among the units of its level that have the same one. ``reference``,
    ``owner``: its own; empty where they are the book's.
    """

    id: str
    name: Text
    level: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    peer_group: str = ""
    reference: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Retired:
    """A unit that has ended: rows that still name it belong to ``heir``, or to nobody where that is None."""

    unit: Unit
    heir: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A unit that only delivered rows name: ``rows`` of a period call it ``name``."""

    unit: str
    parent: str
    level: str
    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class Department:
    """A back-office function in force. ``reference``, ``owner``: its own; empty where they are the book's."""

    id: str
    name: Text
    reference: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Succeeded:
    """A department that has ended: ``heirs`` hold what was its own, in parts that sum to 1 at most."""

    department: str
    heirs: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True)
class UnitTree:
    """All units, parents before children; exactly one root (checked by ``definitions``)."""

    units: tuple[Unit, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Unit]:
        """Units by their id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def root(self) -> Unit:
        """The unit without a parent."""
        return next(unit for unit in self.units if unit.parent is None)

    @cached_property
    def children(self) -> Mapping[str, tuple[Unit, ...]]:
        """Child units by parent id, in the order of the definitions; leaves map to ()."""
        found: dict[str, list[Unit]] = {unit.id: [] for unit in self.units}
        for unit in self.units:
            if unit.parent is not None:
                found[unit.parent].append(unit)
        return {key: tuple(units) for key, units in found.items()}

    def lineage(self, unit: str) -> tuple[str, ...]:
        """The unit's id, then its ancestors' up to the root."""
        found = [unit]
        while (parent := self.by_id[found[-1]].parent) is not None:
            found.append(parent)
        return tuple(found)

    def walk(self) -> Iterator[tuple[int, Unit]]:
        """(depth, unit) in depth-first order; the root has depth 0."""
        pending = [(0, self.root)]
        while pending:
            depth, unit = pending.pop()
            yield depth, unit
            pending.extend((depth + 1, child) for child in reversed(self.children[unit.id]))
