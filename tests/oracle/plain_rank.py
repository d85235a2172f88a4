"""Ranks, rank sets, shrinkage in plain Python, from methods C; the normal tail is the error function's."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import erfc, inf, sqrt
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Number = Fraction | Decimal | float | int


def ranks(values: Mapping[Key, Number]) -> dict[Key, int]:
    """Competition ranks: 1 + #{better}, higher is better."""
    return {one: 1 + sum(1 for other in values.values() if other > value) for one, value in values.items()}


def tail(gap: float, variance: float) -> float:
    """P of a gap like this or more where there is none; both SE 0: certain if unequal, a tie if equal."""
    if variance == 0:
        return 0.0 if gap > 0 else 1.0
    return erfc(gap / sqrt(variance) / sqrt(2)) / 2


def rejected(
    values: Sequence[float], errors: Sequence[float], pairs: Sequence[tuple[int, int]], alpha: float
) -> set[tuple[int, int]]:
    """Pairs (i, j) of which "i is no better than j" is rejected, by Holm's steps over all ``pairs``."""
    tails = {(i, j): tail(values[i] - values[j], errors[i] ** 2 + errors[j] ** 2) for i, j in pairs}
    found: set[tuple[int, int]] = set()
    while len(found) < len(pairs):
        rest = [pair for pair in pairs if pair not in found]
        smallest = min(rest, key=lambda pair: tails[pair])
        if tails[smallest] > alpha / len(rest):
            break
        found.add(smallest)
    return found


def rank_sets(
    values: Sequence[float], errors: Sequence[float], *, simultaneous: bool, alpha: float = 0.05
) -> list[tuple[int, int]]:
    """(L, U) of each: L = 1 + #{i better beyond doubt}, U = p − #{i worse beyond doubt}.

    Marginal: Holm over the 2(p − 1) pairs that touch the unit. Simultaneous: over all p(p − 1).
    """
    count = len(values)
    every = [(i, j) for i in range(count) for j in range(count) if i != j]
    joint = rejected(values, errors, every, alpha) if simultaneous else set()
    found = []
    for unit in range(count):
        mine = (
            joint
            if simultaneous
            else rejected(values, errors, [pair for pair in every if unit in pair], alpha)
        )
        better = sum(1 for i, j in mine if j == unit)
        worse = sum(1 for i, j in mine if i == unit)
        found.append((1 + better, count - worse))
    return found


def between(values: Sequence[float], errors: Sequence[float]) -> float:
    """τ² of Paule and Mandel by bisection: where Σ (y − μ̂)²/(se² + τ²) = k − 1; 0 where it never exceeds it.

    Certain values (SE 0) that differ are without bound at τ² = 0; if they are one, μ̂ is that value there.
    """
    count = len(values)

    def excess(tau: float) -> float:
        mean = weighted(values, errors, tau)
        terms = []
        for y, error in zip(values, errors, strict=True):
            spread = error**2 + tau
            terms.append((y - mean) ** 2 / spread if spread else inf if y != mean else 0.0)
        return sum(terms) - (count - 1)

    if count < 2 or excess(0.0) <= 0:
        return 0.0
    low, high = 0.0, 1.0
    while excess(high) > 0:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return (low + high) / 2


def weighted(values: Sequence[float], errors: Sequence[float], tau: float) -> float:
    """μ̂ = Σ y/(se² + τ²) / Σ 1/(se² + τ²); where τ² = 0, the mean of the certain values if there are any."""
    if tau == 0 and min(errors) == 0:
        certain = [y for y, error in zip(values, errors, strict=True) if error == 0]
        return sum(certain) / len(certain)
    weights = [1 / (error**2 + tau) for error in errors]
    return sum(w * y for w, y in zip(weights, values, strict=True)) / sum(weights)


def shrunk(values: Sequence[float], errors: Sequence[float]) -> list[float]:
    """θ̂ = μ̂ + (1 − B)(y − μ̂), B = se²/(se² + τ²); as they are below three units; SE 0 stays."""
    if len(values) < 3:
        return list(values)
    tau = between(values, errors)
    mean = weighted(values, errors, tau)
    return [
        y if error == 0 else mean + (1 - error**2 / (error**2 + tau)) * (y - mean)
        for y, error in zip(values, errors, strict=True)
    ]
