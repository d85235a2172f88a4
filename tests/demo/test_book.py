"""The demonstration operator's definitions."""

from __future__ import annotations

from collections import Counter

from scorecard.definitions import check
from scorecard.demo.counters import PARTS
from scorecard.demo.inspections import ITEMS
from scorecard.demo.survey import CHANNELS, QUALITY, SEGMENTS
from scorecard.demo.tickets import CATEGORIES
from scorecard.demo.tickets import CHANNELS as SOURCES
from scorecard.model.kpi import Kind
from scorecard.model.period import Period
from scorecard.model.source import FactKind
from tests.demo.conftest import DEFINITIONS


def test_no_problem():
    """The shipped definitions are read without an error or a warning."""
    book, problems = check(DEFINITIONS)
    assert problems == ()
    assert book is not None


def test_thirteen_processes(book):
    """There are 13 processes of 3 to 5 KPIs each, 45 to 60 KPIs in all."""
    sizes = Counter(kpi.process for kpi in book.kpis)
    assert len(book.processes) == 13
    assert set(sizes) == {process.id for process in book.processes}
    assert all(3 <= size <= 5 for size in sizes.values())
    assert 45 <= len(book.kpis) <= 60


def test_every_kind_of_measure_perspective_and_fact(book):
    """All nine kinds of measure, four perspectives and four kinds of fact are used."""
    assert {kpi.measure.kind for kpi in book.kpis} == set(Kind)
    assert {kpi.perspective for kpi in book.kpis} == {"customer", "finance", "process", "learning"}
    used = {book.source_by_id[kpi.measure.rows.source].kind for kpi in book.kpis}
    assert used == set(FactKind)


def test_focus_issues(book):
    """The practice's focus issues are among the KPIs' own."""
    wanted = {
        "室内覆盖",
        "通话杂音",
        "宣传与实际一致",
        "资费设计",
        "资费清晰",
        "缴费便利",
        "缴费后复机",
        "欠费提前提醒",
        "漫游计费准确",
        "账单易懂",
        "营业员服务",
        "网点位置",
        "系统故障",
    }
    assert wanted <= {kpi.focus.zh for kpi in book.kpis if kpi.focus}


def test_tree(book):
    """One group, 3 provinces, 12 cities and about 100 halls, each below the level above it."""
    found = Counter(unit.level for unit in book.units.units)
    assert (found["group"], found["province"], found["city"]) == (1, 3, 12)
    assert 95 <= found["hall"] <= 105
    above = {"province": "group", "city": "province", "hall": "city"}
    for unit in book.units.units:
        if unit.parent:
            assert book.units.by_id[unit.parent].level == above[unit.level]


def test_hall_kpis(book):
    """Halls are scored by 9 to 14 KPIs, all from facts that name a hall."""
    halls = [kpi for kpi in book.kpis if "hall" in kpi.levels]
    assert 9 <= len(halls) <= 14
    assert {kpi.measure.rows.source for kpi in halls} == {"survey", "inspections"}


def test_merge(timeline):
    """15 departments become 14 in 2026-01: two end, and their successor carries both shares."""
    before, after = timeline.on(Period(2025, 12)), timeline.on(Period(2026, 1))
    names = {department.id for department in before.departments}
    assert len(names) == 15
    assert names - {department.id for department in after.departments} == {"tariff", "innovation"}
    assert {department.id for department in after.departments} - names == {"product"}
    old = sum(share for kpi in before.kpis for who, share in kpi.shares if who in {"tariff", "innovation"})
    new = sum(share for kpi in after.kpis for who, share in kpi.shares if who == "product")
    assert old == new > 0


def test_the_plan_counts_everybody_before_and_after_the_merge(timeline):
    """One plan pays every department in force; the successor has as many heads as the two before it."""
    pools, counts = [], []
    for month in (Period(2025, 12), Period(2026, 1)):
        in_force = timeline.on(month)
        (plan,) = in_force.plans
        counts.append({heads.department: heads.count for heads in plan.heads})
        pools.append(plan.pool)
        assert set(counts[-1]) == {department.id for department in in_force.departments}
        assert min(counts[-1].values()) > 0
    assert counts[1]["product"] == counts[0]["tariff"] + counts[0]["innovation"]
    assert pools == [2090 * 80_000] * 2


def test_every_department_answers_for_something(timeline):
    """No department in force is without a share, before the merge or after it."""
    for month in (Period(2025, 12), Period(2026, 1)):
        in_force = timeline.on(month)
        carrying = {who for kpi in in_force.kpis for who, _ in kpi.shares}
        assert carrying == {department.id for department in in_force.departments}


def test_the_generator_speaks_the_books_words(book):
    """Every word that the generator writes is one that the sources allow, and none is left out."""

    def allowed(source: str, column: str) -> set[str]:
        return set(book.source_by_id[source].column(column).values)

    assert allowed("survey", "touchpoint") == set(QUALITY)
    assert allowed("survey", "segment") == set(SEGMENTS)
    assert allowed("survey", "channel") == set(CHANNELS)
    assert allowed("tickets", "category") == set(CATEGORIES)
    assert allowed("tickets", "source") == set(SOURCES)
    assert allowed("inspections", "item") == set(ITEMS)
    assert allowed("counters", "counter") == {"subscribers", *PARTS}
