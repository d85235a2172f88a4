"""Withheld units stay unknown, by an independent check in linear algebra."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.compute.evidence.suppress import suppress

SMALLEST = 10


def found(counts, parents, own=None, smallest=SMALLEST):
    """What is withheld, in order."""
    return sorted(suppress(counts, parents, own or {}, smallest))


def under(top, **counts):
    """A total and its parts."""
    return {top: sum(counts.values()), **counts}, {top: None, **dict.fromkeys(counts, top)}


def test_nothing_small_nothing_withheld():
    """Samples of the smallest size and empty ones are no secret."""
    assert found(*under("G", a=10, b=30, c=0)) == []
    assert found({}, {}) == []


def test_one_small_unit_takes_the_next_smallest_with_it():
    """9 of 139: withheld alone it could be subtracted, so the 40 go too; the 90 and the total stand."""
    assert found(*under("G", a=9, b=40, c=90)) == ["a", "b"]


def test_ties_go_to_the_first_id():
    """Two units of 40: the first is taken."""
    assert found(*under("G", a=9, c=40, b=40)) == ["a", "b"]


def test_two_small_units_that_are_too_small_together_take_a_third():
    """4 + 5 rows would be published as a difference: 9 rows in all. 5 + 5 are enough."""
    assert found(*under("G", a=4, b=5, c=40, d=90)) == ["a", "b", "c"]
    assert found(*under("G", a=5, b=5, c=40, d=90)) == ["a", "b"]


def test_rows_of_the_total_s_own_hide_a_unit():
    """12 rows that lie in no unit below are never published: they keep a's 9 apart; 0 rows do not."""
    counts, parents = under("G", a=9, b=40)
    assert found({**counts, "G": 61}, parents, {"G": 12}) == ["a"]
    assert found(counts, parents, {"G": 0}) == ["a", "b"]
    few, parents = under("G", a=4, b=40)
    assert found({**few, "G": 47}, parents, {"G": 3}) == ["a", "b"]


def test_an_only_unit_takes_its_total_with_it():
    """Below P lies nothing but a: both have 9 rows; b hides them in turn."""
    counts = {"G": 109, "P": 9, "Q": 100, "a": 9}
    parents = {"G": None, "P": "G", "Q": "G", "a": "P"}
    assert found(counts, parents) == ["P", "Q", "a"]


def test_a_total_without_parts_left_is_withheld():
    """Everything below is withheld and too small together: the total goes."""
    counts, parents = under("G", a=4, b=3, c=2)
    assert found(counts, parents) == ["G", "a", "b", "c"]
    counts, parents = under("G", a=4)
    assert found({**counts, "G": 20}, parents, {"G": 16}) == ["a"]


def test_what_is_withheld_beside_is_hidden_below_too():
    """b is withheld to hide a; its own parts b1 and b2 would add up to it, so the smaller one goes."""
    counts = {"G": 139, "a": 9, "b": 40, "c": 90, "b1": 25, "b2": 15}
    parents = {"G": None, "a": "G", "b": "G", "c": "G", "b1": "b", "b2": "b"}
    assert found(counts, parents) == ["a", "b", "b2"]


def test_published_units_far_below_are_taken_away_too():
    """G − c − b1 would leave a and b2, 5 + 3 rows: b1 goes too, and G may stand."""
    counts = {"G": 305, "a": 5, "b": 100, "c": 200, "b1": 97, "b2": 3}
    parents = {"G": None, "a": "G", "b": "G", "c": "G", "b1": "b", "b2": "b"}
    assert found(counts, parents) == ["a", "b", "b1", "b2"]


def test_a_withheld_unit_is_not_left_to_its_only_part():
    """d and e hide a; z, of the same 40 rows as d, would give d away and goes too."""
    counts = {"r": 89, "a": 9, "d": 40, "e": 40, "z": 40}
    parents = {"r": None, "a": "r", "d": "r", "e": "r", "z": "d"}
    assert found(counts, parents) == ["a", "d", "e", "z"]


def test_a_parent_that_has_no_reading_holds_nothing():
    """No total is published above: the small unit alone is withheld."""
    assert found({"a": 4, "b": 40}, {"a": "X", "b": "X"}) == ["a"]
    assert found({"a": 4, "b": 40}, {}) == ["a"]


def test_segments_are_a_tree_of_one_level():
    """Of four customer segments one is small: it and the next smallest are withheld, the unit stands."""
    assert found(*under("unit", gold=6, silver=30, bronze=200, other=55)) == ["gold", "silver"]


