"""Tally to reading to score, exactly (methods A)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from scorecard.model.curve import scored
from scorecard.model.deducted import deducted
from scorecard.model.formula import evaluate
from scorecard.model.kpi import Aim, Kind, Kpi, Measure, Missing
from scorecard.model.percent_of_first import percent_of_first
from scorecard.model.rank_points import rank_points
from scorecard.model.result import Reading, State
from scorecard.model.rounding import half_up
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints
from scorecard.model.tally import Tally

_OF_BASE = frozenset({Kind.RATIO, Kind.RATE})
_MISSING = Reading(0, None, None, State.MISSING)
Earlier = Mapping[str, Sequence[Fraction | None]]
"""Unit -> its readings of the months before, the last month first; None where there was none."""


def read(kpi: Kpi, tally: Tally | None, *, sampled: bool) -> Reading:
    """The reading of a KPI from its tally, not scored yet.

    ``sampled``: the rows are a sample of customers or checks, so the smallest samples of the KPI's evidence
    policy count. None or an empty base is missing, never 0.
    """
    value = None if tally is None else measured(kpi, tally)
    if tally is None or value is None:
        return _MISSING
    n = observations(kpi.measure, tally)
    if sampled and n < kpi.evidence.hide_below:
        return Reading(n, None, None, State.HIDDEN)
    small = sampled and n < kpi.evidence.flag_below
    return Reading(n, value, None, State.FLAGGED if small else State.OK)


def observations(measure: Measure, tally: Tally) -> int:
    """The n of a reading: the base of a ratio or rate, a formula's observations, else the rows."""
    if measure.formula is not None:
        total, term = dict(tally.terms).get(measure.observations or "", 0), measure.rows
    elif measure.base is not None:
        total, term = tally.base, measure.base
    else:
        return tally.n
    return int(total // 10**term.scale)


def volume(measure: Measure, tally: Tally) -> int:
    """What a reading is a mean over: the base of a ratio or rate, else the rows' weight.

    Readings of parts, weighted by their volumes, give the reading of the whole, but for percentiles and
    formulas.
    """
    return tally.base if measure.kind in _OF_BASE else tally.weight


def grade(
    kpi: Kpi, aims: Mapping[str, Aim], readings: Mapping[str, Reading], earlier: Earlier
) -> dict[str, Reading]:
    """The readings of the units of one level with their scores, by the rule that each unit is held to.

    ``aims``: of every unit in ``readings``. A missing reading is treated as the KPI's evidence policy says
    (methods A): its weight is shared out, its last reading of at most ``carry`` months counts on, or it
    scores 0. Rules that compare units see the readings as printed, so units printed alike score alike.
    """
    known = {unit: _stand_in(kpi, one, earlier.get(unit, ())) for unit, one in readings.items()}
    printed = {
        unit: Fraction(half_up(one.value, kpi.decimals))
        for unit, one in known.items()
        if one.value is not None
    }
    found = {}
    for unit, one in known.items():
        score = _score(kpi, aims[unit], unit, one, printed, earlier.get(unit, ()))
        found[unit] = one if score is None else replace(one, score=score)
    return found


def _stand_in(kpi: Kpi, reading: Reading, earlier: Sequence[Fraction | None]) -> Reading:
    if reading.state is not State.MISSING:
        return reading
    if kpi.evidence.missing is Missing.ZERO:
        return Reading(0, None, Fraction(0), State.ZERO)
    if kpi.evidence.missing is Missing.CARRY:
        last = next((value for value in earlier[: kpi.evidence.carry] if value is not None), None)
        return reading if last is None else Reading(0, last, None, State.CARRIED)
    return reading


def _score(
    kpi: Kpi,
    aim: Aim,
    unit: str,
    reading: Reading,
    printed: Mapping[str, Fraction],
    earlier: Sequence[Fraction | None],
) -> Fraction | None:
    """The score of a reading; None where it has none of its own."""
    if reading.value is None:
        return None
    match aim.scoring:
        case Curve() as rule:
            return scored(rule, reading.value)
        case Deduction() as rule:
            return deducted(rule, kpi.direction, (reading.value, *earlier))
        case RankPoints() as rule:
            return rank_points(rule, kpi.direction, printed)[unit]
        case PercentOfFirst() as rule:
            return percent_of_first(rule, kpi.direction, printed)[unit]


def measured(kpi: Kpi, tally: Tally) -> Fraction | None:
    """The reading by the formula of ``model.kpi.Measure``; None where its base, weight or a divisor is 0.

    A formula's term that met no row is 0.
    """
    measure = kpi.measure
    if measure.formula is not None:
        sums = dict(tally.terms)
        exact = {name: Fraction(sums.get(name, 0), 10**term.scale) for name, term in measure.terms}
        return evaluate(measure.formula, exact)
    if measure.kind in _OF_BASE:
        if measure.base is None or tally.base == 0:
            return None
        scale = Fraction(10**measure.base.scale, 10**measure.rows.scale)
        return measure.per * Fraction(tally.total, tally.base) * scale
    if tally.weight == 0:
        return None
    if measure.kind is Kind.MEAN:
        return Fraction(tally.total, tally.weight * 10**measure.rows.scale)
    if measure.kind is Kind.NPS:
        return Fraction(100 * (tally.promoters - tally.detractors), tally.weight)
    if measure.kind is Kind.PERCENTILE:
        return Fraction(_percentile(tally, measure.at or 0), 10**measure.rows.scale)
    return Fraction(100 * tally.hits, tally.weight)


def _percentile(tally: Tally, percent: int) -> int:
    """The smallest value whose cumulated count reaches ``percent`` of n (inverse of the empirical CDF)."""
    cumulated = 0
    for value, count in tally.histogram:
        cumulated += count
        if 100 * cumulated >= percent * tally.n:
            return value
    raise ValueError("the histogram holds fewer rows than n")
