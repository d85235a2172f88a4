"""Ranking: who leads, who lags?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from scorecard.model.chart import Dots
from scorecard.model.principal import Principal
from scorecard.publish.web import controls, drawn
from scorecard.publish.web.cells import (
    count,
    empty,
    figure,
    head,
    name_cell,
    rank_cell,
    row,
    section,
    state_cell,
    table,
)
from scorecard.publish.web.element import Child, Element, tag
from scorecard.publish.web.shell import page
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.state import Page, ViewState
from scorecard.views import charts
from scorecard.views import ranking as view_of
from scorecard.views.frame import Frame, Line
from scorecard.views.ranking import RankedUnit, RankingView

MOST_DOTS = 40


def read(reader: Any, principal: Principal, state: ViewState) -> RankingView:  # noqa: ANN401 - passed on
    """The view that the state asks for. Raises BadRequest and Forbidden."""
    return view_of.load(reader, principal, period=state.period, unit=state.unit, level=state.level)


def layout(view: RankingView, shown: Shown) -> Element:
    """The page."""
    frame, words = view.frame, shown.words
    levels = controls.choices(view.levels, shown)
    return page(
        words("ranking"),
        frame,
        [
            controls.periods(frame, shown),
            controls.chooser("level", words("level"), levels, view.level.id),
            controls.units(frame, shown),
        ],
        _units(view, shown),
        _departments(view, shown),
        shown=shown,
    )


def _units(view: RankingView, shown: Shown) -> Element:
    words, own = shown.words, view.frame.unit.id
    chart = charts.ranking_dots(view.level, view.units, view.root, words, own=own)
    openable = {unit.id for _, unit in view.frame.units}
    tied = _tied([one.line for one in view.units])
    rows = [
        _row(
            one.line,
            tied,
            shown.state.to(Page.SCORECARD, unit=one.line.id, level=None) if one.line.id in openable else None,
            _parent(one, shown),
            view.frame,
            shown,
        )
        for one in view.units
    ]
    heads = _heads(words("unit"), shown, parent=True)
    return section(
        chart.title,
        _pair(chart, heads, rows, shown, name="rank-units"),
        name="unit-ranking",
        note=words("web_ranking_note" if 0 < len(chart.dots) <= MOST_DOTS else "web_ranking_plain_note"),
    )


def _departments(view: RankingView, shown: Shown) -> Element:
    words = shown.words
    chart = charts.department_dots(view.frame.unit, view.departments, words)
    tied = _tied(view.departments)
    openable = {one.id for one in view.frame.departments}
    rows = [
        _row(
            line,
            tied,
            shown.state.to(Page.SCORECARD, department=line.id, level=None) if line.id in openable else None,
            None,
            view.frame,
            shown,
        )
        for line in view.departments
    ]
    heads = _heads(words("department"), shown, parent=False)
    return section(
        chart.title,
        _pair(chart, heads, rows, shown, name="rank-departments"),
        name="department-ranking",
        note=words("web_department_ranking_note"),
    )


def _pair(
    chart: Dots, heads: Sequence[Element], rows: Sequence[Element], shown: Shown, *, name: str
) -> Element:
    """The chart beside its table; the table alone where there are too many dots to be told apart."""
    twin = table(chart.title, heads, rows, name=name)
    if len(chart.dots) > MOST_DOTS:
        said = [shown.words("web_no_dots", most=MOST_DOTS)]
        if chart.reference_label:
            said.append(shown.words("web_whole", whole=chart.reference_label))
        return tag("Div", tag("P", " ".join(said), class_="lead-in"), twin)
    drawing: Child = (
        drawn.chart(chart, shown, name=name, twin=name)
        if chart.dots
        else empty(shown.words("web_nobody_ranked"), shown.words("web_nobody_ranked_remedy"))
    )
    return tag("Div", drawing, twin, class_="pair flat")


def _heads(subject: str, shown: Shown, *, parent: bool) -> list[Element]:
    words = shown.words
    return [
        head(words("rank"), number=True),
        head(subject),
        *([head(words("parent_unit"))] if parent else []),
        head(words("score_points"), number=True),
        head(words("n_answers"), number=True),
        head(words("coverage_percent"), number=True),
        head(words("state")),
    ]


def _row(
    line: Line, tied: frozenset[int], href: str | None, parent: Element | None, frame: Frame, shown: Shown
) -> Element:
    own = "own" if line.id == frame.unit.id else None
    return row(
        rank_cell(line.rank, line.ranked, shown, tie=line.rank in tied),
        name_cell(shown.say(line.name), href),
        *([parent] if parent else []),
        figure(line.score, "score"),
        count(line.n),
        figure(line.coverage, "coverage"),
        state_cell(line.state, shown) if line.rank is not None else _reason(line, frame, shown),
        key=line.id,
        class_=own,
    )


def _reason(line: Line, frame: Frame, shown: Shown) -> Element:
    """Why a subject is not ranked."""
    if line.state == "hidden":
        return state_cell(line.state, shown)
    key = "not_enough_coverage" if line.score is None else "flagged_sample"
    return state_cell(line.state, shown, shown.words(key, n=frame.flag_below))


def _parent(one: RankedUnit, shown: Shown) -> Element:
    return tag("Td", "" if one.parent is None else shown.say(one.parent.name))


def _tied(lines: Sequence[Line]) -> frozenset[int]:
    counts = Counter(line.rank for line in lines if line.rank is not None)
    return frozenset(rank for rank, times in counts.items() if times > 1)
