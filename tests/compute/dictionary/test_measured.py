"""Every kind of measure in words and in symbols."""

from __future__ import annotations

import re

import pytest

from scorecard.compute.dictionary.measured import conditions, formula, meaning, symbols
from scorecard.compute.dictionary.read_from import columns, read_from
from scorecard.glossary import phrases
from scorecard.model.formula import Binary, Dimension, Name, Sign
from scorecard.model.kpi import Condition, Kind, Measure, Term
from scorecard.model.kpi import Test as Compare
from scorecard.model.source import Column, ColumnType, FactKind, Latest, Origin, Source
from scorecard.model.text import Text

SAY = phrases({})
TIMES = (Column("opened", ColumnType.TIME, ("受理时间",)), Column("closed", ColumnType.TIME, ("办结时间",)))
SOURCES = {
    "survey": Source(
        "survey",
        FactKind.RESPONSE,
        Text("测评", "Survey"),
        ("survey_*", "测评_*"),
        (
            Column("id", ColumnType.TEXT, ("编号",)),
            Column("touch", ColumnType.TEXT, ("触点",)),
            Column("score", ColumnType.INTEGER, ("评分", "rating"), low=1, high=10),
            Column("spent", ColumnType.DECIMAL, decimals=2, low=0),
            Column("w", ColumnType.DECIMAL, decimals=4),
            Column("day", ColumnType.DATE),
        ),
        Origin(column="day"),
        Origin(always="G"),
        weight="w",
        latest=Latest("id", "day"),
    ),
    "tickets": Source(
        "tickets",
        FactKind.TICKET,
        Text("工单", "Tickets"),
        ("tickets_*",),
        (
            *TIMES,
            Column("elapsed", ColumnType.MINUTES, between=("opened", "closed")),
            Column("again", ColumnType.FLAG, ("重办",)),
            Column("seconds", ColumnType.INTEGER, unit="s"),
        ),
        Origin(column="opened"),
        Origin(always="G"),
    ),
}
SCORE = Term("survey", (Condition("touch", Compare.IN, ("网络", "资费")),), "score")
ELAPSED = Term("tickets", (Condition("again", Compare.NOT_IN, (1,)),), "elapsed")
COUNT, TIME = "the number of rows of Tickets", "elapsed (from opened to closed)"
SAMPLES = {
    Kind.MEAN: (
        Measure(Kind.MEAN, SCORE),
        "Mean of score over rows of Survey with touch one of 网络, 资费.",
        "触点为网络、资费之一的测评记录的评分平均值。",
        "Σ w·x / Σ w",
    ),
    Kind.TOP_BOX: (
        Measure(Kind.TOP_BOX, Term("survey", (), "spent"), at=9990),
        "Share of rows of Survey whose spent is at least 99.90.",
        "全部测评记录中，spent不低于99.90的占比。",
        "100 · Σ w[x ≥ 99.90] / Σ w",
    ),
    Kind.BOTTOM_BOX: (
        Measure(Kind.BOTTOM_BOX, Term("tickets", (), "seconds"), at=15),
        "Share of rows of Tickets whose seconds is at most 15 s.",
        "全部工单记录中，seconds不超过15s的占比。",
        "100 · Σ w[x ≤ 15 s] / Σ w",
    ),
    Kind.NPS: (
        Measure(Kind.NPS, Term("survey", (), "score"), promoters=9, detractors=6),
        "Share of rows of Survey whose score is at least 9, less the share of those with at most 6.",
        "全部测评记录中，评分不低于9的占比，减去不超过6的占比。",
        "100 · (Σ w[x ≥ 9] − Σ w[x ≤ 6]) / Σ w",
    ),
    Kind.RATIO: (
        Measure(Kind.RATIO, Term("tickets", (Condition("again", Compare.IN, (1,)),)), base=Term("tickets")),
        f"In percent, {COUNT} with again = yes, divided by {COUNT}.",
        "重办为是的工单记录的条数占全部工单记录的条数的百分比。",
        "100 · Σ a / Σ b",
    ),
    Kind.RATE: (
        Measure(Kind.RATE, Term("tickets"), base=Term("survey", (), "spent", 2), per=10_000),
        "For every 10,000: the number of rows of Tickets, divided by the sum of spent over rows of Survey.",
        "全部工单记录的条数，除以全部测评记录的spent合计，按每10,000折算。",
        "10,000 · Σ a / Σ b",
    ),
    Kind.WITHIN: (
        Measure(Kind.WITHIN, ELAPSED, at=2880),
        f"Share of rows of Tickets with again other than yes whose {TIME} is at most 2,880 minutes.",
        "重办不为是的工单记录中，受理时间至办结时间的时长（elapsed）不超过2,880分钟的占比。",
        "100 · Σ w[x ≤ 2,880 minutes] / Σ w",
    ),
    Kind.PERCENTILE: (
        Measure(Kind.PERCENTILE, Term("tickets", (), "elapsed"), at=90),
        f"The smallest {TIME} that at least 90 % of rows of Tickets do not exceed.",
        "全部工单记录中，至少90%的记录不超过的最小值，取自受理时间至办结时间的时长（elapsed）。",
        "min x with n[≤ x] ≥ 90 % · n",
    ),
    Kind.FORMULA: (
        Measure(
            Kind.FORMULA,
            Term("tickets", unit="ticket"),
            formula=Binary(Sign.OVER, Name("late"), Name("every")),
            terms=(
                ("every", Term("tickets", unit="ticket")),
                ("late", Term("tickets", (Condition("again", Compare.IN, (1,)),), unit="ticket")),
            ),
            observations="every",
            dimension=Dimension(),
        ),
        "Computed by the formula from sums that are pooled first.",
        "由各合计数按公式算出，先汇总后计算。",
        "late / every",
    ),
    Kind.COMPLIANCE: (
        Measure(Kind.COMPLIANCE, Term("tickets", (), "again")),
        "Share of rows of Tickets whose again is yes.",
        "全部工单记录中，重办为是的占比。",
        "100 · Σ w[x = 1] / Σ w",
    ),
}


