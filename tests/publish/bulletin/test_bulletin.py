from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from pypdf import PdfReader

from scorecard.errors import PrintFailed
from scorecard.glossary import Words
from scorecard.model.rounding import show
from scorecard.model.text import Lang, Text
from scorecard.publish.bulletin.bulletin import bulletin_html, bulletin_pdf
from scorecard.views.control import Yardstick, controlled
from scorecard.views.remark import remark
from scorecard.views.standing_text import (
    bounds_text,
    change_text,
    interval_text,
    owed_text,
    rank_text,
    set_text,
)
from scorecard.views.watch import Watch, Watched, watch
from tests.publish.bulletin.factory import bulletin_view
from tests.publish.bulletin.paper import close, figures, text
from tests.views.past import SHIFT, series


@pytest.fixture(scope="module")
def chinese() -> bytes:
    return bulletin_pdf(bulletin_view(), lang=Lang.ZH)


def test_every_figure_is_in_the_text(chinese):
    """Index, processes, departments, heat cells, leagues and intake are all on the paper."""
    view, page = bulletin_view(), text(chinese)
    lines = [view.index, *view.processes, *view.departments]
    lines += [one.line for _, units in view.leagues for one in units]
    wanted = [show(value) for line in lines for value in (line.score, line.pressure) if value is not None]
    wanted += [show(cell.pressure) for cell in view.cells]
    wanted += [show(Decimal(one.rows_read)) for one in view.intake]
    assert [one for one in wanted if one not in page] == []


