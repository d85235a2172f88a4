"""The pages as Chromium shows them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

DEPARTMENT = "net"
PAGES = (
    "/",
    f"/?department={DEPARTMENT}",
    "/transmission",
    "/transmission?points=level",
    "/change",
    "/ranking",
    "/process",
    "/kpi",
    "/definitions",
    "/definitions?kpi=network.mean",
)
SIZES = (("normal", 1440, 900), ("projector", 1920, 1080))


def number(text: str) -> Decimal:
    """A figure as a person reads it."""
    return Decimal(re.sub(r"[^\d.−-]", "", text).replace("−", "-"))


def read(page: Page, selector: str) -> list[Decimal]:
    """The figures that stand in some cells; an en dash is none."""
    texts = [one.inner_text() for one in page.query_selector_all(selector)]
    return [number(text) for text in texts if text.strip() != "–"]


@pytest.mark.parametrize(("view", "width", "height"), SIZES)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_stands_whole_in_both_languages(
    watched: Watched, address: str, lang: str, view: str, width: int, height: int
) -> None:
    """No console error, no foreign request, the right language, no figure or chart cut off at the side."""
    watched.page.set_viewport_size({"width": width, "height": height})
    page = watched.open(f"{address}{'&' if '?' in address else '?'}lang={lang}&view={view}")
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.locator("html")).to_have_attribute("data-view", view)
    expect(page.locator(".refusal")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = "boxes => boxes.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"
    assert page.eval_on_selector_all(".scroll", wide) == []


def test_department_contributions_add_up_to_the_index_shown(watched: Watched) -> None:
    """Read from the page: departments, processes and KPIs each add up to the index on top."""
    page = watched.open("/")
    index = read(page, "#headline .tile-score .value")
    for table in ("departments", "processes", "kpis"):
        parts = read(page, f"#table-{table} tbody td[data-figure=level]")
        assert len(parts) > 1
        assert [sum(parts)] == index
        assert read(page, f"#table-{table} tfoot td[data-figure=level-total]") == index


@pytest.mark.parametrize("points", ["level", "pressure"])
def test_the_heat_map_adds_up_to_the_index_shown(watched: Watched, points: str) -> None:
    """Read from the page: cells, rows, columns and corner all give the figure on top; so do the steps."""
    page = watched.open(f"/transmission?points={points}")
    whole = read(page, f"#headline .tile-{points} .value")
    for name in (points, f"{points}-process", f"{points}-department", f"{points}-total"):
        assert [sum(read(page, f"#table-heat td[data-figure={name}]"))] == whole
    assert [sum(read(page, f"#table-steps tbody td[data-figure=step-{points}]"))] == whole


def test_the_audit_shown_adds_up_to_100(watched: Watched) -> None:
    """Read from the page: the classes are 100.00 together, the first is the headline's, the bar is drawn."""
    page = watched.open("/transmission?lang=en")
    classes = read(page, "#table-audit tbody td[data-figure=audit-class]")
    assert sum(classes) == Decimal("100.00")
    assert read(page, "#headline .tile-reached .value") == [classes[0]]
    wide = page.locator(".reach-bar > span").evaluate_all("all => all.map(one => one.offsetWidth)")
    assert len(wide) == sum(one > 0 for one in classes)
    assert all(one > 0 for one in wide)


def test_each_process_of_the_audit_unfolds_and_fits(watched: Watched) -> None:
    """Folded away at first; unfolded its columns add up and nothing is cut off."""
    page = watched.open("/transmission")
    expect(page.locator("#table-audit-processes")).to_be_hidden()
    page.locator("#audit summary").click()
    expect(page.locator("#table-audit-processes")).to_be_visible()
    assert sum(read(page, "#table-audit-processes td[data-figure=audit-process]")) == Decimal("100.00")
    boxes = "boxes => boxes.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    assert page.eval_on_selector_all("#audit .scroll", boxes) == 0


