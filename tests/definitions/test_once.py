"""What is made of the same objects is one object."""

from __future__ import annotations

from scorecard.definitions.once import Once


def joined(*parts):
    """A new list at every call."""
    return [one for part in parts for one in part]


def test_the_same_objects_make_the_same_object():
    """Not equal ones: two lists of the same content are two ingredients."""
    once, first, second = Once(), ["a"], ["b"]
    made = once(joined, first, second)
    assert made == ["a", "b"]
    assert once(joined, first, second) is made
    assert once(joined, ["a"], second) is not made
    assert once(list, first) is not made
    assert Once()(joined, first, second) is not made


def test_what_it_was_made_of_is_kept_alive():
    """An identity that could be given to another object would bring back a stranger's result."""
    once = Once()
    for number in range(1_000):
        assert once(joined, [number]) == [number]
