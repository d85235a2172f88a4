"""Which measures state the same fact."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.model.fact import rows, statistic
from scorecard.model.formula import Binary, Name, Sign
from scorecard.model.kpi import Condition, Kind, Measure, Term
from scorecard.model.kpi import Test as Compare

WHERE = (
    Condition("touchpoint", Compare.IN, ("hall", "web")),
    Condition("score", Compare.AT_LEAST, (3,)),
)
ROWS = Term("survey", WHERE, "score")
SUBSCRIBERS = Term("counters", (), "subscribers")


def test_the_order_of_conditions_and_values_is_form():
    """``where`` written the other way round, with a value named twice, holds for the same rows."""
    other = (WHERE[1], Condition("touchpoint", Compare.IN, ("web", "hall", "web")))
    assert rows(replace(ROWS, where=other)) == rows(ROWS)


@pytest.mark.parametrize(
    "other",
    [
        replace(ROWS, source="tickets"),
        replace(ROWS, value="item_1"),
        replace(ROWS, value=None),
        replace(ROWS, where=WHERE[:1]),
        replace(ROWS, where=(*WHERE[:1], Condition("score", Compare.AT_LEAST, (4,)))),
        replace(ROWS, where=(*WHERE[:1], Condition("score", Compare.AT_MOST, (3,)))),
        replace(ROWS, where=(Condition("touchpoint", Compare.NOT_IN, ("hall", "web")), WHERE[1])),
    ],
)
def test_other_rows_or_another_value_are_another_fact(other):
    """Source, value, column, test and threshold all matter."""
    assert rows(other) != rows(ROWS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Measure(Kind.RATIO, ROWS, base=SUBSCRIBERS), Measure(Kind.RATE, ROWS, base=SUBSCRIBERS, per=10_000)),
        (Measure(Kind.BOTTOM_BOX, ROWS, at=5), Measure(Kind.WITHIN, ROWS, at=5)),
        (Measure(Kind.TOP_BOX, ROWS, at=9), Measure(Kind.BOTTOM_BOX, ROWS, at=8)),
        (Measure(Kind.MEAN, ROWS), Measure(Kind.MEAN, ROWS)),
    ],
)
def test_one_statement_on_another_scale_or_turned_round_is_the_same(one, other):
    """A ratio is a rate per 100; who is above 8 is who is not at most 8."""
    assert statistic(one) == statistic(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Measure(Kind.MEAN, ROWS), Measure(Kind.TOP_BOX, ROWS, at=9)),
        (Measure(Kind.TOP_BOX, ROWS, at=9), Measure(Kind.TOP_BOX, ROWS, at=8)),
        (Measure(Kind.TOP_BOX, ROWS, at=9), Measure(Kind.BOTTOM_BOX, ROWS, at=9)),
        (Measure(Kind.PERCENTILE, ROWS, at=90), Measure(Kind.PERCENTILE, ROWS, at=50)),
        (
            Measure(Kind.NPS, ROWS, promoters=9, detractors=6),
            Measure(Kind.NPS, ROWS, promoters=9, detractors=5),
        ),
        (
            Measure(Kind.RATE, ROWS, base=SUBSCRIBERS),
            Measure(Kind.RATE, ROWS, base=replace(SUBSCRIBERS, value=None)),
        ),
        (Measure(Kind.PERCENTILE, ROWS, at=9), Measure(Kind.TOP_BOX, ROWS, at=9)),
    ],
)
def test_another_statistic_is_another_statement(one, other):
    """Kind, threshold, percent and base all matter."""
    assert statistic(one) != statistic(other)


def test_formulas_are_one_statement_only_where_they_are_one_formula():
    """Two formulas over the same observations differ by their text and by the rows of their terms."""
    offered, solved = Term("counters", (), "offered"), Term("counters", (), "solved")
    formula = Binary(Sign.OVER, Name("a"), Name("b"))
    one = Measure(
        Kind.FORMULA, offered, formula=formula, terms=(("a", solved), ("b", offered)), observations="b"
    )
    assert statistic(one) == statistic(replace(one, terms=(("b", offered), ("a", solved))))
    assert statistic(one) != statistic(replace(one, formula=Binary(Sign.TIMES, Name("a"), Name("b"))))
    assert statistic(one) != statistic(replace(one, terms=(("a", offered), ("b", offered))))
