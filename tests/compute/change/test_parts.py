"""A reading over its parts, from the edge table of methods B, worked by hand."""

from __future__ import annotations

from fractions import Fraction

from scorecard.compute.change.parts import parts
from tests.compute.change.sides import cells


def amounts(before, after, moved=(), readings=None):
    """(cause, member) -> natural amount other than 0; readings not given are the means of the parts."""
    old, new = cells(**before), cells(**after)
    start, end = readings or (mean(old), mean(new))
    found = parts((Fraction(start), old), (Fraction(end), new), moved)
    assert sum(one.natural for one in found) == end - start
    assert len({(one.cause, one.member) for one in found}) == len(found)
    return {(one.cause.value, one.member): one.natural for one in found if one.natural}


def mean(members):
    """Σ volume·value / Σ volume."""
    whole = sum(cell.volume for cell in members.values())
    return sum(cell.volume * cell.value for cell in members.values() if cell.volume) / (whole or 1)


def test_rate_is_the_mean_share_times_what_the_part_moved():
    """Shares 1/4 and 3/4 stay: 4 and 8 points more are 1 and 6."""
    found = amounts({"a": (1, 60), "b": (3, 80)}, {"a": (10, 64), "b": (30, 88)})
    assert found == {("rate", "a"): 1, ("rate", "b"): 6}


def test_mix_is_centred_on_the_mean_reading():
    """60 and 80 stay, 1 : 1 becomes 1 : 3: from 70 to 75, and each part is worth 1/4 of what it lies off."""
    found = amounts({"a": (1, 60), "b": (1, 80)}, {"a": (1, 60), "b": (3, 80)})
    assert found == {("mix", "a"): Fraction(25, 8), ("mix", "b"): Fraction(15, 8)}


def test_a_part_that_comes_or_goes_brings_all_it_lies_off():
    """From a alone at 60 to a and b at 60 and 80, half each: b enters with 1/2 · (80 − 65), and back."""
    alone, both = {"a": (2, 60), "b": (0, None)}, {"a": (2, 60), "b": (2, 80)}
    assert amounts(alone, both) == {("entry", "b"): Fraction(15, 2), ("mix", "a"): Fraction(5, 2)}
    assert amounts(both, alone) == {("exit", "b"): Fraction(-15, 2), ("mix", "a"): Fraction(-5, 2)}
    assert amounts({"a": (2, 60)}, both) == amounts(alone, both)


def test_a_part_that_was_moved_is_nobodys_doing():
    """The same entry and exit, of a part that belongs to another unit on the other side."""
    alone, both = {"a": (2, 60)}, {"a": (2, 60), "b": (2, 80)}
    assert amounts(alone, both, {"b"})["organisation", "b"] == Fraction(15, 2)
    assert amounts(both, alone, {"b"})["organisation", "b"] == Fraction(-15, 2)
    assert amounts(both, both | {"a": (2, 62)}, {"a"}) == {("rate", "a"): 1}


def test_a_part_without_volume_on_both_sides_is_no_row():
    """Nothing in either period: nothing to tell."""
    empty = {"b": (0, None)}
    assert amounts({"a": (1, 60)} | empty, {"a": (1, 64)} | empty) == {("rate", "a"): 4}


def test_simpson_shows_both():
    """Each part 2 better and the whole 4 worse: rates of +2 in all, mixes of −6."""
    found = amounts({"a": (3, 80), "b": (1, 60)}, {"a": (9, 82), "b": (11, 62)})
    assert found == {
        ("rate", "a"): Fraction(6, 5),
        ("rate", "b"): Fraction(4, 5),
        ("mix", "a"): Fraction(-12, 5),
        ("mix", "b"): Fraction(-18, 5),
    }


def test_what_a_reported_reading_holds_beyond_its_parts_is_a_row_of_its_own():
    """Parts say 60 and 64, reported are 61 and 68: 4 by rate, 3 unreconciled."""
    found = amounts({"a": (1, 60)}, {"a": (1, 64)}, readings=(61, 68))
    assert found == {("rate", "a"): 4, ("unreconciled", ""): 3}


def test_without_parts_on_one_side_all_is_one_rate():
    """None, or none with volume."""
    for nothing in ({}, {"a": (0, None)}):
        for pair in (({"a": (1, 60)}, nothing), (nothing, {"a": (1, 60)}), (nothing, nothing)):
            assert amounts(*pair, readings=(60, 64)) == {("rate", ""): 4}
