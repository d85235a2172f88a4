"""Two editions compared: every key, as people write it, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scorecard.compute.difference import differences
from scorecard.model.kpi import Aim, Condition, Direction, Evidence, Kpi
from scorecard.model.kpi import Test as Compared
from scorecard.model.org import Department, Retired, Unit, UnitTree
from scorecard.model.plan import Gate
from scorecard.model.scoring import RankPoints
from scorecard.model.source import Column, ColumnType
from scorecard.model.text import Text
from tests.plans import heads, plan
from tests.sample import curve, small_edition

GATE = Gate("hall.top", Fraction(60), Fraction(1, 2), ("care", "sales"))
HALF = "{kpi: hall.top, at_least: 60, otherwise: 0.5, for: [care, sales]}"
PLAN = plan(100_000, *(heads(one) for one in ("net", "care", "sales")), gates=(GATE,))
EDITION = replace(small_edition(), plans=(PLAN,))
MEAN = EDITION.kpi_by_id["network.mean"]
RATE = EDITION.kpi_by_id["network.rate"]
SURVEY = EDITION.source_by_id["survey"]


def with_kpi(**changes: object):
    """The edition with another network.mean."""
    return replace(EDITION, kpis=(replace(MEAN, **changes), *EDITION.kpis[1:]))


def with_plan(**changes: object):
    """The edition with another plan."""
    return replace(EDITION, plans=(replace(PLAN, **changes),))


def with_measure(**changes: object):
    """The edition with another measure of network.mean."""
    return with_kpi(measure=replace(MEAN.measure, **changes))


def with_policy(**changes: object):
    """The edition with another policy, and KPIs whose evidence is still the policy's."""
    policy = replace(EDITION.policy, **changes)
    evidence = Evidence(policy.hide_below, policy.flag_below)
    scores = (policy.floor_score, policy.target_score, policy.stretch_score)
    return replace(
        EDITION, policy=policy, kpis=tuple(followed(kpi, evidence, scores) for kpi in EDITION.kpis)
    )


def followed(kpi: Kpi, evidence: Evidence, scores: tuple[Fraction, ...]) -> Kpi:
    """The KPI under a policy: its sample sizes, its scores at floor, target and stretch."""
    knots = tuple(zip((kpi.aim.floor, kpi.aim.target, kpi.aim.stretch), scores, strict=True))
    rising = knots[::-1] if kpi.direction is Direction.LOWER else knots
    scoring = replace(kpi.aim.scoring, knots=rising)
    return replace(kpi, evidence=evidence, aim=replace(kpi.aim, scoring=scoring))


def with_survey(**changes: object):
    """The edition with another survey."""
    return replace(EDITION, sources=(replace(SURVEY, **changes), *EDITION.sources[1:]))


def keys(old, new):
    """(kind, id, key, old, new) of every difference."""
    return [(one.kind, one.id, one.key, one.old, one.new) for one in differences(old, new)]


def aim(*readings: Fraction) -> Aim:
    """What a unit is held to."""
    return Aim(curve(Direction.HIGHER, *readings), *readings)


