"""Nodes of the index tree, worked by hand."""

from __future__ import annotations

from fractions import Fraction

from scorecard.compute.change.node import Node, Shift, grown, shifts
from tests.compute.change.sides import HALF, side, stated

ZERO = Fraction(0)


def test_a_node_is_the_mean_of_what_it_has():
    """3 : 1 of 60 and 100 is 70; a child without a value leaves its weight to the others."""
    node = Node({"a": 3, "b": 1, "c": 6}, {"a": Fraction(60), "b": Fraction(100)})
    assert node.weights == {"a": Fraction(3, 4), "b": Fraction(1, 4)}
    assert node.value == 70
    assert Node({"a": 1}, {}).value == 0


def test_a_tree_has_what_the_minimum_lets_through():
    """q has 1 of 4 scored: it is declared and has no score, so p carries the index."""
    kpis = {
        "p.a": stated(60),
        "p.b": stated(weight=0),
        "q.a": stated(90, process="q"),
        "q.b": stated(process="q", weight=3),
        "r.a": stated(90, process="nowhere"),
    }
    tree = grown(side(kpis, {"p": 3, "q": 2, "r": 9}))
    assert tree is not None
    assert tree.index == Node({"p": 3, "q": 2}, {"p": Fraction(60)})
    assert tree.processes["q"] == Node({"q.a": 1, "q.b": 3}, {"q.a": Fraction(90)})
    assert tree.levels == {"p.a": 60}
    assert grown(side(kpis, {"p": 1, "q": 2})) is None


def test_levels_are_weights_along_the_path_times_scores():
    """p has 1/4 of the index and a 2/3 of p: 60 counts 10; all add up to the index."""
    kpis = {"p.a": stated(60, weight=2), "p.b": stated(90), "q.a": stated(80, process="q")}
    tree = grown(side(kpis, {"p": 1, "q": 3}))
    assert tree is not None
    assert tree.levels == {"p.a": 10, "p.b": Fraction(15, 2), "q.a": 60}
    assert tree.index.value == Fraction(155, 2)


def test_a_shift_is_centred_on_the_mean_of_the_node():
    """1 : 1 of 60 and 80 becomes 1 : 3 of 60 and 84: from 70 to 78, in the middle 74. b: (82 − 74) · 1/4."""
    found = shifts(Node({"a": 1, "b": 1}, of(60, 80)), Node({"a": 1, "b": 3}, of(60, 84)))
    assert found == {
        "a": Shift(Fraction(3, 8), Fraction(7, 2), ZERO),
        "b": Shift(Fraction(5, 8), Fraction(2), ZERO),
    }


def test_a_child_that_is_there_once_goes_on_nowhere():
    """b without a value before has its later one then: 1/2 · (80 − 65) of coverage, and nothing below."""
    declared = {"a": 1, "b": 1}
    found = shifts(Node(declared, of(60)), Node(declared, of(60, 80)))
    assert found["b"] == Shift(None, ZERO, Fraction(15, 2))
    assert found["a"] == Shift(3 * HALF / 2, ZERO, Fraction(5, 2))


def of(*values: int) -> dict[str, Fraction]:
    """The values of a, b, ..."""
    return {child: Fraction(value) for child, value in zip("ab", values, strict=False)}
