"""Effective weights where data are missing, worked by hand."""

from __future__ import annotations

from fractions import Fraction

from scorecard.compute.weigh import weigh
from scorecard.model.kpi import Kind, Measure, Process, Term
from tests.sample import kpi, text

MEASURE = Measure(Kind.MEAN, Term("survey", (), "score"))
PROCESSES = (Process("a", text("a"), 6000), Process("b", text("b"), 4000))
KPIS = tuple(
    kpi(identity, MEASURE, shares={"net": 10_000}, weight=weight)
    for identity, weight in (("a.x", 5000), ("a.y", 5000), ("b.x", 8000), ("b.y", 2000))
)
HALF = Fraction(1, 2)


def test_everything_there_keeps_the_declared_weights():
    """Full data: process weight times KPI weight."""
    found = weigh(PROCESSES, KPIS, [one.id for one in KPIS], HALF)
    assert found == {
        "a.x": Fraction(3, 10),
        "a.y": Fraction(3, 10),
        "b.x": Fraction(32, 100),
        "b.y": Fraction(8, 100),
    }


def test_half_a_process_is_enough():
    """Coverage equal to the minimum passes: a.x carries all of process a."""
    found = weigh(PROCESSES, KPIS, ["a.x", "b.x", "b.y"], HALF)
    assert found["a.x"] == Fraction(6, 10)
    assert sum(found.values()) == 1


def test_less_than_the_minimum_drops_the_process():
    """b.y alone covers 20 % of b: b is unavailable, a carries the index."""
    found = weigh(PROCESSES, KPIS, ["a.x", "a.y", "b.y"], HALF)
    assert found == {"a.x": HALF, "a.y": HALF}


def test_too_little_in_all_publishes_no_index():
    """Only process b (40 % of the weight) has data: no index."""
    assert weigh(PROCESSES, KPIS, ["b.x", "b.y"], HALF) == {}


def test_kpis_that_do_not_apply_are_not_missing():
    """A unit to which only b.x applies has its whole index on it."""
    assert weigh(PROCESSES, KPIS[2:3], ["b.x"], HALF) == {"b.x": 1}


def test_nothing_applies():
    """No KPI, or only weights of 0: nothing to publish, no division by zero."""
    assert weigh(PROCESSES, (), (), HALF) == {}
