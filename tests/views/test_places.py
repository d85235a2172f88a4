"""Who is surely among the first or the last."""

from __future__ import annotations

from scorecard.views.places import Places, places
from tests.views.lines import ranked


def ids(found: Places) -> tuple[list[str], ...]:
    """The ids of the four lists."""
    every = (found.first, found.maybe_first, found.last, found.maybe_last)
    return tuple([line.id for line in lines] for lines in every)


def test_a_quarter_counts_and_sets_decide():
    """Of five the first and the last two: within is surely, reaching in is possibly, the rest is neither."""
    lines = [
        ranked("A", 1, (1, 2)),
        ranked("B", 2, (1, 3)),
        ranked("C", 3, (3, 3)),
        ranked("D", 4, (2, 5)),
        ranked("E", 5, (4, 5)),
    ]
    found = places(lines)
    assert found is not None
    assert (found.count, found.ranked) == (2, 5)
    assert ids(found) == (["A"], ["B", "D"], ["E"], ["D"])


def test_all_alike_are_possibly_everything_and_surely_nothing():
    """The worst stands first among the last."""
    found = places([ranked(one, place, (1, 4)) for place, one in enumerate("ABCD", 1)])
    assert found is not None
    assert ids(found) == ([], ["A", "B", "C", "D"], [], ["D", "C", "B", "A"])


def test_fewer_than_three_ranked_have_no_first():
    """Two peers and an unranked one say nothing about a quarter."""
    assert places([ranked("A", 1, (1, 1)), ranked("B", 2, (2, 2)), ranked("C", None)]) is None
    assert places([]) is None
