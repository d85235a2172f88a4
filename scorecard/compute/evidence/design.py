"""What weights and clusters do to the chance in a sample: variance, design effect, effective n."""

from __future__ import annotations

from fractions import Fraction

from scorecard.compute.evidence.quantile import UPPER, student
from scorecard.model.tally import Tally


def variance(tally: Tally, mean: Fraction) -> Fraction:
    """Linearised variance of the Hájek mean ȳ = Σ w·y / Σ w, in the scale of the sums, exactly.

    m/(m−1) · Σ z_c², z_c = (T_c − ȳ·W_c) / Σ W over the m >= 2 clusters, one stratum, no finite population
    factor (methods C: ranking judges the process). Σ z_c is 0, so no mean is taken from it.
    """
    squares = (
        tally.value_squares - 2 * mean * tally.weight_values + mean * mean * Fraction(tally.weight_squares)
    )
    return Fraction(tally.clusters, tally.clusters - 1) * squares / tally.weight**2


def design_effect(tally: Tally, mean: Fraction, spread: Fraction) -> Fraction | None:
    """How many times the variance is that of as many unweighted, unclustered rows: deff.

    ``spread``: Σ w·(y − ȳ)² / Σ w, so that spread/(n−1) is their variance. 1 for constant weights (C-10);
    None where the rows do not differ.
    """
    return None if spread == 0 else variance(tally, mean) * (tally.n - 1) / spread


def effective(tally: Tally, mean: Fraction, spread: Fraction) -> float:
    """How many unweighted, unclustered rows would say as much: n/deff · (t_{n−1} / t_{m−1})², at most n.

    Korn and Graubard, Survey Methodology 24 (1998) 193, as in R's ``svyciprop``; the factor of the two
    quantiles stands for the few degrees of freedom of m clusters. Where the rows do not differ deff is not
    known from them, and (Σ W)² / Σ W_c² stands for n/deff: rows of one cluster count as one.
    """
    if not tally.clusters:
        return float(tally.n)
    deff = design_effect(tally, mean, spread)
    if deff is None:
        rows = float(Fraction(tally.weight**2, tally.weight_squares))
    else:
        rows = float(tally.n / max(deff, Fraction(1)))
    return rows * (student(UPPER, tally.n - 1) / student(UPPER, tally.clusters - 1)) ** 2