HELD = aim(Fraction(6), Fraction(17, 2), Fraction(9))
WHERE = (Condition("touchpoint", Compared.NOT_IN, ("hall",)), Condition("score", Compared.AT_LEAST, (2,)))
COLUMNS = (SURVEY.columns[0], Column("score", ColumnType.DECIMAL, low=10, high=105, decimals=1))
CHANGES = {
    "a weight": (with_kpi(weight=6250), ("kpis", "network.mean", "weight", "50%", "62.5%")),
    "shares": (
        with_kpi(shares=(("care", 3333), ("net", 6667))),
        ("kpis", "network.mean", "shares", "{care: 30%, net: 70%}", "{care: 33.33%, net: 66.67%}"),
    ),
    "a target": (with_kpi(aim=HELD), ("kpis", "network.mean", "target", "8", "8.5")),
    "a rule": (
        with_kpi(aim=replace(MEAN.aim, scoring=RankPoints((Fraction(100), Fraction(181, 2))))),
        ("kpis", "network.mean", "scoring", None, "{rule: rank_points, points: [100, 90.5]}"),
    ),
    "a name": (
        with_kpi(name=Text("网", "Net")),
        ("kpis", "network.mean", "name", "{zh: network.mean中文, en: network.mean}", "{zh: 网, en: Net}"),
    ),
    "a sample size of its own": (
        with_kpi(evidence=Evidence(20, 5)),
        ("kpis", "network.mean", "evidence.hide_below", "3", "20"),
    ),
    "a threshold in the column's scale": (
        with_measure(at=85, rows=replace(MEAN.measure.rows, scale=1)),
        ("kpis", "network.mean", "measure.at", None, "8.5"),
    ),
    "conditions": (
        with_measure(rows=replace(MEAN.measure.rows, where=WHERE)),
        (
            "kpis",
            "network.mean",
            "measure.where",
            "{touchpoint: network}",
            "{touchpoint: {not: [hall]}, score: {at_least: 2}}",
        ),
    ),
    "a column": (
        with_survey(columns=COLUMNS),
        (
            "sources",
            "survey",
            "columns.score",
            "{type: integer, low: 1, high: 10}",
            "{type: decimal, low: 1, high: 10.5, decimals: 1}",
        ),
    ),
    "files": (with_survey(files=("s*", "t*")), ("sources", "survey", "files", "[survey*]", "[s*, t*]")),
    "the policy's coverage": (
        with_policy(coverage_min=Fraction(1, 8)),
        ("policy", "", "coverage_min", "50%", "12.5%"),
    ),
    "the policy's sample size, which KPIs follow": (
        with_policy(hide_below=4),
        ("policy", "", "hide_below", "3", "4"),
    ),
    "the policy's scores, which KPIs follow": (
        with_policy(target_score=Fraction(75)),
        (
            "policy",
            "",
            "scoring",
            "{floor: 0, target: 80, stretch: 100}",
            "{floor: 0, target: 75, stretch: 100}",
        ),
    ),
    "a word": (
        replace(EDITION, terms={"unit": Text("部门", "Office")}),
        ("glossary", "", "unit", "{zh: 单位, en: Unit}", "{zh: 部门, en: Office}"),
    ),
    "the order of levels": (
        replace(EDITION, levels=EDITION.levels[::-1]),
        ("levels", "", "order", "[group, province, city]", "[city, province, group]"),
    ),
    "a target of a unit": (
        with_kpi(aims=(("P1", HELD),)),
        ("targets", "network.mean@P1", "", None, "{floor: 6, target: 8.5, stretch: 9}"),
    ),
    "a new department": (
        replace(EDITION, departments=(*EDITION.departments, Department("it", Text("信息部", "IT")))),
        ("departments", "it", "", None, "{name: {zh: 信息部, en: IT}}"),
    ),
    "heads of a plan": (
        with_plan(heads=(heads("net", 12), *PLAN.heads[1:])),
        ("plans", "monthly", "heads.net", "{count: 10}", "{count: 12}"),
    ),
    "a pool a head": (
        with_plan(amount=80_050, per_head=True),
        ("plans", "monthly", "pool", "1000.00", "{per_head: 800.50}"),
    ),
    "a floor of one department": (
        with_plan(heads=(heads("net", floor=40), *PLAN.heads[1:])),
        ("plans", "monthly", "floor", "0%", "{care: 0%, net: 40%, sales: 0%}"),
    ),
    "caps of a plan": (
        with_plan(heads=tuple(heads(one.department, cap=150) for one in PLAN.heads)),
        ("plans", "monthly", "cap", None, "150%"),
    ),
    "a veto": (
        with_plan(gates=(GATE, replace(GATE, otherwise=None, departments=None))),
        (
            "plans",
            "monthly",
            "gates",
            f"[{HALF}]",
            f"[{HALF}, {{kpi: hall.top, at_least: 60, otherwise: veto, for: all}}]",
        ),
    ),
    "a factor": (
        with_plan(factor=curve(Direction.HIGHER, Fraction(60), Fraction(80), Fraction(100))),
        ("plans", "monthly", "factor", "[[60, 0], [80, 1], [100, 1.2]]", "[[60, 0], [80, 80], [100, 100]]"),
    ),
    "a plan that ends": (replace(EDITION, plans=()), ("plans", "monthly", "")),
    "an ended KPI": (
        replace(EDITION, kpis=EDITION.kpis[1:]),
        ("kpis", "network.mean", ""),
    ),
}


