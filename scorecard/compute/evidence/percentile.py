"""The interval of a percentile, from the order of the rows alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from fractions import Fraction
from itertools import accumulate

from scorecard.compute.evidence.quantile import UPPER, beta
from scorecard.model.tally import Tally


def percentile(tally: Tally, percent: int) -> tuple[int, int] | None:
    """(low, high) in the column's scale: two of the rows' own values, whatever their distribution.

    The l-th and the u-th smallest row, with P(B < l) <= 2.5 % and P(B >= u) <= 2.5 % for B binomial of n and
    ``percent``: exact, by the beta distribution, and never below the level, also with ties. None where so
    few rows cannot bound it on both sides (the 90th percentile needs 36). Like the reading it does not
    weigh rows. Rows of one cluster count as one, (Σ W)² / Σ W_c² in all: rather too wide, for the histogram
    does not say how alike they are.
    """
    n = sum(count for _, count in tally.histogram)
    clustered = 0 < tally.clusters < tally.n
    draws = tally.weight**2 // tally.weight_squares if clustered else n
    p = percent / 100
    below = bisect_right(range(draws), p, key=lambda k: beta(UPPER, k + 1, draws - k))
    above = 1 + bisect_left(range(1, draws + 1), p, key=lambda k: beta(1 - UPPER, k, draws - k + 1))
    if below == 0 or above > draws:
        return None
    return _at(tally, below * n, draws), _at(tally, above * n, draws)


def _at(tally: Tally, rank: int, draws: int) -> int:
    """The smallest value whose cumulated count reaches ``rank`` / ``draws`` rows."""
    values, counts = zip(*tally.histogram, strict=True)
    return int(values[bisect_left(list(accumulate(counts)), Fraction(rank, draws))])
