from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from scorecard.errors import PrintFailed
from scorecard.glossary import Words
from scorecard.model.evidence import Card
from scorecard.model.rounding import show
from scorecard.model.text import Lang, Text
from scorecard.publish.bulletin.notice import notice_html, notice_pdf
from scorecard.views.control import Yardstick, controlled
from scorecard.views.said import said
from scorecard.views.scorecard import ScorecardView
from scorecard.views.standing_text import (
    alike_text,
    bounds_text,
    card_text,
    change_text,
    interval_text,
    owed_text,
)
from scorecard.views.watch import Watched, watch
from tests.publish.bulletin.factory import OWED, scorecard_view
from tests.publish.bulletin.paper import close, figures, text
from tests.views.past import SHIFT, series

HOSTILE = {
    "department.home": "<style>td{display:none}</style><b>家庭</b>",
    "department.legal": "综合部" * 21 + "一",
    "process.network": "</table><script>alert(1)</script>{{ 7*7 }}",
    "kpi.network.0": "&lt;b&gt;网络\u202e质量",
    "unit.P1C2": "云州<b>市</b>" + "州" * 53,
}


def printed(view: ScorecardView) -> list[str]:
    """Every figure that the notice of this view must show."""
    lines = [view.headline, *view.processes, *view.departments, *view.kpis]
    found = [show(value) for line in lines for value in (line.level, line.pressure) if value is not None]
    found += [show(kpi.value) for kpi in view.kpis if kpi.value is not None]
    found += [show(kpi.target) for kpi in view.kpis]
    found += [show(line.score) for line in view.kpis if line.score is not None]
    return [*found, show(view.headline.score), show(Decimal(view.headline.n))]


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("department", [None, "network"])
def test_every_figure_is_in_the_text(lang, department):
    """Whatever the view holds is printed, in both languages, for a unit and for a department."""
    view = scorecard_view(department=department)
    page = text(notice_pdf(view, lang=lang))
    assert [one for one in printed(view) if one not in page] == []
    assert view.frame.snapshot in page


def test_departments_add_up_to_the_index():
    """The contributions of the departments, read from the paper, add up to the index on the paper."""
    view = scorecard_view()
    page = text(notice_pdf(view, lang=Lang.ZH))
    index = figures(page[page.index("满意度指数") :])[0]
    table = page[page.index("支撑部门：贡献与压力") :]
    rows = [figures(row) for row in table[: table.index("合计")].splitlines() if len(figures(row)) == 4]
    assert len(rows) == 14
    assert sum(Decimal(row[2]) for row in rows) == Decimal(index)


@pytest.mark.parametrize("lang", list(Lang))
def test_hostile_and_long_names_hide_nothing(lang):
    """A name of 64 characters or one that is code is printed as it is, and no figure goes missing."""
    view = scorecard_view(HOSTILE)
    page = text(notice_pdf(view, lang=lang))
    assert [one for one in printed(view) if one not in page] == []
    for name in ("department.home", "department.legal", "process.network"):
        assert close(HOSTILE[name]) in close(page)


def test_parts_that_do_not_add_up_are_refused():
    """A notice whose departments do not add up to its headline is not printed."""
    view = scorecard_view()
    with pytest.raises(PrintFailed, match="departments"):
        notice_pdf(replace(view, departments=view.departments[:-1]), lang=Lang.ZH)


def test_a_name_that_no_font_has():
    """A rare character in a name stops the notice and is named."""
    with pytest.raises(PrintFailed, match=r"U\+323AF"):
        notice_pdf(scorecard_view({"unit.P1C2": "云州\U000323af"}), lang=Lang.ZH)


def test_the_books_own_words():
    """A book's glossary goes over the built-in words."""
    view = scorecard_view()
    own = replace(view.frame, terms=(("department", replace(view.frame.book, zh="后台部门")),))
    words = Words(Lang.ZH, dict(own.terms))
    assert "<th>后台部门</th>" in notice_html(replace(view, frame=own), words, Lang.ZH)


