"""Every rule of plans: the small plan broken in one place is refused there, with words that help."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from scorecard.definitions import check, load
from scorecard.model.period import Period
from scorecard.model.problem import Severity
from tests.definitions.small_book import BOOK, refused, told, write
from tests.definitions.small_plans import HEADS, JULY_ORDER, KNOTS, PAID, PLANS, STEPS, TWO


@dataclass(frozen=True)
class Broken:
    """The plans with ``old`` (its first occurrence) made ``new`` -> one problem at the text ``at`` of them.

    ``says``: words of what, why and remedy.
    """

    code: str
    old: str
    new: str
    at: str
    says: tuple[str, ...]
    plans: str = PLANS

    @property
    def text(self) -> str:
        """The small book with the broken plans."""
        assert self.old in self.plans, self.old
        return BOOK + self.plans.replace(self.old, self.new, 1)

    @property
    def line_and_column(self) -> tuple[int, int]:
        """Where the problem should be told, both from 1."""
        before = self.text[: self.text.index(self.at, len(BOOK))]
        return before.count("\n") + 1, len(before) - before.rfind("\n")


ERRORS = (
    # shape
    Broken(
        "shape.value", '"100000.00"', "100000.00", "100000.00", ("in quotes", '"100000.00"', "not 100000.00")
    ),
    Broken("shape.value", '"100000.00"', "100000", "100000\n", ('"100000.00"',)),
    Broken("shape.value", '"100000.00"', '"100000.005"', '"100000.005"', ("at most two decimals",)),
    Broken("shape.value", '"100000.00"', '"100,000.00"', '"100,000.00"', ("without separators",)),
    Broken("shape.value", '"100000.00"', '"-1.00"', '"-1.00"', ("yuan in quotes",)),
    Broken("shape.value", '"100000.00"', "{per_head: 800.50}", "800.50", ("pool.per_head", '"800.50"')),
    Broken("shape.unknown_key", '"100000.00"', '{perhead: "800"}', "perhead", ("Did you mean 'per_head'?",)),
    Broken("shape.unknown_key", "count: 120", "cuont: 120", "cuont", ("heads.network", "'count'")),
    Broken("shape.value", "count: 30", "count: 30.5", "30.5", ("heads.tariff.count", "integer")),
    Broken("shape.value", "count: 30", "count: -1", "-1", ("heads.tariff.count", "0")),
    Broken("shape.value", "coefficient: 1.1", "coefficient: 0", "0}\n      tariff", ("above 0", "count: 0")),
    Broken("shape.value", "cap: 150%", "cap: 1.5", "1.5\n", ("1000%", "150%")),
    Broken("shape.value", "cap: 150%", "cap: 1000.01%", "1000.01%", ("1000%",)),
    Broken("shape.value", "otherwise: 0.5", "otherwise: 1", "1}\n      - {kpi: net", ("below 1", "veto")),
    Broken("shape.value", "otherwise: 0.5", "otherwise: Veto", "Veto", ("the word veto",)),
    Broken("shape.value", "for: all", "for: everybody", "everybody", ("'responsible'", "'all'")),
    Broken("shape.value", "vetoed: retain", "vetoed: keep", "keep", ("'redistribute'", "'retain'")),
    Broken("shape.value", "[80, 1]", "[80]", "[80]", ("factor[2]", "two numbers in brackets")),
    Broken("shape.value", KNOTS, "1", "1\n    floor", ("factor", "a list")),
    Broken("shape.unknown_key", KNOTS, STEPS.replace("steps", "step"), "step:", ("Did you mean 'steps'?",)),
    # ids
    Broken("unknown.unit", "unit: BJ\n", "unit: BI\n", "BI\n", ("no unit 'BI'",)),
    Broken("unknown.department", "network: {count", "netwrok: {count", "netwrok: {count", ("'network'",)),
    Broken("unknown.kpi", "kpi: care.within", "kpi: care.witin", "care.witin", ("'care.within'",)),
    Broken("unknown.plan", "vetoed: retain", "vetoed: retain\n    beside: [extra]", "extra", ("no plan",)),
    Broken("unknown.department", "unit: BJ\n", "unit: BJ\n    owner: nobody\n", "nobody", ("no department",)),
    Broken("date.order", "unit: BJ\n", "unit: BJ\n    until: 2022-01\n", "2022-01\n    pool", ("never",)),
    # heads
    Broken(
        "plan.heads", "      tariff: {count: 30}\n", "", "heads:", ("'tariff'", "paid nothing", "count: 0")
    ),
    Broken(
        "plan.heads",
        "      market: {count: 40, floor: 50%}\n",
        "",
        "heads:",
        ("from 2026-01 on", "no heads for the department 'market'"),
    ),
    Broken("plan.idle", "unit: BJ\n", "unit: BJ\n    from: 2026-01\n", "tariff: {count", ("not there then",)),
    Broken("plan.unscored", "unit: BJ\n", "unit: G\n", "tariff: {count", ("no KPI", "level 'group'")),
    Broken(
        "plan.base",
        HEADS,
        "".join(f"      {one}: {{count: 0}}\n" for one in ("network", "tariff", "market")),
        "heads:",
        ("nobody to pay",),
    ),
    # factor
    Broken("plan.flat", KNOTS, "[[60, 1], [80, 1]]", "[[60, 1]", ("same for every score",)),
    Broken("plan.flat", KNOTS, "[]", "[]", ("doing better",)),
    Broken("plan.factor", "[60, 0]", "[60, -1]", "-1", ("-1 at the score 60",)),
    Broken("plan.factor", "[100, 1.2]", "[100, 0.9]", "[100, 0.9]", ("falls from 1 to 0.9",)),
    Broken("plan.factor", "[100, 1.2]", "[70, 1.2]", "[70, 1.2]", ("rising order",)),
    Broken("plan.factor", KNOTS, "[[60, 0], [60, 0.6], [60, 1]]", "[60, 1]]", ("twice where",)),
    Broken(
        "plan.factor", KNOTS, STEPS.replace("[80", "[60"), "[60, 1]]", ("once too often", "Write it once.")
    ),
    Broken("plan.factor", KNOTS, STEPS.replace("[0, 0], ", ""), "[60, 0.6]", ("begins at the score 60",)),
    # floors and caps
    Broken("plan.bounds", "floor: 40%", "floor: 160%", "160%", ("the floor, 160%, is above the cap",)),
    Broken("plan.bounds", "count: 30}", "count: 30, cap: 39%}", "39%", ("floor of 'tariff', 40%",)),
    Broken("plan.bounds", "floor: 50%}", "floor: 50%, cap: 45%}", "50%, cap", ("'market'", "45%")),
    Broken("plan.floors", "floor: 40%", "floor: 101%", "101%", ("more than the pool",)),
    Broken("plan.floors", "count: 30}", "count: 30, floor: 101%}", "101%", ("redistribute",)),
    # gates
    Broken(
        "plan.gate", "unit: BJ\n", "unit: G\n", "net.mean, at_least", ("not scored at the level 'group'",)
    ),
    Broken("plan.gate", "at_least: 60", "at_least: 0", "0, otherwise", ("never closes",)),
    Broken("plan.vetoed", "    vetoed: retain\n", "", "{kpi: care.rate", ("nobody may guess",)),
    Broken("plan.vetoed", "otherwise: veto", "otherwise: 0", "retain", ("no gate is a veto",)),
    # two plans
    Broken("plan.overlap", "id: extra", "id: extra", "id: extra", ("two pools", "beside: [monthly]"), TWO),
    Broken("plan.beside", "unit: BJ\n", "unit: BJ\n    beside: [monthly]\n", "monthly]", ("cannot stand",)),
)


WARNINGS = (
    Broken("plan.caps", "cap: 150%", "cap: 90%", "90%", ("retained in every month",)),
    Broken(
        "plan.caps",
        "count: 120, coefficient: 1.1}\n      tariff: {count: 30}",
        "count: 120, cap: 50%}\n      tariff: {count: 30, cap: 90%}",
        "150%",
        ("less than the pool",),
    ),
)


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: f"{case.code}: {case.new[:30]}")
def test_a_broken_plan_is_refused_at_the_right_place(case, tmp_path):
    """Each mistake is told at its own line and column, with what to do, and no book comes out."""
    refused(tmp_path, case.text, case.code, case.line_and_column, case.says)


@pytest.mark.parametrize("case", WARNINGS, ids=lambda case: f"{case.code}: {case.new[:30]}")
def test_a_doubtful_plan_is_used_and_warned_of(case, tmp_path):
    """What may be meant is a warning at its place; the book comes out all the same."""
    book, problems = check(write(tmp_path, case.text))
    assert book is not None, told(problems)
    assert {(one.code, one.severity) for one in problems} == {(case.code, Severity.WARNING)}
    assert (problems[0].place.line, problems[0].place.column) == case.line_and_column, told(problems)
    assert all(word in str(problems[0]) for word in case.says), told(problems)


def test_no_id_is_given_to_two_plans(tmp_path):
    """A second plan of the same id is told at its id, and as nothing else."""
    _, problems = check(write(tmp_path, BOOK + TWO.replace("id: extra", "id: monthly")))
    assert [one.code for one in problems] == ["id.twice"], told(problems)
    assert problems[0].place.line == (BOOK + PLANS).count("\n") + 1


def test_two_pools_for_one_unit_are_meant_where_one_says_so(tmp_path):
    """Beside the monthly plan, an extra one pays the same departments from a pool of its own."""
    both = TWO.replace("id: extra", "id: extra\n    beside: [monthly]")
    assert [one.id for one in load(write(tmp_path, BOOK + both)).newest.plans] == ["monthly", "extra"]


def test_a_plan_follows_another_without_a_word(tmp_path):
    """Where one ends when the next begins, no unit has two."""
    text = TWO.replace("unit: BJ\n", "unit: BJ\n    until: 2026-07\n", 1)
    text = text.replace("id: extra\n", "id: extra\n    from: 2026-07\n").replace(
        "      tariff: {count: 30}\n", ""
    )
    text = text.replace("      market:", "      tariff: {count: 30}\n      market:", 1)
    book = load(write(tmp_path, BOOK + text))
    months = Period(2026, 6), Period(2026, 7)
    assert [[one.id for one in book.on(month).plans] for month in months] == [["monthly"], ["extra"]]


@pytest.mark.parametrize(
    ("end", "code"), [("kpis: [care.within]", "absent.kpi"), ("units: [BJ]", "absent.unit")]
)
def test_what_a_plan_rests_on_may_not_end_without_it(end, code, tmp_path):
    """A gate's KPI or the unit that ends while the plan goes on is told from that month on."""
    write(tmp_path, PAID)
    others = "    set: {kpis: {care.rate: {weight: 100%}}}\n"
    _, problems = check(write(tmp_path, f"{JULY_ORDER}{others}    end: {{{end}}}\n", "changes.yaml"))
    found = [one for one in problems if one.code == code]
    assert len(found) == 1, told(problems)
    assert found[0].what.startswith("from 2026-07 on: ")


def test_heads_in_a_change_must_be_of_its_time(tmp_path):
    """An order of July that still counts tariff, gone since January, is told at that key."""
    write(tmp_path, PAID)
    stale = "{network: {count: 9}, market: {count: 9}, tariff: {count: 9}}"
    body = f"{JULY_ORDER}    set:\n      plans:\n        monthly:\n          heads: {stale}\n"
    _, problems = check(write(tmp_path, body, "changes.yaml"))
    assert [(one.code, one.place.line) for one in problems] == [("plan.idle", 10)], told(problems)
