"""How far every figure of a month could have come out otherwise: of readings, of scores, of standings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from scorecard.compute.bounds import bounds
from scorecard.compute.evidence import composite, correlation, error, interval, register, scored_interval
from scorecard.compute.score import measured
from scorecard.cycle.counting import Counted, registers
from scorecard.model.book import Book, Edition
from scorecard.model.ends import ends
from scorecard.model.evidence import Basis, Interval
from scorecard.model.kpi import Direction, Kpi
from scorecard.model.period import Period
from scorecard.model.result import Proof, Reading, Standing, State
from scorecard.model.tally import Tally

MONTHS_BACK = 12
"""How many months before its own a register's ups and downs are taken from."""
History = Mapping[tuple[str, str], Sequence[Fraction | None]]
"""(unit, KPI) -> readings of the months before, the last one first; None where there was none."""


@dataclass(frozen=True, slots=True)
class Proven:
    """The intervals of a reading and of its score; None where there is no evidence."""

    reading: Interval | None
    score: Interval | None


def months_before(book: Book, period: Period) -> tuple[str, ...]:
    """The months that a register is compared with, the last one first, none before the book begins."""
    months = (period.plus(-back) for back in range(1, MONTHS_BACK + 1))
    return tuple(str(one) for one in months if one >= book.start)


def history(
    edition: Edition, past: Mapping[tuple[str, tuple[str, str]], Tally], months: Sequence[str]
) -> History:
    """Readings of the registers in the months before, by what is in force now, so that they compare."""
    wanted = registers(edition)
    found: dict[tuple[str, str], list[Fraction | None]] = {}
    for unit in edition.units.units:
        for kpi in edition.kpis:
            if kpi.id in wanted and unit.level in kpi.levels:
                sums = (past.get((unit.id, (month, kpi.id))) for month in months)
                found[unit.id, kpi.id] = [None if one is None else measured(kpi, one) for one in sums]
    return found


def proven(
    edition: Edition,
    kpi: Kpi,
    unit: str,
    reading: Reading,
    tally: Tally,
    based: Sequence[Fraction | None],
    past: Sequence[Fraction | None],
) -> Proven:
    """The intervals of one reading. What was not delivered counts 0 for certain; of what is carried on, and
    of what has no evidence yet, the score may be anything that the rule can give.

    ``based``: what its score was earned from; ``past``: of a register, the months before.
    """
    if reading.state is State.ZERO and reading.score is not None:
        return Proven(None, Interval(reading.score, reading.score, Basis.ROWS))
    if reading.value is None or reading.score is None:
        return Proven(None, None)
    rule = edition.aim(kpi, unit).scoring
    anything = Proven(None, Interval(*ends(rule), Basis.NOTHING))
    if reading.state is State.CARRIED:
        return anything
    found = interval(kpi.measure, tally) if kpi.id in edition.sampled else None
    if found is None:  # a register, a formula, or too few rows for the tail that a percentile asks for
        found = register(kpi.measure, tally, reading.value, past)
    if found is None:
        return anything
    return Proven(found, scored_interval(rule, kpi.direction, found, based))


def correlations(edition: Edition, counted: Counted) -> dict[str, dict[tuple[str, str], float]]:
    """Unit -> (KPI, KPI) -> how far their scores in the unit move together by chance: they share rows.

    Of a KPI that is best in between, whose score may turn either way, the worse case is taken.
    """
    kpis = edition.kpi_by_id
    found: dict[str, dict[tuple[str, str], float]] = {unit.id: {} for unit in edition.units.units}
    for (unit, (left, right)), joint in counted.joints.items():
        pair = kpis[left], kpis[right]
        one, other = ((kpi.measure, counted.tallies.get((unit, kpi.id), Tally())) for kpi in pair)
        rho = correlation(one, other, joint)
        directions = {kpi.direction for kpi in pair}
        if Direction.TARGET in directions:
            rho = abs(rho)
        elif len(directions) > 1:
            rho = -rho
        found[unit][left, right] = rho
    return found


def proof(
    standing: Standing,
    edition: Edition,
    unit: str,
    readings: Mapping[str, Reading],
    proofs: Mapping[str, Proven],
    together: Mapping[tuple[str, str], float],
) -> Standing:
    """A standing with the interval and the bounds of its score; ``together``: the unit's correlations."""
    scores = {kpi: one.score for kpi, one in readings.items() if one.score is not None}
    kpis = edition.kpi_by_id
    rules = {kpi: edition.aim(kpis[kpi], unit).scoring for kpi in standing.declared}
    limits = bounds(standing.declared, scores, rules)
    if standing.score is None:
        return replace(standing, proof=Proof(bounds=limits))
    exact = sum((weight * scores[kpi] for kpi, weight in standing.weights.items()), Fraction(0))
    parts = {kpi: (weight, scores[kpi], proofs[kpi].score) for kpi, weight in standing.weights.items()}
    found = composite(exact, parts, together)
    wide = None if found is None else error(exact, found)
    return replace(standing, proof=Proof(found, wide, limits))
