"""Control charts in words on the pages of a KPI and of a process."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scorecard.glossary import Words
from scorecard.model.evidence import Signal
from scorecard.model.text import Lang
from scorecard.views.control import Yardstick, controlled
from scorecard.views.watch import NOTHING
from tests.publish.web import fake_process, fakes
from tests.publish.web.reading import by_id, figures, hrefs, nodes, text
from tests.publish.web.test_pages import page

pytestmark = pytest.mark.usefixtures("imagined")
EN = Words(Lang.EN)


def cells(table: Any, row: str) -> list[str]:
    """The texts of one row."""
    (found,) = [one for one in nodes(table) if one["props"].get("data-row") == row]
    return [text(one) for one in nodes(found) if one["type"] in {"Td", "Th"}]


def test_the_list_says_which_rule_since_when_and_better_or_worse() -> None:
    """Newest first; the rules are explained in a sentence each."""
    signals = by_id(page("/process", "?lang=en"), "signals")
    said = [text(one) for one in nodes(signals) if one["type"] == "Li"]
    assert said[:2] == [
        "★ better since 2025-12: seven months on one side",
        "✖ worse from 2025-05 to 2025-11: seven months on one side",
    ]
    for rule in Signal:
        assert EN(f"signal_{rule}_means") in text(signals)


def test_the_verdicts_stand_in_words_beside_their_marks() -> None:
    """Variation and assurance with what they mean, and in the headline."""
    found = page("/process", "?lang=en")
    assert "★ better" in text(by_id(found, "headline"))
    signals = text(by_id(found, "signals"))
    for word in ("better", "better_means"):
        assert EN(f"variation_{word}") in signals
    assert EN("assurance_by_chance_means") in signals
    assert EN("provisional") not in signals


def test_few_months_are_said_to_be_provisional() -> None:
    """Six months with a gap on the KPI's page: limits, no signal, and the flag."""
    found = page("/kpi", "?lang=en")
    said = text(by_id(found, "signals"))
    assert EN("provisional") in said
    assert EN("control_none") in said
    assert EN("provisional") in text(by_id(found, "headline"))


def test_the_twin_has_each_month_with_its_limits_and_its_signal() -> None:
    """Newest on top; a gap says why it is one."""
    table = by_id(page("/process", "?lang=en"), "table-trend")
    assert cells(table, "2026-06") == [
        "2026-06",
        "14",
        "5.1",
        "13.3",
        "21.5",
        "better · seven months on one side",
    ]
    rows = [one["props"]["data-row"] for one in nodes(table) if one["props"].get("data-row")]
    assert (rows[0], rows[-1], len(rows)) == ("2026-06", "2025-05", 14)
    gap = cells(by_id(page("/kpi", "?lang=en"), "table-trend"), "2026-03")
    assert (gap[1], gap[-1]) == ("–", EN("state_missing"))


def test_each_kpi_of_the_process_has_its_evidence_and_a_small_chart() -> None:
    """Reading, interval, target, score, both verdicts; the charts are told apart by their names."""
    found = page("/process", "?lang=en")
    table = by_id(found, "table-kpis")
    assert cells(table, "p0.k0")[-2:] == [
        "● usual ups and downs",
        f"◐ meets it by chance {EN('provisional')}",
    ]
    assert cells(table, "p0.k1")[-2].startswith("★ better")
    charts = by_id(found, "charts")
    assert sum(one["type"] == "Figure" for one in nodes(charts)) == 2
    assert EN("control_alarms", charts=3, expected="0.05") in text(charts)


def test_what_signals_this_month_is_listed_with_a_link_to_the_kpi() -> None:
    """The process itself is the page: it has none."""
    charts = by_id(page("/process", "?lang=en"), "charts")
    assert EN("control_signalling", count=2) in text(charts)
    assert hrefs(by_id(page("/process", "?lang=en"), "charts")) == ["/kpi?kpi=p0.k1&lang=en"]


@pytest.mark.parametrize("name", ["level", "pressure"])
def test_kpis_and_departments_add_up_to_the_headline(name: str) -> None:
    """Their totals are the figure on top."""
    found = page("/process")
    whole = figures(by_id(found, "headline"), f"headline-{name}")
    for table in ("table-kpis", "table-owners"):
        assert [sum(figures(by_id(found, table), name))] == whole
        assert figures(by_id(found, table), f"{name}-total") == whole


