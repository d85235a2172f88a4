"""Ranking: who leads, who lags, and is it real?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorecard.model.principal import Principal
from scorecard.publish.web import controls
from scorecard.publish.web.cells import section
from scorecard.publish.web.element import Child, Element, tag
from scorecard.publish.web.peers import MOST_DOTS, Peers, peer_block
from scorecard.publish.web.shell import page
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.state import Page, ViewState
from scorecard.views import charts
from scorecard.views import ranking as view_of
from scorecard.views.frame import Line
from scorecard.views.ranking import RankedUnit, RankingView


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
    """The units of the level, peer group by peer group."""
    words, blocks = shown.words, list[Child]()
    drawn = 0
    for place, (group, units) in enumerate(view.groups):
        peers = _group(view, units, shown, name=f"rank-units-{place}" if place else "rank-units")
        drawn += 0 < len(peers.dots.dots) <= MOST_DOTS
        if len(view.groups) > 1 or group:
            said = words("rank_group", group=group or words("rank_no_group"))
            blocks.append(tag("H3", said, data_group=group))
        blocks.append(peer_block(peers, view.frame, shown))
    return section(
        words("chart_ranking", level=shown.say(view.level.name)),
        *blocks,
        _notes(shown),
        name="unit-ranking",
        note=words("web_ranking_note" if drawn else "web_ranking_plain_note"),
    )


def _group(view: RankingView, units: Sequence[RankedUnit], shown: Shown, *, name: str) -> Peers:
    words, own = shown.words, view.frame.unit.id
    openable = {unit.id for _, unit in view.frame.units}
    dots = charts.ranking_dots(view.level, units, view.root, words, own=own)
    lines = [one.line for one in units]

    def href(line: Line) -> str | None:
        opens = line.id in openable
        return shown.state.to(Page.SCORECARD, unit=line.id, level=None) if opens else None

    return Peers(
        name=name,
        subject=words("unit"),
        lines=lines,
        dots=dots,
        funnel=charts.funnel(dots.title, lines, words, own=own),
        href=href,
        notes={one.line.id: shown.say(one.parent.name) for one in units if one.parent},
    )


def _departments(view: RankingView, shown: Shown) -> Element:
    words = shown.words
    openable = {one.id for one in view.frame.departments}
    dots = charts.department_dots(view.frame.unit, view.departments, words)

    def href(line: Line) -> str | None:
        opens = line.id in openable
        return shown.state.to(Page.SCORECARD, department=line.id, level=None) if opens else None

    peers = Peers(
        name="rank-departments",
        subject=words("department"),
        lines=view.departments,
        dots=dots,
        funnel=charts.funnel(dots.title, view.departments, words),
        href=href,
        notes={},
    )
    return section(
        dots.title,
        peer_block(peers, view.frame, shown),
        _notes(shown),
        name="department-ranking",
        note=words("web_department_ranking_note"),
    )


def _notes(shown: Shown) -> Element:
    """What ranks, cards and shrunk scores mean, and how often a card errs."""
    said = ("rank_set_note", "card_note", "shrunk_note")
    return tag("Div", *(tag("P", shown.words(key), class_="lead-in") for key in said), class_="notes")