def test_every_kind_has_its_sample():
    """A new kind of measure is told here, or not at all."""
    assert set(SAMPLES) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_is_told_in_words_and_in_symbols(kind):
    """Both languages, thresholds put in with their unit."""
    measure, english, chinese, sum_ = SAMPLES[kind]
    assert meaning(measure, SOURCES, SAY) == Text(chinese, english)
    assert formula(measure, SOURCES, SAY).en == sum_


@pytest.mark.parametrize("kind", Kind)
def test_every_letter_of_a_formula_is_explained(kind):
    """What stands in the formula stands in front of a colon below it."""
    measure = SAMPLES[kind][0]
    shown = formula(measure, SOURCES, SAY).en
    known = {one.en.partition(":")[0] for one in symbols(measure, SOURCES, SAY)}
    letters = set(re.sub(r"minutes|min|with", "", shown))
    if kind is Kind.FORMULA:
        assert known >= {name for name, _ in measure.terms} == set(re.findall(r"[a-z]+", shown))
        return
    assert letters & set("abwxn") == {one for one in known if len(one) == 1}


def test_what_counts_names_conditions_missing_values_and_the_latest_row():
    """At a mean over a weighted survey that is delivered again and again."""
    assert [one.en for one in conditions(SAMPLES[Kind.MEAN][0], SOURCES, SAY)] == [
        "rows of Survey with touch one of 网络, 资费",
        "a row without score does not count",
        "of rows with the same id only the last by day counts",
    ]
    assert [one.zh for one in conditions(SAMPLES[Kind.RATE][0], SOURCES, SAY)] == [
        "a：全部工单记录",
        "b：全部测评记录",
        "spent空缺的记录不计",
        "编号相同的记录只计day最后的一条",
    ]


def test_symbols_name_the_weight_and_what_is_counted():
    """A weight column where there is one, else 1 for each row."""
    weighted = [one.en for one in symbols(SAMPLES[Kind.MEAN][0], SOURCES, SAY)]
    assert weighted == ["x: score (评分)", "w: w"]
    assert [one.zh for one in symbols(SAMPLES[Kind.COMPLIANCE][0], SOURCES, SAY)] == [
        "x：重办（again），是为 1，否为 0",
        "w：每条记录计 1",
        "w[…]：只计方括号内条件成立的记录",
    ]


def test_sources_and_columns_are_named_as_they_are_delivered():
    """Files, headings, ranges; a computed column brings the two that it is computed from."""
    measure = SAMPLES[Kind.MEAN][0]
    assert [one.en for one in read_from(measure, SOURCES, SAY)] == [
        "Survey (Response, survey), files survey_*, 测评_*"
    ]
    assert [one.en for one in columns(measure, SOURCES, SAY)] == [
        "score: integer (1 to 10), headed score, 评分, rating",
        "touch: text, headed touch, 触点",
        "w: decimal, headed w",
    ]
    assert [one.zh for one in columns(SAMPLES[Kind.WITHIN][0], SOURCES, SAY)] == [
        "opened：时间，表头 opened、受理时间",
        "closed：时间，表头 closed、办结时间",
        "elapsed：由受理时间至办结时间计算的整分钟数，不足一分钟舍去",
        "again：是否，表头 again、重办",
    ]
    spent = columns(SAMPLES[Kind.TOP_BOX][0], SOURCES, SAY)
    assert next(iter(spent)).en == "spent: decimal (0.00 or more), headed spent"


@pytest.mark.parametrize("type_", ColumnType)
def test_every_type_of_column_has_a_word(type_):
    """Looked up by the value itself."""
    assert f"dict_type_{type_}" in SAY.templates
