"""A second implementation of why an index moved, on 10,000 random pairs of sides.

It was written from methods B.3 and the docstrings of ``scorecard.model.change``, without a look at
``scorecard.compute.change``, and is compared exactly: points, natural units and what each department has.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.compute.change import change
from scorecard.errors import BadDefinitions
from tests.oracle.plain_bridge import Bridge
from tests.oracle.plain_change import Told, told
from tests.oracle.sides import pair

PAIRS = 10_000
BLOCK = 1_000


def spoken(found):
    """A change as the oracle tells it: rows of nothing left out, each key once, order forgotten."""
    if found is None:
        return None
    rows = {
        (row.process, row.kpi, row.cause, row.member): (row.points, row.natural) for row in found.movements
    }
    assert len(rows) == len(found.movements)
    departments = {
        one.department: Bridge(one.performance, one.before, one.after, one.inherited, one.moved)
        for one in found.departments
    }
    assert len(departments) == len(found.departments)
    return Told(
        found.before,
        found.after,
        {key: row for key, row in rows.items() if row[0] or row[1]},
        {department: one for department, one in departments.items() if one != Bridge(*[Fraction(0)] * 5)},
    )


def outcome(tell, one):
    """What is told of a pair, or "unmapped" where a department that ended has no successor."""
    try:
        return tell(one.before, one.after, published=one.published, moved=one.moved)
    except (BadDefinitions, LookupError):
        return "unmapped"


@pytest.mark.parametrize("start", range(0, PAIRS, BLOCK))
def test_both_implementations_tell_the_same_change(start):
    """Every movement and every department's part is equal, not close, or neither tells a change."""
    for seed in range(start, start + BLOCK):
        one = pair(seed)
        found = outcome(change, one)
        assert (found if found == "unmapped" else spoken(found)) == outcome(told, one), seed
