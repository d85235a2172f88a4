"""How far a measured reading may lie from the true one, by chance alone.

This is advice on definitions, never a score: floats are allowed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, sqrt
from statistics import NormalDist
from typing import Protocol

from scorecard.model.kpi import Kind, Measure

_EXACT = 1_000
"""Rows up to which a share is summed term by term; beyond, the normal curve is right to a few hundredths."""
_COUNTED = frozenset({Kind.TOP_BOX, Kind.BOTTOM_BOX, Kind.WITHIN, Kind.COMPLIANCE})


class Sample(Protocol):
    """What chance does to a reading whose true value is known; all in the reading's own unit."""

    def error(self, true: Fraction) -> float:
        """The standard error of the measured reading."""

    def below(self, true: Fraction, edge: Fraction) -> float:
        """The probability that the measured reading lies below ``edge``."""

    def above(self, true: Fraction, edge: Fraction) -> float:
        """The probability that the measured reading lies above ``edge``."""


@dataclass(frozen=True, slots=True)
class Share:
    """``per`` · k / n with k of n rows counted: binomial, exactly, in integers; of many rows, normal."""

    n: int
    per: int = 100

    def error(self, true: Fraction) -> float:
        """The binomial one: per · √(p (1 − p) / n)."""
        chance = self._chance(true)
        return self.per * sqrt(chance * (1 - chance) / self.n)

    def below(self, true: Fraction, edge: Fraction) -> float:
        """P(k < n · edge / per)."""
        return self._at_most(self._chance(true), ceil(self.n * edge / self.per) - 1)

    def above(self, true: Fraction, edge: Fraction) -> float:
        """P(k > n · edge / per)."""
        return 1 - self._at_most(self._chance(true), floor(self.n * edge / self.per))

    def _chance(self, true: Fraction) -> Fraction:
        return min(max(true / self.per, Fraction(0)), Fraction(1))

    def _at_most(self, chance: Fraction, most: int) -> float:
        if most < 0 or most >= self.n:
            return float(most >= self.n)
        hit, miss = chance.numerator, chance.denominator - chance.numerator
        if miss == 0:
            return 0.0
        if self.n > _EXACT:
            half_way = Fraction(2 * most + 1, 2)  # as for NPS
            return _normal(float(half_way - self.n * chance), sqrt(self.n * chance * (1 - chance)))
        whole: int = chance.denominator**self.n
        term: int = miss**self.n
        total = term
        for k in range(most):
            term = term * (self.n - k) * hit // ((k + 1) * miss)
            total += term
        return total / whole


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of n rows whose values have the standard deviation ``sd``: normal."""

    n: int
    sd: float

    def error(self, true: Fraction) -> float:  # noqa: ARG002 - the same for every true value
        """The rows' own deviation over √n."""
        return self.sd / sqrt(self.n)

    def below(self, true: Fraction, edge: Fraction) -> float:
        """Φ((edge − true) / error)."""
        return _normal(float(edge - true), self.error(true))

    def above(self, true: Fraction, edge: Fraction) -> float:
        """Φ((true − edge) / error)."""
        return _normal(float(true - edge), self.error(true))


@dataclass(frozen=True, slots=True)
class Nps:
    """100 · (promoters − detractors) / n: normal, with the variance of the three answers (methods C).

    ``passives``: the share of customers that are neither, 0 to 1. Where the true reading leaves less room
    for them, as much as it leaves.
    """

    n: int
    passives: Fraction = Fraction(3, 10)

    def error(self, true: Fraction) -> float:
        """100 · √((P + D − (P − D)²) / n)."""
        balance = min(max(true / 100, Fraction(-1)), Fraction(1))
        decided = max(1 - self.passives, abs(balance))
        return 100 * sqrt((decided - balance**2) / self.n)

    def below(self, true: Fraction, edge: Fraction) -> float:
        """Promoters less detractors are a whole number: half a customer corrects for it."""
        last = Fraction(200 * ceil(self.n * edge / 100) - 100, 2 * self.n)
        return _normal(float(last - true), self.error(true))

    def above(self, true: Fraction, edge: Fraction) -> float:
        """As ``below``, from the other side."""
        first = Fraction(200 * floor(self.n * edge / 100) + 100, 2 * self.n)
        return _normal(float(true - first), self.error(true))


def sampling(measure: Measure, n: int, *, sd: float | None = None) -> Sample | None:
    """What chance does to this measure's reading from ``n`` rows (of the base, where it has one).

    None where that is not known: a mean without ``sd``, a percentile, a ratio of sums.
    """
    if measure.kind in _COUNTED:
        return Share(n)
    if measure.kind is Kind.NPS:
        return Nps(n)
    if measure.kind in {Kind.RATIO, Kind.RATE} and measure.rows.value is None:
        return Share(n, measure.per)
    return Mean(n, sd) if measure.kind is Kind.MEAN and sd is not None else None


def _normal(distance: float, error: float) -> float:
    return NormalDist().cdf(distance / error) if error > 0 else float(distance > 0)