def test_same_view_same_bytes():
    """A notice printed twice is the same file."""
    assert notice_pdf(scorecard_view(), lang=Lang.EN) == notice_pdf(scorecard_view(), lang=Lang.EN)


@pytest.mark.parametrize(
    ("state", "key"), [("hidden", "paper_unpublished_hidden"), ("missing", "paper_unpublished_missing")]
)
@pytest.mark.parametrize("lang", list(Lang))
def test_a_unit_without_a_score_is_told_why(state, key, lang):
    """No trend, no levers, no 'nothing is below its target': one sentence with the reason."""
    view = scorecard_view()
    nothing = {"score": None, "level": None, "pressure": None, "surplus": None}
    headline = replace(view.headline, **nothing, rank=None, state=state)
    empty = [replace(line, **nothing) for line in (*view.departments, *view.processes)]
    view = replace(
        view,
        headline=headline,
        departments=tuple(empty[: len(view.departments)]),
        processes=tuple(empty[len(view.departments) :]),
        kpis=tuple(replace(line, **nothing, value=None) for line in view.kpis),
        levers=(),
    )
    words = Words(lang)
    html = notice_html(view, words, lang)
    assert words(key, hide=view.frame.hide_below) in html
    assert words("paper_first_none") not in html
    assert "<svg" not in html


@pytest.mark.parametrize("lang", list(Lang))
def test_rank_change_and_missing_data_stand_with_their_evidence(lang):
    """The set under the rank, the peers not told apart, interval and change, bounds and who owes the data."""
    view, words = scorecard_view(), Words(lang)
    line = replace(view.headline, coverage=Decimal("96.00"))
    view = replace(view, headline=line, owed=(*view.owed, OWED))
    page = close(text(notice_pdf(view, lang=lang)))
    assert view.previous is not None
    assert view.shift is not None
    said = [
        words("rank_set_short", set="4–10"),
        words("rank_alike_is", names=alike_text([one.name.say(lang) for one in view.alike], words, most=6)),
        words("rank_interval_is", interval=interval_text(line)),
        change_text(view.shift, view.previous.score, words),
        bounds_text(line, words),
        *(owed_text(one, words) for one in view.owed),
    ]
    assert [one for one in said if close(one) not in page] == []


@pytest.mark.parametrize("lang", list(Lang))
def test_a_card_stands_on_top_and_only_where_there_is_one(lang):
    """Shape, word, what it means and how often it errs."""
    view, words = scorecard_view(), Words(lang)
    assert words("card_note") not in notice_html(view, words, lang)
    evidence = replace(view.headline.evidence, card=Card.RED)
    page = close(
        text(notice_pdf(replace(view, headline=replace(view.headline, evidence=evidence)), lang=lang))
    )
    assert close(card_text(Card.RED, words)) in page
    assert close(words("card_note")) in page


def test_levers_are_the_first_five():
    """Reading now, reading needed, points to win."""
    view = scorecard_view()
    page = text(notice_pdf(view, lang=Lang.ZH))
    first = page[page.index("先做什么") : page.index("支撑部门：贡献与压力")]
    assert len(view.levers) == 5
    for one in view.levers:
        assert f"{show(one.kpi.value)} {show(one.needed)} {show(one.gain)}" in first


@pytest.mark.parametrize("lang", list(Lang))
def test_a_notice_tells_its_own_signals(lang):
    """The sentence and the chart, in the PDF; without one, that nothing stands out."""
    words = Words(lang)
    series_ = controlled(series(SHIFT), Yardstick("higher", None, 0))
    name = Text("接通", "Access")
    found = watch([Watched("kpi", "access", name, Text("分", "points"), series_)])
    page = close(text(notice_pdf(replace(scorecard_view(), watch=found), lang=lang)))
    wanted = [name.say(lang), said(series_.spells[0], words), "13.3", words("paper_signals")]
    assert [one for one in wanted if close(one) not in page] == []
    quiet = notice_html(replace(scorecard_view(), watch=replace(found, signals=())), words, lang)
    assert words("paper_signals_none", charts=1, expected="0.02") in quiet
