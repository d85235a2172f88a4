"""How far the readings of two KPIs move together by chance, because the same rows answer both."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

from scorecard.model.joint import Joint
from scorecard.model.kpi import Kind, Measure
from scorecard.model.tally import Tally

Sample = tuple[Measure, Tally]


def correlation(left: Sample, right: Sample, joint: Joint) -> float:
    """The correlation of the two sample readings, -1 to 1; 0 where one of them does not vary.

    Σ (T−ȳW)(U−x̄V) / √(Σ (T−ȳW)² · Σ (U−x̄V)²) over the clusters (rows) of both: the linearised variance of
    methods C, for two means at once. Readings where higher is better and such where lower is count with
    the signs that they have; whoever turns them into scores turns the sign.
    """
    (mean, spread), (other, beside) = _spread(*left), _spread(*right)
    if not spread or not beside:
        return 0.0
    together = (
        joint.values
        - mean * joint.values_right
        - other * joint.values_left
        + mean * other * Fraction(joint.weights)
    )
    return max(-1.0, min(1.0, float(together) / sqrt(float(spread) * float(beside))))


def _spread(measure: Measure, tally: Tally) -> tuple[Fraction, Fraction]:
    """(ȳ, Σ (T − ȳ·W)²) in the scale of the sums; (0, 0) of what is no mean over rows."""
    said = _said(measure.kind, tally)
    if said is None or not tally.weight:
        return Fraction(0), Fraction(0)
    total, squares = said
    mean = Fraction(total, tally.weight)
    if tally.clusters:
        squares, total, weight = tally.value_squares, tally.weight_values, tally.weight_squares
    else:
        weight = tally.weight
    return mean, squares - 2 * mean * total + mean * mean * weight


def _said(kind: Kind, tally: Tally) -> tuple[int, int] | None:
    """(Σ w·y, Σ w·y²) of what the rows say."""
    match kind:
        case Kind.MEAN:
            return tally.total, tally.squares
        case Kind.NPS:
            return tally.promoters - tally.detractors, tally.promoters + tally.detractors
        case Kind.TOP_BOX | Kind.BOTTOM_BOX | Kind.WITHIN | Kind.COMPLIANCE:
            return tally.hits, tally.hits
        case _:
            return None