@pytest.mark.parametrize(("changed", "told"), CHANGES.values(), ids=CHANGES)
def test_one_change_is_one_difference_as_people_write_it(changed, told):
    """Old and new are the texts of the files: percents, exact numbers, whole lists; each change once."""
    (found,) = keys(EDITION, changed)
    assert found[: len(told)] == told
    (back,) = keys(changed, EDITION)
    assert (back[3], back[4]) == (found[4], found[3])


def test_the_same_edition_differs_in_nothing():
    """An edition built a second time has no difference, nor has one whose lists stand in another order."""
    other = replace(small_edition(), plans=(replace(PLAN, heads=PLAN.heads[::-1]),))
    assert differences(EDITION, other) == ()
    turned = replace(other, kpis=other.kpis[::-1], departments=other.departments[::-1])
    assert differences(EDITION, turned) == ()


def test_what_a_unit_has_from_the_kpi_is_not_told_twice():
    """P1 has a target of its own and the KPI's floor: a new floor is told of the KPI, a new target of P1."""
    old = with_kpi(aims=(("P1", HELD),))
    lower = with_kpi(
        aim=aim(Fraction(5), Fraction(8), Fraction(9)),
        aims=(("P1", aim(Fraction(5), Fraction(17, 2), Fraction(9))),),
    )
    assert keys(old, lower) == [("kpis", "network.mean", "floor", "6", "5")]
    higher = with_kpi(aims=(("P1", aim(Fraction(6), Fraction(35, 4), Fraction(9))),))
    assert keys(old, higher) == [("targets", "network.mean@P1", "target", "8.5", "8.75")]


def test_a_unit_that_ends_is_told_with_who_takes_its_rows():
    """Birch goes to Alder; then to nobody."""
    birch = EDITION.units.by_id["P1C2"]
    left = UnitTree(tuple(one for one in EDITION.units.units if one is not birch))
    merged = replace(EDITION, units=left, retired=(Retired(birch, "P1C1"),))
    whole, heir = keys(EDITION, merged)
    assert whole[:3] == ("units", "P1C2", "")
    assert whole[4] is None
    assert heir == ("units", "P1C2", "successor", None, "P1C1")
    split = replace(merged, retired=(Retired(birch, None),))
    assert keys(merged, split) == [("units", "P1C2", "successor", "P1C1", "nobody")]


def test_differences_stand_in_the_order_of_the_files():
    """Policy before units before KPIs before targets, whichever side they are on."""
    changed = with_kpi(weight=6000, aims=(("P1", HELD),))
    changed = replace(
        changed,
        policy=replace(EDITION.policy, coverage_min=Fraction(1)),
        units=UnitTree((*EDITION.units.units, Unit("P3", Text("东", "East"), "province", "G"))),
    )
    assert [one.kind for one in differences(EDITION, changed)] == ["policy", "units", "kpis", "targets"]


def test_a_base_of_a_rate_is_told_whole():
    """Another base column: the old and the new base, each with its source."""
    measure = replace(RATE.measure, base=replace(RATE.measure.base, value=None), per=1000)
    kpis = tuple(replace(one, measure=measure) if one is RATE else one for one in EDITION.kpis)
    assert keys(EDITION, replace(EDITION, kpis=kpis)) == [
        (
            "kpis",
            "network.rate",
            "measure.base",
            "{source: counters, value: subscribers}",
            "{source: counters}",
        ),
        ("kpis", "network.rate", "measure.per", "10000", "1000"),
    ]
