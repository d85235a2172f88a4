"""What comes out of a plan, how it changes with time, and what its digest is of."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.definitions import load
from scorecard.model.book import Setting
from scorecard.model.curve import scored
from scorecard.model.period import Period
from scorecard.model.plan import Gate, Heads, Vetoed
from tests.definitions.small_book import BOOK, write
from tests.definitions.small_plans import HEADS, JULY_ORDER, KNOTS, PAID, PLANS, STEPS

JUNE, JULY = Period(2026, 6), Period(2026, 7)


def test_a_plan_is_built_exactly(tmp_path):
    """Yuan are fen, percents basis points, knots a curve; a gate is for those who answer or for all."""
    book = load(write(tmp_path, PAID))
    (plan,) = book.on(JUNE).plans
    assert (plan.unit, plan.pool, plan.per_head, plan.vetoed) == ("BJ", 10_000_000, False, Vetoed.RETAIN)
    assert plan.heads == (
        Heads("network", 120, Fraction(11, 10), 4000, 15_000),
        Heads("market", 40, Fraction(1), 5000, 15_000),
    )
    assert [scored(plan.factor, Fraction(score)) for score in (50, 70, 90, 120)] == [
        0,
        Fraction(1, 2),
        Fraction(11, 10),
        Fraction(6, 5),
    ]
    assert plan.gates == (
        Gate("care.within", Fraction(60), Fraction(1, 2), ("network",)),
        Gate("net.mean", Fraction(55), Fraction(4, 5), ("market", "network")),
        Gate("care.rate", Fraction(40), None),
    )
    assert (plan.owner, plan.reference) == ("network", "小司〔2022〕1号")


def test_steps_jump(tmp_path):
    """阶梯: from a step's score on its factor counts, below it the one before."""
    (plan,) = load(write(tmp_path, PAID.replace(KNOTS, STEPS))).newest.plans
    found = [scored(plan.factor, Fraction(score)) for score in ("0", "59.99", "60", "79.99", "80", "150")]
    assert found == [0, 0, Fraction(3, 5), Fraction(3, 5), 1, 1]


def test_heads_count_while_their_department_is_there(tmp_path):
    """Until the merge tariff's 30 heads count, from then on market's 40; a pool by heads follows."""
    book = load(write(tmp_path, PAID.replace('"100000.00"', '{per_head: "800.50"}')))
    before, after = (book.on(month).plans[0] for month in (Period(2025, 12), Period(2026, 1)))
    assert [(one.department, one.count) for one in before.heads] == [("network", 120), ("tariff", 30)]
    assert [(one.department, one.count) for one in after.heads] == [("network", 120), ("market", 40)]
    assert (before.amount, before.pool, after.pool) == (80_050, 150 * 80_050, 160 * 80_050)
    assert before.gates[1].departments == ("network", "tariff")


def changed(folder, body):
    """The small book with its plan, and one change order in a file of its own."""
    write(folder, PAID)
    return load(write(folder, JULY_ORDER + body, "changes.yaml"))


def test_a_change_order_moves_money_from_its_month_on(tmp_path):
    """From July the pool is smaller and heads differ; June has the digest that it had without the change."""
    plain = load(write(tmp_path, PAID))
    new = "{network: {count: 100}, market: {count: 60}}"
    book = changed(tmp_path, f'    set: {{plans: {{monthly: {{pool: "90000", heads: {new}}}}}}}\n')
    assert book.on(JUNE) == plain.on(JUNE)
    assert book.on(JUNE).digest == plain.on(JUNE).digest != book.on(JULY).digest
    (plan,) = book.on(JULY).plans
    assert (plan.pool, [one.count for one in plan.heads]) == (9_000_000, [100, 60])
    (change,) = book.changes
    assert change.settings[0] == Setting("plans", "monthly", "pool", "100000.00", "90000")


def test_a_change_order_ends_a_plan_and_adds_another(tmp_path):
    """The new plan begins with the order, by its document and owner."""
    entry = PLANS.removeprefix("plans:\n").replace("id: monthly", "id: new")
    entry = "".join(f"    {line}\n" for line in entry.replace("      tariff: {count: 30}\n", "").splitlines())
    book = changed(tmp_path, f"    end: {{plans: [monthly]}}\n    add:\n      plans:\n{entry}")
    assert [one.id for one in book.on(JUNE).plans] == ["monthly"]
    (plan,) = book.on(JULY).plans
    assert (plan.id, plan.owner, plan.reference) == ("new", "market", "小司〔2026〕7号")


WITHIN = "      - {kpi: care.within, at_least: 60, otherwise: 0.5}\n"
MEAN = "      - {kpi: net.mean, at_least: 55, otherwise: 0.8}\n"
NETWORK = "  - {id: network, name: {zh: 网络部, en: Network}}\n"
TARIFF = "  - {id: tariff, name: {zh: 资费部, en: Tariffs}, until: 2026-01, successor: market}\n"
SAME = {
    "order of heads": (HEADS, "".join(HEADS.splitlines(keepends=True)[::-1])),
    "order of departments": (NETWORK + TARIFF, TARIFF + NETWORK),
    "decimals of an amount": ('"100000.00"', '"100000"'),
    "defaults written out": (
        "tariff: {count: 30}",
        "tariff: {count: 30, coefficient: 1.0, floor: 40%, cap: 150%}",
    ),
    "order of gates": (f"{WITHIN}{MEAN}", f"{MEAN}{WITHIN}"),
    "defaults of a gate": (MEAN, MEAN.replace("0.8}", "0.80, for: responsible}").replace("55,", "55.0,")),
}
OTHER = (
    ("id: monthly", "id: weekly"),
    ("en: Monthly incentive", "en: Monthly bonus"),
    ("unit: BJ", "unit: NH"),
    ("unit: BJ", "unit: BJ\n    owner: market"),
    ("unit: BJ", "unit: BJ\n    reference: 小司〔2022〕2号"),
    ('"100000.00"', '"100000.01"'),
    ('"100000.00"', '{per_head: "625.00"}'),
    ("count: 120", "count: 121"),
    ("coefficient: 1.1", "coefficient: 1.11"),
    ("floor: 50%}", "floor: 50.01%}"),
    ("[80, 1]", "[80, 0.99]"),
    (KNOTS, STEPS),
    ("floor: 40%", "floor: 39%"),
    ("cap: 150%", "cap: 151%"),
    ("at_least: 60", "at_least: 61"),
    ("otherwise: 0.5", "otherwise: 0.4"),
    ("otherwise: 0.5", "otherwise: 0.5, for: all"),
    ("otherwise: 0.5", "otherwise: veto"),
    ("vetoed: retain", "vetoed: redistribute"),
)


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """The digest of the small book with its plan."""
    return load(write(tmp_path_factory.mktemp("original"), PAID)).digest


@pytest.mark.parametrize("how", SAME)
def test_writing_a_plan_otherwise_keeps_the_digest(how, original, tmp_path):
    """Orders of heads and gates, defaults and trailing zeros do not count."""
    old, new = SAME[how]
    assert old in PAID
    text = PAID.replace(old, new)
    assert text != PAID
    assert load(write(tmp_path, text)).digest == original


@pytest.mark.parametrize(("old", "new"), OTHER, ids=[f"{new[:24]}" for _, new in OTHER])
def test_paying_otherwise_changes_the_digest(old, new, original, tmp_path):
    """Whatever changes what is paid, by whose word or under which name changes the digest."""
    before, after = PLANS.split(old, 1)
    assert load(write(tmp_path, BOOK + before + new + after)).digest != original
