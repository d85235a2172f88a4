"""Tally to reading to score, exactly (methods A)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from scorecard.model.kpi import Aim, Curve, Kind, Kpi
from scorecard.model.result import Reading, State
from scorecard.model.tally import Tally

_OF_BASE = frozenset({Kind.RATIO, Kind.RATE})
_MISSING = Reading(0, None, None, State.MISSING)


def read(kpi: Kpi, tally: Tally | None, aim: Aim, *, sampled: bool) -> Reading:
    """The reading and score of a KPI from its tally; ``aim``: what the unit is held to.

    ``sampled``: the rows are a sample of customers or checks, so the smallest samples of the KPI's evidence
    policy count.
    None or an empty base is missing, never 0.
    """
    value = None if tally is None else measured(kpi, tally)
    if tally is None or value is None:
        return _MISSING
    n = tally.base // 10**kpi.measure.base.scale if kpi.measure.base is not None else tally.n
    if sampled:
        if n < kpi.evidence.hide_below:
            return Reading(n, None, None, State.HIDDEN)
        if n < kpi.evidence.flag_below:
            return Reading(n, value, scored(aim.curve, value), State.FLAGGED)
    return Reading(n, value, scored(aim.curve, value), State.OK)


def measured(kpi: Kpi, tally: Tally) -> Fraction | None:
    """The reading by the formula of ``model.kpi.Measure``; None where its base or weight is 0."""
    measure = kpi.measure
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


def scored(curve: Curve, value: Fraction) -> Fraction:
    """f(v): linear between the knots, clamped outside (A-8)."""
    knots = sorted(curve.knots)
    if value <= knots[0][0]:
        return knots[0][1]
    for (left, low), (right, high) in pairwise(knots):
        if value <= right:
            return low + (high - low) * (value - left) / (right - left)
    return knots[-1][1]


def _percentile(tally: Tally, percent: int) -> int:
    """The smallest value whose cumulated count reaches ``percent`` of n (inverse of the empirical CDF)."""
    cumulated = 0
    for value, count in tally.histogram:
        cumulated += count
        if 100 * cumulated >= percent * tally.n:
            return value
    raise ValueError("the histogram holds fewer rows than n")
