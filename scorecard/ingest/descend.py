"""Where the names of a path lead: from a unit of the definitions down to the row's own, level by level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scorecard.ingest.identity import folded, identity, is_name, shown
from scorecard.model.book import Edition
from scorecard.model.org import Unit
from scorecard.model.source import Origin


@dataclass(frozen=True, slots=True)
class Step:
    """A unit on the way; ``listed`` in the definitions, or found in the row, which calls it ``name``."""

    unit: str
    parent: str
    level: str
    name: str
    listed: bool


@dataclass(frozen=True, slots=True)
class Way:
    """``steps`` from the top down. Where ``code`` says why the names lead nowhere, ``at`` is the place of the
    name at fault.
    """

    steps: tuple[Step, ...] = ()
    code: str | None = None
    at: int = 0


class Descent:
    """The ways down a path by the units of one edition; each is followed once."""

    def __init__(self, origin: Origin, edition: Edition) -> None:
        self._origin = origin
        self._edition = edition
        self._listed = _Families(edition.units.units)
        self._ended = _Families(one.unit for one in edition.retired)
        self._heirs = {one.unit.id: one.heir for one in edition.retired}
        self._ways: dict[tuple[str | None, ...], Way] = {}
        self._steps: dict[tuple[str, str], Step | str] = {}

    def follow(self, names: tuple[str | None, ...]) -> Way:
        """Where the names of a row lead: as deep as there is a name.

        A name that a unit of the definitions has below the same parent, on the level of its place, is that
        unit; any other is a unit of its own.
        """
        if names not in self._ways:
            self._ways[names] = self._way(names)
        return self._ways[names]

    def _way(self, names: tuple[str | None, ...]) -> Way:
        parent, steps = self._origin.below or "", list[Step]()
        if parent not in self._edition.units.by_id or len(self._levels) < len(names):
            return Way(code="unknown_unit")  # in a month that the source is not for; told by its period
        for at, name in enumerate(names):
            if name is None:
                continue
            if len(steps) < at:
                return Way(code="missing_above", at=at)
            if (parent, name) not in self._steps:
                self._steps[parent, name] = self._step(parent, self._levels[at], shown(name))
            found = self._steps[parent, name]
            if isinstance(found, str):
                return Way(code=found, at=at)
            steps.append(found)
            parent = found.unit
        return Way(tuple(steps)) if steps else Way(code="missing_unit")

    def _step(self, parent: str, level: str, name: str) -> Step | str:
        """The unit of that name below the parent, or the code of why there is none."""
        if not is_name(name):
            return "not_name"
        key = folded(name)
        own = identity(parent, key)
        listed = self._listed.meant(parent, level, key, own)
        if listed:
            (one, *others) = listed
            return "several_units" if others else Step(one, parent, level, name, listed=True)
        ended = self._ended.meant(parent, level, key, own)
        if ended:
            (heir, *others) = {self._heirs[one] or "" for one in ended}
            unit = self._edition.units.by_id.get(heir)
            if others or unit is None or unit.level != level:
                return "ended_unit"
            return Step(unit.id, unit.parent or "", level, name, listed=True)
        if own in self._edition.units.by_id or own in self._heirs:
            return "listed_elsewhere"
        return Step(own, parent, level, name, listed=False)

    @cached_property
    def _levels(self) -> tuple[str, ...]:
        """The levels below that of ``below``, as many as the path has columns."""
        ids = [level.id for level in self._edition.levels]
        first = ids.index(self._edition.units.by_id[self._origin.below or ""].level) + 1
        return tuple(ids[first : first + len(self._origin.path)])


class _Families:
    """What the units of one level below one parent are called, gathered when it is first asked for."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units: dict[tuple[str | None, str], list[Unit]] = {}
        for unit in units:
            self._units.setdefault((unit.parent, unit.level), []).append(unit)
        self._called: dict[tuple[str, str], Mapping[str, frozenset[str]]] = {}

    def meant(self, parent: str, level: str, key: str, own: str) -> frozenset[str]:
        """The units that a folded name may mean there: those called so, or the one of the id it would get."""
        family = parent, level
        if family not in self._units:
            return frozenset()
        if family not in self._called:
            self._called[family] = _called(self._units[family])
        called = self._called[family]
        return called.get(key) or called.get(folded(own), frozenset())


def _called(units: Sequence[Unit]) -> Mapping[str, frozenset[str]]:
    """Folded name -> the units that it may mean: ids go before aliases, and aliases before names."""
    found: dict[str, frozenset[str]] = {}
    for claims in (
        [(folded(unit.id), unit.id) for unit in units],
        [(folded(alias), unit.id) for unit in units for alias in unit.aliases],
        [(folded(name), unit.id) for unit in units for name in (unit.name.zh, unit.name.en)],
    ):
        tier: dict[str, frozenset[str]] = {}
        for text, id_ in claims:
            tier[text] = tier.get(text, frozenset()) | {id_}
        found = tier | found
    return found
