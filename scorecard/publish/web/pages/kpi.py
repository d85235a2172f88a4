"""One KPI: what is measured, how it moved, who answers for it, and who stands where."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scorecard.model.principal import Principal
from scorecard.model.rounding import show
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
)
from scorecard.publish.web.element import Child, Element, link, tag
from scorecard.publish.web.shell import page
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.signals import (
    alarms,
    control_chart,
    interval,
    interval_cell,
    said_section,
    verdict_tile,
)
from scorecard.publish.web.state import Page, ViewState
from scorecard.publish.web.tiles import level_tile, pressure_tile, tile, tiles
from scorecard.views import kpi as view_of
from scorecard.views.kpi import KpiView, Member, Split
from scorecard.views.watch import Watched, watch


def read(reader: Any, principal: Principal, state: ViewState) -> KpiView:  # noqa: ANN401 - passed on
    """The view that the state asks for. Raises BadRequest and Forbidden."""
    return view_of.load(reader, principal, period=state.period, unit=state.unit, kpi=state.kpi)


def layout(view: KpiView, shown: Shown) -> Element:
    """The page."""
    frame, words = view.frame, shown.words
    kpis = controls.choices(view.kpis, shown)
    return page(
        f"{shown.say(view.line.name)} · {shown.say(frame.unit.name)}",
        frame,
        [
            controls.periods(frame, shown),
            controls.units(frame, shown),
            controls.chooser("kpi", words("kpi"), kpis, view.line.id),
        ],
        _headline(view, shown),
        tag("Div", _chart(view, shown), said_section(view.control, shown), class_="pair"),
        tag(
            "Div",
            tag("Div", _owners(view, shown), _tally(view, shown)),
            _definition(view, shown),
            class_="pair",
        ),
        _splits(view, shown),
        _units(view, shown),
        shown=shown,
    )


def _headline(view: KpiView, shown: Shown) -> Element:
    words, line = shown.words, view.line
    withheld = words("not_published", n=view.frame.hide_below)
    value = withheld if line.state == "hidden" else f"{show(line.value)} {shown.say(line.unit)}"
    counted = words("n_is", n=show(Decimal(line.n)))
    known = interval(line.value_low, line.value_high, shown)
    if line.basis:
        known = words("interval_rests", interval=known, basis=words(f"basis_{line.basis}"))
    beside = f"{known} · {counted}"
    below = f"{interval(line.low, line.high, shown)} · {words(f'state_{line.state}')}"
    return tiles(
        tile(
            "value",
            words("reading"),
            value,
            counted if line.value is None else beside,
            value=line.value,
            said=line.value is None,
        ),
        tile(
            "score",
            words("score"),
            show(line.score),
            words(f"state_{line.state}") if line.score is None else below,
            value=line.score,
        ),
        level_tile(line.level, shown),
        pressure_tile(line.pressure, shown),
        verdict_tile(view.control, shown),
    )


def _chart(view: KpiView, shown: Shown) -> Element:
    words, line = shown.words, view.line
    drawing = control_chart(line.name, line.unit, view.control, shown, key="trend", column=words("reading"))
    return section(
        words("control_chart"),
        *drawing,
        alarms(watch([Watched("kpi", line.id, line.name, line.unit, view.control)]), shown),
        name="trend",
        note=words("control_chart_note"),
    )


def _splits(view: KpiView, shown: Shown) -> Element | None:
    """The reading by customer segment, by channel: one table for each dimension that divides it."""
    words = shown.words
    parts = [
        section(
            words("split_title", dimension=shown.say(split.dimension.name)),
            _split_table(split, view, shown),
            name=f"split-{split.dimension.id}",
            note=words("split_note"),
        )
        for split in view.splits
    ]
    if not parts:
        return None
    return tag("Div", *parts, class_="pair even") if len(parts) > 1 else parts[0]


def _split_table(split: Split, view: KpiView, shown: Shown) -> Element:
    words, unit = shown.words, shown.say(view.line.unit)
    heads = [
        head(shown.say(split.dimension.name)),
        head(words("reading"), number=True),
        head(words("n"), number=True),
        head(words("split_share"), number=True),
    ]
    rows = [
        row(
            name_cell(_member(one, shown)),
            figure(one.value, "part", suffix=unit),
            count(one.n),
            figure(one.share, "part-share"),
        )
        for one in split.members
    ]
    foot = row(
        name_cell(words("total")),
        figure(view.line.value, "part-total", suffix=unit),
        count(sum(one.n for one in split.members), "n-total"),
        figure(total(one.share for one in split.members), "part-share-total"),
    )
    title = words("split_title", dimension=shown.say(split.dimension.name))
    return table(title, heads, rows, foot=foot, name=f"split-{split.dimension.id}")


def _member(member: Member, shown: Shown) -> str:
    names = shown.words("web_comma").join(shown.say(one) for one in member.names)
    return shown.words("split_together", names=names) if member.together else names


def _definition(view: KpiView, shown: Shown) -> Element:
    words, line = shown.words, view.line
    unit = shown.say(line.unit)
    facts: list[tuple[str, Child]] = [
        (
            words("process"),
            link(shown.say(line.process.name), shown.state.to(Page.PROCESS, process=line.process.id)),
        ),
        (words("perspective"), shown.say(line.perspective.name)),
        (words("focus_issue"), "" if line.focus is None else shown.say(line.focus)),
        (words("measure"), words(f"kind_{line.kind}")),
        (words("formula"), line.formula or words(f"web_formula_{line.kind}")),
        (words("direction"), words(f"direction_{line.direction}")),
        (words("floor"), f"{show(line.floor)} {unit}"),
        (words("target"), f"{show(line.target)} {unit}"),
        (words("stretch"), f"{show(line.stretch)} {unit}"),
        (words("source"), shown.say(view.source)),
        (words("interval_basis"), words(f"basis_{line.basis}") if line.basis else ""),
        (words("weight_percent"), show(line.weight)),
        (words("id"), line.id),
    ]
    rows = [row(name_cell(name), tag("Td", text)) for name, text in facts if text]
    return section(
        words("definition"),
        tag("Table", tag("Caption", words("definition")), tag("Tbody", *rows), class_="facts"),
        tag("P", link(words("dict_in_full"), shown.state.to(Page.DEFINITIONS, kpi=line.id)), class_="onward"),
        name="definition",
    )


def _owners(view: KpiView, shown: Shown) -> Element:
    words, state = shown.words, shown.state
    openable = {one.id for one in view.frame.departments}
    heads = [
        head(words("department")),
        head(words("share_percent"), number=True),
        head(words("contribution_points"), number=True),
        head(words("pressure_points"), number=True),
        head(words("surplus_points"), number=True),
    ]
    rows = [
        row(
            name_cell(
                shown.say(one.department.name),
                state.to(Page.SCORECARD, department=one.department.id, kpi=None)
                if one.department.id in openable
                else None,
            ),
            figure(one.share, "share"),
            figure(one.level, "level"),
            figure(one.pressure, "pressure"),
            figure(one.surplus, "surplus"),
            key=one.department.id,
        )
        for one in view.owners
    ]
    foot = row(
        name_cell(words("total")),
        figure(total(one.share for one in view.owners), "share-total"),
        figure(total(one.level for one in view.owners), "level-total"),
        figure(total(one.pressure for one in view.owners), "pressure-total"),
        figure(total(one.surplus for one in view.owners), "surplus-total"),
    )
    content = (
        table(words("responsibility_matrix"), heads, rows, foot=foot, name="owners")
        if rows
        else _none(view, shown)
    )
    return section(words("responsibility_matrix"), content, name="owner-list", note=words("web_owners_note"))


def _tally(view: KpiView, shown: Shown) -> Element:
    words = shown.words
    if not view.tally:
        return section(words("tally"), _none(view, shown), name="tally")
    own = view.line.formula is not None
    rows = [
        row(name_cell(name if own else words(f"tally_{name}")), count(value, "tally"))
        for name, value in view.tally
    ]
    heads = [head(words("name")), head(words("tally"), number=True)]
    return section(
        words("tally"),
        table(words("tally"), heads, rows, name="tally"),
        name="tally",
        note=words("web_tally_note"),
    )


def _units(view: KpiView, shown: Shown) -> Element | None:
    if not view.units:
        return None
    words, frame = shown.words, view.frame
    openable = {unit.id for _, unit in frame.units}
    unit = shown.say(view.line.unit)
    heads = [
        head(words("unit")),
        head(words("reading"), number=True),
        head(words("interval"), number=True),
        head(words("score_points"), number=True),
        head(words("interval"), number=True),
        head(words("n"), number=True),
        head(words("state")),
    ]
    rows = [
        row(
            name_cell(
                shown.say(one.unit.name),
                shown.state.to(unit=one.unit.id) if one.unit.id in openable else None,
            ),
            reading(one.value, one.state, unit, shown, frame.hide_below),
            interval_cell(one.value_low, one.value_high, shown),
            figure(one.score, "score"),
            interval_cell(one.low, one.high, shown),
            count(one.n),
            state_cell(one.state, shown),
            key=one.unit.id,
        )
        for one in view.units
    ]
    content: Child = table(words("child_units"), heads, rows, name="units")
    return section(words("child_units"), content, name="unit-list")


def _none(view: KpiView, shown: Shown) -> Element:
    hidden = view.line.state == "hidden"
    what = shown.words("not_published", n=view.frame.hide_below) if hidden else shown.words("no_data")
    return empty(what, shown.words("web_no_kpis_remedy"))
