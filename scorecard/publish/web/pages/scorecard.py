"""My scorecard: where do I stand, what did I move, what should I do first?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scorecard.model.principal import Principal
from scorecard.model.rounding import show
from scorecard.publish.web import controls, drawn
from scorecard.publish.web.cells import empty, figure, head, name_cell, row, section, table
from scorecard.publish.web.element import Child, Element, tag
from scorecard.publish.web.lines import kpi_table, no_score, part_table, unit_table
from scorecard.publish.web.shell import page
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.state import Page, ViewState
from scorecard.publish.web.tiles import level_tile, pressure_tile, surplus_tile, tile, tiles
from scorecard.views import charts
from scorecard.views import scorecard as view_of
from scorecard.views.scorecard import ScorecardView
from scorecard.views.standing_text import (
    alike_text,
    bounds_text,
    card_text,
    change_text,
    interval_text,
    owed_texts,
    set_text,
)

_MOST_NAMES, _MOST_OWED = 40, 6


def read(reader: Any, principal: Principal, state: ViewState) -> ScorecardView:  # noqa: ANN401 - passed on
    """The view that the state asks for. Raises BadRequest and Forbidden."""
    return view_of.load(reader, principal, period=state.period, unit=state.unit, department=state.department)


def layout(view: ScorecardView, shown: Shown) -> Element:
    """The page."""
    frame, words = view.frame, shown.words
    who = shown.say(frame.unit.name)
    if view.department:
        who = f"{shown.say(view.department.name)} · {who}"
    return page(
        f"{words('my_scorecard')} · {who}",
        frame,
        [
            controls.periods(frame, shown),
            controls.units(frame, shown),
            controls.departments(frame, view.department, shown),
        ],
        *(_uninvolved(view, shown) if view.department and not view.kpis else _sections(view, shown)),
        _units(view, shown),
        shown=shown,
    )


def _sections(view: ScorecardView, shown: Shown) -> list[Child]:
    return [
        _headline(view, shown),
        _card(view, shown),
        _owed(view, shown),
        tag("Div", _trend(view, shown), _levers(view, shown), class_="pair"),
        _parts(view, shown),
        _kpis(view, shown),
    ]


def _uninvolved(view: ScorecardView, shown: Shown) -> list[Child]:
    """A department without a part in the unit: that alone is said, and the trend if there ever was one."""
    said = empty(shown.words("web_no_part"), shown.words("web_no_part_remedy"))
    ever = any(moment.value is not None for moment in view.trend)
    return [tag("Div", said, class_="alone"), _trend(view, shown) if ever else None]


def _headline(view: ScorecardView, shown: Shown) -> Element:
    words, line = shown.words, view.headline
    name = words("own_score") if view.department else shown.say(view.frame.index)
    figures = tiles(
        tile("score", name, show(line.score), _since(view, shown), value=line.score),
        level_tile(line.level, shown) if view.department else None,
        pressure_tile(line.pressure, shown),
        surplus_tile(line.surplus, shown),
        _rank_tile(view, shown),
        tile("coverage", words("coverage"), _percent(line.coverage), words("web_coverage_note")),
    )
    if line.score is not None:
        return figures
    return tag("Div", no_score(line, shown), figures)


def _since(view: ScorecardView, shown: Shown) -> str:
    """The score's interval, and the change since the period before with what chance has to do with it."""
    words, before = shown.words, view.previous
    known = view.headline.evidence.low is not None
    interval = words("rank_interval_is", interval=interval_text(view.headline)) if known else None
    if view.shift is None or before is None or before.score is None:
        said = words("web_no_previous")
    else:
        said = change_text(view.shift, before.score, words)
    return words("sentence_break").join(one for one in (interval, said) if one)


def _rank_tile(view: ScorecardView, shown: Shown) -> Element:
    """The rank with the ranks that are left open, and the peers that it cannot be told apart from."""
    words, line = shown.words, view.headline
    if line.ranked <= 1:
        return tile("rank", words("rank"), show(None), words("web_no_peers"))
    n = words("n_is", n=show(Decimal(line.n)))
    if line.rank is None:
        return tile("rank", words("rank"), words("not_ranked"), n, said=True)
    names = [shown.say(one.name) for one in view.alike]
    alike = words("rank_alike_is", names=alike_text(names, words)) if names else words("rank_apart")
    said = words("sentence_break").join((words("rank_set_is", set=set_text(line)), alike, n))
    found = tile("rank", words("rank"), words("rank_short", rank=line.rank, of=line.ranked), said)
    found["props"]["title"] = alike_text(names, words, most=_MOST_NAMES) if names else None
    return found


def _card(view: ScorecardView, shown: Shown) -> Element | None:
    """The card: shape, word and colour, what it means and how often it errs."""
    card, words = view.headline.evidence.card, shown.words
    if card is None:
        return None
    return tag(
        "Div",
        tag("P", tag("Span", card_text(card, words), class_=f"badge-{card}"), words(f"card_{card}_means")),
        tag("P", words("card_note"), class_="muted"),
        class_=f"empty warned warned-{card}",
        role="note",
        id="card",
    )


