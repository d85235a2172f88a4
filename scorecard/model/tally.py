"""Tally: mergeable sufficient statistics. Numbers that add; ratios only at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True, slots=True)
class Tally:
    """Integer sums over the rows of one KPI in one unit and period.

    ``n`` rows counted · ``weight`` Σ w · ``total`` Σ w·x · ``squares`` Σ w·x² · ``hits`` Σ w of rows that
    pass the kind's threshold · ``promoters``, ``detractors`` Σ w · ``base`` Σ of the base term ·
    ``histogram`` (value, n) in rising order of value, only for percentiles · ``terms`` (name, Σ of the
    term) in order of the name, only for formulas; a term that is left out is 0. x is stored in the column's
    scale; w is 1, or the source's weight times 10,000.

    The design sums say what the rows alone do not where a source weighs or clusters them: ``clusters``
    primary sampling units of positive weight · ``weight_squares`` Σ W_c² · ``weight_values`` Σ W_c·T_c ·
    ``value_squares`` Σ T_c², with W_c = Σ w and T_c = Σ w·y over the rows of cluster c; a row is a cluster of
    its own where the source names none. y is x for a mean, 1 or 0 for a share (a hit or not), +1, 0 or −1
    for an NPS; a percentile has no y and fills the first two only, a ratio, rate or formula none. They are 0
    for rows that are neither weighted nor clustered, and add only where no cluster lies in two tallies.
    """

    n: int = 0
    weight: int = 0
    total: int = 0
    squares: int = 0
    hits: int = 0
    promoters: int = 0
    detractors: int = 0
    base: int = 0
    histogram: tuple[tuple[int, int], ...] = ()
    terms: tuple[tuple[str, int], ...] = ()
    clusters: int = 0
    weight_squares: int = 0
    weight_values: int = 0
    value_squares: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.n + other.n,
            self.weight + other.weight,
            self.total + other.total,
            self.squares + other.squares,
            self.hits + other.hits,
            self.promoters + other.promoters,
            self.detractors + other.detractors,
            self.base + other.base,
            _merged(self.histogram, other.histogram),
            _merged(self.terms, other.terms),
            self.clusters + other.clusters,
            self.weight_squares + other.weight_squares,
            self.weight_values + other.weight_values,
            self.value_squares + other.value_squares,
        )


def _merged(
    left: tuple[tuple[_Key, int], ...], right: Iterable[tuple[_Key, int]]
) -> tuple[tuple[_Key, int], ...]:
    found = dict(left)
    for key, value in right:
        found[key] = found.get(key, 0) + value
    return tuple(sorted(found.items()))
