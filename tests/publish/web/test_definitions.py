"""The page Definitions: every KPI by process, or one in full."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.errors import BadRequest
from scorecard.views import dictionary
from tests.publish.glossed import dictionary_of
from tests.publish.web.reading import by_id, figures, hrefs, nodes, text
from tests.publish.web.test_pages import page

KPI = "network.mean"


@pytest.fixture(autouse=True)
def defined(imagined, monkeypatch):
    """The view's loader gives the small company's dictionary, whoever asks."""

    def load(reader, principal, *, period=None, kpi=None):
        if period not in {None, "2026-06"}:
            raise BadRequest(f"There is no period {period!r}.")
        if kpi == "nope":
            raise BadRequest("There is no KPI 'nope'.")
        return dictionary_of(kpi=kpi)

    monkeypatch.setattr(dictionary, "load", load)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kpi_stands_under_its_process_and_opens_in_full(lang):
    """With meaning, readings, owner and weight; the process can be jumped to."""
    found = page("/definitions", f"?lang={lang}")
    assert text(next(node for node in nodes(found) if node["type"] == "H1")).strip().endswith("2026-06")
    view = dictionary_of()
    jumps = [n["props"]["href"] for n in nodes(found) if n["props"].get("className") == "jump"]
    assert jumps == [f"#process-{one.process.id}" for one in view.chapters]
    for chapter in view.chapters:
        part = by_id(found, f"process-{chapter.process.id}")
        rows = [n["props"]["data-row"] for n in nodes(part) if "data-row" in n["props"]]
        assert rows == [one.id for one in chapter.entries]
        assert figures(part, "weight") == [one.weight for one in chapter.entries]
        assert all(any(f"kpi={one.id}" in href for href in hrefs(part)) for one in chapter.entries)
    assert all(("lang=en" in href) == (lang == "en") for href in hrefs(by_id(found, "main")))


def test_one_kpi_in_full_has_all_its_parts_and_the_way_to_its_figures():
    """A section for each group that says something, then the history."""
    found = page("/definitions", f"?kpi={KPI}&lang=en")
    for name in ("definition", "scoring", "example", "weight", "evidence", "identity", "history"):
        assert text(by_id(found, name)).strip(), name
    assert "Score = 0 + 80 · (7.00 − 6.00) / (8.00 − 6.00) = 40.00" in text(by_id(found, "example"))
    assert "weight: 40% → 50%" in text(by_id(found, "history"))
    assert f"/kpi?kpi={KPI}&lang=en" in hrefs(by_id(found, "main"))


def test_the_chooser_offers_every_kpi_and_the_way_back():
    """And the published periods."""
    found = page("/definitions", f"?kpi={KPI}")
    choosers = {n["props"]["id"]["key"]: n["props"] for n in nodes(found) if n["type"] == "Select"}
    values = [one["value"] for one in choosers["kpi"]["options"]]
    assert values == ["*", *(one.id for one in dictionary_of().entries)]
    assert choosers["kpi"]["value"] == KPI
    assert [one["value"] for one in choosers["period"]["options"]] == ["2026-06"]


def test_the_kpi_page_leads_to_the_definition_and_every_page_to_the_dictionary():
    """From the figures to what they mean."""
    assert "/definitions?kpi=p2.k1" in hrefs(by_id(page("/kpi", "?kpi=p2.k1"), "definition"))
    for path in ("/", "/transmission", "/ranking", "/kpi"):
        assert "/definitions" in hrefs(page(path))


def test_it_is_open_to_a_principal_who_may_open_nothing_else():
    """Also with another's unit in the address: no figure of a unit stands here."""
    found = page("/definitions", f"?unit=P2&kpi={KPI}", "unit:P1")
    assert "403" not in text(found)
    assert text(by_id(found, "definition"))


@pytest.mark.parametrize("search", ["?kpi=nope", "?period=1999-01"])
def test_an_unknown_kpi_or_period_gets_a_page_that_helps(search):
    """As on every other page."""
    assert "404" in text(page("/definitions", search))


def test_results_without_a_dictionary_say_what_to_do(monkeypatch):
    """The month was computed by an earlier version."""
    bare = replace(dictionary_of(), chapters=(), changes=(), editions=(), tenures=())
    monkeypatch.setattr(dictionary, "load", lambda *_, **__: bare)
    assert "scorecard run --period" in text(page("/definitions"))


def test_a_book_without_change_orders_says_so(monkeypatch):
    """No empty table."""
    calm = replace(dictionary_of(), changes=())
    monkeypatch.setattr(dictionary, "load", lambda *_, **__: calm)
    assert "There is no change order" in text(by_id(page("/definitions", "?lang=en"), "book"))
