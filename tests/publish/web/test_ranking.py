"""The ranking where there are few to rank, and many."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scorecard.glossary import Words
from scorecard.model.principal import Principal
from scorecard.model.text import Lang
from scorecard.publish.web.document import own_assets
from scorecard.publish.web.look import read_look
from scorecard.publish.web.pages import ranking
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.state import Display, Page, Theme, ViewState
from scorecard.views.ranking import RankedUnit, RankingView
from tests.publish.web import fakes
from tests.publish.web.reading import by_id, figures, nodes, text


def page(count: int, **changes: Any) -> Any:
    """The ranking of so many units."""
    view = fakes.load_ranking(object(), Principal.parse("all"))
    first = view.units[0]
    units = tuple(
        RankedUnit(replace(first.line, id=f"U{place}", rank=place + 1, ranked=count, **changes), first.parent)
        for place in range(count)
    )
    return by_id(layout(replace(view, units=units)), "unit-ranking")


def layout(view: RankingView) -> Any:
    """The whole page in English."""
    look = read_look(own_assets() / "tokens.css", Theme.LIGHT, Display.NORMAL)
    state = ViewState(Page.RANKING, lang=Lang.EN)
    return ranking.layout(view, Shown(Principal.parse("all"), state, Words(Lang.EN), look))


@pytest.mark.parametrize(
    ("count", "charts"),
    [
        (1, ["chart-rank-units"]),
        (40, ["chart-rank-units", "chart-rank-units-funnel"]),
        (41, ["chart-rank-units-funnel"]),
    ],
)
def test_more_dots_than_can_be_told_apart_are_not_drawn(count: int, charts: list[str]) -> None:
    """The table holds every unit, says why no chart stands beside it, and names the whole's score."""
    found = page(count)
    assert [node["props"]["id"] for node in nodes(found) if node["type"] == "Graph"] == charts
    assert sum("data-row" in node["props"] for node in nodes(by_id(found, "table-rank-units"))) == count
    dots = "chart-rank-units" in charts
    assert ("a table, and no chart. Score of the whole" in text(found)) == (not dots)
    assert ("dashed line" in text(found)) == dots


def rows(found: Any) -> dict[str, Any]:
    """The rows of the unit table by unit."""
    table = by_id(found, "table-rank-units")
    return {node["props"]["data-row"]: node for node in nodes(table) if "data-row" in node["props"]}


def test_a_rank_stands_with_its_set_and_its_evidence() -> None:
    """Set, interval, error, shrunk score, and whom it cannot be told apart from."""
    view = fakes.load_ranking(object(), Principal.parse("all"))
    found = rows(layout(view))["P1"]
    assert "1/2 95 %: 1–2" in text(found)
    assert "79.25–83.25" in text(found)
    assert figures(found, "error") == [Decimal("1.02")]
    assert figures(found, "shrunk") == [Decimal("80.90")]
    (alike,) = [node for node in nodes(found) if node["props"].get("data-figure") == "alike"]
    assert text(alike) == "Nanling"


def test_a_card_is_a_shape_and_a_word_and_its_error_rate_is_printed() -> None:
    """On the row of who has it, and nowhere else; the note says how often a card errs."""
    found = layout(fakes.load_ranking(object(), Principal.parse("all")))
    assert "▲ Yellow card" in text(rows(found)["P2"])
    assert "card" not in text(rows(found)["P1"]).lower()
    assert "at most 5 % of the months" in text(found)
    assert "■ Red card" in text(found)


def test_of_many_alike_three_are_named_and_the_title_holds_more() -> None:
    """The nearest in rank first, and how many in all."""
    every = tuple(f"U{place}" for place in range(40))
    found = page(40, evidence=fakes.proof(1, every))
    (alike,) = [node for node in nodes(rows(found)["U7"]) if node["props"].get("data-figure") == "alike"]
    assert text(alike).endswith("and others, 40 in all")
    assert alike["props"]["title"].count(",") == 39


def test_units_stand_under_their_peer_group() -> None:
    """Each group has its heading, its charts and its table; where there is one nameless group, no heading."""
    view = fakes.load_ranking(object(), Principal.parse("all"))
    assert not [node for node in nodes(layout(view)) if node["type"] == "H3"]
    units = tuple(replace(one, group="west" if one.line.id == "P2" else "") for one in view.units)
    found = layout(replace(view, units=units))
    heads = [text(node) for node in nodes(found) if node["type"] == "H3"]
    assert heads == ["Peer group: no peer group", "Peer group: west"]
    assert "Nanling" in text(by_id(found, "table-rank-units-1"))
    assert "Nanling" not in [
        text(node) for node in nodes(by_id(found, "table-rank-units")) if node["type"] == "Link"
    ]


def test_who_is_surely_among_the_first_is_said() -> None:
    """Four departments: the one with the card is surely last, the others are possibly anything."""
    found = by_id(layout(fakes.load_ranking(object(), Principal.parse("all"))), "department-ranking")
    said = {
        node["props"]["data-row"]: text(node["props"]["children"][1])
        for node in nodes(found)
        if node["type"] == "Tr" and node["props"].get("data-row", "")[-5:] in {"first", "_last"}
    }
    assert said["surely_first"] == "the evidence singles out nobody"
    assert said["surely_last"] == "Customer service"
    assert "Network" in said["maybe_first"]


def test_a_withheld_unit_is_not_told_that_data_is_missing() -> None:
    """Its samples are too small: the state says that."""
    found = text(by_id(page(1, score=None, state="hidden"), "table-rank-units"))
    assert "Withheld, sample too small" in found
    assert "too little of the weight" not in found
