"""History: what touched a KPI up to a period, by which document, and nothing of what comes later."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from scorecard.compute.dictionary.past import KINDS, Past, history_of_book, history_of_kpi
from scorecard.definitions import load
from scorecard.definitions.orders import AddSpec, SetSpec
from scorecard.glossary import built_in, phrases
from scorecard.model.book import Book
from scorecard.model.period import Period
from scorecard.model.text import Text
from tests.definitions.small_book import BOOK, MEDIAN, write

ORDERS = (
    """\
changes:
  - id: mid
    title: {zh: 年中调整, en: Mid-year}
    from: 2026-07
    until: 2026-10
    reference: 小司〔2026〕7号
    owner: market
    set:
      kpis:
        net.mean: {target: 8.6, weight: 45%}
        net.nps: {weight: 30%}
  - id: yearly
    title: {zh: 年度调整, en: Yearly}
    from: 2027-01
    reference: 小司〔2026〕20号
    owner: network
    set:
      processes:
        net: {weight: 60%}
        care: {weight: 40%}
      policy: {hide_below: 12}
      units:
        BJ: {name: {zh: 北江市, en: Beijiang City}}
    add:
      targets:
        - {kpi: net.mean, unit: BJ, until: 2027-07, target: 8.0}
  - id: later
    title: {zh: 新增, en: More}
    from: 2028-01
    reference: 小司〔2027〕9号
    owner: network
    set:
      kpis:
        care.rate: {weight: 30%}
"""
    + MEDIAN
)


@cache
def book() -> Book:
    """The small book with three change orders, one of which ends; a department ends by its own date."""
    folder = Path(mkdtemp())
    write(folder, BOOK)
    return load(write(folder, ORDERS, "changes.yaml"))


def past(month: str) -> Past:
    """The book up to a month."""
    when = Period.parse(month)
    names = {one.id: one.name for _, edition in book().editions for one in edition.departments}
    return Past(book(), when, names, phrases(book().on(when).terms))


def told(kpi: str, month: str) -> list[tuple[str, str, str]]:
    """(since, title, what: old -> new) in English."""
    return [
        (
            str(one.since),
            one.title.en,
            "" if one.what is None else f"{one.what.en}: {_en(one.old)} -> {_en(one.new)}",
        )
        for one in history_of_kpi(kpi, past(month))
    ]


def _en(text: Text | None) -> str:
    return "nothing" if text is None else text.en


BEGUN = ("2022-01", "Enters the book", "")
MERGED = (
    "2026-01",
    "By dates in the definitions",
    "Share: Network 70.00 %, Tariffs 30.00 % -> Network 70.00 %, Market 30.00 %",
)
MID = (
    ("2026-07", "Mid-year", "Target: 8.5 -> 8.6"),
    ("2026-07", "Mid-year", "Weight: 40% -> 45%"),
)
BACK = (
    ("2026-10", "Mid-year (ends; the values before it hold again)", "Target: 8.6 -> 8.5"),
    ("2026-10", "Mid-year (ends; the values before it hold again)", "Weight: 45% -> 40%"),
)
YEARLY = (
    ("2027-01", "Yearly", "Policy: hide_below: 10 -> 12"),
    ("2027-01", "Yearly", "Process: Weight: 62.5% -> 60%"),
    (
        "2027-01",
        "Yearly",
        "Unit's own target: nothing -> {kpi: net.mean, unit: BJ, until: 2027-07, target: 8.0}",
    ),
)
OWN = "Beijiang City and the units below: 7.00 scores 0, 8.00 scores 80, 9.20 scores 100"
OVER = (
    "2027-07",
    "By dates in the definitions",
    f"Units' own: {OWN} -> nothing",
)


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ("2025-12", (BEGUN,)),
        ("2026-06", (BEGUN, MERGED)),
        ("2026-09", (BEGUN, MERGED, *MID)),
        ("2026-12", (BEGUN, MERGED, *MID, *BACK)),
        ("2028-06", (BEGUN, MERGED, *MID, *BACK, *YEARLY, OVER)),
    ],
)
def test_a_kpi_s_history_grows_with_the_months_and_never_looks_ahead(month, expected):
    """Begin, a merger by date, an order, its end, a review with policy and process weight, a target's end."""
    found = told("net.mean", month)
    assert sorted(found) == sorted(expected)
    assert [one[0] for one in found] == sorted(one[0] for one in found)


def test_an_order_carries_its_document_its_owner_and_its_end():
    """What happens by date alone has neither."""
    events = list(history_of_kpi("net.mean", past("2026-09")))
    order, merger = events[-1], events[1]
    assert (order.change, order.reference, order.owner) == (
        "mid",
        "小司〔2026〕7号",
        Text("市场部", "Market"),
    )
    assert (str(order.since), str(order.until)) == ("2026-07", "2026-10")
    assert (merger.change, merger.reference, merger.owner) == ("", None, None)


def test_what_an_order_does_to_others_is_not_told():
    """care.within is not touched by the review of net's weights, but by the policy's samples and its own."""
    assert told("care.within", "2026-09") == [BEGUN]
    assert sorted(told("care.within", "2027-02"))[1:] == [
        ("2027-01", "Yearly", "Policy: hide_below: 10 -> 12"),
        ("2027-01", "Yearly", "Process: Weight: 37.5% -> 40%"),
    ]


def test_a_kpi_that_is_added_begins_by_its_order_s_document():
    """Its beginning is told once."""
    (only,) = history_of_kpi("care.median", past("2028-01"))
    assert (str(only.since), only.reference, only.owner) == (
        "2028-01",
        "小司〔2027〕9号",
        Text("网络部", "Network"),
    )


def test_the_book_s_history_tells_everything_that_its_orders_do():
    """Units and policy too; an added KPI is not told in the words of the file."""
    found = [
        (str(one.since), one.what.en, _en(one.old), _en(one.new)) for one in history_of_book(past("2028-01"))
    ]
    assert (
        "2027-01",
        "Unit BJ: Name",
        "{zh: 北江, en: Beijiang}",
        "{zh: 北江市, en: Beijiang City}",
    ) in found
    assert ("2027-01", "Policy: hide_below", "10", "12") in found
    assert ("2028-01", "KPI care.median", "nothing", "added") in found
    assert ("2026-10", "KPI net.nps: Weight", "30%", "35%") in found
    assert list(history_of_book(past("2026-06"))) == []


def test_a_value_too_long_for_a_line_is_cut_with_a_sign():
    """300 characters and an ellipsis."""
    text = ORDERS.replace("{zh: 年中调整, en: Mid-year}", "{zh: 年中, en: Mid-year}").replace(
        "        net.nps: {weight: 30%}",
        f"        net.nps: {{weight: 30%, focus: {{zh: {'长' * 350}, en: Long}}}}",
    )
    folder = Path(mkdtemp())
    write(folder, BOOK)
    changed = load(write(folder, text, "changes.yaml"))
    one = Past(changed, Period(2026, 7), past("2026-07").names, phrases({}))
    (new,) = [
        event.new
        for event in history_of_kpi("net.nps", one)
        if event.what is not None and event.what.en == "Focus issue"
    ]
    assert (len(new.zh), new.zh[-1]) == (301, "…")


def test_everything_that_an_order_can_set_has_a_word():
    """A new list of definitions is named in the history, in both languages."""
    assert set(KINDS) == {*SetSpec.model_fields, *AddSpec.model_fields}
    assert set(KINDS.values()) <= built_in().keys()
