"""Laws of the score roll-up: A-1 to A-5, A-7, A-10, and B-2 on exact figures (A-6, A-8: test_scoring)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from scorecard.compute.attribute import attribute
from scorecard.compute.rank import rank
from scorecard.compute.roll_up import roll_up
from scorecard.compute.weigh import weigh
from scorecard.model.kpi import Kind, Measure, Process, Term
from scorecard.model.rounding import half_up
from scorecard.model.tally import Tally
from tests.sample import kpi, small_edition, text

SHARES = {"net": 6000, "care": 4000}
MEASURE = Measure(Kind.MEAN, Term("survey", (), "score"))
HALF = Fraction(1, 2)
EXACT = st.fractions(min_value=0, max_value=100, max_denominator=997)


@st.composite
def organisations(draw):
    """(processes, KPIs, scores of those that have one) with random weights, some of them 0."""
    processes = [
        Process(f"p{number}", text(f"p{number}"), draw(st.integers(0, 100)))
        for number in range(draw(st.integers(1, 4)))
    ]
    kpis = [
        kpi(f"{process.id}.k{number}", MEASURE, shares=SHARES, weight=draw(st.integers(0, 100)))
        for process in processes
        for number in range(draw(st.integers(1, 4)))
    ]
    known = draw(st.lists(st.sampled_from(kpis), unique_by=lambda one: one.id, min_size=1))
    return processes, kpis, {one.id: draw(EXACT) for one in known}


def index_of(processes, kpis, scores, minimum=HALF):
    """The exact index, None where it is not published."""
    leaves = weigh(processes, kpis, scores, minimum)
    if not leaves:
        return None
    return attribute({one.id: one for one in kpis}, leaves, scores, Fraction(80)).index


@given(organisations())
def test_a1_the_index_lies_between_its_lowest_and_highest_score(organisation):
    """A-1: min s <= S <= max s."""
    index = index_of(*organisation)
    assume(index is not None)
    scores = organisation[2].values()
    assert min(scores) <= index <= max(scores)


@given(organisations(), st.data())
def test_a2_the_index_never_falls_when_a_score_rises(organisation, data):
    """A-2: monotone in every child."""
    processes, kpis, scores = organisation
    index = index_of(*organisation)
    assume(index is not None)
    raised = data.draw(st.sampled_from(sorted(scores)))
    assert index_of(processes, kpis, {**scores, raised: scores[raised] + 1}) >= index


@given(organisations(), EXACT)
def test_a3_equal_scores_give_that_score(organisation, value):
    """A-3: all equal -> S is that value."""
    processes, kpis, scores = organisation
    index = index_of(processes, kpis, dict.fromkeys(scores, value))
    assume(index is not None)
    assert index == value


@given(organisations(), st.integers(2, 9))
def test_a4_scaling_all_weights_changes_nothing(organisation, factor):
    """A-4: only the proportions of weights matter."""
    processes, kpis, scores = organisation
    scaled = [replace(one, weight=one.weight * factor) for one in kpis]
    assert index_of(processes, scaled, scores) == index_of(processes, kpis, scores)


@given(organisations(), st.randoms(use_true_random=False))
def test_a5_order_changes_nothing(organisation, random):
    """A-5: permuting processes and KPIs leaves the index the same, to the last bit."""
    processes, kpis, scores = organisation
    shuffled = [*processes], [*kpis]
    for one in shuffled:
        random.shuffle(one)
    assert index_of(*shuffled, scores) == index_of(processes, kpis, scores)


@given(organisations(), EXACT)
def test_a7_weight_zero_never_matters(organisation, value):
    """A-7: a KPI of weight 0 changes no other's weight, with or without a score."""
    processes, kpis, scores = organisation
    idle = kpi(f"{processes[0].id}.idle", MEASURE, shares=SHARES, weight=0)
    before = weigh(processes, kpis, scores, HALF)
    for more in ({}, {idle.id: value}):
        assert weigh(processes, [*kpis, idle], {**scores, **more}, HALF) == before


@given(st.fractions(0, 100), st.fractions(0, 100))
def test_a10_the_printed_value_is_monotone(one, other):
    """A-10: what is printed never reverses the order of what is exact."""
    low, high = sorted((one, other))
    assert half_up(low, 2) <= half_up(high, 2)


@given(organisations())
def test_b2_contributions_add_up_by_kpi_and_by_department(organisation):
    """B-2: Σ level = index and Σ pressure − Σ surplus = target − index, exactly."""
    processes, kpis, scores = organisation
    leaves = weigh(processes, kpis, scores, HALF)
    assume(leaves)
    found = attribute({one.id: one for one in kpis}, leaves, scores, Fraction(80))
    assert sum(leaves.values()) == 1
    assert sum(cell.level for cell in found.cells.values()) == found.index
    assert sum(cell.pressure - cell.surplus for cell in found.cells.values()) == 80 - found.index
    by_department = {
        department: sum(cell.level for (_, owner), cell in found.cells.items() if owner == department)
        for department in SHARES
    }
    assert by_department["net"] * 4 == by_department["care"] * 6


@given(st.dictionaries(st.text(max_size=3), st.decimals(0, 100, places=2), min_size=1))
def test_ranks_count_the_better_ones(scores):
    """Competition rank: 1 + the number of subjects with a higher printed score."""
    for subject, found in rank(scores).items():
        assert found == 1 + sum(1 for value in scores.values() if value > scores[subject])


SMALL_TREE = small_edition().units
LEAVES = st.dictionaries(
    st.tuples(st.sampled_from(("P1C1", "P1C2", "P2C1", "P1", "G")), st.sampled_from(("a", "b"))),
    st.builds(Tally, n=st.integers(0, 9), weight=st.integers(0, 9), total=st.integers(-99, 99)),
)


@given(LEAVES)
def test_a_unit_pools_its_own_rows_and_those_below(cells):
    """Roll-up: a unit's sums are the sums of every cell at or below it; nothing is averaged or lost."""
    found = roll_up(cells, SMALL_TREE)
    for unit in ("G", "P1", "P2", "P1C1"):
        for kpi_id in ("a", "b"):
            below = [
                tally
                for (at, one), tally in cells.items()
                if one == kpi_id and unit in SMALL_TREE.lineage(at)
            ]
            assert found.get((unit, kpi_id), Tally()) == sum(below, Tally())
