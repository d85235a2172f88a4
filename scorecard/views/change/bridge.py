"""What of a change is which department's: its part of the performance, and how its contribution moved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from scorecard.errors import Damaged
from scorecard.model.change import Change, Side, Transfer
from scorecard.model.org import UNASSIGNED
from scorecard.model.rounding import settle
from scorecard.views.change.against import Span
from scorecard.views.change.records import Records
from scorecard.views.change.view import DepartmentMove
from scorecard.views.frame import Choice
from scorecard.views.sums import OTHERS

_HUNDREDTHS = 100
Levels = Mapping[str, int | None]
"""Department -> contribution in hundredths; None where it may not be known."""


def bridge(
    change: Change,
    totals: tuple[Decimal, Decimal, Decimal],
    records: tuple[Records, Records],
    sides: tuple[Side, Side],
    names: Mapping[str, Choice],
    own: Collection[str] | None,
) -> tuple[DepartmentMove, ...]:
    """The departments in the later period's order, those that the principal may not open together.

    ``totals``: printed performance, index before, index after. ``own``: departments that may be opened, None
    for every one. Of a month, contributions are those that were published; a base that was another
    department's is that one's published contribution, handed on by the parts of its successors. Of a year
    none is published: the printed index is shared by largest remainder. ``moved`` adds up to 0, and
    ``inherited`` is the rest of what was published.
    """
    performance, first, last = (int(one.scaleb(2)) for one in totals)
    charged = settle(performance, _exact(change.departments, "performance"))
    moved = settle(0, _exact(change.departments, "moved"))
    start: Levels = settle(first, _exact(change.departments, "before"))
    end: Levels = settle(last, _exact(change.departments, "after"))
    if records[0].span is Span.MONTH:
        start, end = _restated(records, sides, own), _published(records[1], own)
    rows = {
        one.department: _row(
            names[one.department],
            charged[one.department],
            moved[one.department],
            start.get(one.department, 0),
            end.get(one.department, 0),
        )
        for one in change.departments
    }
    ordered = [rows[one] for one in names if one in rows]
    if own is None:
        _close(ordered, totals)
        return tuple(ordered)
    mine = [one for one in ordered if one.department.id in own]
    return (*mine, _others(mine, totals, names[OTHERS]))


def _row(who: Choice, performance: int, moved: int, start: int | None, end: int | None) -> DepartmentMove:
    if start is None or end is None:
        return DepartmentMove(who, _points(performance), None, None, None, None)
    return DepartmentMove(who, _points(performance), *map(_points, (start, end, end - start - moved, moved)))


def _points(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)


def _exact(transfers: Iterable[Transfer], name: str) -> dict[str, Fraction]:
    return {one.department: getattr(one, name) * _HUNDREDTHS for one in transfers}


def _published(records: Records, own: Collection[str] | None) -> dict[str, int]:
    return {
        str(row["department"]): int(row["level"].scaleb(2))
        for row in records.lines
        if row["level"] is not None and (own is None or row["department"] in own)
    }


def _restated(
    records: tuple[Records, Records], sides: tuple[Side, Side], own: Collection[str] | None
) -> dict[str, int | None]:
    """The published contributions of the base, in the departments of the later period."""
    before, after = records
    levels = _published(before, own)
    here = {str(row["department"]) for row in after.departments} | {UNASSIGNED}
    found: dict[str, int | None] = {}
    for department in dict.fromkeys(str(row["department"]) for row in before.shares):
        known = own is None or department in own
        heirs = {department: Fraction(1)} if department in here else sides[1].successors.get(department, {})
        level = levels.get(department, 0)
        parts = settle(level, {heir: level * part for heir, part in heirs.items()})
        for heir, part in parts.items():
            so_far = found.get(heir, 0)
            found[heir] = so_far + part if known and so_far is not None else None
    return found


def _close(rows: Iterable[DepartmentMove], totals: tuple[Decimal, ...]) -> None:
    rows = tuple(rows)
    for name, whole in zip(("performance", "before", "after"), totals, strict=True):
        found = sum((getattr(one, name) or Decimal(0) for one in rows), Decimal(0))
        if found != whole:
            raise Damaged(
                f"The snapshot does not close: the departments' {name} adds up to {found}, but the "
                f"whole is {whole}. No change is told from it. Run both periods again."
            )


def _others(mine: Iterable[DepartmentMove], totals: tuple[Decimal, ...], who: Choice) -> DepartmentMove:
    """The whole less the principal's own."""
    mine = tuple(mine)
    performance, before, after = totals
    wholes = {"before": before, "after": after, "inherited": after - before, "moved": Decimal("0.00")}
    rest = {}
    for name, whole in wholes.items():
        known = [value for one in mine if (value := getattr(one, name)) is not None]
        rest[name] = whole - sum(known, Decimal(0)) if len(known) == len(mine) else None
    return DepartmentMove(who, performance - sum((one.performance for one in mine), Decimal(0)), **rest)
