"""Scores drawn to their common mean by as much as they are uncertain: for display, never for pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import fsum, inf

_FEWEST = 3
Draws = Sequence[tuple[float, float]]
"""(score, squared error) of each unit."""


def shrunk(
    scores: Mapping[str, Decimal | Fraction], errors: Mapping[str, float | None]
) -> dict[str, Fraction]:
    """Unit -> μ̂ + (1−B)·(y−μ̂), B = se² / (se² + τ²), always between the score and μ̂ (C-11).

    τ² by Paule and Mandel (J. Res. NBS 87 (1982) 377), at least 0; μ̂ the mean weighted by 1 / (se² + τ²).
    τ² = 0 makes all equal μ̂; a unit whose error is 0 keeps its score, and so does one without an error,
    which says nothing about the others either. Fewer than three units with an error: nothing is shrunk.
    """
    found = {unit: Fraction(score) for unit, score in scores.items()}
    squares = {unit: error**2 for unit in found if (error := errors.get(unit)) is not None}
    if len(squares) < _FEWEST:
        return found
    draws = [(float(found[unit]), square) for unit, square in squares.items()]
    between = _between(draws)
    mean = Fraction(_mean(draws, between))
    for unit, square in squares.items():
        if square > 0:
            found[unit] = mean + (1 - Fraction(square / (square + between))) * (found[unit] - mean)
    return found


def _between(draws: Draws) -> float:
    """τ²: where Σ (y−μ̂)² / (se²+τ²) falls to k − 1; 0 where it is no more than that from the start.

    It falls steadily in τ², and at Σ (y−ȳ)² / (k−1) it has fallen far enough; halving finds it to the last
    digit. Sums are exact to the last digit too, so the order of units changes nothing (C-6).
    """
    free = len(draws) - 1
    if _distance(draws, 0.0) <= free:
        return 0.0
    middle = fsum(score for score, _ in draws) / len(draws)
    low, high = 0.0, fsum((score - middle) ** 2 for score, _ in draws) / free
    while low < (half := (low + high) / 2) < high:
        if _distance(draws, half) > free:
            low = half
        else:
            high = half
    return high


def _distance(draws: Draws, between: float) -> float:
    mean = _mean(draws, between)
    return fsum(
        (score - mean) ** 2 / (square + between) if square + between else inf
        for score, square in draws
        if score != mean
    )


def _mean(draws: Draws, between: float) -> float:
    """μ̂; at τ² = 0 units whose error is 0 outweigh all others."""
    sure = [score for score, square in draws if square + between == 0]
    if sure:
        return fsum(sure) / len(sure)
    weights = [1 / (square + between) for _, square in draws]
    return fsum(weight * score for weight, (score, _) in zip(weights, draws, strict=True)) / fsum(weights)
