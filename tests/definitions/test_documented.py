"""The book in docs/definitions.md is a book."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

from scorecard.compute.incentive import incentive
from scorecard.definitions import check
from scorecard.model.period import Period

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "definitions.md").read_text(encoding="utf-8")


def documented(folder):
    """The example's book and its problems."""
    (example,) = re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.DOTALL)
    (folder / "book.yaml").write_text(example, encoding="utf-8")
    return check(folder)


def test_the_documented_book_passes_its_own_check(tmp_path):
    """The example loads without an error or a warning, and its merge moves the share."""
    book, problems = documented(tmp_path)
    assert [str(problem) for problem in problems] == []
    assert dict(book.on(Period(2025, 12)).kpis[0].shares) == {"network": 7000, "tariff": 3000}
    assert dict(book.on(Period(2026, 1)).kpis[0].shares) == {"network": 7000, "market": 3000}
    assert book.on(Period(2026, 6)).kpis[0].aim.target != book.on(Period(2026, 7)).kpis[0].aim.target


def yuan(fen):
    """As the guide writes amounts."""
    return f"{fen // 100:,}.{fen % 100:02}"


def test_the_documented_payment_is_paid(tmp_path):
    """Every amount of the example by hand is what the plan pays, and stands in the guide."""
    book, _ = documented(tmp_path)
    (plan,) = book.on(Period(2026, 6)).plans
    scores = {"network": Fraction(84), "market": Fraction(66)}
    paid = incentive(plan, scores, {"network.coverage": Fraction(71)})
    assert [one.fen for one in paid.payouts] == [8_333_333, 1_666_667]
    assert [one.points for one in paid.payouts] == [Fraction(1248, 10), 18]
    table = GUIDE.partition("by hand.")[2].partition("## Columns")[0]
    for one in paid.payouts:
        alone = plan.pool * one.points / sum(other.points for other in paid.payouts)
        for amount in (round(one.standard), round(alone), one.floor, one.cap, one.fen):
            assert yuan(amount) in table
    assert f"{yuan(round(paid.rate))} each" in table
