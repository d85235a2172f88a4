"""What of a month's published figures and payouts moves: those of two books compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from scorecard.model.difference import Effect, Figure, Move, Value
from scorecard.model.field import Table
from scorecard.model.plan import Settlement, yuan
from scorecard.model.result import Subject
from scorecard.model.rounding import half_up
from scorecard.model.table import READING, STANDING

Tables = Mapping[str, Sequence[Sequence[object]]]
"""Rows by table name, in the order of the table's columns."""
Figures = dict[tuple[str, str], dict[str, Value]]
"""(unit, subject) -> column -> figure."""

KPI, PAYOUT = "kpi", "payout"
KINDS = (*(subject.value for subject in Subject if subject is not Subject.UNASSIGNED), KPI)
"""What is assigned to nobody moves among the departments."""
_EVIDENCE = frozenset(
    {
        *("low", "high", "value_low", "value_high", "basis", "error", "shrunk", "bound_low", "bound_high"),
        *("rank_low", "rank_high", "sure_low", "sure_high", "alike", "card"),
    }
)
"""What moves with every figure that it belongs to, and says nothing of its own about a change of the book."""
_WEIGHED = ("pool", "payout", "retained", "score", "value", "rank", "level", "pressure", "weight")


def moves(before: Tables, after: Tables) -> tuple[Effect, ...]:
    """An effect for each kind of ``KINDS``, from the rows of ``standing`` and ``reading``.

    Figures are compared as published, so what moves is what somebody can see. A figure that is withheld on
    one side moves. What is printed on one side only is no move.
    """
    one, other = _figures(before), _figures(after)
    return tuple(_effect(kind, one[kind], other[kind]) for kind in KINDS)


def payouts(before: Sequence[Settlement], after: Sequence[Settlement]) -> Effect:
    """The effect on what departments are paid, in yuan: each plan's pool and what is left of it, each payout.

    ``why``: the reasons of a payout, joined by commas; None where there is none.
    """
    return _effect(PAYOUT, _paid(before), _paid(after))


def _paid(settlements: Sequence[Settlement]) -> Figures:
    found: Figures = {}
    for one in settlements:
        left = {"retained": yuan(one.retained), "withheld": yuan(one.withheld)}
        found[one.unit, one.plan] = {"pool": yuan(one.pool), **left}
        for each in one.payouts:
            amounts: dict[str, Value] = {
                "payout": yuan(each.fen),
                "standard": half_up(each.standard / 100, 2),
            }
            found[one.unit, f"{one.plan}/{each.department}"] = {**amounts, "why": ", ".join(each.why) or None}
    return found


def _figures(tables: Tables) -> dict[str, Figures]:
    found: dict[str, Figures] = {kind: {} for kind in KINDS}
    for row in _rows(STANDING, tables):
        kind = Subject.DEPARTMENT if row["kind"] == Subject.UNASSIGNED else str(row["kind"])
        found[kind][str(row["unit"]), str(row["subject"])] = _without(row, STANDING)
    for row in _rows(READING, tables):
        found[KPI][str(row["unit"]), str(row["kpi"])] = _without(row, READING)
    return found


def _rows(table: Table, tables: Tables) -> Iterable[dict[str, Value]]:
    for row in tables[table.name]:
        yield {
            name: value if isinstance(value, Decimal | int) or value is None else str(value)
            for name, value in zip(table.columns, row, strict=True)
        }


def _without(row: Mapping[str, Value], table: Table) -> dict[str, Value]:
    return {name: value for name, value in row.items() if name not in table.key and name not in _EVIDENCE}


def _effect(kind: str, one: Figures, other: Figures) -> Effect:
    moved = [
        Move(unit, subject, figures)
        for (unit, subject), old in one.items()
        if (unit, subject) in other and (figures := _moved(old, other[unit, subject]))
    ]
    return Effect(
        kind,
        tuple(sorted(moved, key=_how_far, reverse=True)),
        len(one.keys() & other.keys()) - len(moved),
        tuple(key for key in other if key not in one),
        tuple(key for key in one if key not in other),
    )


def _moved(old: Mapping[str, Value], new: Mapping[str, Value]) -> tuple[Figure, ...]:
    return tuple(Figure(name, old[name], new[name]) for name in old if old[name] != new[name])


def _how_far(move: Move) -> tuple[Decimal, ...]:
    """By the first figure of ``_WEIGHED``; one that appears or goes moves further than any other."""
    found = {figure.name: figure for figure in move.figures}
    return tuple(
        Decimal(0)
        if (one := found.get(name)) is None
        else Decimal("Infinity")
        if one.by is None
        else abs(one.by)
        for name in _WEIGHED
    )
