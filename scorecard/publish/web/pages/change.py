"""Change: why did the index move?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from scorecard.model.change import PERFORMANCE, Cause
from scorecard.model.principal import Principal
from scorecard.model.rounding import show
from scorecard.publish.web import controls, drawn
from scorecard.publish.web.cells import (
    empty,
    head,
    name_cell,
    row,
    section,
    signed,
    table,
    words_cell,
)
from scorecard.publish.web.element import Element, tag
from scorecard.publish.web.shell import page
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.state import Page, ViewState
from scorecard.publish.web.tiles import tile, tiles
from scorecard.views import change as view_of
from scorecard.views.change import ChangeView
from scorecard.views.change.told import base_name, lacking, masked, moment_name, reason, summary
from scorecard.views.change.view import DepartmentMove, KpiMove, MemberMove, Moves
from scorecard.views.charts import change_waterfall

_SIDE_BY_SIDE = (Cause.RATE, Cause.MIX, Cause.ENTRY, Cause.EXIT)


def read(reader: Any, principal: Principal, state: ViewState) -> ChangeView:  # noqa: ANN401 - passed on
    """The view that the state asks for. Raises BadRequest and Forbidden."""
    return view_of.load(reader, principal, period=state.period, unit=state.unit, base=state.base, by=state.by)


def layout(view: ChangeView, shown: Shown) -> Element:
    """The page."""
    frame, words = view.frame, shown.words
    return page(
        f"{words('change_title')} · {shown.say(frame.unit.name)}",
        frame,
        [controls.periods(frame, shown), controls.units(frame, shown), *_choosers(view, shown)],
        *([empty(*reason(view, words))] if view.reason else _told(view, shown)),
        shown=shown,
    )


def _choosers(view: ChangeView, shown: Shown) -> list[Element]:
    words = shown.words
    bases = [(one.id, base_name(one, words)) for one in view.bases]
    if all(view.base.id != id_ for id_, _ in bases):
        bases.append((view.base.id, base_name(view.base, words)))
    dimensions = controls.choices(view.dimensions, shown)
    return [
        controls.chooser("base", words("change_to_base"), bases, view.base.id),
        controls.chooser("by", words("change_by"), dimensions, view.by),
    ]


def _told(view: ChangeView, shown: Shown) -> list[Element]:
    words = shown.words
    if not view.kpis:
        return [_summary(view, shown), empty(words("change_nothing"), words("change_nothing_remedy"))]
    return [
        _summary(view, shown),
        _causes(view, shown),
        _processes(view, shown),
        _kpis(view, shown),
        _members(view, shown),
        _departments(view, shown),
        tag("P", words("change_convention"), class_="lead-in convention"),
    ]


def _summary(view: ChangeView, shown: Shown) -> Element:
    words, proof, moves = shown.words, view.proof, view.moves
    verdict = words(f"verdict_{proof.verdict}")
    return tiles(
        tile(
            "before",
            moment_name(view, words, base=True),
            show(view.before),
            _ends(proof.before, shown),
            value=view.before,
        ),
        tile(
            "level",
            moment_name(view, words, base=False),
            show(view.after),
            _ends(proof.after, shown),
            value=view.after,
        ),
        tile("change", words("change"), show(view.total, sign=True), verdict, value=view.total),
        tile(
            "performance",
            words("change_performance"),
            show(moves.performance, sign=True),
            words("change_performance_tile"),
            value=moves.performance,
        ),
        tile(
            "rules",
            words("change_rules"),
            show(moves.rules, sign=True),
            words("change_rules_tile"),
            value=moves.rules,
        ),
    )


def _ends(interval: tuple[Decimal, Decimal] | None, shown: Shown) -> str:
    if interval is None:
        return ""
    low, high = interval
    return shown.words("change_interval", low=show(low), high=show(high))


def _causes(view: ChangeView, shown: Shown) -> Element:
    """The waterfall, and its table twin with what each cause is."""
    words = shown.words
    chart = change_waterfall(view, words)
    rows = [
        row(
            name_cell(words(f"cause_{cause}"), note=words(f"cause_{cause}_note")),
            signed(points, "cause"),
            key=str(cause),
            class_=None if cause in PERFORMANCE else "nobodys",
        )
        for cause, points in view.moves.points.items()
    ]
    heads = [head(words("cause")), head(words("change_points"), number=True)]
    foot = row(name_cell(words("total")), signed(view.moves.total, "cause-total"))
    twin = table(words("change_by_cause"), heads, rows, foot=foot, name="causes")
    drawing = (
        None
        if chart is None
        else drawn.chart(chart, shown, name="change", twin="causes", summary=summary(view, words))
    )
    return section(
        words("change_by_cause"),
        tag("P", summary(view, words)),
        tag("P", lacking(view, words)) if view.gaps else None,
        tag(
            "Div",
            tag("Div", drawing, tag("P", words("change_axis_note"), class_="muted small")),
            twin,
            class_="pair even",
        ),
        name="by-cause",
        note=words("change_cause_note"),
    )


def _processes(view: ChangeView, shown: Shown) -> Element:
    words, causes = shown.words, tuple(view.moves.points)
    rows = [
        row(name_cell(shown.say(one.process.name)), *_cells(one.moves, causes, "process"), key=one.process.id)
        for one in view.processes
    ]
    foot = row(name_cell(words("total")), *_cells(view.moves, causes, "processes"))
    content = table(
        words("change_by_process"), _heads(words("process"), causes, shown), rows, foot=foot, name="processes"
    )
    return section(words("change_by_process"), content, name="by-process")


def _kpis(view: ChangeView, shown: Shown) -> Element:
    """KPI by cause, the most moving first; what its reading did stands beside its name."""
    words, causes = shown.words, tuple(view.moves.points)
    rows = [
        row(
            _kpi_name(one, shown),
            words_cell(_from_to(one, shown)),
            signed(one.shift, "natural", suffix=shown.say(one.unit)),
            *_cells(one.moves, causes, "kpi"),
            key=one.process.id if one.kpi is None else one.kpi.id,
        )
        for one in view.kpis
    ]
    heads = _heads(words("kpi"), causes, shown)
    heads[1:1] = [head(words("change_from_to")), head(words("change_natural"), number=True)]
    foot = row(name_cell(words("total")), tag("Td"), tag("Td"), *_cells(view.moves, causes, "kpis"))
    content = table(words("change_by_kpi"), heads, rows, foot=foot, name="kpis", tall=True)
    return section(words("change_by_kpi"), content, name="by-kpi", note=words("change_kpi_note"))


def _kpi_name(one: KpiMove, shown: Shown) -> Element:
    if one.kpi is None:
        return name_cell(shown.say(one.process.name), note=shown.words("change_own_process"))
    note = shown.words("change_masked") if one.masked else ""
    href = shown.state.to(Page.KPI, kpi=one.kpi.id, department=None, level=None)
    return name_cell(shown.say(one.kpi.name), href, note)


def _from_to(one: KpiMove, shown: Shown) -> str:
    if one.before is None and one.after is None:
        return ""
    return f"{show(one.before)} → {show(one.after)} {shown.say(one.unit)}"


def _members(view: ChangeView, shown: Shown) -> Element:
    """Performance and mix side by side: over all KPIs, and within each."""
    words = shown.words
    by = next((shown.say(one.name) for one in view.dimensions if one.id == view.by), words("unit"))
    title = words("change_by_member", by=by)
    within = [one for one in view.kpis if one.members]
    if not within:
        return section(
            title, empty(words("change_no_members"), words("change_no_members_remedy")), name="by-member"
        )
    causes = tuple(
        cause
        for cause in (*_SIDE_BY_SIDE, Cause.ORGANISATION, Cause.UNRECONCILED)
        if any(cause in one.moves.points for one in view.members)
    )
    told = [one for one in view.members if any(cause in one.moves.points for cause in causes)]
    rows = [
        row(
            _member_name(one, view, shown),
            *(signed(one.moves.points.get(cause), f"member-{cause}") for cause in causes),
            signed(one.moves.of(*causes), "member-total"),
            key=one.member.id,
        )
        for one in told
    ]
    foot = row(
        name_cell(words("total")),
        *(signed(view.moves.of(cause), f"members-{cause}") for cause in causes),
        signed(view.moves.of(*causes), "members-total"),
    )
    content = table(title, _heads(words("change_member"), causes, shown), rows, foot=foot, name="members")
    remarks = [text for one in within if (text := masked(one, words))]
    return section(
        title,
        content,
        tag("Ul", *(tag("Li", text) for text in remarks), class_="masked") if remarks else None,
        _within(within, by, causes, view, shown),
        name="by-member",
        note=words("change_member_note"),
    )


def _member_name(one: MemberMove, view: ChangeView, shown: Shown) -> Element:
    openable = {unit.id for _, unit in view.frame.units} if view.by == "unit" else set()
    href = shown.state.to(unit=one.member.id) if one.member.id in openable - {view.frame.unit.id} else None
    return name_cell(shown.say(one.member.name), href)


def _within(
    kpis: Sequence[KpiMove], by: str, causes: Sequence[Cause], view: ChangeView, shown: Shown
) -> Element:
    """Each KPI's members, folded away: points, and the reading's own unit beside them."""
    words = shown.words
    bodies = [
        tag(
            "Tbody",
            tag(
                "Tr",
                tag("Th", shown.say(one.kpi.name), scope="rowgroup", col_span=2 + 2 * len(causes)),
                class_="group",
            ),
            *(_within_row(one, member, causes, view, shown) for member in one.members),
        )
        for one in kpis
        if one.kpi is not None
    ]
    heads = [head(words("change_member"))]
    for cause in causes:
        name = words(f"cause_{cause}")
        heads += [head(name, number=True), head(words("change_natural"), number=True, title=name)]
    heads.append(head(words("total"), number=True))
    title = words("change_within_kpis", by=by)
    content = table(title, heads, bodies, name="within", tall=True)
    return tag("Details", tag("Summary", title), content, class_="twin")


def _within_row(
    one: KpiMove, member: MemberMove, causes: Sequence[Cause], view: ChangeView, shown: Shown
) -> Element:
    cells: list[Element] = []
    for cause in causes:
        cells.append(signed(member.moves.points.get(cause), f"within-{cause}"))
        cells.append(signed(member.natural.get(cause), "within-natural", suffix=shown.say(one.unit)))
    whole = signed(member.moves.of(*causes), "within-total")
    return row(_member_name(member, view, shown), *cells, whole, key=member.member.id)


def _departments(view: ChangeView, shown: Shown) -> Element:
    words = shown.words
    openable = {one.id for one in view.frame.departments}
    rows = [
        row(
            name_cell(
                shown.say(one.department.name),
                shown.state.to(Page.SCORECARD, department=one.department.id)
                if one.department.id in openable
                else None,
            ),
            signed(one.performance, "department-performance"),
            signed(one.inherited, "department-inherited"),
            signed(one.moved, "department-moved"),
            signed(_level(one), "department-level"),
            key=one.department.id,
        )
        for one in view.departments
    ]
    heads = [
        head(words("department")),
        *(
            head(words(f"change_{one}"), number=True)
            for one in ("performance", "inherited", "moved", "level")
        ),
    ]
    foot = row(
        name_cell(words("total")),
        signed(view.moves.performance, "departments-performance"),
        signed(view.total, "departments-inherited"),
        signed(Decimal("0.00"), "departments-moved"),
        signed(view.total, "departments-level"),
    )
    content = table(words("change_by_department"), heads, rows, foot=foot, name="departments")
    return section(
        words("change_by_department"), content, name="by-department", note=words("change_department_note")
    )


def _level(one: DepartmentMove) -> Decimal | None:
    return None if one.before is None or one.after is None else one.after - one.before


def _heads(subject: str, causes: Sequence[Cause], shown: Shown) -> list[Element]:
    words = shown.words
    return [
        head(subject),
        *(head(words(f"cause_{cause}"), number=True, title=words(f"cause_{cause}_note")) for cause in causes),
        head(words("total"), number=True),
    ]


def _cells(moves: Moves, causes: Sequence[Cause], name: str) -> list[Element]:
    return [
        *(signed(moves.points.get(cause), f"{name}-{cause}") for cause in causes),
        signed(moves.total, f"{name}-total"),
    ]
