"""Incentive plans in few words, for the tests of what they pay."""

from __future__ import annotations

from fractions import Fraction

from scorecard.model.plan import Heads, Plan
from scorecard.model.scoring import Curve
from scorecard.model.text import Text

STRAIGHT = ((60, 0), (80, 1), (100, Fraction(6, 5)))


def heads(department, count=10, **more):
    """Heads of one department; ``floor`` and ``cap`` in percent of its standard share."""
    percents = {key: more.pop(key) * 100 for key in ("floor", "cap") if key in more}
    return Heads(department, count, Fraction(more.pop("coefficient", 1)), **more, **percents)


def plan(pool, *people, knots=STRAIGHT, **more):
    """A plan over so many fen; ``knots``: (score, factor)."""
    curve = Curve(tuple((Fraction(score), Fraction(factor)) for score, factor in knots))
    return Plan("monthly", Text("月度", "Monthly"), "G", pool, False, people, curve, **more)


def scores(**of):
    """Exact scores by name."""
    return {key: None if score is None else Fraction(score) for key, score in of.items()}
