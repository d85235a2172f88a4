"""What stands in the way from the index to the departments: leaks, double counts, departments left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from scorecard.model.audit import Finding, Matter, Passage, Reach, mild
from scorecard.model.book import Edition
from scorecard.model.fact import rows, statistic
from scorecard.model.kpi import Kpi
from scorecard.model.source import FactKind

_OF_CUSTOMERS = frozenset({FactKind.RESPONSE, FactKind.TICKET})


@dataclass(frozen=True)
class _Ground:
    """One unit's audit: the edition, the KPIs that apply to the unit, the parts of its index weight."""

    edition: Edition
    kpis: tuple[Kpi, ...]
    passages: tuple[Passage, ...]

    @cached_property
    def by_kpi(self) -> Counter[str]:
        """KPI -> its weight."""
        return _sums((one.kpi, one.weight) for one in self.passages)

    @cached_property
    def by_department(self) -> Counter[str]:
        """Department -> the weight that it would carry if everything arrived."""
        return _sums((one.department, one.weight) for one in self.passages)

    @cached_property
    def lost(self) -> dict[str, frozenset[Reach]]:
        """Processes of which nothing arrives -> the ways in which they leak."""
        found: dict[str, set[Reach]] = {}
        for one in self.passages:
            found.setdefault(one.process, set()).add(one.reach)
        return {process: frozenset(ways) for process, ways in found.items() if Reach.REACHED not in ways}

    @cached_property
    def shared(self) -> dict[str, tuple[Kpi, ...]]:
        """Department -> the KPIs of any level that name it."""
        found: dict[str, tuple[Kpi, ...]] = {one.id: () for one in self.edition.departments}
        for kpi in self.edition.kpis:
            for department, _ in kpi.shares:
                if department in found:
                    found[department] = (*found[department], kpi)
        return found


def findings(edition: Edition, kpis: tuple[Kpi, ...], passages: tuple[Passage, ...]) -> tuple[Finding, ...]:
    """Everything found in one unit, the mild findings last; subjects in the order of the definitions.

    ``kpis``: those that apply to the unit; ``passages``: the parts of its index weight. Each weight is a sum
    of these.
    """
    ground = _Ground(edition, kpis, passages)
    found = (finding for look in LOOKS for finding in look(ground))
    return tuple(sorted(found, key=lambda one: mild(one.matter, one.reach)))


def customer_linked(edition: Edition, kpi: Kpi) -> bool:
    """Whether a KPI comes from customers: its rows are answers or tickets, or its perspective says so."""
    perspective = next(one for one in edition.perspectives if one.id == kpi.perspective)
    return perspective.customer or edition.source_by_id[kpi.measure.rows.source].kind in _OF_CUSTOMERS


def _process_leaks(ground: _Ground) -> Iterator[Finding]:
    """Processes of which nothing arrives, together where they leak in the same way."""
    groups: dict[Reach | None, list[tuple[str, int]]] = {}
    for process, ways in ground.lost.items():
        weight = sum(one.weight for one in ground.passages if one.process == process)
        groups.setdefault(next(iter(ways)) if len(ways) == 1 else None, []).append((process, weight))
    for reach, subjects in groups.items():
        yield Finding(Matter.PROCESS_LEAKS, tuple(subjects), reach)


def _kpi_leaks(ground: _Ground) -> Iterator[Finding]:
    """KPIs of the other processes that leak, as a whole or by a share, way by way."""
    for reach in Reach:
        parts = (one for one in ground.passages if one.reach is reach and one.process not in ground.lost)
        weights = _sums((one.kpi, one.weight) for one in parts)
        if weights and reach is not Reach.REACHED:
            yield Finding(Matter.KPI_LEAKS, tuple(weights.items()), reach)


def _double_counts(ground: _Ground) -> Iterator[Finding]:
    """KPIs that make the same statement of the same rows: one fact counts more than once."""
    for group in _alike(ground.kpis, lambda kpi: (rows(kpi.measure.rows), statistic(kpi.measure))):
        yield _weighed(Matter.DOUBLE_COUNT, (kpi.id for kpi in group), ground.by_kpi)


def _near_doubles(ground: _Ground) -> Iterator[Finding]:
    """KPIs that take the same value of the same rows under different statistics: they move together."""
    for group in _alike(ground.kpis, lambda kpi: rows(kpi.measure.rows)):
        if len({statistic(kpi.measure) for kpi in group}) > 1:
            yield _weighed(Matter.NEAR_DOUBLE, (kpi.id for kpi in group), ground.by_kpi)


def _orphans(ground: _Ground) -> Iterator[Finding]:
    """Departments in force that no KPI names."""
    yield from _departments(Matter.ORPHAN, ground, lambda kpis: not kpis)


def _inward(ground: _Ground) -> Iterator[Finding]:
    """Departments that answer for KPIs, none of which comes from customers."""

    def inward(kpis: tuple[Kpi, ...]) -> bool:
        return bool(kpis) and not any(customer_linked(ground.edition, kpi) for kpi in kpis)

    yield from _departments(Matter.INWARD, ground, inward)


def _weightless(ground: _Ground) -> Iterator[Finding]:
    """Departments that KPIs name, but none that is scored in any unit."""
    levels = {unit.level for unit in ground.edition.units.units}
    yield from _departments(Matter.WEIGHTLESS, ground, lambda kpis: bool(kpis) and not _at(kpis, levels))


def _absent(ground: _Ground) -> Iterator[Finding]:
    """Departments that carry no weight in this unit, but do in others."""
    levels = {unit.level for unit in ground.edition.units.units}
    here = {kpi.id for kpi in ground.kpis}
    yield from _departments(
        Matter.ABSENT,
        ground,
        lambda kpis: bool(_at(kpis, levels)) and not any(kpi.id in here for kpi in kpis),
    )


LOOKS: tuple[Callable[[_Ground], Iterator[Finding]], ...] = (
    _process_leaks,
    _kpi_leaks,
    _double_counts,
    _orphans,
    _weightless,
    _inward,
    _near_doubles,
    _absent,
)


def _departments(
    matter: Matter, ground: _Ground, asked: Callable[[tuple[Kpi, ...]], bool]
) -> Iterator[Finding]:
    """One finding with every department whose KPIs are as asked; none where there is no such department."""
    found = [department for department, kpis in ground.shared.items() if asked(kpis)]
    if found:
        yield _weighed(matter, found, ground.by_department)


def _at(kpis: tuple[Kpi, ...], levels: set[str]) -> tuple[Kpi, ...]:
    return tuple(kpi for kpi in kpis if not levels.isdisjoint(kpi.levels))


def _alike(kpis: Iterable[Kpi], key: Callable[[Kpi], Hashable]) -> Iterator[list[Kpi]]:
    """Groups of at least two KPIs with the same key."""
    groups: dict[Hashable, list[Kpi]] = {}
    for kpi in kpis:
        groups.setdefault(key(kpi), []).append(kpi)
    return (group for group in groups.values() if len(group) > 1)


def _weighed(matter: Matter, subjects: Iterable[str], weights: Counter[str]) -> Finding:
    return Finding(matter, tuple((one, weights[one]) for one in subjects))


def _sums(parts: Iterable[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, weight in parts:
        found[key] += weight
    return found
