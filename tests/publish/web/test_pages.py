"""Every page, as the tree that is sent to the browser."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import dash
import pytest

from scorecard.glossary import Words
from scorecard.model.audit import Reach
from scorecard.model.principal import Principal
from scorecard.model.text import Lang
from scorecard.publish.web.document import own_assets
from scorecard.publish.web.factory import Desk
from scorecard.publish.web.look import read_look
from scorecard.publish.web.state import Display, Theme
from scorecard.views.scorecard import ScorecardView
from tests.publish.web import fakes
from tests.publish.web.reading import by_id, figures, hrefs, nodes, text

pytestmark = pytest.mark.usefixtures("imagined")
ADDRESSES = (
    ("/", ""),
    ("/", "?department=d1&period=2026-05"),
    ("/transmission", ""),
    ("/transmission", "?points=level"),
    ("/ranking", "?level=province"),
    ("/kpi", "?kpi=p2.k1"),
    ("/process", ""),
    ("/process", "?process=p1"),
)


def desk(principal: str = "all") -> Desk:
    """What makes pages, over the imagined operator."""
    css = own_assets() / "tokens.css"
    looks = {(theme, view): read_look(css, theme, view) for theme in Theme for view in Display}
    return Desk(object(), Principal.parse(principal), looks)


def page(path: str, search: str = "", principal: str = "all") -> Any:
    """The page of an address."""
    return desk(principal).page(path, search)[0]


@pytest.mark.parametrize(("path", "search"), ADDRESSES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_stands_in_both_languages(path: str, search: str, lang: str) -> None:
    """A page has its heading, figures, a lang attribute, and its links keep the language."""
    found = page(path, f"{search}&lang={lang}".replace("?&", "?") if search else f"?lang={lang}")
    assert found["props"]["lang"] == lang
    assert sum(node["type"] == "H1" for node in nodes(found)) == 1
    assert "404" not in text(found)
    inside = hrefs(by_id(found, "main"))
    assert all(("lang=en" in href) == (lang == "en") for href in inside)


@pytest.mark.parametrize(("path", "search"), ADDRESSES)
def test_every_chart_has_words_and_a_table_twin(path: str, search: str) -> None:
    """A drawing is described, and the table that it names stands on the page."""
    found = page(path, search)
    drawings = [node for node in nodes(found) if node["props"].get("role") == "img"]
    tables = {node["props"].get("id") for node in nodes(found) if node["type"] == "Table"}
    assert drawings
    assert all(one["props"]["aria-label"] and one["props"]["aria-describedby"] in tables for one in drawings)


def test_parts_add_up_to_the_headline() -> None:
    """Departments, processes and KPIs each add up to the index shown on top."""
    found = page("/")
    headline = figures(by_id(found, "headline"), "headline-score")[0]
    for name in ("table-departments", "table-processes", "table-kpis"):
        table = by_id(found, name)
        assert sum(figures(table, "level")) == headline
        assert figures(table, "level-total") == [headline]


def test_a_departments_parts_add_up_to_its_contribution() -> None:
    """On a department's scorecard KPIs and processes add up to its contribution."""
    found = page("/", "?department=d1")
    headline = figures(by_id(found, "headline"), "headline-level")[0]
    for name in ("table-processes", "table-kpis"):
        assert sum(figures(by_id(found, name), "level")) == headline


@pytest.mark.parametrize(
    ("points", "whole"), [("level", fakes.INDEX.level), ("pressure", fakes.INDEX.pressure)]
)
def test_the_heat_map_adds_up_to_the_right_below_and_in_the_corner(points: str, whole: Decimal) -> None:
    """Cells, row totals and column totals each add up to the index's own figure."""
    table = by_id(page("/transmission", f"?points={points}"), "table-heat")
    for name in (points, f"{points}-process", f"{points}-department", f"{points}-total"):
        assert sum(figures(table, name)) == whole