def test_processes_and_heat_add_up(chinese):
    """Read from the paper: process contributions add up to the index, heat cells to row and column totals."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(chinese)).pages]
    first = pages[0][pages[0].index("各商业过程") : pages[0].index("传递审计")]
    rows = [figures(row) for row in first.splitlines() if len(figures(row)) == 5]
    *parts, whole = rows
    assert len(parts) == 13
    assert sum(Decimal(row[2]) for row in parts) == Decimal(whole[2]) == Decimal(whole[0])
    table = next(page for page in pages if "压力分布：支撑部门与商业过程" in page)
    heat = [figures(row) for row in table.splitlines() if len(figures(row)) > 1]
    *departments, bottom = heat
    assert len(departments) == 14
    for row in departments:
        assert sum(map(Decimal, row[:-1])) == Decimal(row[-1])
    assert sum(Decimal(row[-1]) for row in departments) == Decimal(bottom[-1])
    assert sum(map(Decimal, bottom[:-1])) == Decimal(bottom[-1])


def test_the_path_stands_before_the_table_that_has_its_figures(chinese):
    """Index and larger processes are labelled in front of the heat table; without pressure the path goes."""
    view = bulletin_view()
    pages = [page.extract_text() for page in PdfReader(BytesIO(chinese)).pages]
    table = next(place for place, page in enumerate(pages) if "压力分布：支撑部门与商业过程" in page)
    assert "满意度指数：压力传递路径" in pages[table - 1]
    whole = view.index.pressure
    wanted = [show(one.pressure) for one in view.processes if one.pressure * 40 > whole] + [show(whole)]
    assert len(wanted) > 8
    assert [one for one in wanted if one not in pages[table - 1]] == []
    assert "<svg" in bulletin_html(view, Words(Lang.ZH)).split("压力传递路径</h3>")[1].split("</figure>")[0]
    none = {"pressure": Decimal("0.00")}
    calm = replace(
        view,
        index=replace(view.index, **none),
        processes=tuple(replace(one, **none) for one in view.processes),
        departments=tuple(replace(one, **none) for one in view.departments),
        cells=tuple(replace(one, **none) for one in view.cells),
    )
    assert "压力传递路径" not in bulletin_html(calm, Words(Lang.ZH))


@pytest.mark.parametrize("lang", list(Lang))
def test_the_audit_is_told_in_a_paragraph(lang):
    """How much arrives, each class that leaks, and the findings to be mended; the mild ones are left out."""
    audit, words = bulletin_view().audit, Words(lang)
    page = close(unescape(bulletin_html(bulletin_view(), words)))
    paragraph = page[page.index(close(words("audit"))) :].partition("</p>")[0]
    assert f"{show(audit.reached)}%" in paragraph
    assert f"{show(audit.leaked)}%" in paragraph
    for reach, weight in audit.classes[1:]:
        assert close(f"{words(f'reach_{reach}')} {show(weight)}%") in paragraph
    for one in audit.findings:
        assert (close(remark(one, words)) in page) is not one.mild
    assert {one.mild for one in audit.findings} == {True, False}


def test_the_weakest_kpis_name_their_departments():
    """Each has its departments behind it, the largest share first, in the language of the paper."""
    view = bulletin_view()
    for lang, say, comma in ((Lang.ZH, "主责部门：", "、"), (Lang.EN, "Responsible: ", ", ")):
        page = close(unescape(bulletin_html(view, Words(lang))))
        for line, owners in zip(view.weakest, view.owners, strict=True):
            names = [one.department.name.say(lang) for one in owners]
            text = say + comma.join(
                f"{name} {share}%" for name, share in zip(names, (60, 25, 15), strict=True)
            )
            behind = page[page.index(close(f"<th>{line.name.say(lang)} <")) :]
            assert behind[behind.index(close(say)) :].startswith(close(text))


@pytest.mark.parametrize("lang", list(Lang))
def test_the_bulletin_lists_whom_the_evidence_singles_out(lang):
    """Each card with its name, its ranking and its rank with the set; the error rate stands beside them."""
    view, words = bulletin_view(), Words(lang)
    page = unescape(bulletin_html(view, words))
    part = page[page.index(words("cards_why")) :].partition("</table>")[0]
    assert len(view.cards) == 4
    for one in view.cards:
        assert one.line.name.say(lang) in part
        assert rank_text(one.line, words) in part
    assert part.count("▲") == 4
    assert words("card_note") in part
    departments = tuple(replace(one, evidence=replace(one.evidence, card=None)) for one in view.departments)
    calm = unescape(bulletin_html(replace(view, leagues=(), departments=departments), words))
    assert words("cards_none") in calm


@pytest.mark.parametrize("lang", list(Lang))
def test_missing_data_and_what_the_index_is_worth_are_told(lang):
    """Interval and change beside the index, bounds where data are missing, and who owes them."""
    view, words = bulletin_view(), Words(lang)
    view = replace(view, index=replace(view.index, coverage=Decimal("96.00")))
    page = unescape(bulletin_html(view, words))
    assert interval_text(view.index) in page
    assert view.shift is not None
    assert view.previous is not None
    assert change_text(view.shift, view.previous.score, words) in page
    assert bounds_text(view.index, words) in page
    assert all(owed_text(one, words) in page for one in view.owed)
    assert words("owed_none") in unescape(bulletin_html(replace(view, owed=()), words))


def test_ranks_stand_with_their_sets_and_the_annex_with_its_funnel(chinese):
    """Every ranked unit's set and interval are on the paper; a level in the annex has a funnel."""
    view, page = bulletin_view(), text(chinese)
    lines = [one.line for _, units in view.leagues for one in units if one.line.rank is not None]
    said = [f"{line.rank}/{line.ranked} {set_text(line)}" for line in [*lines, *view.departments]]
    assert [one for one in said if one not in page] == []
    assert [line.id for line in lines if interval_text(line) not in page] == []
    html = bulletin_html(view, Words(Lang.ZH))
    assert html[html.index("附件：") :].count("<svg") == 1


def test_units_stand_under_their_peer_group_on_paper():
    """A row names the group where there are several; one nameless group is not named."""
    view, words = bulletin_view(), Words(Lang.ZH)
    assert "同类组" not in bulletin_html(view, words)
    level, units = view.leagues[0]
    groups = tuple(replace(one, group="东部" if place < 3 else "西部") for place, one in enumerate(units))
    html = bulletin_html(replace(view, leagues=((level, groups), *view.leagues[1:])), words)
    assert html.count('<tr class="group">') == 2
    assert html.index("同类组：东部") < html.index("同类组：西部")


def test_bookmarks_and_number(chinese):
    """Nine numbered sections and the annex are bookmarks; the number comes from the period."""
    reader = PdfReader(BytesIO(chinese))
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    assert titles[0] == "一、总体情况"
    assert titles[6] == "七、黄牌与红牌"
    assert titles[9] == "十、计算说明"
    assert titles[10].startswith("附件")
    assert "〔2026〕第6号" in reader.pages[0].extract_text()


