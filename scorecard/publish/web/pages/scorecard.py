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
from scorecard.views.frame import Line
from scorecard.views.scorecard import ScorecardView


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
    nobody = line.ranked <= 1
    rank = show(None) if nobody else _rank(line, shown)
    beside = words("web_no_peers") if nobody else words("n_is", n=show(Decimal(line.n)))
    figures = tiles(
        tile("score", name, show(line.score), _since(view, shown), value=line.score),
        level_tile(line.level, shown) if view.department else None,
        pressure_tile(line.pressure, shown),
        surplus_tile(line.surplus, shown),
        tile("rank", words("rank"), rank, beside, said=line.rank is None),
        tile("coverage", words("coverage"), _percent(line.coverage), words("web_coverage_note")),
    )
    if line.score is not None:
        return figures
    return tag("Div", no_score(line, shown), figures)


def _since(view: ScorecardView, shown: Shown) -> str:
    """The change since the period before, as a signed figure with the number of answers on both sides."""
    line, before = view.headline, view.previous
    if before is None or before.score is None or line.score is None:
        return shown.words("web_no_previous")
    change = show(line.score - before.score, sign=True)
    return shown.words(
        "web_since_previous", change=change, before=show(before.score), n=show(Decimal(before.n))
    )


def _rank(line: Line, shown: Shown) -> str:
    if line.rank is None:
        return shown.words("not_ranked")
    return shown.words("rank_short", rank=line.rank, of=line.ranked)


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
        chart = charts.pressure_of(name, view.levers, words)
        content = [drawn.chart(chart, shown, name="levers", twin="levers"), _lever_table(view, shown)]
    return section(words("levers"), *content, name="levers", note=words("web_levers_note"))


def _lever_table(view: ScorecardView, shown: Shown) -> Element:
    words = shown.words
    heads = [
        head(words("kpi")),
        head(words("process")),
        head(words("score"), number=True),
        head(words("pressure"), number=True),
    ]
    rows = [
        row(
            name_cell(shown.say(line.name), shown.state.to(Page.KPI, kpi=line.id, department=None)),
            tag("Td", shown.say(line.process.name)),
            figure(line.score, "score"),
            figure(line.pressure, "pressure"),
            key=line.id,
        )
        for line in view.levers
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
            note=note,
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
