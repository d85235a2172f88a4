"""Effective weights and whose doing their change is, worked by hand."""

from __future__ import annotations

from fractions import Fraction

from scorecard.compute.change.effective import effective, split

HALF = Fraction(1, 2)


def test_what_is_there_shares_the_whole():
    """3 : 1 : 2 with the last one absent are 3/4 and 1/4; weight 0 and nothing there are nothing."""
    assert effective({"a": 3, "b": 1, "c": 2, "d": 0}, {"a", "b", "d"}) == {
        "a": Fraction(3, 4),
        "b": Fraction(1, 4),
    }
    assert effective({"a": 3, "d": 0}, {"d"}) == {}


def test_a_declared_child_without_data_is_coverage():
    """a : b = 1 : 1, b without data before: half of the weight moves, all of it by coverage."""
    found = split(({"a": 1, "b": 1}, {"a"}), ({"a": 1, "b": 1}, {"a", "b"}))
    assert found == {"a": (0, -HALF), "b": (0, HALF)}


def test_a_new_child_is_weight():
    """b is not declared before: the same movement, all of it by weight, with data or not."""
    found = split(({"a": 1}, {"a"}), ({"a": 1, "b": 1}, {"a", "b"}))
    assert found == {"a": (-HALF, 0), "b": (HALF, 0)}
    assert split(({"a": 1}, {"a"}), ({"a": 1, "b": 1}, {"a"})) == {"a": (0, 0)}


def test_weight_0_is_not_declared():
    """A-7: a child of weight 0 with data before comes in by weight alone, as one that was not there."""
    found = split(({"a": 1, "b": 0}, {"a", "b"}), ({"a": 1, "b": 1}, {"a", "b"}))
    assert found == {"a": (-HALF, 0), "b": (HALF, 0)}
    assert split(({"a": 1, "b": 0}, {"a", "b"}), ({"a": 1, "b": 1}, {"a"})) == {"a": (0, 0)}


def test_both_at_once_is_the_mean_of_two_orders():
    """a : b from 1 : 1 without b to 1 : 3 with it. Weight first moves nothing, last 3/4 − 1/2."""
    found = split(({"a": 1, "b": 1}, {"a"}), ({"a": 1, "b": 3}, {"a", "b"}))
    assert found["b"] == (Fraction(1, 8), Fraction(5, 8))
    assert found["a"] == (Fraction(-1, 8), Fraction(-5, 8))


def test_data_of_one_child_squeeze_those_that_come_and_go():
    """a goes, b comes, c gets data. Weight first: a to b whole, then b halves for c; last: a halves for c,
    then its half goes to b. So 3/4 of the weight moves from a to b, and c takes 1/4 of each.
    """
    found = split(({"a": 1, "c": 1}, {"a"}), ({"b": 1, "c": 1}, {"b", "c"}))
    quarter = Fraction(1, 4)
    assert found == {"a": (-3 * quarter, -quarter), "b": (3 * quarter, -quarter), "c": (0, HALF)}


def test_where_a_hybrid_has_nothing_to_stand_on_all_is_weight():
    """Of a and c only a has data; then a ends and c gets data: the new weights had none before."""
    found = split(({"a": 1, "c": 1}, {"a"}), ({"c": 1}, {"c"}))
    assert found == {"a": (-1, 0), "c": (1, 0)}
    assert split(({"c": 1}, {"c"}), ({"a": 1, "c": 1}, {"a"})) == {"a": (1, 0), "c": (-1, 0)}
    assert split(({"a": 1, "c": 1}, {"a"}), ({"a": 1, "c": 1}, {"c"})) == {"a": (0, -1), "c": (0, 1)}
