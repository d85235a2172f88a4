"""The parts of a unit's readings on both sides, made comparable: the same members stand for the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scorecard.model.change import Cell
from scorecard.model.part import UNIT, WITHHELD
from scorecard.views.change.records import Records
from scorecard.views.frame import Row

Cells = Mapping[str, Mapping[str, Cell]]
"""KPI -> member -> cell."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """``moved``: members that belong to another unit on the other side."""

    before: Cells
    after: Cells
    moved: frozenset[str]


def align(before: Records, after: Records, by: str) -> Aligned:
    """The parts by dimension ``by``.

    A unit that has ended by the later period stands under its heir. Who is withheld together on one side is
    pooled on the other as well (and all of them together, where both sides withhold): what is compared is
    the same rows. Volumes add, values are weighted with them, exactly.
    """
    heirs = _heirs(after) if by == UNIT else {}
    old, new = _by_kpi(before.parts, by, heirs), _by_kpi(after.parts, by, {})
    starts: dict[str, dict[str, Cell]] = {}
    ends: dict[str, dict[str, Cell]] = {}
    for kpi in dict.fromkeys((*new, *old)):
        closed = _withheld(old.get(kpi, ())) | _withheld(new.get(kpi, ()))
        starts[kpi], ends[kpi] = (_pooled(one.get(kpi, ()), closed) for one in (old, new))
    moved = _moved(before, after, heirs) if by == UNIT else frozenset()
    return Aligned(starts, ends, moved)


@dataclass(frozen=True, slots=True)
class _Told:
    member: str
    together: frozenset[str]
    volume: Fraction
    value: Fraction


def _heirs(after: Records) -> dict[str, str]:
    return {
        str(row["id"]): str(row["heir"]) for row in after.successors if row["kind"] == UNIT and row["heir"]
    }


def _by_kpi(rows: Iterable[Row], by: str, heirs: Mapping[str, str]) -> dict[str, list[_Told]]:
    found: dict[str, list[_Told]] = {}
    for row in rows:
        if row["dimension"] == by and row["volume"]:
            member = str(row["member"])
            together = frozenset(heirs.get(one, one) for one in str(row["members"]).split())
            told = _Told(
                heirs.get(member, member), together, Fraction(row["volume"]), Fraction(str(row["value"]))
            )
            found.setdefault(str(row["kpi"]), []).append(told)
    return found


def _withheld(told: Iterable[_Told]) -> frozenset[str]:
    return frozenset().union(*(one.together for one in told))


def _pooled(told: Iterable[_Told], closed: frozenset[str]) -> dict[str, Cell]:
    sums: dict[str, tuple[Fraction, Fraction]] = {}
    for one in told:
        member = WITHHELD if one.member in closed else one.member
        volume, total = sums.get(member, (Fraction(0), Fraction(0)))
        sums[member] = volume + one.volume, total + one.volume * one.value
    return {member: Cell(volume, total / volume) for member, (volume, total) in sums.items()}


def _moved(before: Records, after: Records, heirs: Mapping[str, str]) -> frozenset[str]:
    """Units whose parent on the other side is another one than the unit that is looked at."""
    here = before.unit
    was, now = before.parents, after.parents
    came = {one for one, parent in now.items() if parent == here and was.get(one, here) != here}
    went = {one for one, parent in now.items() if parent != here and was.get(one) == here}
    for ended, heir in heirs.items():
        if now.get(heir) == here and was.get(ended, here) != here:
            came.add(heir)
        if now.get(heir) != here and was.get(ended) == here:
            went.add(heir)
    return frozenset((came | went) - {here})