def _owed(view: ScorecardView, shown: Shown) -> Element | None:
    """Between which scores it lies once the missing data are in, and who owes them."""
    words, bounds = shown.words, bounds_text(view.headline, shown.words)
    texts = owed_texts(view.owed, words)
    if not texts and not bounds:
        return None
    items = [tag("Li", one) for one in texts]
    if len(items) > _MOST_OWED:
        rest = words("owed_more", count=len(items) - _MOST_OWED)
        more = tag("Details", tag("Summary", rest), tag("Ul", *items[_MOST_OWED:]))
        items = [*items[:_MOST_OWED], tag("Li", more)]
    lead = bounds or words("owed_why")
    return section(
        words("bounds"), tag("Ul", *items, class_="owed") if items else None, name="owed", note=lead
    )


def _percent(value: Decimal | None) -> str:
    return show(value) if value is None else f"{show(value)}%"


def _trend(view: ScorecardView, shown: Shown) -> Element:
    words, chart = shown.words, charts.trend_chart(view, shown.words)
    drawing = drawn.trend(chart, words("score_points"), shown)
    return section(words("trend"), *drawing, name="trend")


def _levers(view: ScorecardView, shown: Shown) -> Element:
    words = shown.words
    if view.headline.score is None:
        content: list[Child] = [no_score(view.headline, shown)]
    elif not view.levers:
        content = [empty(words("web_no_levers"), words("web_no_levers_remedy"))]
    else:
        name = shown.say(view.department.name if view.department else view.frame.unit.name)
        chart = charts.lever_bars(name, view.levers, words)
        twin = tag("Details", tag("Summary", words("web_as_table")), _lever_table(view, shown), class_="twin")
        content = [drawn.chart(chart, shown, name="levers", twin="levers"), twin]
    note = words("levers_part_note" if view.department else "levers_note")
    return section(words("levers"), *content, name="levers", note=note)


def _lever_table(view: ScorecardView, shown: Shown) -> Element:
    words = shown.words
    heads = [
        head(words("kpi")),
        head(words("reading"), number=True),
        head(words("levers_needed"), number=True),
        head(words("score"), number=True),
        head(words("levers_then"), number=True),
        head(words("levers_gain"), number=True),
    ]
    rows = [
        row(
            name_cell(
                shown.say(one.kpi.name),
                shown.state.to(Page.KPI, kpi=one.kpi.id, department=None),
                shown.say(one.kpi.process.name),
            ),
            figure(one.kpi.value, "value", suffix=shown.say(one.kpi.unit)),
            figure(one.needed, "needed", suffix=shown.say(one.kpi.unit)),
            figure(one.kpi.score, "score"),
            figure(one.score, "score-then"),
            figure(one.gain, "gain"),
            key=one.kpi.id,
        )
        for one in view.levers
    ]
    return table(words("levers"), heads, rows, name="levers")


def _kpis(view: ScorecardView, shown: Shown) -> Element:
    words = shown.words
    note = words("web_kpis_part_note" if view.department else "web_kpis_note")
    content = (
        kpi_table(words("web_kpis_caption"), view.kpis, view.frame, shown) if view.kpis else _nothing(shown)
    )
    return section(words("kpis"), content, name="kpi-list", note=note)


def _parts(view: ScorecardView, shown: Shown) -> Element:
    words, state = shown.words, shown.state
    note = words("web_parts_of_department" if view.department else "web_parts_of_unit")
    parts = [
        section(
            words("processes"),
            part_table(
                words("processes"),
                view.processes,
                shown,
                name="processes",
                href=lambda line: state.to(Page.PROCESS, process=line.id, department=None),
            ),
            name="process-list",
            note=note if view.department else words("web_processes_of_unit"),
        )
    ]
    if view.department is None:
        openable = {one.id for one in view.frame.departments}
        table = part_table(
            words("departments"),
            view.departments,
            shown,
            name="departments",
            href=lambda line: state.to(department=line.id) if line.id in openable else None,
        )
        parts.insert(0, section(words("departments"), table, name="department-list", note=note))
    return tag("Div", *parts, class_="pair even") if len(parts) > 1 else parts[0]


def _units(view: ScorecardView, shown: Shown) -> Element | None:
    if not view.units:
        return None
    words, state = shown.words, shown.state
    openable = {unit.id for _, unit in view.frame.units}
    table = unit_table(
        words("child_units"),
        view.units,
        shown,
        href=lambda line: state.to(unit=line.id) if line.id in openable else None,
    )
    return section(words("child_units"), table, name="unit-list", note=words("web_units_note"))


def _nothing(shown: Shown) -> Element:
    return empty(shown.words("no_data"), shown.words("web_no_kpis_remedy"))
