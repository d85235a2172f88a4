"""The ranking where there are few to rank, and many."""

from __future__ import annotations

from dataclasses import replace
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
from scorecard.views.ranking import RankedUnit
from tests.publish.web import fakes
from tests.publish.web.reading import by_id, nodes, text


def page(count: int, **changes: Any) -> Any:
    """The ranking of so many units."""
    view = fakes.load_ranking(object(), Principal.parse("all"))
    first = view.units[0]
    units = tuple(
        RankedUnit(replace(first.line, id=f"U{place}", rank=place + 1, ranked=count, **changes), first.parent)
        for place in range(count)
    )
    look = read_look(own_assets() / "tokens.css", Theme.LIGHT, Display.NORMAL)
    state = ViewState(Page.RANKING, lang=Lang.EN)
    shown = Shown(Principal.parse("all"), state, Words(Lang.EN), look)
    return by_id(ranking.layout(replace(view, units=units), shown), "unit-ranking")


@pytest.mark.parametrize(("count", "charts"), [(1, 1), (40, 1), (41, 0)])
def test_more_dots_than_can_be_told_apart_are_not_drawn(count: int, charts: int) -> None:
    """The table holds every unit, says why no chart stands beside it, and names the whole's score."""
    found = page(count)
    assert sum(node["type"] == "Graph" for node in nodes(found)) == charts
    assert sum("data-row" in node["props"] for node in nodes(found)) == count
    assert ("a table, and no chart. Score of the whole" in text(found)) == (not charts)
    assert ("dashed line" in text(found)) == bool(charts)


def test_a_withheld_unit_is_not_told_that_data_is_missing() -> None:
    """Its samples are too small: the state says that."""
    found = text(by_id(page(1, score=None, state="hidden"), "table-rank-units"))
    assert "Withheld, sample too small" in found
    assert "too little of the weight" not in found
