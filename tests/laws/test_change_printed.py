"""Laws of a printed change: B-12 for every table, in every way that it can be added up."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scorecard.compute.change import change
from scorecard.compute.reconcile import reconcile
from scorecard.model.change import PERFORMANCE, Cause, Movement
from scorecard.model.principal import Principal
from scorecard.model.rounding import half_up, settle
from scorecard.views.change import load
from scorecard.views.change.printed import natural, printed
from tests.laws.organisations import pairs
from tests.sample import UNITS, sample_snapshot

NUMBERS = st.fractions(min_value=-500, max_value=500, max_denominator=997)


@given(st.dictionaries(st.sampled_from("abcdefgh"), NUMBERS, min_size=1), st.booleans())
def test_settled_parts_are_floors_and_ceilings_and_sum_to_the_whole(parts, up):
    """Of either sign; a whole part stays."""
    whole = (ceil if up else floor)(sum(parts.values()))
    found = settle(whole, parts)
    assert sum(found.values()) == whole
    assert all(found[key] in {floor(value), ceil(value)} for key, value in parts.items())


KPIS = [f"k{number}" for number in range(8)]
PROCESS_OF = {kpi: f"p{number % 3}" for number, kpi in enumerate(KPIS)}
GROUP_OF = {str(cause): "performance" if cause in PERFORMANCE else "rules" for cause in Cause}
CELLS = st.dictionaries(
    st.tuples(st.sampled_from(KPIS), st.sampled_from([str(cause) for cause in Cause])), NUMBERS, min_size=1
)


@given(CELLS, st.booleans())
def test_a9_groups_are_floor_or_ceiling_as_well(cells, up):
    """A-9: all of performance together is off by less than 1, and so is every other sum."""
    total = (ceil if up else floor)(sum(cells.values()))
    whole = reconcile(cells, PROCESS_OF, total, GROUP_OF)
    assert sum(whole.values()) == total
    for key in (
        lambda kpi, cause: (kpi, cause),
        lambda kpi, _: kpi,
        lambda kpi, _: PROCESS_OF[kpi],
        lambda _, cause: cause,
        lambda _, cause: GROUP_OF[cause],
        lambda kpi, cause: (PROCESS_OF[kpi], cause),
    ):
        exact, found = defaultdict(Fraction), defaultdict(int)
        for cell, value in cells.items():
            exact[key(*cell)] += value
            found[key(*cell)] += whole[cell]
        assert all(found[one] in {floor(value), ceil(value)} for one, value in exact.items())


@given(pairs())
def test_b12_a_printed_change_is_the_difference_of_the_printed_indices(pair):
    """B-12: cells add up to it, members to their cells, for whatever organisation."""
    found = change(pair.before, pair.after, moved=pair.moved)
    assume(found is not None)
    total = int(100 * (half_up(found.after, 2) - half_up(found.before, 2)))
    shown = printed(found, total)
    assert sum(value for row in shown.cells.values() for value in row.values()) * 100 == total
    for row, causes in shown.cells.items():
        for cause, value in causes.items():
            assert sum(shown.members[row][cause].values()) == value
            assert abs(Fraction(value) - _exact(found.movements, row, cause)) < Fraction(1, 100)


def _exact(movements, row, cause) -> Fraction:
    return sum(one.points for one in movements if (one.process, one.kpi) == row and one.cause is cause)


MOVEMENTS = st.lists(
    st.builds(
        Movement,
        st.just("p"),
        st.just("k"),
        st.sampled_from([Cause.RATE, Cause.MIX, Cause.ENTRY, Cause.TARGET]),
        st.sampled_from(["", "a", "b", "c"]),
        NUMBERS,
        st.none() | NUMBERS,
    ),
    max_size=12,
)


@given(MOVEMENTS, st.integers(0, 3))
def test_natural_amounts_add_up_to_the_printed_shift(movements, places):
    """In the reading's unit: members to causes, causes to what the reading moved."""
    found = natural(movements, places)
    known = [one.natural for one in movements if one.natural is not None]
    if found is None:
        assert not known
        return
    assert found.shift == half_up(sum(known, Fraction(0)), places)
    assert sum(found.causes.values()) == found.shift
    for cause, members in found.members.items():
        assert sum(members.values()) == found.causes[cause]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The small company's two months."""
    reader = sample_snapshot(tmp_path_factory.mktemp("change"))
    yield reader
    reader.close()


@pytest.mark.parametrize("unit", UNITS)
def test_b12_every_table_of_a_computed_company_adds_up(sample, unit):
    """Through the real cycle: causes, processes, KPIs, members and departments of every unit."""
    view = load(sample, Principal("all"), unit=unit)
    assert view.reason is None
    assert view.moves.total == view.total
    for cause in Cause:
        for rows in (view.processes, view.kpis, view.members):
            assert sum(one.moves.of(cause) for one in rows) == view.moves.of(cause)
    for line in view.kpis:
        assert sum(line.natural.values()) == (line.shift or 0)
        for cause in line.natural if line.members else ():
            assert sum(one.natural.get(cause, 0) for one in line.members) == line.natural[cause]
    assert sum(one.performance for one in view.departments) == view.moves.performance
    for name, whole in (("before", view.before), ("after", view.after), ("moved", 0)):
        assert sum(getattr(one, name) for one in view.departments) == whole