def test_the_audit_adds_up_to_100_and_names_what_leaks() -> None:
    """Classes, and the processes', add up to 100.00; every class has its word, every finding its line."""
    found = by_id(page("/transmission", "?lang=en"), "audit")
    classes = by_id(found, "table-audit")
    assert sum(figures(classes, "audit-class")) == Decimal("100.00")
    assert figures(classes, "audit-total") == [Decimal("100.00")]
    ways = by_id(found, "table-audit-processes")
    assert sum(figures(ways, "audit-process")) == Decimal("100.00")
    for place, reach in enumerate(Reach):
        assert sum(figures(ways, f"audit-{reach}")) == figures(classes, "audit-class")[place]
        assert Words(Lang.EN)(f"reach_{reach}") in text(classes)
    items = [node for node in nodes(found) if node["type"] == "Li"]
    assert [node["props"]["data-row"] for node in items] == [
        "kpi_leaks",
        "double_count",
        "orphan",
        "near_double",
    ]
    assert ["To mend" in text(node) for node in items] == [True, True, True, False]


def test_the_headline_tells_what_arrives_and_what_leaks() -> None:
    """The tile holds the audit's own figure, and says the rest."""
    found = page("/transmission", "?lang=en")
    headline = by_id(found, "headline")
    (reached,) = figures(headline, "headline-reached")
    assert reached == figures(by_id(found, "table-audit"), "audit-class")[0]
    assert f"the other {100 - reached}% leaks" in text(headline)


def test_nobodys_part_has_no_scorecard_to_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is unassigned is a line and a step, and no link, on every page."""

    def without_last(load: Any) -> Any:
        def blank(*given: object, **asked: str | None) -> Any:
            view = load(object(), Principal.parse("all"))
            return replace(view, frame=replace(view.frame, departments=view.frame.departments[:-1]))

        return blank

    monkeypatch.setattr("scorecard.views.scorecard.load", without_last(fakes.load_scorecard))
    monkeypatch.setattr("scorecard.views.transmission.load", without_last(fakes.load_transmission))
    monkeypatch.setattr("scorecard.views.kpi.load", without_last(fakes.load_kpi))
    for path in ("/", "/transmission", "/kpi"):
        links = hrefs(by_id(page(path), "main"))
        assert not [href for href in links if "department=d3" in href]
        assert [href for href in links if "department=d1" in href]


def test_a_small_sample_is_withheld_in_words() -> None:
    """A hidden reading shows neither value nor score, but why."""
    line = next(
        n for n in nodes(by_id(page("/", "?lang=en"), "table-kpis")) if n["props"].get("data-row") == "p2.k1"
    )
    assert "not published: fewer than 10 samples" in text(line)
    assert not figures(line, "value")
    assert not figures(line, "score")


def test_a_tie_is_said_and_the_unranked_have_their_reason() -> None:
    """Equal ranks carry the word; a unit without a rank stands below with why."""
    table = by_id(page("/ranking", "?lang=en"), "table-rank-units")
    rows = {n["props"]["data-row"]: text(n) for n in nodes(table) if "data-row" in n["props"]}
    assert "tie" in rows["P1"]
    assert "fewer than 30 samples, not ranked" in rows["C1"]


def test_the_scorecard_says_what_its_rank_and_its_change_are_worth() -> None:
    """Set, peers not told apart, interval, and the change with what chance has to do with it."""
    headline = text(by_id(page("/", "?department=d0&lang=en"), "headline"))
    assert "1/4" in headline
    assert "95 %: rank 1–4" in headline
    assert "Not separable from: <a href='x'>Billing</a>, Market operations, Customer service" in headline
    assert "95 % interval 79.25–83.25" in headline
    assert "+0.85 on the period before (80.40): within chance" in headline


def test_a_card_stands_on_top_of_the_scorecard_with_its_error_rate() -> None:
    """In shape and word; without a card there is nothing to see."""
    card = text(by_id(page("/", "?department=d3&lang=en"), "card"))
    assert "■ Red card" in card
    assert "at most 5 % of the months" in card
    assert not [n for n in nodes(page("/", "?department=d0")) if n["props"].get("id") == "card"]


def test_missing_data_give_bounds_and_name_who_owes_them() -> None:
    """Between two scores, by whom; a withheld KPI is listed without blame."""
    owed = text(by_id(page("/", "?department=d0&lang=en"), "owed"))
    assert "between 80.30 and 82.80" in owed
    assert "no data, owed by <a href='x'>Billing</a>" in owed
    assert "withheld, too few samples" in owed


def test_levers_hold_the_step_and_the_points_that_it_wins() -> None:
    """Reading now and needed, score now and then, most points first."""
    table = by_id(page("/", "?lang=en"), "table-levers")
    gains = figures(table, "gain")
    assert gains == sorted(gains, reverse=True)
    assert len(gains) == 4
    assert set(figures(table, "needed")) == {Decimal("8.50")}
    assert set(figures(table, "score-then")) == {Decimal("80.00")}


def test_a_forged_unit_gets_a_refusal_and_no_figure() -> None:
    """A unit outside the principal's subtree is refused, on every page, without one figure."""
    for path in ("/", "/transmission", "/ranking", "/kpi"):
        found = page(path, "?unit=P2", "unit:P1")
        assert "403" in text(found)
        assert not [node for node in nodes(found) if "data-figure" in node["props"]]


