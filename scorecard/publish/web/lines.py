"""The tables of published lines that several pages share: processes, departments, units, KPIs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecard.publish.web.cells import (
    card_badge,
    count,
    empty,
    figure,
    head,
    name_cell,
    rank_cell,
    reading,
    row,
    state_cell,
    table,
    total,
    words_cell,
)
from scorecard.publish.web.element import Element, tag
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.state import Page
from scorecard.views.frame import Frame, KpiLine, Line


@dataclass(frozen=True, slots=True)
class _Column:
    head: Element
    cell: Callable[[Line], Element]
    foot: Element


def part_table(
    caption: str,
    lines: Sequence[Line],
    shown: Shown,
    *,
    name: str,
    href: Callable[[Line], str | None],
) -> Element:
    """Processes or departments: the parts of an index, and a last row that adds them up.

    Own score, weight and rank are columns only where a line has one.
    """
    words = shown.words
    columns = _part_columns(lines, shown)
    rows = [
        row(_name(line, href, shown), *(one.cell(line) for one in columns), key=line.id) for line in lines
    ]
    heads = [head(words("name")), *(one.head for one in columns)]
    foot = row(name_cell(words("total")), *(one.foot for one in columns))
    return table(caption, heads, rows, foot=foot, name=name)


def _name(line: Line, href: Callable[[Line], str | None], shown: Shown) -> Element:
    return name_cell(shown.say(line.name), href(line), badge=card_badge(line, shown))


def _part_columns(lines: Sequence[Line], shown: Shown) -> list[_Column]:
    words, blank = shown.words, tag("Td")

    def summed(key: str, name: str, pick: Callable[[Line], Decimal | None]) -> _Column:
        foot = figure(total(pick(line) for line in lines), f"{name}-total")
        return _Column(head(words(key), number=True), lambda line: figure(pick(line), name), foot)

    def plain(key: str, cell: Callable[[Line], Element]) -> _Column:
        return _Column(head(words(key), number=True), cell, blank)

    scored = any(line.score is not None for line in lines)
    weighed = any(line.weight is not None for line in lines)
    ranked = any(line.ranked for line in lines)
    return [
        *([plain("own_score", lambda line: figure(line.score, "score"))] if scored else []),
        *([summed("weight_percent", "weight", lambda line: line.weight)] if weighed else []),
        summed("contribution", "level", lambda line: line.level),
        summed("pressure", "pressure", lambda line: line.pressure),
        summed("surplus", "surplus", lambda line: line.surplus),
        plain("n_answers", lambda line: count(line.n)),
        *([plain("rank", lambda line: rank_cell(line, shown))] if ranked else []),
    ]


def no_score(line: Line, shown: Shown) -> Element:
    """Why a subject has no score, and what to do: its samples are too small, or its data is not there."""
    key = "web_withheld" if line.state == "hidden" else "web_no_score"
    return empty(shown.words(key), shown.words(f"{key}_remedy"))


def unit_table(
    caption: str,
    lines: Sequence[Line],
    shown: Shown,
    *,
    href: Callable[[Line], str | None],
) -> Element:
    """Child units: each stands for itself, so nothing is added up."""
    words = shown.words
    heads = [
        head(words("unit")),
        head(words("own_score"), number=True),
        head(words("pressure"), number=True),
        head(words("coverage"), number=True),
        head(words("n_answers"), number=True),
        head(words("rank"), number=True),
        head(words("state")),
    ]
    rows = [
        row(
            _name(line, href, shown),
            figure(line.score, "score"),
            figure(line.pressure, "pressure"),
            figure(line.coverage, "coverage", suffix="%"),
            count(line.n),
            rank_cell(line, shown),
            state_cell(line.state, shown),
            key=line.id,
        )
        for line in lines
    ]
    return table(caption, heads, rows, name="units")


def kpi_table(caption: str, lines: Sequence[KpiLine], frame: Frame, shown: Shown) -> Element:
    """KPIs under their perspectives, and a last row that adds their points up.

    A department's part has its share beside the KPI's whole weight, and no sum of those weights: the
    department answers for weight x share, not for the whole.
    """
    shared = any(line.share is not None for line in lines)
    width = 10 + shared
    perspectives = {line.perspective.id: line.perspective for line in lines}
    bodies = [
        tag(
            "Tbody",
            row(
                tag("Th", shown.say(one.name), col_span=width, scope="rowgroup"),
                class_="group",
                key=f"perspective-{id_}",
            ),
            *(_kpi_row(line, frame, shown, shared=shared) for line in lines if line.perspective.id == id_),
        )
        for id_, one in perspectives.items()
    ]
    blank = [tag("Td") for _ in range(4 + shared)]
    foot = row(
        name_cell(shown.words("total")),
        *blank,
        tag("Td") if shared else figure(total(line.weight for line in lines), "weight-total", suffix="%"),
        figure(total(line.level for line in lines), "level-total"),
        figure(total(line.pressure for line in lines), "pressure-total"),
        tag("Td"),
        tag("Td"),
    )
    return table(caption, _kpi_heads(shown, shared=shared), bodies, foot=foot, name="kpis")


def _kpi_heads(shown: Shown, *, shared: bool) -> list[Element]:
    words = shown.words
    return [
        head(words("kpi")),
        head(words("process")),
        head(words("reading"), number=True),
        head(words("target"), number=True),
        head(words("score"), number=True),
        *([head(words("share"), number=True)] if shared else []),
        head(words("web_kpi_weight" if shared else "weight"), number=True),
        head(words("contribution"), number=True),
        head(words("pressure"), number=True),
        head(words("n"), number=True),
        head(words("state")),
    ]


def _kpi_row(line: KpiLine, frame: Frame, shown: Shown, *, shared: bool) -> Element:
    unit = shown.say(line.unit)
    return row(
        name_cell(
            shown.say(line.name),
            shown.state.to(Page.KPI, kpi=line.id, department=None, level=None),
            "" if line.focus is None else shown.words("web_focus", focus=shown.say(line.focus)),
        ),
        words_cell(shown.say(line.process.name)),
        reading(line.value, line.state, unit, shown, frame.hide_below),
        figure(line.target, "target", suffix=unit),
        figure(line.score, "score"),
        *([figure(line.share, "share", suffix="%")] if shared else []),
        figure(line.weight, "weight", suffix="%"),
        figure(line.level, "level"),
        figure(line.pressure, "pressure"),
        count(line.n),
        state_cell(line.state, shown),
        key=line.id,
    )