def test_focus_issues_and_units_lead_on() -> None:
    """To the KPI that watches over the issue, to the process in the unit below; the rank set is in words."""
    found = page("/process", "?lang=en")
    assert hrefs(by_id(found, "focus")) == ["/kpi?kpi=p0.k0&lang=en"]
    assert "/process?unit=P1&lang=en" in hrefs(by_id(found, "unit-list"))
    assert cells(by_id(found, "table-units"), "P1")[1:7] == [
        "81.00",
        "79.00 to 83.00",
        "0.40",
        "200",
        "1/2",
        "1–2",
    ]
    assert cells(by_id(found, "table-units"), "P2")[1:3] == ["–", "–"]


def test_a_limited_principal_gets_links_to_its_own_department_only() -> None:
    """Other names are text."""
    found = page("/process", "?lang=en", "department:d0")
    links = hrefs(by_id(found, "table-owners"))
    assert links == ["/?department=d0&lang=en"]


def test_names_lead_from_scorecard_and_transmission_to_the_process() -> None:
    """A process name is a link, and the department stays behind."""
    assert "/process?process=p0" in hrefs(by_id(page("/"), "table-processes"))
    own = page("/", "?department=d1&period=2026-05")
    assert "/process?period=2026-05&process=p0" in hrefs(by_id(own, "table-processes"))
    assert "/process?process=p0" in hrefs(by_id(page("/transmission"), "table-heat"))


def test_intervals_stand_beside_reading_and_score() -> None:
    """Below the unit as columns; without one an en dash, and in the headline it is said in words."""
    found = page("/kpi", "?lang=en")
    assert cells(by_id(found, "table-units"), "P1")[1:5] == [
        "8.20 points",
        "8.05 to 8.35",
        "75.00",
        "72.00 to 78.00",
    ]
    assert cells(by_id(found, "table-units"), "P2")[2] == "–"
    assert EN("interval_none") in text(by_id(found, "headline"))


def test_segments_are_told_and_the_withheld_together() -> None:
    """Shares add up to 100.0, and the names of those withheld share one line."""
    table = by_id(page("/kpi", "?lang=en"), "table-split-segment")
    assert sum(figures(table, "part-share")) == Decimal("100.0")
    assert figures(table, "part-total") == [Decimal("8.12")]
    assert EN("split_together", names="Diamond, <a href='x'>Billing</a>") in text(table)


@pytest.mark.parametrize(
    ("basis", "said"), [("rows", "from the spread of the sample's rows"), ("", "no interval")]
)
def test_the_headline_says_what_the_interval_rests_on(
    monkeypatch: pytest.MonkeyPatch, basis: str, said: str
) -> None:
    """The sample, the months, the counts; without an interval that there is none."""

    def proven(*asked: Any, **named: Any) -> Any:
        view = fakes.load_kpi(*asked, **named)
        ends = (Decimal("8.00"), Decimal("8.20")) if basis else (None, None)
        line = replace(view.line, value_low=ends[0], value_high=ends[1], basis=basis)
        return replace(view, line=line)

    monkeypatch.setattr("scorecard.views.kpi.load", proven)
    found = page("/kpi", "?lang=en")
    assert said in text(by_id(found, "headline"))
    assert ("The interval rests on" in text(by_id(found, "definition"))) is bool(basis)


def test_a_small_sample_is_flagged_beside_the_kpis_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the process's page the table has no column for it."""

    def flagged(*asked: Any, **named: Any) -> Any:
        view = fake_process.load_process(*asked, **named)
        first, *rest = view.kpis
        return replace(view, kpis=(replace(first, line=replace(first.line, state="flagged")), *rest))

    monkeypatch.setattr("scorecard.views.process.load", flagged)
    name = cells(by_id(page("/process", "?lang=en"), "table-kpis"), "p0.k0")[0]
    assert EN("state_flagged") in name
    assert "Indoor coverage" in name


def test_a_process_without_figures_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """No score, no chart, nobody's points; the page stands all the same."""

    def bare(*asked: Any, **named: Any) -> Any:
        view = fake_process.load_process(*asked, **named)
        none = dict.fromkeys(("score", "level", "pressure", "surplus"))
        line = replace(view.line, state="hidden", **none)
        empty = controlled((), Yardstick("higher", None, 2))
        return replace(view, line=line, control=empty, owners=(), focus=(), units=(), watch=NOTHING)

    monkeypatch.setattr("scorecard.views.process.load", bare)
    found = page("/process", "?lang=en")
    assert EN("web_withheld") in text(found)
    assert EN("web_no_trend") in text(by_id(found, "trend"))
    assert EN("control_none_known") in text(by_id(found, "signals"))
    assert EN("web_process_no_focus") in text(by_id(found, "focus"))
