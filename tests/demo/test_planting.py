"""Effects: when and where they act."""

from __future__ import annotations

import pytest

from scorecard.demo.planting import Effect, Scene, Truth
from scorecard.model.org import Unit, UnitTree
from scorecard.model.period import Period
from scorecard.model.text import Text

NAME = Text("名", "name")
TREE = UnitTree(
    (
        Unit("G", NAME, "group"),
        Unit("A", NAME, "city", "G"),
        Unit("A1", NAME, "hall", "A"),
        Unit("B", NAME, "city", "G"),
    )
)
PLANTED = Truth(
    "one",
    "real shift",
    NAME,
    NAME,
    NAME,
    (
        Effect("survey", "A", 0.5, Period(2026, 2), Period(2026, 4)),
        Effect("survey", "G", 0.25),
        Effect("tickets", "A", 2.0),
        Effect("tickets", "A1", 1.5),
    ),
)


@pytest.mark.parametrize(("month", "expected"), [(1, 0.25), (2, 0.75), (3, 0.75), (4, 0.25)])
def test_half_open(month, expected):
    """An effect acts from its first month on, and no longer in the month named as its end."""
    assert Scene(Period(2026, month), (PLANTED,), TREE).added("survey", "A") == expected


def test_everything_below():
    """An effect on a unit acts on what lies below it, not beside or above it."""
    scene = Scene(Period(2026, 2), (PLANTED,), TREE)
    assert [scene.added("survey", unit) for unit in ("G", "A", "A1", "B")] == [0.25, 0.75, 0.75, 0.25]


def test_factors_multiply():
    """Factors multiply along the tree; without any the factor is 1."""
    scene = Scene(Period(2026, 2), (PLANTED,), TREE)
    assert [scene.times("tickets", unit) for unit in ("G", "A", "A1")] == [1, 2.0, 3.0]
