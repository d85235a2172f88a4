"""A second division of the pool, written from the methods alone, pays the same fen.

It shares no code with ``scorecard``: it clips again and again instead of walking the bends, interpolates
and rounds by itself. Only the building of the plan knows the product.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from scorecard.compute.incentive import incentive
from scorecard.model.plan import Gate, Heads, Vetoed
from tests.plans import plan

TRIALS = 1000


def factor(knots, score):
    """Straight lines between knots, level outside, the upper value at a jump."""
    if score is None:
        return Fraction(0)
    reached = [(at, value) for at, value in knots if at <= score]
    ahead = [(at, value) for at, value in knots if at > score]
    if not reached:
        return Fraction(ahead[0][1])
    left, low = reached[-1]
    if not ahead:
        return Fraction(low)
    right, high = ahead[0]
    return low + Fraction(high - low) * (score - left) / (right - left)


def two_decimals(score):
    """Half up."""
    return None if score is None else Fraction(int(score * 100 + Fraction(1, 2)), 100)


def clipped_again(points, floors, caps, pool):
    """Shares in proportion to points, clipped; those on the side that is off by more are settled first."""
    settled = {one: Fraction(floors[one]) for one in points if points[one] == 0}
    while len(settled) < len(points):
        free = [one for one in points if one not in settled]
        rest = pool - sum(settled.values())
        whole = sum(points[one] for one in free)
        wanted = {one: rest * points[one] / whole for one in free}
        inside = {one: max(wanted[one], floors[one]) for one in free}
        inside = {one: min(inside[one], caps[one]) if caps[one] is not None else inside[one] for one in free}
        off = sum(inside.values()) - sum(wanted.values())
        chosen = [one for one in free if off == 0 or (inside[one] - wanted[one]) * off > 0]
        settled |= {one: Fraction(inside[one]) for one in chosen}
    return settled


def largest_remainders(exact):
    """Whole numbers with the sum of the exact ones."""
    whole = {one: value.numerator // value.denominator for one, value in exact.items()}
    missing = sum(exact.values()) - sum(whole.values())
    by_remainder = sorted(exact, key=lambda one: (-(exact[one] - whole[one]), -exact[one], one))
    for one in by_remainder[: int(missing)]:
        whole[one] += 1
    return whole


def divide(month):
    """The month by hand: exact amounts, fen, retained, withheld."""
    base = {name: count * weight for name, (count, weight, _, _) in month["heads"].items()}
    standard = {name: Fraction(month["pool"]) * base[name] / sum(base.values()) for name in base}
    points, floors, caps, withheld = {}, {}, {}, {}
    for name, (_, _, floor, cap) in month["heads"].items():
        points[name] = base[name] * factor(month["knots"], two_decimals(month["scores"].get(name)))
        floors[name] = int(standard[name] * floor / 10_000)
        caps[name] = None if cap is None else int(standard[name] * cap / 10_000)
        withheld[name] = 0
        for kpi, at_least, otherwise, whom in month["gates"]:
            score = two_decimals(month["kpis"].get(kpi))
            if name not in whom or score is None or score >= at_least:
                continue
            if otherwise is None:
                points[name], floors[name], caps[name] = Fraction(0), 0, 0
                withheld[name] = int(standard[name]) if month["retain"] else 0
            else:
                points[name] *= otherwise
    available = month["pool"] - sum(withheld.values())
    exact = clipped_again(points, floors, caps, available)
    return exact, largest_remainders(exact), available - sum(exact.values()), sum(withheld.values())


def drawn(seed):
    """A random month as plain values, with many ties and tight bounds among them."""
    dice = Random(seed)
    names = [f"d{number}" for number in range(dice.randint(1, 12))]
    rounds = dice.choice([1, 10, 997])

    def score():
        return None if dice.random() < 0.1 else Fraction(dice.randint(0, 110 * rounds), rounds)

    heads = {}
    for name in names:
        floor = dice.choice([0, 0, 3000, 5000, 10_000])
        cap = dice.choice([None, max(floor, 6000), max(floor, 10_000), 15_000])
        heads[name] = (
            dice.choice([1, 10, dice.randint(1, 500)]),
            Fraction(dice.randint(5, 20), 10),
            floor,
            cap,
        )
    gates = [
        (
            dice.choice("xy"),
            dice.choice([30, 60, 90]),
            dice.choice([None, Fraction(0), Fraction(1, 2), Fraction(4, 5)]),
            set(dice.sample(names, dice.randint(0, len(names)))),
        )
        for _ in range(dice.randint(0, 3))
    ]
    return {
        "pool": dice.choice([0, 100, dice.randint(0, 500), dice.randint(0, 10**9)]),
        "heads": heads,
        "knots": dice.choice(
            [
                ((60, 0), (80, 1), (100, Fraction(6, 5))),
                ((0, 0), (60, 0), (60, Fraction(3, 5)), (80, Fraction(3, 5)), (80, 1)),
                ((0, Fraction(1, 2)), (100, Fraction(3, 2))),
            ]
        ),
        "scores": {name: score() for name in names},
        "kpis": {kpi: score() for kpi in "xy"},
        "gates": gates,
        "retain": dice.random() < 0.5,
    }


def gate(month, kpi, at_least, otherwise, whom):
    """A gate for everybody is one for all."""
    return Gate(kpi, Fraction(at_least), otherwise, None if whom == set(month["heads"]) else tuple(whom))


def as_plan(month):
    """The same month as the product has it."""
    people = [Heads(name, *values) for name, values in month["heads"].items()]
    return plan(
        month["pool"],
        *people,
        knots=month["knots"],
        gates=tuple(gate(month, *one) for one in month["gates"]),
        vetoed=Vetoed.RETAIN if month["retain"] else Vetoed.REDISTRIBUTE,
    )


@pytest.mark.parametrize("block", range(4))
def test_both_divisions_pay_the_same_fen(block):
    """A thousand random months a block: exact amounts, fen, what is retained and withheld are the same."""
    for seed in range(block * TRIALS, (block + 1) * TRIALS):
        month = drawn(seed)
        paid = incentive(as_plan(month), month["scores"], month["kpis"])
        exact = {one.department: one.exact for one in paid.payouts}
        fen = {one.department: one.fen for one in paid.payouts}
        assert (exact, fen, paid.retained, paid.withheld) == divide(month), seed
