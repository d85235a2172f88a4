"""The page that tells why an index moved, as Chromium shows it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched
from tests.browser.test_pages import read

pytestmark = pytest.mark.browser


def test_every_table_shown_adds_up_to_the_change_on_top(watched: Watched) -> None:
    """Read from the page: causes, processes, KPIs, departments; and the bars bear the causes' figures."""
    page = watched.open("/change?lang=en")
    (total,) = read(page, "#headline .tile-change .value")
    before, after = (read(page, f"#headline .tile-{one} .value")[0] for one in ("before", "level"))
    assert total == after - before
    assert sum(read(page, "#table-causes tbody td[data-figure=cause]")) == total
    for table, name in (("processes", "process"), ("kpis", "kpi"), ("departments", "department")):
        last = "level" if table == "departments" else "total"
        assert sum(read(page, f"#table-{table} tbody td[data-figure={name}-{last}]")) == total
    drawn = page.locator("#chart-change .annotation-text").all_text_contents()
    causes = page.locator("#table-causes tbody td[data-figure=cause]").all_text_contents()
    assert [text for text in causes if text != "0.00"] == drawn[1:-1]


def test_base_and_dimension_are_chosen_and_stand_in_the_address(watched: Watched) -> None:
    """A base without results says what to do; Back returns to the table."""
    page = watched.open("/change?lang=en")
    page.locator("[data-key=base] select").select_option(value="last_year")
    page.wait_for_url(re.compile("base=last_year"))
    expect(page.locator(".empty")).to_contain_text("2025-06")
    expect(page.locator("#table-causes")).to_have_count(0)
    page.go_back()
    expect(page.locator("#table-causes")).to_be_visible()


def test_what_happened_within_each_kpi_unfolds(watched: Watched) -> None:
    """Folded away at first; rate and mix stand side by side with the reading's own unit."""
    page = watched.open("/change?unit=P1")
    expect(page.locator("#table-within")).to_be_hidden()
    page.locator("#by-member summary").click()
    expect(page.locator("#table-within")).to_be_visible()
    assert page.locator("#table-within td[data-figure=within-natural]").count() > 0
