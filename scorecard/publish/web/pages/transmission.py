"""Transmission: how does satisfaction reach the departments?"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from scorecard.model.principal import Principal
from scorecard.model.rounding import show
from scorecard.publish.web import controls, drawn
from scorecard.publish.web.audit import audit_section
from scorecard.publish.web.cells import empty, figure, head, name_cell, row, section, table, total, words_cell
from scorecard.publish.web.element import Element, link, tag
from scorecard.publish.web.lines import no_score
from scorecard.publish.web.look import Look
from scorecard.publish.web.shell import page
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.state import Page, Points, ViewState
from scorecard.publish.web.tiles import pressure_tile, surplus_tile, tile, tiles
from scorecard.views import transmission as view_of
from scorecard.views.charts import transmission_icicle
from scorecard.views.transmission import Cell, Step, TransmissionView


def read(reader: Any, principal: Principal, state: ViewState) -> TransmissionView:  # noqa: ANN401 - passed on
    """The view that the state asks for. Raises BadRequest and Forbidden."""
    return view_of.load(reader, principal, period=state.period, unit=state.unit)


def layout(view: TransmissionView, shown: Shown) -> Element:
    """The page."""
    frame, words = view.frame, shown.words
    return page(
        f"{words('transmission')} · {shown.say(frame.unit.name)}",
        frame,
        [controls.periods(frame, shown), controls.units(frame, shown), _toggle(shown)],
        _summary(view, shown),
        *(
            [_heat(view, shown), _path(view, shown), audit_section(view.audit, shown), _steps(view, shown)]
            if view.cells
            else [tag("Div", no_score(view.index, shown), class_="alone"), audit_section(view.audit, shown)]
        ),
        shown=shown,
    )


def _toggle(shown: Shown) -> Element:
    options = [(str(one), _points_name(one, shown)) for one in Points]
    return controls.chooser("points", shown.words("web_points"), options, str(shown.state.points))


def _points_name(points: Points, shown: Shown) -> str:
    return shown.words("pressure_points" if points is Points.PRESSURE else "contribution_points")


def _summary(view: TransmissionView, shown: Shown) -> Element:
    words, line = shown.words, view.index
    audit = view.audit
    leaks = words("audit_leaks", leaked=show(audit.leaked))
    return tiles(
        tile("level", shown.say(view.frame.index), show(line.level), value=line.level),
        pressure_tile(line.pressure, shown),
        surplus_tile(line.surplus, shown),
        tile("reached", words("reached"), f"{show(audit.reached)}%", leaks, value=audit.reached),
    )


def _heat(view: TransmissionView, shown: Shown) -> Element:
    """Process x department, totals to the right and below: the corner is the index."""
    kind, words = str(shown.state.points), shown.words
    cells = {(cell.process, cell.department): _points(cell, shown) for cell in view.cells}
    strongest = max(cells.values(), default=Decimal(0))
    heads = [
        head(words("process")),
        *(head(shown.say(one.name), number=True) for one in view.departments),
        head(words("total"), number=True),
    ]
    rows = [
        row(
            name_cell(shown.say(process.name), shown.state.to(Page.PROCESS, process=process.id)),
            *(_cell(cells.get((process.id, one.id)), kind, strongest) for one in view.departments),
            figure(total(cells.get((process.id, one.id)) for one in view.departments), f"{kind}-process"),
            key=process.id,
        )
        for process in view.processes
    ]
    foot = row(
        name_cell(words("total")),
        *(
            figure(total(cells.get((process.id, one.id)) for process in view.processes), f"{kind}-department")
            for one in view.departments
        ),
        figure(total(cells.values()), f"{kind}-total"),
    )
    title = words("web_heat_title", points=_points_name(shown.state.points, shown))
    return section(
        title, table(title, heads, rows, foot=foot, name="heat"), name="heat-map", note=words("web_heat_note")
    )


def _cell(value: Decimal | None, kind: str, strongest: Decimal) -> Element:
    """The stronger the colour, the larger the part of the strongest cell; the figure says it exactly."""
    if value is None or not strongest or not value:
        return figure(value, kind)
    step = 1 + sum(value * 100 >= strongest * bound for bound in (10, 25, 45, 70))
    return figure(value, kind, heat=f"{kind}-{step}")


def _path(view: TransmissionView, shown: Shown) -> Element:
    words = shown.words
    pressure = shown.state.points is Points.PRESSURE
    chart = transmission_icicle(view, words, points="pressure" if pressure else "level")
    if not chart.root.children:
        return section(
            words("web_path_title"), empty(words("web_no_levers"), words("web_no_levers_remedy")), name="path"
        )
    return section(
        words("web_path_title"),
        drawn.chart(chart, replace(shown, look=_coloured(shown)), name="path", twin="heat"),
        name="path",
        note=words("web_path_note"),
    )


def _coloured(shown: Shown) -> Look:
    """The heat map's colours: those of pressure, or those of contribution."""
    look = shown.look
    return look if shown.state.points is Points.PRESSURE else replace(look, shades=look.level_shades)


def _steps(view: TransmissionView, shown: Shown) -> Element:
    """Every path with its points, those with the most first."""
    words = shown.words
    names = {line.id: shown.say(line.name) for line in view.processes}
    openable = {one.id for one in view.frame.departments}
    heads = [
        head(words("process")),
        head(words("kpi")),
        head(words("department")),
        head(words("share_percent"), number=True),
        head(words("contribution_points"), number=True),
        head(words("pressure_points"), number=True),
        head(words("surplus_points"), number=True),
    ]
    ordered = sorted(view.steps, key=lambda step: -_points(step, shown))
    rows = [
        row(
            words_cell(names.get(step.process.id, step.process.id)),
            tag("Td", link(shown.say(step.kpi.name), shown.state.to(Page.KPI, kpi=step.kpi.id))),
            tag("Td", _department(step, shown, openable=step.department.id in openable)),
            figure(step.share, "share"),
            figure(step.level, "step-level"),
            figure(step.pressure, "step-pressure"),
            figure(step.surplus, "step-surplus"),
        )
        for step in ordered
    ]
    foot = row(
        name_cell(words("total")),
        tag("Td"),
        tag("Td"),
        tag("Td"),
        figure(total(step.level for step in view.steps), "steps-level-total"),
        figure(total(step.pressure for step in view.steps), "steps-pressure-total"),
        figure(total(step.surplus for step in view.steps), "steps-surplus-total"),
    )
    content = table(words("web_steps_title"), heads, rows, foot=foot, name="steps", tall=True)
    return section(words("web_steps_title"), content, name="step-list", note=words("web_steps_note"))


def _department(step: Step, shown: Shown, *, openable: bool) -> Element | str:
    name = shown.say(step.department.name)
    return link(name, shown.state.to(Page.SCORECARD, department=step.department.id)) if openable else name


def _points(part: Cell | Step, shown: Shown) -> Decimal:
    """Whichever points the page is showing."""
    return part.pressure if shown.state.points is Points.PRESSURE else part.level
