"""Tallies to readings to scores, unit by unit and level by level, and what is withheld."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from scorecard.compute.evidence import suppress
from scorecard.compute.score import Earlier, grade, observations, read
from scorecard.cycle.counting import Counted
from scorecard.model.book import Edition
from scorecard.model.kpi import Kpi
from scorecard.model.org import UnitTree
from scorecard.model.result import Reading, State
from scorecard.model.rounding import half_up
from scorecard.model.scoring import Curve, Deduction
from scorecard.model.tally import Tally

Readings = dict[str, dict[str, Reading]]
"""Unit -> KPI -> reading."""


def applicable(edition: Edition, level: str) -> tuple[Kpi, ...]:
    """The KPIs that are scored for units of a level."""
    return tuple(kpi for kpi in edition.kpis if level in kpi.levels)


def readings_of(edition: Edition, counted: Counted) -> Readings:
    """Unit -> KPI -> reading of every KPI that applies to it, not scored yet.

    Where a source that the KPI reads has no row at all for the unit, the KPI is missing: a complaint rate
    is not 0 because nobody delivered the tickets. Beside small samples those are withheld without which a
    withheld one could be found by subtraction.
    """
    found: Readings = {}
    for unit in edition.units.units:
        own = found.setdefault(unit.id, {})
        for kpi in applicable(edition, unit.level):
            known = all((unit.id, source) in counted.present for source in kpi.measure.sources)
            sums = counted.tallies.get((unit.id, kpi.id), Tally()) if known else None
            own[kpi.id] = read(kpi, sums, sampled=kpi.id in edition.sampled)
    for kpi in edition.kpis:
        if kpi.id in edition.sampled:
            for one in withheld(edition, kpi, counted.tallies):
                if found[one][kpi.id].state is not State.MISSING:
                    found[one][kpi.id] = Reading(found[one][kpi.id].n, None, None, State.HIDDEN)
    return found


def withheld(edition: Edition, kpi: Kpi, tallies: Mapping[tuple[str, str], Tally]) -> frozenset[str]:
    """The units whose reading of a sampled KPI is withheld, in the tree of those that have one."""
    scored = [unit.id for unit in edition.units.units if unit.level in kpi.levels]
    counts = {
        unit: observations(kpi.measure, sums)
        for unit in scored
        if (sums := tallies.get((unit, kpi.id))) is not None
    }
    smallest = kpi.evidence.hide_below
    if all(not 0 < n < smallest for n in counts.values()):
        return frozenset()
    parents = {unit: _above(edition.units, unit, counts) for unit in counts}
    own = dict(counts)
    for unit, above in parents.items():
        if above is not None:
            own[above] -= counts[unit]
    return suppress(counts, parents, own, smallest)


def _above(tree: UnitTree, unit: str, known: Mapping[str, int]) -> str | None:
    return next((one for one in tree.lineage(unit)[1:] if one in known), None)


def graded(edition: Edition, readings: Readings, earlier: Mapping[str, Earlier]) -> Readings:
    """The readings with their scores; the units of each level are scored together."""
    found = {unit: dict(own) for unit, own in readings.items()}
    for level in edition.levels:
        units = [unit.id for unit in edition.units.units if unit.level == level.id]
        for kpi in applicable(edition, level.id):
            aims = {unit: edition.aim(kpi, unit) for unit in units}
            own = {unit: readings[unit][kpi.id] for unit in units}
            for unit, one in grade(kpi, aims, own, earlier.get(kpi.id, {})).items():
                found[unit][kpi.id] = one
    return found


def bases(
    edition: Edition, readings: Readings, earlier: Mapping[str, Earlier]
) -> dict[str, dict[str, tuple[Fraction | None, ...]]]:
    """Unit -> KPI -> the readings that its score was earned from, its own first; () without a reading."""
    found: dict[str, dict[str, tuple[Fraction | None, ...]]] = {unit: {} for unit in readings}
    for level in edition.levels:
        units = [unit.id for unit in edition.units.units if unit.level == level.id]
        for kpi in applicable(edition, level.id):
            values = {unit: value for unit in units if (value := readings[unit][kpi.id].value) is not None}
            for unit in units:
                own = values.get(unit)
                past = earlier.get(kpi.id, {}).get(unit, ())
                found[unit][kpi.id] = () if own is None else _basis(edition, kpi, unit, values, past)
    return found


def _basis(
    edition: Edition,
    kpi: Kpi,
    unit: str,
    values: Mapping[str, Fraction],
    past: Sequence[Fraction | None],
) -> tuple[Fraction | None, ...]:
    match edition.aim(kpi, unit).scoring:
        case Curve():
            return (values[unit],)
        case Deduction() as rule:
            return (values[unit], *past[: rule.months - 1])
        case _:
            printed = {one: Fraction(half_up(value, kpi.decimals)) for one, value in values.items()}
            return (printed[unit], *(value for one, value in sorted(printed.items()) if one != unit))
