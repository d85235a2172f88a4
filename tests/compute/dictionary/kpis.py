"""One KPI to be held to any rule."""

from __future__ import annotations

from fractions import Fraction

from scorecard.model.kpi import Aim, Direction, Kind, Kpi, Measure, Term
from scorecard.model.scoring import Curve, Deduction, Scoring
from scorecard.model.text import Text


def held_to(rule: Scoring, direction: Direction = Direction.HIGHER, *, decimals: int = 2) -> Kpi:
    """A KPI of 30 % of its process, split 60 : 40."""
    return Kpi(
        id="care.any",
        name=Text("任意", "Any"),
        process="care",
        perspective="customer",
        measure=Measure(Kind.MEAN, Term("survey", (), "score")),
        direction=direction,
        unit=Text("分", "points"),
        decimals=decimals,
        aim=Aim(rule, None, None, None),
        weight=3000,
        levels=("city",),
        shares=(("net", 6000), ("care", 4000)),
    )


def curve(*knots: tuple[object, object], clip: tuple[int, int] | None = None) -> Curve:
    """The curve through the knots, written as numbers or texts."""
    exact = tuple((Fraction(str(reading)), Fraction(str(score))) for reading, score in knots)
    return Curve(exact, clip and (Fraction(clip[0]), Fraction(clip[1])))


def deduction(
    *, free: int = 2, per: int = 5, most: int = 30, recover: int = 10, months: int = 3
) -> Deduction:
    """A deduction from 100."""
    return Deduction(*(Fraction(one) for one in (100, free, per, most, recover)), months=months)
