"""The dictionary: what each KPI means, how it is scored, who answers for it, when it was changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorecard.model.principal import Principal
from scorecard.model.text import Text
from scorecard.publish.web import controls
from scorecard.publish.web.cells import empty, figure, head, name_cell, row, section, table, words_cell
from scorecard.publish.web.element import Child, Element, link, tag
from scorecard.publish.web.shell import page
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.state import Page, ViewState
from scorecard.views import dictionary
from scorecard.views.dictionary import Chapter, DictionaryView, Entry, Event, Fact, Tenure

_SHOWN = 12


def read(reader: Any, principal: Principal, state: ViewState) -> DictionaryView:  # noqa: ANN401 - passed on
    """The view that the state asks for; its unit and department do not matter. Raises BadRequest."""
    return dictionary.load(reader, principal, period=state.period, kpi=state.kpi)


def layout(view: DictionaryView, shown: Shown) -> Element:
    """The page: every KPI by process, or one in full."""
    words, frame = shown.words, view.frame
    every = [(controls.ALL, words("dict_all_kpis"))]
    every += [(one.id, shown.say(one.name)) for one in view.entries]
    now = controls.ALL if view.entry is None else view.entry.id
    choosers = [controls.periods(frame, shown), controls.chooser("kpi", words("kpi"), every, now)]
    if view.entry is not None:
        title, parts = shown.say(view.entry.name), _in_full(view.entry, shown)
    else:
        title, parts = words("dictionary"), _all(view, shown)
    return page(title, frame, choosers, *parts, shown=shown)


def _all(view: DictionaryView, shown: Shown) -> list[Child]:
    words = shown.words
    if not view.chapters:
        return [empty(words("dict_empty"), words("dict_empty_remedy"))]
    jumps = [
        tag("A", shown.say(one.process.name), href=f"#{_anchor(one)}", class_="jump") for one in view.chapters
    ]
    return [
        tag("Nav", *jumps, class_="jumps", aria_label=words("dict_to_process")),
        *(_chapter(one, shown) for one in view.chapters),
        _book(view, shown),
    ]


def _anchor(chapter: Chapter) -> str:
    return f"process-{chapter.process.id}"


def _chapter(chapter: Chapter, shown: Shown) -> Element:
    words = shown.words
    heads = [
        head(words("kpi")),
        head(words("meaning")),
        head(words("held_to")),
        head(words("owner")),
        head(words("weight_percent"), number=True),
    ]
    rows = [
        row(
            name_cell(shown.say(one.name), shown.state.to(kpi=one.id), one.id),
            _lines(one.fact("meaning"), shown),
            _lines(one.fact("held_to") or one.fact("scoring_rule"), shown),
            _lines(one.fact("owner"), shown),
            figure(one.weight, "weight"),
            key=one.id,
        )
        for one in chapter.entries
    ]
    name = shown.say(chapter.process.name)
    title = words("dict_share", name=name, share=words("dict_percent", number=str(chapter.weight)))
    return section(title, table(name, heads, rows, name=_anchor(chapter)), name=_anchor(chapter))


def _in_full(entry: Entry, shown: Shown) -> list[Child]:
    groups = {group: _group(group, facts, shown) for group, facts in entry.groups()}
    return [
        tag(
            "P",
            tag("Span", entry.id, class_="note"),
            " · ",
            link(shown.words("dict_figures_of"), shown.state.to(Page.KPI, kpi=entry.id)),
            class_="onward",
        ),
        groups.get("dict_group_definition"),
        tag("Div", groups.get("dict_group_scoring"), groups.get("dict_group_example"), class_="pair even"),
        tag(
            "Div",
            tag("Div", groups.get("dict_group_weight"), groups.get("dict_group_evidence")),
            groups.get("dict_group_identity"),
            class_="pair even",
        ),
        section(shown.words("history"), _events(entry.history, "history", shown), name="history"),
    ]


def _group(group: str, facts: Sequence[Fact], shown: Shown) -> Element:
    words = shown.words
    rows = [
        row(name_cell(words(one.heading)), _lines(one.lines, shown), class_=f"fact-{one.heading}")
        for one in facts
    ]
    caption = words(group)
    content = tag("Table", tag("Caption", caption), tag("Tbody", *rows), class_="facts")
    return section(caption, content, name=group.removeprefix("dict_group_"))


def _lines(lines: Sequence[Text], shown: Shown) -> Element:
    """A cell with a line for each text."""
    return tag("Td", *(tag("Div", shown.say(one)) for one in lines))


def _events(events: Sequence[Event], name: str, shown: Shown) -> Element:
    words = shown.words
    heads = [head(words(key)) for key in ("dict_when", "reference", "owner", "dict_what")]
    rows = [
        row(
            name_cell(shown.say(one.when)),
            words_cell(one.reference or "–"),
            words_cell("–" if one.owner is None else shown.say(one.owner)),
            tag("Td", tag("Div", shown.say(one.title)), _list(one.lines, shown)),
        )
        for one in events
    ]
    return table(words("history"), heads, rows, name=name)


def _list(lines: Sequence[Text], shown: Shown) -> Child:
    return tag("Ul", *(tag("Li", shown.say(one)) for one in lines), class_="amended") if lines else None


def _book(view: DictionaryView, shown: Shown) -> Element:
    words = shown.words
    orders: Child = tag("P", words("dict_no_changes"), class_="muted")
    if view.changes:
        orders = _events(view.changes, "changes", shown)
    editions = [
        tag("Li", words("dict_edition", since=since, digest=digest[:_SHOWN]))
        for since, digest in view.editions
    ]
    return section(
        words("dict_book_history"),
        orders,
        tag("H3", words("dict_editions")),
        tag("Ul", *editions, class_="amended"),
        *(_tenures(kind, found, shown) for kind, found in view.told_tenures()),
        name="book",
    )


def _tenures(kind: str, found: Sequence[Tenure], shown: Shown) -> Element:
    """Folded away: they are many."""
    words = shown.words
    heads = [head(words("name")), head(words("id")), head(words("dict_when"))]
    rows = [
        row(name_cell(shown.say(one.name)), words_cell(one.id), words_cell(shown.say(one.when)))
        for one in found
    ]
    title = words(f"dict_tenures_{kind}")
    return tag("Details", tag("Summary", title), table(title, heads, rows, name=kind), class_="twin")
