"""The interval of a reading that rests on a full register: tickets, faults, operating counters."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import sqrt

from scorecard.compute.evidence.around import around
from scorecard.compute.evidence.proportion import wilson
from scorecard.compute.evidence.quantile import UPPER, normal
from scorecard.model.evidence import Basis, Interval
from scorecard.model.kpi import Kind, Measure
from scorecard.model.tally import Tally

_D2 = Fraction(1128, 1000)
"""The mean range of two standard normal draws (methods C: 2.66 = 3/1.128)."""
_MONTHS = 6


def register(
    measure: Measure, tally: Tally, value: Fraction, earlier: Sequence[Fraction | None]
) -> Interval | None:
    """``value`` ± z·sigma, sigma = mean moving range / 1.128 over this month and those before it.

    A register holds every row there is, and still varies from month to month (methods, "Limits to state").
    ``earlier``: the unit's own readings of the months before, the last month first, None where there was
    none; such a gap breaks the moving range. At least six months with readings, this one among them, and
    one pair of neighbours, else the chance in the counts of a ratio or rate: a ratio of counts whose rows
    are no more than its base by Wilson, any other count by Poisson. Counts are rows counted, or sums of a
    column of whole numbers, not negative: a sum of minutes would pass for a count of them, so sums that
    are none belong in a column with decimals. None where there is neither.

    The ends may lie outside the readings that are possible, as control limits may; printers cut them.
    """
    series = (value, *earlier)
    moves = [abs(new - old) for new, old in pairwise(series) if new is not None and old is not None]
    if moves and sum(one is not None for one in series) >= _MONTHS:
        sigma = sum(moves, Fraction(0)) / len(moves) / _D2
        half = Fraction(normal(UPPER)) * sigma
        return Interval(value - half, value + half, Basis.MONTHS)
    return _of_counts(measure, tally, value)


def _of_counts(measure: Measure, tally: Tally, value: Fraction) -> Interval | None:
    rows, base = measure.rows, measure.base
    if measure.kind not in {Kind.RATIO, Kind.RATE} or base is None:
        return None
    if rows.scale or tally.total < 0 or tally.base <= 0:
        return None
    if measure.kind is Kind.RATIO and not base.scale and tally.total <= tally.base:
        low, high = wilson(tally.total / tally.base, tally.base)
        return around(value, measure.per * low, measure.per * high, Basis.COUNTS)
    low, high = _poisson(tally.total)
    per = measure.per * 10**base.scale / tally.base
    return around(value, per * low, per * high, Basis.COUNTS)


def _poisson(count: int) -> tuple[float, float]:
    """(low, high) of the mean of a Poisson count k: k + z²/2 ± z·√(k + z²/4), the score interval.

    It is to √k what Wilson is to √(p(1−p)/n): the ends at which a test would just reject. Where nothing
    was counted it reaches from 0 to z², not from 0 to 0.
    """
    z = normal(UPPER)
    half = z * sqrt(count + z * z / 4)
    return max(0.0, count + z * z / 2 - half), count + z * z / 2 + half
