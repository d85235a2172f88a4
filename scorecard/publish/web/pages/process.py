"""Process: how does this process do?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scorecard.model.principal import Principal
from scorecard.model.rounding import show
from scorecard.model.text import Text
from scorecard.publish.web import controls
from scorecard.publish.web.cells import (
    count,
    empty,
    figure,
    head,
    name_cell,
    reading,
    row,
    section,
    state_cell,
    table,
    total,
    words_cell,
)
from scorecard.publish.web.element import Element, link, tag
from scorecard.publish.web.lines import no_score
from scorecard.publish.web.shell import page
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.signals import (
    alarms,
    assurance,
    control_chart,
    interval,
    interval_cell,
    said_section,
    signal_list,
    variation,
    verdict_tile,
)
from scorecard.publish.web.state import Page, ViewState
from scorecard.publish.web.tiles import level_tile, pressure_tile, surplus_tile, tile, tiles
from scorecard.views import process as view_of
from scorecard.views.process import ProcessKpi, ProcessView, UnitProcess

_PLAIN = {"ok", "hidden"}  # what is hidden says so in place of its reading
_POINTS = Text("分", "points")


def read(reader: Any, principal: Principal, state: ViewState) -> ProcessView:  # noqa: ANN401 - passed on
    """The view that the state asks for. Raises BadRequest and Forbidden."""
    return view_of.load(reader, principal, period=state.period, unit=state.unit, process=state.process)


def layout(view: ProcessView, shown: Shown) -> Element:
    """The page."""
    frame, words = view.frame, shown.words
    return page(
        f"{shown.say(view.line.name)} · {shown.say(frame.unit.name)}",
        frame,
        [
            controls.periods(frame, shown),
            controls.units(frame, shown),
            controls.chooser(
                "process", words("process"), controls.choices(view.processes, shown), view.line.id
            ),
        ],
        _headline(view, shown),
        tag("Div", _chart(view, shown), said_section(view.control, shown), class_="pair"),
        _kpis(view, shown),
        _charts(view, shown),
        tag("Div", _owners(view, shown), _focus(view, shown), class_="pair even"),
        _units(view, shown),
        shown=shown,
    )


def _headline(view: ProcessView, shown: Shown) -> Element:
    words, line = shown.words, view.line
    counted = words("n_is", n=show(Decimal(line.n)))
    beside = f"{interval(view.low, view.high, shown)} · {counted}" if line.score is not None else counted
    figures = tiles(
        tile("score", words("own_score"), show(line.score), beside, value=line.score),
        level_tile(line.level, shown),
        pressure_tile(line.pressure, shown),
        surplus_tile(line.surplus, shown),
        verdict_tile(view.control, shown),
    )
    return figures if line.score is not None else tag("Div", no_score(line, shown), figures)


def _chart(view: ProcessView, shown: Shown) -> Element:
    words = shown.words
    drawing = control_chart(
        view.line.name, _POINTS, view.control, shown, key="trend", column=words("score_points")
    )
    return section(words("control_chart"), *drawing, name="trend", note=words("control_chart_note"))


def _kpis(view: ProcessView, shown: Shown) -> Element:
    """The KPIs with their evidence, and a last row that adds their points up."""
    words = shown.words
    heads = [
        head(words("kpi")),
        head(words("reading"), number=True),
        head(words("interval"), number=True),
        head(words("target"), number=True),
        head(words("score"), number=True),
        head(words("interval"), number=True),
        head(words("contribution"), number=True),
        head(words("pressure"), number=True),
        head(words("n"), number=True),
        head(words("variation")),
        head(words("assurance")),
    ]
    lines = [one.line for one in view.kpis]
    foot = row(
        name_cell(words("total")),
        *(tag("Td") for _ in range(5)),
        figure(total(line.level for line in lines), "level-total"),
        figure(total(line.pressure for line in lines), "pressure-total"),
        *(tag("Td") for _ in range(3)),
    )
    title = words("web_process_kpis")
    content = table(title, heads, [_kpi(one, view, shown) for one in view.kpis], foot=foot, name="kpis")
    return section(title, content, name="kpi-list", note=words("web_process_kpis_note"))


def _kpi(one: ProcessKpi, view: ProcessView, shown: Shown) -> Element:
    line, unit = one.line, shown.say(one.line.unit)
    focus = "" if line.focus is None else shown.words("web_focus", focus=shown.say(line.focus))
    state = "" if line.state in _PLAIN else shown.words(f"state_{line.state}")
    note = " · ".join(one for one in (focus, state) if one)
    return row(
        name_cell(shown.say(line.name), shown.state.to(Page.KPI, kpi=line.id), note),
        reading(line.value, line.state, unit, shown, view.frame.hide_below),
        interval_cell(line.value_low, line.value_high, shown),
        figure(line.target, "target", suffix=unit),
        figure(line.score, "score"),
        interval_cell(line.low, line.high, shown),
        figure(line.level, "level"),
        figure(line.pressure, "pressure"),
        count(line.n),
        words_cell(variation(one.control, shown)),
        words_cell(assurance(one.control, shown)),
        key=line.id,
    )


def _charts(view: ProcessView, shown: Shown) -> Element:
    """A small control chart for each KPI, what signals in words, and how many false alarms to expect."""
    words, state = shown.words, shown.state
    small = [
        tag(
            "Div",
            *control_chart(
                one.line.name,
                one.line.unit,
                one.control,
                shown,
                key=f"small-{place}",
                column=words("reading"),
                small=True,
            ),
            class_="small",
        )
        for place, one in enumerate(view.kpis)
    ]
    signals = [
        (one, state.to(Page.KPI, kpi=one.id) if one.kind == "kpi" else None) for one in view.watch.signals
    ]
    return section(
        words("web_process_charts"),
        tag("P", words("control_signalling", count=len(signals)), class_="lead-in") if signals else None,
        signal_list(signals, shown),
        tag("Div", *small, class_="smalls"),
        alarms(view.watch, shown),
        name="charts",
        note=words("control_chart_note"),
    )


def _owners(view: ProcessView, shown: Shown) -> Element:
    words, state = shown.words, shown.state
    openable = {one.id for one in view.frame.departments}
    heads = [
        head(words("department")),
        head(words("web_process_owner_kpis"), number=True),
        head(words("contribution_points"), number=True),
        head(words("pressure_points"), number=True),
        head(words("surplus_points"), number=True),
    ]
    rows = [
        row(
            name_cell(
                shown.say(one.department.name),
                state.to(Page.SCORECARD, department=one.department.id)
                if one.department.id in openable
                else None,
            ),
            count(one.kpis, "kpis"),
            figure(one.level, "level"),
            figure(one.pressure, "pressure"),
            figure(one.surplus, "surplus"),
            key=one.department.id,
        )
        for one in view.owners
    ]
    foot = row(
        name_cell(words("total")),
        tag("Td"),
        *(
            figure(total(getattr(one, name) for one in view.owners), f"{name}-total")
            for name in ("level", "pressure", "surplus")
        ),
    )
    title = words("web_process_owners")
    content = table(title, heads, rows, foot=foot, name="owners") if rows else no_score(view.line, shown)
    return section(title, content, name="owner-list", note=words("web_process_owners_note"))


def _focus(view: ProcessView, shown: Shown) -> Element:
    words, title = shown.words, shown.words("web_process_focus")
    if not view.focus:
        content = empty(words("web_process_no_focus"), words("web_process_no_focus_remedy"))
        return section(title, content, name="focus")
    heads = [
        head(words("focus_issue")),
        head(words("kpi")),
        head(words("score"), number=True),
        head(words("variation")),
    ]
    rows = [
        row(
            name_cell(shown.say(one.issue)),
            words_cell(link(shown.say(one.kpi.name), shown.state.to(Page.KPI, kpi=one.kpi.id))),
            figure(one.kpi.score, "focus-score"),
            words_cell(variation(one.control, shown)),
        )
        for one in view.focus
    ]
    content = table(title, heads, rows, name="focus")
    return section(title, content, name="focus", note=words("web_process_focus_note"))


def _units(view: ProcessView, shown: Shown) -> Element | None:
    if not view.units:
        return None
    words = shown.words
    ranked = any(one.ranked for one in view.units)
    sets = any(one.rank_low is not None for one in view.units)
    heads = [
        head(words("unit")),
        head(words("own_score"), number=True),
        head(words("interval"), number=True),
        head(words("pressure"), number=True),
        head(words("n_answers"), number=True),
        *([head(words("rank"), number=True)] if ranked else []),
        *([head(words("rank_set"), number=True)] if sets else []),
        head(words("state")),
    ]
    rows = [_unit(one, shown, view, ranked=ranked, sets=sets) for one in view.units]
    content = table(words("child_units"), heads, rows, name="units")
    return section(words("child_units"), content, name="unit-list", note=words("web_process_units_note"))


def _rank(one: UnitProcess, shown: Shown) -> Element:
    if one.rank is None:
        return tag("Td", shown.words("not_ranked"), class_="num muted")
    text = shown.words("rank_short", rank=one.rank, of=one.ranked)
    return tag("Td", text, class_="num", data_figure="rank", data_value=str(one.rank))


def _unit(one: UnitProcess, shown: Shown, view: ProcessView, *, ranked: bool, sets: bool) -> Element:
    openable = {unit.id for _, unit in view.frame.units}
    known = one.rank_low is not None and one.rank_high is not None
    left = f"{one.rank_low}–{one.rank_high}" if known else show(None)
    return row(
        name_cell(
            shown.say(one.unit.name), shown.state.to(unit=one.unit.id) if one.unit.id in openable else None
        ),
        figure(one.score, "score"),
        interval_cell(one.low, one.high, shown),
        figure(one.pressure, "pressure"),
        count(one.n),
        *([_rank(one, shown)] if ranked else []),
        *([tag("Td", left, class_="num", data_figure="rank-set")] if sets else []),
        state_cell(one.state, shown),
        key=one.unit.id,
    )
