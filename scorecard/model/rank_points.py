"""Points by rank among the units of one level."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scorecard.model.kpi import Direction
from scorecard.model.scoring import RankPoints


def rank_points(
    rule: RankPoints, direction: Direction, values: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """Points of each unit: of its competition rank, 1 + the number of units with a better reading.

    Units with equal readings share a rank and its points, and the ranks behind them are left free. Ranks
    are those of ``values`` as given: readings rounded as printed let units that are printed alike score
    alike. Units without a reading are left out.
    """
    ordered = sorted(values.values(), reverse=direction is not Direction.LOWER)
    better: dict[Fraction, int] = {}
    for position, value in enumerate(ordered):
        better.setdefault(value, position)
    last = len(rule.points) - 1
    return {unit: rule.points[min(better[value], last)] for unit, value in values.items()}
