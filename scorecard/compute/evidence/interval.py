"""The interval of the reading of one sample (methods C)."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

from scorecard.compute.evidence.around import around
from scorecard.compute.evidence.design import effective, variance
from scorecard.compute.evidence.percentile import percentile
from scorecard.compute.evidence.proportion import clopper_pearson, wilson
from scorecard.compute.evidence.quantile import UPPER, normal, student
from scorecard.model.evidence import Basis, Interval
from scorecard.model.kpi import Kind, Measure
from scorecard.model.tally import Tally

_OF_A_REGISTER = frozenset({Kind.RATIO, Kind.RATE, Kind.FORMULA})
_ADDED = 3
_ADDED_EACH = 0.75


def interval(measure: Measure, tally: Tally, *, exact: bool = False) -> Interval | None:
    """The interval at the level, in the unit of the reading; None for the kinds that ``register`` serves.

    mean: Student's t. Shares: Wilson, with ``exact`` Clopper-Pearson. NPS: adjusted Wald. percentile: order
    statistics. Weighted or clustered rows: the Hájek mean with its linearised variance and t with m − 1
    degrees; shares and NPS by the same formulas as above on the effective number of rows (``design``), so
    that 0 of n and n of n keep a width, and constant weights change nothing (C-10).

    No rows, one row or one cluster: None. Rows that do not differ: a mean of zero width. Rows that are
    weighted while the tally lacks the design sums: None, for the weights' spread is not known.
    """
    units = tally.clusters or tally.n
    if measure.kind in _OF_A_REGISTER or units < 2 or tally.weight <= 0:
        return None
    if measure.kind is Kind.PERCENTILE:
        return _of_percentile(measure, tally)
    if not tally.clusters and tally.weight != tally.n:
        return None
    if measure.kind is Kind.MEAN:
        return _of_mean(measure, tally)
    if measure.kind is Kind.NPS:
        return _of_nps(tally)
    return _of_share(tally, exact=exact)


def _of_mean(measure: Measure, tally: Tally) -> Interval:
    """ȳ ± t·SE; unweighted SE² = s²/n."""
    mean = Fraction(tally.total, tally.weight)
    if tally.clusters:
        spread, df = variance(tally, mean), tally.clusters - 1
    else:
        spread, df = (tally.squares - mean * tally.total) / (tally.n * (tally.n - 1)), tally.n - 1
    scale = 10**measure.rows.scale
    half = Fraction(student(UPPER, df) * sqrt(spread)) / scale
    return Interval(mean / scale - half, mean / scale + half, Basis.ROWS)


def _of_share(tally: Tally, *, exact: bool) -> Interval:
    share = Fraction(tally.hits, tally.weight)
    rows = effective(tally, share, share * (1 - share))
    low, high = (clopper_pearson if exact else wilson)(float(share), rows)
    return around(100 * share, 100 * low, 100 * high, Basis.ROWS)


def _of_nps(tally: Tally) -> Interval:
    """Adjusted Wald: three rows more, 3/4 of them promoters and 3/4 detractors (Bonett and Price 2012, as
    recommended after Rocks 2016), cut at ±100. For a sample that is all promoters it has width.
    """
    net = Fraction(tally.promoters - tally.detractors, tally.weight)
    either = Fraction(tally.promoters + tally.detractors, tally.weight)
    rows = effective(tally, net, either - net * net)
    centre = float(net) * rows / (rows + _ADDED)
    spread = (float(either) * rows + 2 * _ADDED_EACH) / (rows + _ADDED) - centre * centre
    half = normal(UPPER) * sqrt(spread / (rows + _ADDED))
    return around(
        100 * net, max(-100.0, 100 * (centre - half)), min(100.0, 100 * (centre + half)), Basis.ROWS
    )


def _of_percentile(measure: Measure, tally: Tally) -> Interval | None:
    found = percentile(tally, measure.at or 0)
    if found is None:
        return None
    scale = 10**measure.rows.scale
    return Interval(Fraction(found[0], scale), Fraction(found[1], scale), Basis.ROWS)
