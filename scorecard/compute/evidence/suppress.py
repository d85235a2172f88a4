"""Withholding what could be worked out: small samples, and enough beside them (complementary suppression)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Tree:
    """``below``: unit -> the units right below it that have rows, in order of id; only units with such."""

    counts: Mapping[str, int]
    own: Mapping[str, int]
    below: Mapping[str, tuple[str, ...]]


def suppress(
    counts: Mapping[str, int], parents: Mapping[str, str | None], own: Mapping[str, int], smallest: int
) -> frozenset[str]:
    """The units whose readings of one KPI are withheld, so that published totals do not give them away.

    ``counts``: unit -> n, all below it included. ``parents``: unit -> the nearest unit above it that has a
    reading of the KPI too; None, or one that is not in ``counts``: no total holds it. ``own``: unit -> rows
    that lie in it and in none below it; they are never published, so they are one more unknown of its sum.
    ``smallest``: the fewest rows that may be published. No rows: nothing to withhold. A split into segments
    is a tree of one level: the unit over its segments.

    Withheld are samples below ``smallest``, and then, until nothing changes, in every sum (unit = own rows +
    units below) that has a withheld unit: the unit below with the fewest rows (first id) while there is only
    one unknown; and, where the total is published, whatever published unit beneath it, reached through
    withheld ones, has the fewest rows while the rows that nothing published tells apart are fewer than
    ``smallest``. Where none is left, the total itself.

    Why it suffices that no sum has exactly one unknown: let the sums be points and the unknowns lines. A
    withheld unit is a line from the sum above it, of which it is a part, to its own sum, of which it is the
    total; own rows, a unit with none below and one with no total above have an open end. Since the units
    form a tree, the lines close no ring. Take any withheld unit and walk on from both its ends: each sum
    met has another unknown to leave by, none is met twice, so both walks end at an open end. Adding t to
    the unknowns along the way, with the sign at each sum that balances it, keeps all sums true for every
    t: no published figure depends on t, the unit's does, and so they do not determine it.

    Own rows alone are not protected: where all units below are published, their difference to the total is
    the own rows' reading, be they few. They are no unit and nobody's figure.
    """
    withheld = {unit for unit, n in counts.items() if 0 < n < smallest}
    tree = _Tree(counts, own, _below(counts, parents))
    changed = bool(withheld)
    while changed:
        changed = False
        for unit in sorted(tree.below):
            while (choice := _next(tree, unit, withheld, smallest)) is not None:
                withheld.add(choice)
                changed = True
    return frozenset(withheld)


def _below(counts: Mapping[str, int], parents: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for unit in sorted(unit for unit, n in counts.items() if n > 0):
        above = parents.get(unit)
        if above is not None and above in counts:
            found[above].append(unit)
    return {above: tuple(units) for above, units in found.items()}


def _next(tree: _Tree, unit: str, withheld: Collection[str], smallest: int) -> str | None:
    """What else must be withheld for the sum of ``unit``; None where it gives nothing away."""
    parts, published = tree.below[unit], unit not in withheld
    hidden = sum(part in withheld for part in parts)
    if published and not hidden:
        return None
    if hidden + (tree.own.get(unit, 0) > 0) + (not published) < 2:
        left = [part for part in parts if part not in withheld]
    elif published and _hidden_rows(tree, unit, withheld) < smallest:
        left = list(_edge(tree, unit, withheld))
    else:
        return None
    return min(left, key=lambda one: (tree.counts[one], one), default=unit)


def _hidden_rows(tree: _Tree, unit: str, withheld: Collection[str]) -> int:
    """Rows of ``unit`` that are left when every published unit beneath it is taken away."""
    if unit not in tree.below:
        return tree.counts[unit]
    parts = (part for part in tree.below[unit] if part in withheld)
    return tree.own.get(unit, 0) + sum(_hidden_rows(tree, part, withheld) for part in parts)


def _edge(tree: _Tree, unit: str, withheld: Collection[str]) -> Iterator[str]:
    """The published units beneath ``unit`` that have only withheld ones between it and them."""
    for part in tree.below.get(unit, ()):
        if part in withheld:
            yield from _edge(tree, part, withheld)
        else:
            yield part