def test_a_rank_stands_with_its_set_on_the_page(watched: Watched) -> None:
    """Every ranked unit has a set that holds its rank, and an interval that holds its score."""
    page = watched.open("/ranking?lang=en&level=city")
    rows = page.locator("#table-rank-units tbody tr:has(td[data-figure=rank])")
    assert rows.count() > 1
    for place in range(rows.count()):
        row = rows.nth(place)
        rank = int(row.locator("td[data-figure=rank]").get_attribute("data-value") or "")
        low, _, high = (row.locator("[data-figure=rank-set]").get_attribute("data-value") or "").partition(
            "–"
        )
        assert int(low) <= rank <= int(high or low)
        expect(row.locator("[data-figure=rank-set]")).to_contain_text(f"95 %: {low}")
        score = Decimal(row.locator("td[data-figure=score]").get_attribute("data-value") or "")
        interval = row.locator("td[data-figure=interval]")
        ends = [interval.get_attribute(f"data-{end}") for end in ("low", "high")]
        assert None in ends or Decimal(ends[0]) <= score <= Decimal(ends[1])
    expect(page.locator("#unit-ranking")).to_contain_text("at most 5 % of the months")


def test_the_points_to_win_are_the_bars_of_the_levers(watched: Watched) -> None:
    """The table unfolds, and its gains are what the chart writes beside its bars."""
    page = watched.open("/?lang=en")
    page.locator("#levers summary").click()
    gains = read(page, "#table-levers td[data-figure=gain]")
    assert gains == sorted(gains, reverse=True)
    assert gains[-1] > 0
    written = page.locator("#chart-levers .bartext").all_text_contents()
    assert [Decimal(text.replace("\u3000", " ").split()[0]) for text in written] == gains


def test_a_chooser_changes_the_address_and_back_returns(watched: Watched) -> None:
    """Choosing another period is a new state: it stands in the address, and Back undoes it."""
    page = watched.open("/")
    before = page.locator("h1").inner_text()
    page.locator("[data-key=period] select").select_option(
        page.locator("[data-key=period] option").last.get_attribute("value")
    )
    page.wait_for_url("**/?period=*")
    expect(page.locator("h1")).not_to_have_text(before)
    page.go_back()
    expect(page.locator("h1")).to_have_text(before)


def test_choosing_the_whole_unit_takes_the_department_out(watched: Watched) -> None:
    """From a department's scorecard back to the unit's."""
    page = watched.open(f"/?department={DEPARTMENT}")
    page.locator("[data-key=department] select").select_option(value="*")
    page.wait_for_url(re.compile(r"/$"))
    expect(page.locator("#table-departments")).to_be_visible()


def test_switching_language_keeps_the_place(watched: Watched) -> None:
    """The same figures in the other language, without loading the document anew."""
    page = watched.open("/transmission")
    shown = read(page, "#table-heat td[data-figure]")
    page.locator(".switches a").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    watched.settle()
    assert read(page, "#table-heat td[data-figure]") == shown
    assert "lang=en" in page.url


def test_links_lead_from_page_to_page(watched: Watched) -> None:
    """A KPI's name opens the KPI, an owner's name its scorecard, a unit's name its own."""
    page = watched.open("/")
    page.locator("#table-kpis tbody th a").first.click()
    page.wait_for_url("**/kpi?*")
    page.locator("#table-owners tbody th a").first.click()
    page.wait_for_url("**/?*department=*")
    page.locator("#table-units tbody th a").first.click()
    page.wait_for_url("**/?*unit=*")
    expect(page.locator(".refusal")).to_have_count(0)


def test_a_process_leads_to_its_kpis_and_back(watched: Watched) -> None:
    """From the scorecard to the process, from it to a KPI, from the KPI's definition to the process again."""
    page = watched.open("/?lang=en")
    page.locator("#table-processes tbody th a").first.click()
    page.wait_for_url("**/process?*process=*")
    expect(page.locator("#charts")).to_be_visible()
    title = page.locator("h1").inner_text()
    page.locator("#table-kpis tbody th a").first.click()
    page.wait_for_url("**/kpi?*kpi=*")
    page.locator("#definition a[href*='/process?']").click()
    page.wait_for_url("**/process?*")
    expect(page.locator("h1")).to_have_text(title)


