"""What counts as available, at the edges of the minimum."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.model.available import available

HALF = Fraction(1, 2)
PROCESSES = (("a", 60), ("b", 40))
KPIS = {"a.x": ("a", 5), "a.y": ("a", 5), "b.x": ("b", 8), "b.y": ("b", 2), "b.z": ("b", 0)}


@pytest.mark.parametrize(
    ("scored", "found"),
    [
        (("a.x", "a.y", "b.x"), ("a", "b")),
        (("a.x",), ("a",)),
        (("a.x", "b.y"), ("a",)),
        (("b.x", "b.y"), ()),
        ((), ()),
    ],
)
def test_half_is_enough_and_less_is_not(scored, found):
    """Equality passes: half of a process, processes of half the weight; 20 % of b or 40 % in all do not."""
    assert available(PROCESSES, KPIS, scored, HALF) == found


def test_a_minimum_of_0_still_needs_something():
    """Nothing scored is nothing, whatever the minimum."""
    assert available(PROCESSES, KPIS, ("b.y",), Fraction(0)) == ("b",)
    assert available(PROCESSES, KPIS, ("b.z",), Fraction(0)) == ()


def test_weight_0_and_what_does_not_apply_never_matter():
    """A-7: a process of weight 0, or without a KPI of weight, is not declared."""
    processes = (*PROCESSES, ("c", 1000), ("d", 0))
    kpis = KPIS | {"c.x": ("c", 0), "d.x": ("d", 1)}
    assert available(processes, kpis, ("a.x", "c.x", "d.x"), HALF) == ("a",)
