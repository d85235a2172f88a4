"""The dictionary's view: from a snapshot, from a book, open to everybody."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.compute.dictionary.dictionary import dictionary
from scorecard.compute.tabulate import dimensions
from scorecard.errors import BadRequest
from scorecard.glossary import phrases
from scorecard.model.period import Period
from scorecard.model.principal import Principal
from scorecard.model.text import Text
from scorecard.views.dictionary import Cover, build, load, tabled
from tests.sample import sample_snapshot, small_book
from tests.views.world import JUNE, world

ALL = Principal("all")


def test_processes_and_kpis_stand_in_the_book_s_order(reader):
    """With their weights, and every line under its heading."""
    view = load(reader, ALL)
    assert [(one.process.id, one.weight) for one in view.chapters] == [
        ("quality", Decimal("60.00")),
        ("billing", Decimal("40.00")),
    ]
    assert [one.id for one in view.entries] == ["access", "noise", "bill"]
    access = view.entries[0]
    assert access.weight == Decimal("70.00")
    assert access.fact("meaning") == (Text("access是什么", "What access is"),)
    assert access.fact("weight") == (Text("重", "Heavy"), Text("很重", "So"))
    assert access.fact("formula") == ()
    assert [group for group, _ in access.groups()] == ["dict_group_definition", "dict_group_weight"]


def test_what_surrounds_it_is_the_period_s(reader):
    """Newest period if none is asked for; every published period to choose from."""
    view = load(reader, ALL)
    assert isinstance(view.frame, Cover)
    assert (view.frame.period, view.frame.periods) == (JUNE, (JUNE, "2026-04"))
    assert view.frame.digest == "0" * 64
    assert load(reader, ALL, period="2026-04").frame.period == "2026-04"


def test_rows_of_one_order_are_one_event(reader):
    """A beginning without values, an order with two, what happened by date with none after."""
    events = load(reader, ALL).entries[0].history
    assert [(one.title.en, [line.en for line in one.lines]) for one in events] == [
        ("Begins", []),
        ("Yearly review", ["weight: 60% → 70%", "target: 8.5"]),
        ("Merger", ["share: Fees → none"]),
    ]
    assert events[1].when == Text("2025-01 起", "from 2025-01")
    assert (events[1].reference, events[1].owner) == ("小司〔2025〕1号", Text("网络部", "Network"))
    assert (events[2].reference, events[2].owner) == (None, None)


def test_an_event_with_an_end_says_so(publish):
    """The end is exclusive."""
    tables = world()
    for row in tables["history"]:
        if row["position"] == 1 and row["kpi"] == "access":
            row["until"] = "2026-01"
    events = load(publish(tables), ALL).entries[0].history
    assert events[1].when == Text("2025-01 起，2026-01 止（不含）", "from 2025-01 until 2026-01")


def test_the_whole_book_has_its_orders_editions_and_dates(reader):
    """Departments as they are; of KPIs those alone that have ended."""
    view = load(reader, ALL)
    assert [line.zh for line in view.changes[0].lines] == ["指标 access：权重：60% → 70%"]
    assert view.editions == (("2024-01", "a" * 64), ("2025-01", "b" * 64))
    ((kind, found),) = view.told_tenures()
    assert (kind, [one.id for one in found]) == ("departments", ["fees"])
    assert found[0].when.en == "from 2024-01 until 2025-01"


@pytest.mark.parametrize("who", ["all", "unit:B", "department:net", "unit:NOWHERE"])
def test_definitions_are_open_to_everybody(reader, who):
    """What one is judged by is no secret: every principal gets the same view."""
    assert load(reader, Principal.parse(who), kpi="bill") == load(reader, ALL, kpi="bill")


def test_one_kpi_can_be_asked_for_and_an_unknown_one_is_told(reader):
    """With the nearest id."""
    assert load(reader, ALL, kpi="noise").entry.id == "noise"
    assert load(reader, ALL).entry is None
    with pytest.raises(BadRequest, match="Did you mean 'noise'"):
        load(reader, ALL, kpi="nose")
    with pytest.raises(BadRequest, match="There is no period"):
        load(reader, ALL, period="2026-05")


def test_results_without_a_dictionary_have_an_empty_one(publish):
    """Months computed before there was one are opened all the same."""
    tables = world()
    for name in ("definition", "history", "tenure", "edition"):
        tables[name] = []
    view = load(publish(tables), ALL, kpi="access")
    assert (view.chapters, view.entry, view.changes, view.editions) == ((), None, (), ())


def test_from_a_book_and_from_a_snapshot_it_is_the_same(tmp_path):
    """What the command prints without a workspace is what the page shows."""
    book, period = small_book(), Period(2026, 6)
    edition = book.on(period)
    tables = dimensions(edition, str(period), ()) | dictionary(book, period, phrases(edition.terms))
    mine = build(tabled(tables), "network.mean")
    reader = sample_snapshot(tmp_path)
    stored = load(reader, ALL, kpi="network.mean")
    reader.close()
    assert stored.chapters == mine.chapters
    assert (stored.entry, stored.changes, stored.editions) == (mine.entry, mine.changes, mine.editions)
    assert stored.tenures == mine.tenures
    assert stored.frame.digest == mine.frame.digest
    assert dict(stored.frame.terms) == dict(mine.frame.terms)
