"""Two intervals of a proportion: Wilson's, and the exact one of Clopper and Pearson."""

from __future__ import annotations

from math import sqrt

from scorecard.compute.evidence.quantile import UPPER, beta, normal


def wilson(share: float, n: float) -> tuple[float, float]:
    """(low, high) of a proportion ``share`` in 0 to 1 of ``n`` > 0 rows, which need not be whole.

    (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n) (Wilson, JASA 22 (1927) 209). It has width at 0 and 1
    and never leaves 0 to 1.
    """
    z = normal(UPPER)
    centre = share + z * z / (2 * n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    # At 0 and 1 the two terms are equal, but for a float's last digit.
    low = (centre - half) / whole if share > 0 else 0.0
    high = (centre + half) / whole if share < 1 else 1.0
    return max(0.0, low), min(1.0, high)


def clopper_pearson(share: float, n: float) -> tuple[float, float]:
    """(low, high) whose coverage is never below the level: quantiles of the beta distribution (Clopper and
    Pearson, Biometrika 26 (1934) 404), for an ``n`` that is not whole as in Korn and Graubard (1998).
    """
    hits, misses = share * n, (1 - share) * n
    low = beta(1 - UPPER, hits, misses + 1) if hits > 0 else 0.0
    high = beta(UPPER, hits + 1, misses) if misses > 0 else 1.0
    return low, high