def test_table_heads_are_repeated(chinese):
    """Each page of the annex carries the table's head."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(chinese)).pages]
    annex = next(place for place, page in enumerate(pages) if "附件：" in page)
    assert len(pages) > annex + 1
    assert all("覆盖率" in page and "排名" in page for page in pages[annex:])


@pytest.mark.parametrize("lang", list(Lang))
def test_no_claim_of_change(lang):
    """No word says that something rose, fell, got better or worse: nothing here could prove it."""
    page = bulletin_html(bulletin_view(), Words(lang)).lower()
    for word in ("上升", "下降", "改善", "恶化", "提高", "rose", "fell", "improved", "worsened"):
        assert word not in page


def test_hostile_names():
    """Names that are code are printed as text, and the heat table keeps its figures."""
    names = {"department.home": "<style>*{display:none}</style>", "unit.hall3": "=1+1<b>厅</b>"}
    view = bulletin_view(names)
    page = text(bulletin_pdf(view, lang=Lang.EN))
    assert all(show(cell.pressure) in page for cell in view.cells)
    assert all(close(name) in close(page) for name in names.values())


def test_cells_that_do_not_add_up_are_refused():
    """A heat table whose cells miss a point is not printed."""
    view = bulletin_view()
    with pytest.raises(PrintFailed, match="cells add up"):
        bulletin_pdf(replace(view, cells=view.cells[1:]), lang=Lang.ZH)


def test_a_month_without_an_index():
    """An index that is not published is said so, not printed as nothing."""
    view = bulletin_view()
    nothing = replace(view.index, score=None, coverage=Decimal("41.00"))
    page = close(text(bulletin_pdf(replace(view, index=nothing, intake=()), lang=Lang.ZH)))
    assert "满意度指数未公布：有数据的权重只有41.00%" in page
    assert "没有收到数据交付" in page


def signalling(count: int) -> Watch:
    """As many KPIs that fell as asked for, one that rose, and five with the usual ups and downs."""
    higher = Yardstick("higher", Decimal(12), 0)
    made = [("up", SHIFT), *((f"down {place}", SHIFT[::-1]) for place in range(count))]
    made += [(f"usual {place}", (10, 12) * 7) for place in range(5)]
    unit = Text("分", "points")
    return watch(
        Watched("kpi", name, Text(f"<b>{name}", f"<b>{name}"), unit, controlled(series(values), higher))
        for name, values in made
    )


@pytest.mark.parametrize("lang", list(Lang))
def test_the_signals_are_told_worst_first_with_the_false_alarms_to_expect(lang):
    """What, since when, by which rule; the charts of the first eight; 16 charts make 0.26 false alarms."""
    words, found = Words(lang), signalling(10)
    page = unescape(bulletin_html(replace(bulletin_view(), watch=found), words))
    part = page[page.index(words("paper_signals")) : page.index(words("paper_vertical"))]
    assert words("paper_signals_text", charts=16, expected="0.26") in part
    told = [one for one in part.split("<tr>") if words("signal_shift") in one]
    assert len(told) == 11
    assert all("<b>down" in one and words("variation_worse") in one for one in told[:10])
    assert "<b>up" in told[10]
    assert part.count("<svg ") == 8
    assert words("paper_signals_more", drawn=8, count=11) in part


@pytest.mark.parametrize("lang", list(Lang))
def test_the_signals_are_printed_whole(lang):
    """Names, sentences and limits stand in the PDF's text."""
    words = Words(lang)
    page = close(text(bulletin_pdf(replace(bulletin_view(), watch=signalling(2)), lang=lang)))
    wanted = ["<b>down 0", "<b>up", words("assurance_by_chance"), words("variation_better"), "13.3"]
    assert [one for one in wanted if close(one) not in page] == []


@pytest.mark.parametrize("lang", list(Lang))
def test_a_month_without_signals_says_so(lang):
    """That nothing stands out is a finding; that nothing can be told yet is another."""
    words = Words(lang)
    none = replace(signalling(0), signals=())
    said = unescape(bulletin_html(replace(bulletin_view(), watch=none), words))
    assert words("paper_signals_none", charts=6, expected="0.10") in said
    assert words("paper_signals_unknown") in unescape(bulletin_html(bulletin_view(), words))
