"""What is found in one unit's audit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scorecard.compute.audit import audit
from scorecard.compute.findings import customer_linked, findings
from scorecard.model.audit import Finding, Matter, Reach
from scorecard.model.kpi import Condition, Kind, Measure, Perspective, Term
from scorecard.model.kpi import Test as Compare
from scorecard.model.org import UNASSIGNED, Department
from scorecard.model.result import Reading, State
from tests.sample import kpi, small_edition, text

GOOD = Reading(40, Fraction(8), Fraction(80), State.OK)
MISSING = Reading(0, None, None, State.MISSING)
HIDDEN = Reading(2, None, None, State.HIDDEN)


def found(edition, gone=None, level="group", counted=None):
    """The findings of a unit of a level; ``gone``: KPI -> the reading that it has in place of a good one."""
    kpis = tuple(one for one in edition.kpis if level in one.levels)
    readings = {one.id: GOOD for one in kpis} | (gone or {})
    passages = audit(edition.processes, kpis, readings, readings if counted is None else counted)
    return findings(edition, kpis, passages)


def about(matter, *args, **kwargs):
    """Those of one matter."""
    return [one for one in found(*args, **kwargs) if one.matter is matter]


def changed(edition, identity, **changes):
    """The edition with one KPI changed."""
    kpis = (replace(one, **changes) if one.id == identity else one for one in edition.kpis)
    return replace(edition, kpis=tuple(kpis))


def test_the_small_company_has_one_near_double():
    """hall.top and hall.nps read the same answers; nothing else is found."""
    doubles = (("hall.top", 2800), ("hall.nps", 1200))
    assert found(small_edition()) == (Finding(Matter.NEAR_DOUBLE, doubles),)


def test_the_same_statement_twice_is_a_double_count():
    """A second KPI of the same rows, value and statistic, in whatever order its conditions stand."""
    where = (Condition("touchpoint", Compare.IN, ("hall",)), Condition("score", Compare.AT_LEAST, (1,)))
    one, other = (
        Measure(Kind.TOP_BOX, Term("survey", conditions, "score"), at=9)
        for conditions in (where, where[::-1])
    )
    edition = changed(changed(small_edition(), "hall.top", measure=one), "hall.nps", measure=other)
    assert about(Matter.DOUBLE_COUNT, edition) == [
        Finding(Matter.DOUBLE_COUNT, (("hall.top", 2800), ("hall.nps", 1200)))
    ]
    assert about(Matter.NEAR_DOUBLE, edition) == []


def test_a_fact_counts_twice_only_where_both_kpis_do():
    """At a level where one of the two does not apply there is no double."""
    edition = changed(small_edition(), "hall.nps", levels=("group",))
    assert about(Matter.NEAR_DOUBLE, edition)
    assert about(Matter.NEAR_DOUBLE, edition, level="city") == []


def test_other_rows_are_no_double():
    """Another touchpoint is another fact."""
    assert about(Matter.NEAR_DOUBLE, changed(small_edition(), "hall.nps", measure=_other())) == []


def _other():
    where = (Condition("touchpoint", Compare.IN, ("web",)),)
    return Measure(Kind.NPS, Term("survey", where, "score"), promoters=9, detractors=6)


@pytest.mark.parametrize(("reading", "reach"), [(MISSING, Reach.MISSING), (HIDDEN, Reach.HIDDEN)])
def test_a_kpi_without_a_reading_leaks_all_its_weight(reading, reach):
    """With how it leaks."""
    leaks = [Finding(Matter.KPI_LEAKS, (("network.rate", 1500),), reach)]
    assert about(Matter.KPI_LEAKS, small_edition(), {"network.rate": reading}) == leaks


def test_kpis_that_leak_in_one_way_are_told_together():
    """In the order of the definitions, each with its weight."""
    gone = {"network.p90": MISSING, "hall.nps": MISSING}
    subjects = (("network.p90", 1500), ("hall.nps", 1200))
    assert about(Matter.KPI_LEAKS, small_edition(), gone) == [
        Finding(Matter.KPI_LEAKS, subjects, Reach.MISSING)
    ]


def test_a_share_of_nobody_is_told_with_its_part_of_the_weight():
    """30 % of network.mean: 9.00 % of the index."""
    edition = changed(small_edition(), "network.mean", shares=(("net", 7000), (UNASSIGNED, 3000)))
    assert about(Matter.KPI_LEAKS, edition) == [
        Finding(Matter.KPI_LEAKS, (("network.mean", 900),), Reach.UNASSIGNED)
    ]


def test_a_process_of_which_nothing_arrives_is_told_in_place_of_its_kpis():
    """Both KPIs of hall are gone: the process leaks, and is named once."""
    gone = {"hall.top": MISSING, "hall.nps": MISSING}
    assert found(small_edition(), gone)[:-1] == (
        Finding(Matter.PROCESS_LEAKS, (("hall", 4000),), Reach.MISSING),
    )


def test_a_process_that_leaks_in_several_ways_has_no_single_one():
    """One KPI without data, the other with a score that does not count."""
    (one,) = about(
        Matter.PROCESS_LEAKS, small_edition(), {"hall.top": MISSING}, counted={"network.mean", "network.rate"}
    )
    assert (one.subjects, one.reach) == ((("hall", 4000),), None)


def test_a_process_that_is_not_measured_here_is_told_last():
    """It is to be known, not to be mended: the level has no KPI of it."""
    edition = replace(
        small_edition(), kpis=tuple(one for one in small_edition().kpis if one.process == "network")
    )
    assert found(edition, {"network.p90": MISSING})[-1] == Finding(
        Matter.PROCESS_LEAKS, (("hall", 4000),), Reach.UNMEASURED
    )


def with_department(*kpis):
    """The small company with a department ``law`` and further KPIs."""
    edition = small_edition()
    departments = (*edition.departments, Department("law", text("Law")))
    return replace(edition, departments=departments, kpis=(*edition.kpis, *kpis))


SUBSCRIBERS = Measure(Kind.MEAN, Term("counters", (), "subscribers"))


def laws(measure=SUBSCRIBERS, **changes):
    """A KPI that only ``law`` answers for."""
    inner = {"perspective": "customer", **changes}
    return kpi("hall.law", measure, shares={"law": 10_000}, weight=2000, **inner)


def test_a_department_that_no_kpi_names_is_an_orphan():
    """It is in force, and nothing asks it."""
    assert about(Matter.ORPHAN, with_department()) == [Finding(Matter.ORPHAN, (("law", 0),))]
    assert about(Matter.ORPHAN, with_department(laws())) == []


def test_a_department_whose_kpis_apply_to_no_unit_carries_no_weight():
    """No unit is of the level at which its KPI is scored."""
    edition = with_department(laws(levels=("hall",)))
    assert about(Matter.WEIGHTLESS, edition) == [Finding(Matter.WEIGHTLESS, (("law", 0),))]
    assert about(Matter.ABSENT, edition) == []
    assert about(Matter.WEIGHTLESS, with_department(laws(levels=("city",)))) == []


def test_a_department_may_carry_weight_elsewhere_only():
    """Its KPI is scored in cities: nothing reaches it in the group, which is to be known."""
    edition = with_department(laws(levels=("city",)))
    assert about(Matter.ABSENT, edition) == [Finding(Matter.ABSENT, (("law", 0),))]
    assert about(Matter.ABSENT, edition, level="city") == []


def test_a_department_that_only_counters_judge_has_no_customer():
    """Its KPI reads counters; the weight is what it carries: 2 of 12 parts of 40 %."""
    assert about(Matter.INWARD, with_department(laws())) == [Finding(Matter.INWARD, (("law", 667),))]


def test_answers_and_tickets_come_from_customers():
    """A KPI with rows of either kind links its department, whatever its perspective."""
    for measure in (
        Measure(Kind.MEAN, Term("survey", (), "score")),
        Measure(Kind.RATE, Term("tickets"), base=Term("counters", (), "subscribers")),
    ):
        assert about(Matter.INWARD, with_department(laws(measure))) == []


def test_a_perspective_may_say_that_a_kpi_comes_from_customers():
    """``customer`` of the perspective links counters too."""
    edition = with_department(laws())
    spoken = replace(edition, perspectives=(Perspective("customer", text("customer"), customer=True),))
    assert about(Matter.INWARD, spoken) == []
    assert not customer_linked(edition, laws())
    assert customer_linked(spoken, laws())
