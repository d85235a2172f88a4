"""Laws of the transmission audit: its parts add up, and data that go missing leak exactly their weight."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scorecard.compute.audit import audit
from scorecard.compute.weigh import weigh
from scorecard.model.audit import Reach
from scorecard.model.kpi import Kind, Measure, Process, Term
from scorecard.model.org import UNASSIGNED
from scorecard.model.result import Reading, State
from scorecard.model.rounding import apportion
from tests.sample import kpi, text

MEASURE = Measure(Kind.MEAN, Term("survey", (), "score"))
DEPARTMENTS = ("net", "care", "sales", UNASSIGNED)
READINGS = (
    Reading(40, Fraction(8), Fraction(80), State.OK),
    Reading(4, Fraction(8), Fraction(80), State.FLAGGED),
    Reading(2, None, None, State.HIDDEN),
    Reading(0, None, None, State.MISSING),
)
MISSING = READINGS[-1]
NEVER_TOO_LITTLE = Fraction(0)


def whole(draw, keys):
    """Basis points of each key, above 0 and adding up to 10,000."""
    parts = {key: Fraction(draw(st.integers(1, 1000))) for key in keys}
    return {key: part + 1 for key, part in apportion(10_000 - len(parts), parts).items()}


@st.composite
def organisations(draw):
    """(processes, KPIs that apply, readings): some processes have no KPI, some shares are nobody's."""
    weights = whole(draw, [f"p{number}" for number in range(draw(st.integers(1, 6)))])
    processes = [Process(one, text(one), weight) for one, weight in weights.items()]
    kpis = []
    for process in processes:
        parts = whole(draw, [f"{process.id}.k{number}" for number in range(draw(st.integers(1, 5)))])
        kept = draw(st.sets(st.sampled_from(sorted(parts))))
        for one in sorted(kept):
            who = draw(st.lists(st.sampled_from(DEPARTMENTS), unique=True, min_size=1))
            kpis.append(kpi(one, MEASURE, shares=whole(draw, who), weight=parts[one]))
    return processes, kpis, {one.id: draw(st.sampled_from(READINGS)) for one in kpis}


def audited(organisation, minimum):
    """The passages of an organisation; what counts in its index is what ``weigh`` says."""
    processes, kpis, readings = organisation
    scored = [one for one, reading in readings.items() if reading.score is not None]
    return audit(processes, kpis, readings, weigh(processes, kpis, scored, minimum))


def of(passages, **where):
    """The weight of the parts that are as asked."""
    return sum(
        one.weight for one in passages if all(getattr(one, key) == value for key, value in where.items())
    )


MINIMUM = st.fractions(min_value=0, max_value=1, max_denominator=20)


@given(organisations(), MINIMUM)
def test_the_parts_add_up_to_exactly_100_percent(organisation, minimum):
    """All parts are 100.00 %, those of a process its weight, and no part is negative or named twice."""
    passages = audited(organisation, minimum)
    assert sum(one.weight for one in passages) == 10_000
    for process in organisation[0]:
        assert of(passages, process=process.id) == process.weight
    assert all(one.weight >= 0 for one in passages)
    assert len({(one.process, one.kpi, one.department) for one in passages}) == len(passages)


@given(organisations(), MINIMUM)
def test_every_part_is_its_exact_weight_rounded(organisation, minimum):
    """A KPI's printed weight is the exact one's floor or ceiling, and so are its departments' parts."""
    processes, kpis, _ = organisation
    passages = audited(organisation, minimum)
    for process in processes:
        own = [one for one in kpis if one.process == process.id]
        for one in own:
            printed = of(passages, kpi=one.id)
            assert abs(printed - Fraction(process.weight * one.weight, sum(each.weight for each in own))) < 1
            for department, share in one.shares:
                part = of(passages, kpi=one.id, department=department)
                assert abs(part - Fraction(printed * share, 10_000)) < 1


@given(organisations(), st.data())
def test_deleting_a_kpis_data_leaks_exactly_its_weight(organisation, data):
    """Where no data are too little, what had arrived through the KPI leaks, and no other part moves."""
    processes, kpis, readings = organisation
    if not kpis:
        return
    before = audited(organisation, NEVER_TOO_LITTLE)
    gone = data.draw(st.sampled_from(kpis)).id
    after = audited((processes, kpis, readings | {gone: MISSING}), NEVER_TOO_LITTLE)
    lost = of(before, kpi=gone, reach=Reach.REACHED)
    assert of(after, reach=Reach.REACHED) == of(before, reach=Reach.REACHED) - lost
    if readings[gone].score is not None:
        assert lost == of(before, kpi=gone) - of(before, kpi=gone, reach=Reach.UNASSIGNED)
        assert of(after, reach=Reach.MISSING) == of(before, reach=Reach.MISSING) + lost
    others = [[one for one in passages if one.kpi != gone] for passages in (before, after)]
    assert others[0] == others[1]


@given(organisations(), MINIMUM, st.data())
def test_what_leaks_beyond_a_deleted_kpi_is_told_as_not_counted(organisation, minimum, data):
    """With a minimum a process may fall out of the index: what leaks with it stands in its own class."""
    processes, kpis, readings = organisation
    if not kpis:
        return
    before = audited(organisation, minimum)
    gone = data.draw(st.sampled_from(kpis)).id
    after = audited((processes, kpis, readings | {gone: MISSING}), minimum)

    def scored(passages):
        return of(passages, reach=Reach.REACHED) + of(passages, reach=Reach.UNPUBLISHED)

    lost = of(before, kpi=gone, reach=Reach.REACHED) + of(before, kpi=gone, reach=Reach.UNPUBLISHED)
    assert scored(before) - scored(after) == lost
    assert of(after, reach=Reach.UNASSIGNED) == of(before, reach=Reach.UNASSIGNED)
    assert of(after, reach=Reach.UNMEASURED) == of(before, reach=Reach.UNMEASURED)


@given(organisations(), MINIMUM, st.data())
def test_giving_a_kpi_to_nobody_leaks_all_of_it(organisation, minimum, data):
    """Its weight, neither more nor less, is assigned to nobody; no other part moves."""
    processes, kpis, readings = organisation
    if not kpis:
        return
    before = audited(organisation, minimum)
    freed = data.draw(st.sampled_from(kpis))
    others = [replace(one, shares=((UNASSIGNED, 10_000),)) if one is freed else one for one in kpis]
    after = audited((processes, others, readings), minimum)
    assert of(after, kpi=freed.id, reach=Reach.UNASSIGNED) == of(before, kpi=freed.id)
    assert [one for one in after if one.kpi != freed.id] == [one for one in before if one.kpi != freed.id]


@given(organisations(), MINIMUM, st.randoms(use_true_random=False))
def test_the_order_of_definitions_changes_no_part(organisation, minimum, chance):
    """Processes and KPIs in another order are the same parts."""
    processes, kpis, readings = organisation
    turned = [chance.sample(found, len(found)) for found in (processes, kpis)]
    assert set(audited(organisation, minimum)) == set(audited((*turned, readings), minimum))