def test_the_process_shown_adds_up(watched: Watched) -> None:
    """Read from the page: KPIs and departments each give the contribution and the pressure on top."""
    page = watched.open("/process")
    for name in ("level", "pressure"):
        whole = read(page, f"#headline .tile-{name} .value")
        for table in ("kpis", "owners"):
            assert [sum(read(page, f"#table-{table} tbody td[data-figure={name}]"))] == whole


def test_every_control_chart_is_drawn_with_its_figures_at_hand(watched: Watched) -> None:
    """One large chart and one for each KPI; a table unfolds below, and every word stays inside its chart."""
    page = watched.open("/process?lang=en")
    kpis = page.locator("#table-kpis tbody tr").count()
    expect(page.locator("#charts figure.chart")).to_have_count(kpis)
    expect(page.locator("#trend figure.chart")).to_have_count(1)
    page.locator("#trend summary").click()
    expect(page.locator("#table-trend")).to_be_visible()
    outside = """words => words.filter(one => {
        const [box, frame] = [one, one.closest('.main-svg')].map(each => each.getBoundingClientRect());
        return box.left < frame.left - 1 || box.right > frame.right + 1;
    }).map(one => one.textContent)"""
    assert page.eval_on_selector_all("figure.chart .annotation text", outside) == []


def test_an_unknown_unit_gets_a_page_that_helps(watched: Watched) -> None:
    """The page says so, shows no figure, and leads back."""
    page = watched.open("/?unit=nope")
    expect(page.locator(".refusal")).to_be_visible()
    expect(page.locator("[data-figure]")).to_have_count(0)
    page.locator(".refusal a").click()
    expect(page.locator("#headline")).to_be_visible()


NAMES = [
    "Network operations",
    "Network construction",
    "IT and billing systems",
    "Market operations",
    "Tariff management",
    "New services",
    "Customer service",
    "Hotline centre",
    "Channel management",
    "E-channel centre",
    "Home broadband",
    "Government and enterprise",
    "Finance and settlement",
    "People and training",
    "Legal and quality",
]
FITS = "table => table.scrollWidth <= table.parentElement.clientWidth"
WIDEN = """names => document.querySelectorAll('#table-heat tr').forEach(row => {
    const cells = [...row.children], last = cells.at(-1);
    cells.slice(2, -1).forEach(cell => cell.remove());
    names.forEach(name => {
        const made = cells[1].cloneNode(true);
        if (row.closest('thead')) made.textContent = name;
        row.insertBefore(made, last);
    });
    cells[1].remove();
})"""
BROKEN = """heads => heads.flatMap(head => [...head.textContent.matchAll(/[^ -]+/g)].filter(word => {
    const range = document.createRange();
    range.setStart(head.firstChild, word.index);
    range.setEnd(head.firstChild, word.index + word[0].length);
    return range.getClientRects().length > 1;
}).map(word => word[0]))"""


@pytest.mark.parametrize(("view", "width", "height"), [*SIZES, ("projector", 1440, 900)])
def test_fifteen_departments_fit_without_a_broken_word(
    watched: Watched, view: str, width: int, height: int
) -> None:
    """The heat map's heads break between words only, and the table stays within the page."""
    watched.page.set_viewport_size({"width": width, "height": height})
    page = watched.open(f"/transmission?lang=en&view={view}")
    page.evaluate(WIDEN, NAMES)
    heads = page.locator("#table-heat thead th.num")
    assert heads.count() == len(NAMES) + 1
    assert heads.evaluate_all(BROKEN) == []
    assert page.eval_on_selector(
        "#table-heat", "table => table.scrollWidth <= table.parentElement.clientWidth"
    )


def test_the_tab_is_titled_like_the_page(watched: Watched) -> None:
    """The heading and the period, with a space between them."""
    page = watched.open("/?lang=en")
    period = page.locator("h1 .period").inner_text()
    expect(page).to_have_title(re.compile(rf"^My scorecard · .* {period}$"))


def test_the_english_detail_of_a_refusal_is_folded_away(watched: Watched) -> None:
    """On a Chinese page it shows on demand."""
    page = watched.open("/?unit=nope")
    expect(page.locator(".refusal .detail")).to_be_hidden()
    page.locator(".refusal summary").click()
    expect(page.locator(".refusal .detail")).to_be_visible()