@st.composite
def trees(draw):
    """A tree of up to twelve units in any shape, with rows of their own here and there."""
    size = draw(st.integers(1, 12))
    names = [f"u{number:02d}" for number in draw(st.permutations(range(size)))]
    parents, own = {names[0]: None}, {}
    for number in range(1, size):
        parents[names[number]] = names[draw(st.integers(0, number - 1))]
    rows = st.one_of(st.sampled_from((0, 9, 40)), st.integers(1, 12), st.integers(1, 60))
    counts = dict.fromkeys(parents, 0)
    for unit in parents:
        leaf = unit not in parents.values()
        own[unit] = draw(rows if leaf else st.one_of(st.just(0), rows))
        above = unit
        while above is not None:
            counts[above] += own[unit]
            above = parents[above]
    return counts, parents, own


def atoms_of(counts, parents, own):
    """Every unit with rows as the set of atoms under it: own rows that are not empty."""
    lines = {}
    for unit in counts:
        above, line = unit, []
        while above is not None:
            line.append(above)
            above = parents[above]
        lines[unit] = line
    return {
        unit: {atom for atom in own if own[atom] and unit in lines[atom]} for unit in counts if counts[unit]
    }


class Span:
    """The sums that follow from published ones, by Gauss over the rationals."""

    def __init__(self, vectors):
        self.rows = []
        for vector in vectors:
            left = self.reduced(vector)
            if any(left):
                pivot = next(place for place, one in enumerate(left) if one)
                self.rows.append((pivot, [one / left[pivot] for one in left]))

    def reduced(self, vector):
        """What is left of a vector when the rows are taken away."""
        left = [Fraction(one) for one in vector]
        for pivot, row in self.rows:
            left = [one - left[pivot] * other for one, other in zip(left, row, strict=True)]
        return left

    def __contains__(self, vector):
        return not any(self.reduced(vector))


def test_the_check_itself_finds_what_follows():
    """a + b and b are known: so is a; of a + b alone neither is."""
    assert [1, 0] in Span([[1, 1], [0, 1]])
    assert [1, 0] not in Span([[1, 1]])
    assert [0, 1, 1] in Span([[1, 1, 1], [2, 0, 0]])


@settings(max_examples=300)
@given(trees(), st.integers(2, 20))
def test_no_withheld_unit_follows_from_published_ones(tree, smallest):
    """Whatever the tree: no withheld unit is determined, nor any small group of rows that is not bare own
    rows of a published unit.
    """
    counts, parents, own = tree
    withheld = suppress(counts, parents, own, smallest)
    below = atoms_of(counts, parents, own)
    assert withheld >= {unit for unit, n in counts.items() if 0 < n < smallest}
    atoms = sorted(set().union(*below.values()))

    def vector(group):
        return [int(atom in group) for atom in atoms]

    span = Span(vector(below[unit]) for unit in below if unit not in withheld)
    for unit in withheld:
        assert vector(below[unit]) not in span, unit
    open_atoms = [atom for atom in atoms if vector({atom}) not in span and own[atom] < smallest]
    for size in range(2, 5):
        for group in combinations(open_atoms, size):
            if sum(own[atom] for atom in group) < smallest:
                assert vector(group) not in span, group


@given(trees(), st.randoms(use_true_random=False))
def test_order_does_not_matter(tree, random):
    """The same units are withheld whatever the order in which they are given."""
    counts, parents, own = tree
    mixed = list(counts)
    random.shuffle(mixed)
    again = suppress({unit: counts[unit] for unit in mixed}, parents, own, SMALLEST)
    assert again == suppress(counts, parents, own, SMALLEST)


@pytest.mark.parametrize("units", [1000])
def test_a_thousand_units_are_few(units):
    """A tree of three levels with many small units comes to an end, and most large ones stand."""
    counts, parents = {"G": 0}, {"G": None}
    for number in range(units):
        city, unit = f"c{number % 30:02d}", f"c{number % 30:02d}h{number:03d}"
        rows = 4 if number % 17 == 0 else 50 + number % 7
        for one in ("G", city, unit):
            counts[one] = counts.get(one, 0) + rows
        parents |= {city: "G", unit: city}
    withheld = suppress(counts, parents, {}, SMALLEST)
    assert 59 <= len(withheld) <= 130
    assert not withheld & {"G", *(f"c{city:02d}" for city in range(30))}
