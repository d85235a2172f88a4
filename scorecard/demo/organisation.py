"""The ground that the figures grow on: who is how big and how good, from the book's unit tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from scorecard.model.book import Edition
from scorecard.model.org import Unit, UnitTree

PROVINCE, CITY, HALL = "province", "city", "hall"
_CITY_SPREAD = 0.07
_HALL_SPREAD = 0.12
_HALL_SIZES = (0.75, 1.25)


@dataclass(frozen=True, slots=True)
class Ground:
    """The organisation as the generator needs it.

    ``share``: a city's part of all customers, sum 1. ``size``: a hall's traffic against the average hall.
    ``quality``: points by which a unit's customers judge it above (below) the operator's usual level.
    """

    seed: int
    scale: Fraction
    tree: UnitTree
    share: Mapping[str, float]
    size: Mapping[str, float]
    quality: Mapping[str, float]

    def at(self, level: str) -> tuple[Unit, ...]:
        """Units of a level, in the book's order."""
        return tuple(unit for unit in self.tree.units if unit.level == level)

    def cities(self, province: str) -> tuple[Unit, ...]:
        """The province's cities."""
        return self.tree.children[province]

    def dice(self, *about: object) -> Random:
        """Random numbers that depend on the seed and the subject alone, not on what was drawn before."""
        return Random("/".join(str(part) for part in (self.seed, *about)))

    def count(self, expected: float, dice: Random) -> int:
        """A whole number of rows near ``expected`` times the scale."""
        return int(expected * float(self.scale) + dice.random())


def lay_ground(book: Edition, seed: int, scale: Fraction) -> Ground:
    """Sizes and qualities for every city and hall; the same for the same seed."""
    tree = book.units
    halls = tuple(unit for unit in tree.units if unit.level == HALL)
    cities = tuple(unit for unit in tree.units if unit.level == CITY)
    quality: dict[str, float] = {}
    size: dict[str, float] = {}
    for unit in (*cities, *halls):
        dice = Random(f"{seed}/ground/{unit.id}")
        spread = _HALL_SPREAD if unit.level == HALL else _CITY_SPREAD
        quality[unit.id] = quality.get(unit.parent or "", 0.0) + max(-2.0, min(2.0, dice.gauss())) * spread
        size[unit.id] = dice.uniform(*_HALL_SIZES)
    share = {unit.id: len(tree.children[unit.id]) / len(halls) for unit in cities}
    return Ground(seed, scale, tree, share, size, quality)