@pytest.mark.parametrize("search", ["?unit=nope", "?period=1999-01", "?perod=2026-06", "?department=nope"])
def test_an_unknown_thing_gets_a_page_that_says_what_to_do(search: str) -> None:
    """Unknown ids and keys give a page with the status, the reason and the way back."""
    found = page("/", f"{search}&lang=en")
    assert "404" in text(found)
    assert "/?lang=en" in hrefs(found)


def test_a_forged_callback_passes_the_same_gate(app: dash.Dash) -> None:
    """Posting to the callback by hand gives what the address would: the principal's view, or a refusal."""
    client = app.server.test_client()
    answer = client.post(
        "/_dash-update-component",
        headers={"Host": "localhost"},
        json={
            "output": "..page.children...manner.data..",
            "outputs": [{"id": "page", "property": "children"}, {"id": "manner", "property": "data"}],
            "inputs": [
                {"id": "address", "property": "pathname", "value": "/"},
                {"id": "address", "property": "search", "value": "?unit=nope"},
            ],
            "changedPropIds": ["address.search"],
        },
    )
    assert answer.status_code == 200
    assert "404" in text(answer.get_json()["response"]["page"]["children"])


def test_a_department_limited_principal_is_offered_only_what_may_be_opened() -> None:
    """The chooser names no whole unit, and the ranking links no foreign department."""
    choosers = [n for n in nodes(page("/", "?department=d1", "department:d1")) if n["type"] == "Select"]
    chosen = next(n for n in choosers if n["props"]["id"]["key"] == "department")
    assert [option["value"] for option in chosen["props"]["options"]] == ["d1"]
    table = by_id(page("/ranking", "", "department:d1"), "table-rank-departments")
    assert [href for href in hrefs(table) if "department=d1" not in href] == []
    assert len(hrefs(table)) == 1


def test_without_a_score_nobody_is_told_that_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit without a published score gets the reason, no empty chart, and no praise for missing levers."""

    def blank(*given: object, **asked: str | None) -> ScorecardView:
        view = fakes.load_scorecard(object(), Principal.parse("all"))
        headline = replace(
            view.headline, score=None, level=None, pressure=None, surplus=None, state="missing"
        )
        trend = tuple(replace(moment, value=None, state="missing") for moment in view.trend)
        return replace(view, headline=headline, trend=trend, levers=(), kpis=(), processes=(), departments=())

    monkeypatch.setattr("scorecard.views.scorecard.load", blank)
    found = page("/", "?lang=en")
    assert "No score was published" in text(found)
    assert "below its target" not in text(found)
    assert not [node for node in nodes(found) if node["type"] == "Graph"]
