"""What stands around every page: name, navigation, language and view, choosers, whose figures these are."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.model.text import Lang
from scorecard.publish.web.element import Child, Element, link, tag
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.state import Display, Page, Theme
from scorecard.views.dictionary import Cover
from scorecard.views.frame import Frame

_NAMES = {
    Page.SCORECARD: "my_scorecard",
    Page.TRANSMISSION: "transmission",
    Page.CHANGE: "change",
    Page.RANKING: "ranking",
    Page.PROCESS: "process",
    Page.KPI: "kpi",
    Page.DEFINITIONS: "definitions",
}


def page(
    title: str, frame: Frame | Cover, controls: Sequence[Element], *sections: Child, shown: Shown
) -> Element:
    """A whole page: head, choosers, title (a unit's under its place in the tree), sections, foot."""
    words = shown.words
    return dress(
        header(shown, frame),
        tag("Div", *controls, class_="controls", role="group", aria_label=words("web_choosers")),
        tag(
            "Main",
            _lineage(frame, shown) if isinstance(frame, Frame) else None,
            tag("H1", title, " ", tag("Span", frame.period, class_="period")),
            tag("P", words(f"web_question_{shown.state.page.name.lower()}"), class_="question"),
            *sections,
            id="main",
        ),
        _footer(frame, shown),
        shown=shown,
    )


def dress(*children: Child, shown: Shown) -> Element:
    """The element that carries language, theme and view."""
    state = shown.state
    return tag(
        "Div",
        tag("A", shown.words("web_skip"), href="#main", class_="skip"),
        *children,
        class_="dress",
        lang=str(state.lang),
        data_bs_theme=str(state.theme),
        data_view=str(state.view),
    )


def header(shown: Shown, frame: Frame | Cover | None = None) -> Element:
    """Name, the pages, and the switches. Without a frame (nothing could be read) the name is ours."""
    state, words = shown.state, shown.words
    name = words("web_product") if frame is None else shown.say(frame.book)
    below = "" if frame is None else shown.say(frame.index)
    links = [
        link(
            words(key),
            state.to(page, department=None, level=None),
            className="here" if page is state.page and frame is not None else None,
        )
        for page, key in _NAMES.items()
    ]
    return tag(
        "Header",
        tag(
            "Div",
            tag("Strong", name),
            tag("Span", below),
            class_="brand",
        ),
        tag("Nav", *links, aria_label=words("web_pages")),
        tag("Div", *_switches(shown), class_="switches"),
    )


def _switches(shown: Shown) -> list[Element]:
    state, words = shown.state, shown.words
    other_lang = Lang.EN if state.lang is Lang.ZH else Lang.ZH
    other_theme = Theme.DARK if state.theme is Theme.LIGHT else Theme.LIGHT
    other_view = Display.PROJECTOR if state.view is Display.NORMAL else Display.NORMAL
    return [
        link(
            words("web_other_language"),
            state.to(lang=other_lang),
            title=words("web_language"),
        ),
        link(words(f"web_theme_{other_theme}"), state.to(theme=other_theme)),
        link(words(f"web_view_{other_view}"), state.to(view=other_view)),
    ]


def _lineage(frame: Frame, shown: Shown) -> Element:
    """From the root to the unit; a unit that may be opened is a link."""
    openable = {unit.id for _, unit in frame.units}
    steps = [
        tag(
            "Li",
            link(shown.say(one.name), shown.state.to(unit=one.id))
            if one.id in openable and one.id != frame.unit.id
            else shown.say(one.name),
        )
        for one in frame.lineage
    ]
    return tag("Nav", tag("Ol", *steps), class_="lineage", aria_label=shown.words("web_lineage"))


def _footer(frame: Frame | Cover, shown: Shown) -> Element:
    words = shown.words
    if isinstance(frame, Cover):
        return tag("Footer", tag("P", words("dict_digest", digest=frame.digest[:12])))
    return tag(
        "Footer",
        tag("P", words("web_sums_note")),
        tag("P", words("web_sample_note", hide=frame.hide_below, flag=frame.flag_below)),
        tag("P", words("web_snapshot", snapshot=frame.snapshot)),
    )
