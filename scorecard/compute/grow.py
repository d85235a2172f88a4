"""The tree of a period: the units of the definitions, and below them those that only rows name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from scorecard.model.org import Found, Unit, UnitLevel, UnitTree
from scorecard.model.text import Text


def grow(
    tree: UnitTree, levels: Sequence[UnitLevel], found: Iterable[Found], counted: Collection[str]
) -> UnitTree:
    """The tree with the found units that ``counted`` rows belong to, and those above them.

    A unit is called what most of its rows call it; of equally frequent names the first by code points. Found
    units stand after the listed ones, by level and id, so that neither files nor rows in another order
    change anything.
    """
    names: dict[str, dict[str, int]] = {}
    places: dict[str, Found] = {}
    for one in found:
        if one.unit not in tree.by_id:
            spelled = names.setdefault(one.unit, {})
            spelled[one.name] = spelled.get(one.name, 0) + one.rows
            places[one.unit] = one
    present: set[str] = set()
    for unit in counted:
        above: str | None = unit
        while above in places and above not in present:
            present.add(above)
            above = places[above].parent
    depth = {level.id: place for place, level in enumerate(levels)}
    made = []
    for unit in sorted(present, key=lambda one: (depth[places[one].level], one)):
        _, name = min((-rows, spelled) for spelled, rows in names[unit].items())
        made.append(Unit(unit, Text(name, name), places[unit].level, places[unit].parent))
    return UnitTree((*tree.units, *made)) if made else tree
