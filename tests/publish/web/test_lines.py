"""Tables of lines, and what stands in their place where there is nothing to show."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scorecard.model.principal import Principal
from scorecard.publish.web.document import own_assets
from scorecard.publish.web.factory import Desk
from scorecard.publish.web.look import read_look
from scorecard.publish.web.state import Display, Theme
from scorecard.views.scorecard import ScorecardView
from tests.publish.web import fakes
from tests.publish.web.reading import by_id, figures, nodes, text

pytestmark = pytest.mark.usefixtures("imagined")


def page(search: str) -> Any:
    """The scorecard of an address."""
    look = read_look(own_assets() / "tokens.css", Theme.LIGHT, Display.NORMAL)
    looks = {(Theme.LIGHT, Display.NORMAL): look}
    return Desk(object(), Principal.parse("all"), looks).page("/", search)[0]


def blank(monkeypatch: pytest.MonkeyPatch, state: str, department: str | None = None) -> None:
    """Let the view publish nothing, for the reason of a state."""
    view = fakes.load_scorecard(object(), Principal.parse("all"), department=department)
    nothing: dict[str, Any] = dict.fromkeys(("score", "level", "pressure", "surplus"))
    empty = replace(
        view,
        headline=replace(view.headline, **nothing, state=state),
        trend=tuple(replace(moment, value=None, state=state) for moment in view.trend),
        kpis=(),
        levers=(),
        processes=(),
        units=(),
    )

    def load(*given: object, **asked: str | None) -> ScorecardView:
        return empty

    monkeypatch.setattr("scorecard.views.scorecard.load", load)


def test_a_departments_weights_are_not_added_up() -> None:
    """A part's share stands beside the KPI's whole weight, whose sum would say nothing; a unit's is 100."""
    part, whole = by_id(page("?department=d1&lang=en"), "table-kpis"), by_id(page(""), "table-kpis")
    assert figures(part, "share")
    assert figures(part, "weight")
    assert not figures(part, "weight-total")
    assert "KPI's weight" in text(part)
    assert figures(whole, "weight-total") == [sum(figures(whole, "weight"), Decimal(0))]


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "不承担指标"), ("en", "This department answers for no KPI at this level.")]
)
def test_a_department_without_a_part_is_told_just_that(
    monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    """No dashes, no empty tables, no word about missing data."""
    blank(monkeypatch, "missing", "d1")
    found = page(f"?department=d1&lang={lang}")
    assert said in text(found)
    assert not [node for node in nodes(found) if node["type"] == "Table" or "data-figure" in node["props"]]


@pytest.mark.parametrize(
    ("state", "said", "unsaid"),
    [
        ("hidden", "samples too small", "too little of the weight"),
        ("missing", "too little of the weight", "samples too small"),
    ],
)
def test_a_unit_without_a_score_is_told_why(
    monkeypatch: pytest.MonkeyPatch, state: str, said: str, unsaid: str
) -> None:
    """Small samples are one reason, missing data another."""
    blank(monkeypatch, state)
    found = text(page("?lang=en"))
    assert said in found
    assert unsaid not in found


def test_the_title_keeps_a_space_before_the_period() -> None:
    """The heading's text becomes the tab's title."""
    heading = next(node for node in nodes(page("?lang=en")) if node["type"] == "H1")
    assert "".join(text(child) for child in heading["props"]["children"]) == "My scorecard · Group 2026-06"
