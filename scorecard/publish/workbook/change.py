"""Why the index moved, as a sheet: causes, processes, KPIs, parts and departments, totals as values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scorecard.glossary import Words
from scorecard.model.change import Cause
from scorecard.publish.workbook.sheet import Sheet, Value
from scorecard.views.change import ChangeView
from scorecard.views.change.told import base_name, lacking, reason, summary
from scorecard.views.change.view import KpiMove, Moves


def change_sheet(sheet: Sheet, view: ChangeView, words: Words) -> None:
    """The tables of the page, one below the other; a sentence where there is nothing to tell."""
    causes = tuple(view.moves.points)
    sheet.row((words("change_to_base"), base_name(view.base, words)))
    if view.reason is not None:
        for text in reason(view, words):
            sheet.row((text,))
        return
    for text in (summary(view, words), lacking(view, words), words("change_convention")):
        sheet.row((text,))
    sheet.title(words("change_by_cause"))
    sheet.heads((words("cause"), words("change_points")))
    for cause, points in view.moves.points.items():
        sheet.row((words(f"cause_{cause}"), points))
    sheet.row((words("total"), view.total), bold=True)
    _by_process(sheet, view, causes, words)
    _by_kpi(sheet, view, causes, words)
    _by_member(sheet, view, causes, words)
    _by_department(sheet, view, words)
    names = [_kpi_name(one, words) for one in view.kpis]
    sheet.widths([names, *([words(f"cause_{cause}")] for cause in causes)])


def _by_process(sheet: Sheet, view: ChangeView, causes: Sequence[Cause], words: Words) -> None:
    sheet.title(words("change_by_process"))
    sheet.heads((words("process"), *_names(causes, words)))
    for one in view.processes:
        sheet.row((one.process.name.say(words.lang), *_points(one.moves, causes)))
    sheet.row((words("total"), *_points(view.moves, causes)), bold=True)


def _by_kpi(sheet: Sheet, view: ChangeView, causes: Sequence[Cause], words: Words) -> None:
    lang = words.lang
    more = ("change_before", "change_after", "change_natural", "unit_of_measure")
    sheet.title(words("change_by_kpi"))
    sheet.heads((words("kpi"), *_names(causes, words), *map(words, more)))
    for one in view.kpis:
        figures = (one.before, one.after, one.shift, one.unit.say(lang))
        sheet.row((_kpi_name(one, words), *_points(one.moves, causes), *figures))
    sheet.row((words("total"), *_points(view.moves, causes)), bold=True)


def _by_member(sheet: Sheet, view: ChangeView, causes: Sequence[Cause], words: Words) -> None:
    by = next((one.name.say(words.lang) for one in view.dimensions if one.id == view.by), words("unit"))
    sheet.title(words("change_by_member", by=by))
    sheet.heads((words("change_member"), *_names(causes, words)))
    for one in view.members:
        sheet.row((one.member.name.say(words.lang), *_points(one.moves, causes)))
    sheet.row((words("total"), *_points(view.moves, causes)), bold=True)


def _by_department(sheet: Sheet, view: ChangeView, words: Words) -> None:
    heads = ("change_performance", "change_before", "change_inherited", "change_moved", "change_after")
    sheet.title(words("change_by_department"))
    sheet.heads((words("department"), *map(words, heads)))
    for one in view.departments:
        figures = (one.performance, one.before, one.inherited, one.moved, one.after)
        sheet.row((one.department.name.say(words.lang), *figures))
    whole = (view.moves.performance, view.before, view.total, view.moves.of(), view.after)
    sheet.row((words("total"), *whole), bold=True)


def _kpi_name(one: KpiMove, words: Words) -> str:
    if one.kpi is None:
        return f"{one.process.name.say(words.lang)} ({words('change_own_process')})"
    return one.kpi.name.say(words.lang)


def _names(causes: Iterable[Cause], words: Words) -> list[str]:
    return [*(words(f"cause_{cause}") for cause in causes), words("total")]


def _points(moves: Moves, causes: Iterable[Cause]) -> list[Value]:
    return [*(moves.points.get(cause) for cause in causes), moves.total]
