"""A change in printed figures: hundredths of a point, and readings with one decimal more than they have.

The cells (KPI x cause) are rounded by ``compute.reconcile``: the sums by KPI, by process, by cause and by
process x cause are each the floor or the ceiling of the exact one, and so is all that is performance. Members
within a cell share the printed cell by largest remainder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scorecard.compute.reconcile import reconcile
from scorecard.model.change import PERFORMANCE, Cause, Change, Movement
from scorecard.model.rounding import half_up, settle

Row = tuple[str, str]
"""(process, KPI); KPI "" is the process's own."""
_NONE = Fraction(0)
_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Printed:
    """``cells``: row -> cause -> points; ``members``: row -> cause -> member -> points."""

    cells: Mapping[Row, Mapping[Cause, Decimal]]
    members: Mapping[Row, Mapping[Cause, Mapping[str, Decimal]]]


@dataclass(frozen=True, slots=True)
class Natural:
    """Of one KPI, in its reading's unit. ``shift`` = Σ ``causes``; a cause = Σ of its ``members``."""

    shift: Decimal
    causes: Mapping[Cause, Decimal]
    members: Mapping[Cause, Mapping[str, Decimal]]


def printed(change: Change, total: int) -> Printed:
    """The points of every movement; ``total``: printed index after less before, in hundredths."""
    # total is the floor or ceiling that reconcile asks for: rounding half up adds 1/2 at most and takes less
    # than 1/2 away, so the errors of two figures of one sign differ by less than 1.
    rows = {f"{one.process}/{one.kpi}": (one.process, one.kpi) for one in change.movements}
    exact = _summed(
        ((f"{one.process}/{one.kpi}", one.cause), one.points * _HUNDREDTHS) for one in change.movements
    )
    groups = {str(cause): "performance" if cause in PERFORMANCE else "rules" for cause in Cause}
    home = {name: process for name, (process, _) in rows.items()}
    cells_of = {(name, str(cause)): value for (name, cause), value in exact.items()}
    whole = reconcile(cells_of, home, total, groups)
    cells: dict[Row, dict[Cause, Decimal]] = {}
    members: dict[Row, dict[Cause, dict[str, Decimal]]] = {}
    by_cell = _by_cell(change.movements)
    for name, row in rows.items():
        for cause in Cause:
            if (name, cause) in exact:
                found = whole[name, str(cause)]
                parts = {member: points * _HUNDREDTHS for member, points in by_cell[row, cause].items()}
                cells.setdefault(row, {})[cause] = _scaled(found, 2)
                members.setdefault(row, {})[cause] = _shared(found, parts, 2)
    return Printed(cells, members)


def natural(movements: Iterable[Movement], places: int) -> Natural | None:
    """What one KPI's rows are in its reading's unit, to ``places`` decimals; None where none has any."""
    scale = 10**places
    rows = [one for one in movements if one.natural is not None]
    if not rows:
        return None
    members: dict[Cause, dict[str, Fraction]] = {}
    for one in rows:
        own = members.setdefault(one.cause, {})
        own[one.member] = own.get(one.member, _NONE) + (one.natural or _NONE) * scale
    exact = {cause: sum(own.values(), _NONE) for cause, own in members.items()}
    shift = int(half_up(sum(exact.values(), _NONE), 0))
    whole = settle(shift, {str(cause): value for cause, value in exact.items()})
    return Natural(
        _scaled(shift, places),
        {cause: _scaled(whole[cause], places) for cause in Cause if cause in exact},
        {cause: _shared(whole[cause], members[cause], places) for cause in Cause if cause in exact},
    )


def _by_cell(movements: Iterable[Movement]) -> dict[tuple[Row, Cause], dict[str, Fraction]]:
    found: dict[tuple[Row, Cause], dict[str, Fraction]] = {}
    for one in movements:
        own = found.setdefault(((one.process, one.kpi), one.cause), {})
        own[one.member] = own.get(one.member, _NONE) + one.points
    return found


def _summed(pairs: Iterable[tuple[tuple[str, Cause], Fraction]]) -> dict[tuple[str, Cause], Fraction]:
    found: dict[tuple[str, Cause], Fraction] = {}
    for key, value in pairs:
        found[key] = found.get(key, _NONE) + value
    return found


def _shared(whole: int, parts: Mapping[str, Fraction], places: int) -> dict[str, Decimal]:
    return {one: _scaled(value, places) for one, value in settle(whole, parts).items()}


def _scaled(whole: int, places: int) -> Decimal:
    return Decimal(whole).scaleb(-places)
