"""Sides made by hand: one process unless said otherwise, scores that are their readings."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scorecard.model.change import Cell, Change, Side, Stated
from scorecard.model.earned import earned
from scorecard.model.kpi import Direction
from scorecard.model.scoring import Curve

HALF = Fraction(1, 2)
ITSELF = Curve(((Fraction(0), Fraction(0)), (Fraction(100), Fraction(100))))
"""0 to 100 scores itself."""


def curve(*knots: tuple[object, object]) -> Curve:
    """A curve through knots of plain numbers."""
    return Curve(tuple((Fraction(reading), Fraction(score)) for reading, score in knots))


def stated(*readings: object, weight: int = 1, process: str = "p", **changes: object) -> Stated:
    """A KPI with these readings (none: no score), scored by its rule."""
    exact = tuple(None if one is None else Fraction(one) for one in readings)
    rule = changes.pop("rule", ITSELF)
    direction = changes.pop("direction", Direction.HIGHER)
    score = earned(rule, direction, exact)[0] if exact else None
    return Stated(
        process=process,
        weight=weight,
        measure=changes.pop("measure", "mean"),
        direction=direction,
        rule=rule,
        shares=tuple(changes.pop("shares", {"net": 10_000}).items()),
        readings=exact,
        score=changes.pop("score", score),
        parts=cells(**changes),
    )


def cells(**members: tuple[object, object]) -> dict[str, Cell]:
    """Member -> (volume, value)."""
    return {
        member: Cell(Fraction(volume), None if value is None else Fraction(value))
        for member, (volume, value) in members.items()
    }


def side(kpis: Mapping[str, Stated], processes: Mapping[str, int] | None = None, **changes: object) -> Side:
    """One side; half of the declared weight is enough."""
    return Side(tuple((processes or {"p": 1}).items()), kpis, changes.pop("minimum", HALF), **changes)


def told(found: Change | None) -> dict[tuple[str, str, str], Fraction]:
    """(KPI, or process of a row of its own, cause, member) -> points; each row once."""
    assert found is not None
    rows = {(one.kpi or one.process, one.cause.value, one.member): one.points for one in found.movements}
    assert len(rows) == len(found.movements)
    return rows


def natural(found: Change | None) -> dict[tuple[str, str], Fraction | None]:
    """(cause, member) -> natural amount, of a change of one KPI."""
    assert found is not None
    return {(one.cause.value, one.member): one.natural for one in found.movements}
