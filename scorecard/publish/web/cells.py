"""Table cells and tables. A figure's cell carries what it is and its exact value, for who reads the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from scorecard.model.rounding import show
from scorecard.publish.web.element import Child, Element, link, tag
from scorecard.publish.web.shown import Shown
from scorecard.views.frame import Line
from scorecard.views.standing_text import card_text, set_text

_MARKS = {"ok": "●", "flagged": "◐", "hidden": "○", "missing": "–", "carried": "↻", "zero": "✕"}


def figure(value: Decimal | None, name: str, *, suffix: str = "", heat: str = "") -> Element:
    """A right-aligned figure; ``name`` says which one it is (level, pressure, score ...)."""
    return tag(
        "Td",
        show(value),
        tag("Span", suffix, class_="unit") if suffix and value is not None else None,
        class_=f"num {heat}".strip(),
        data_figure=name,
        data_value=None if value is None else str(value),
    )


def signed(value: Decimal | None, name: str, *, suffix: str = "") -> Element:
    """A difference: as ``figure``, with its sign written; a cell of nothing is empty, not a dash."""
    return tag(
        "Td",
        "" if value is None else show(value, sign=True),
        tag("Span", suffix, class_="unit") if suffix and value is not None else None,
        class_="num",
        data_figure=name,
        data_value=None if value is None else str(value),
    )


def count(value: int, name: str = "n") -> Element:
    """A whole number with its thousands separated."""
    return tag("Td", show(Decimal(value)), class_="num", data_figure=name, data_value=str(value))


def words_cell(*children: Child) -> Element:
    """A cell of text."""
    return tag("Td", *children)


def name_cell(text: str, href: str | None = None, note: str = "", *, badge: Element | None = None) -> Element:
    """A row's head: its name, as a link where it leads somewhere; ``badge`` behind it."""
    shown: Child = text if href is None else link(text, href)
    return tag("Th", shown, badge, tag("Span", note, class_="note") if note else None, scope="row")


def rank_cell(line: Line, shown: Shown, *, tie: bool = False) -> Element:
    """``3/14`` and under it ``95 %: 2–6``: a rank never stands without its set and the number ranked."""
    words = shown.words
    if line.rank is None:
        return tag("Td", words("not_ranked"), class_="num muted")
    text = words("rank_short", rank=line.rank, of=line.ranked)
    under = words("rank_set_short", set=set_text(line))
    mark = tag("Span", words("web_tie"), class_="note") if tie else None
    note = tag("Span", under, class_="note", data_figure="rank-set", data_value=set_text(line))
    return tag("Td", text, note, mark, class_="num", data_figure="rank", data_value=str(line.rank))


def card_badge(line: Line, shown: Shown) -> Element | None:
    """The card as shape, word and colour; nothing without one."""
    card = line.evidence.card
    return None if card is None else tag("Span", card_text(card, shown.words), class_=f"badge-{card}")


def state_cell(state: str, shown: Shown, reason: str | None = None) -> Element:
    """The state as a mark, a word and a colour; ``reason`` stands in place of the word."""
    text = shown.words(f"state_{state}") if reason is None else reason
    return tag("Td", tag("Span", f"{_MARKS[state]} {text}", class_=f"state state-{state}"))


def reading(value: Decimal | None, state: str, unit: str, shown: Shown, hide_below: int) -> Element:
    """A reading with its unit; a small sample is withheld in words, not shown faint."""
    if state == "hidden":
        return tag("Td", shown.words("not_published", n=hide_below), class_="num muted", data_figure="value")
    return figure(value, "value", suffix=unit)


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the printed figures, exactly; None where none was published."""
    found = [value for value in values if value is not None]
    return sum(found, Decimal(0)) if found else None


def head(text: str, *, number: bool = False, title: str | None = None) -> Element:
    """A column's head."""
    return tag("Th", text, scope="col", class_="num" if number else None, title=title)


def table(
    caption: str,
    heads: Sequence[Element],
    rows: Sequence[Element],
    *,
    foot: Element | None = None,
    name: str,
    tall: bool = False,
) -> Element:
    """A table with its caption; ``rows`` are Tr or whole Tbody elements. It scrolls sideways if it must.

    A ``tall`` one scrolls in a window of its own, with its head and its total in sight.
    """
    bodies = list(rows) if rows and rows[0]["type"] == "Tbody" else [tag("Tbody", *rows)]
    return tag(
        "Div",
        tag(
            "Table",
            tag("Caption", caption),
            tag("Thead", tag("Tr", *heads)),
            *bodies,
            tag("Tfoot", foot) if foot else None,
            class_="figures",
            id=f"table-{name}",
        ),
        class_="scroll tall" if tall else "scroll",
        tabIndex=0 if tall else None,
    )


def row(*cells: Element, key: str | None = None, class_: str | None = None) -> Element:
    """A table row; ``key`` is the subject's id."""
    return tag("Tr", *cells, data_row=key, class_=class_)


def section(title: str, *children: Child, name: str, note: str = "") -> Element:
    """A part of a page under its own heading."""
    return tag(
        "Section",
        tag("H2", title, id=f"head-{name}"),
        tag("P", note, class_="lead-in") if note else None,
        *children,
        class_=f"sheet sheet-{name}",
        aria_labelledby=f"head-{name}",
        id=name,
    )


def empty(what: str, remedy: str) -> Element:
    """An empty state: what is missing, and what to do next."""
    return tag("Div", tag("P", what), tag("P", remedy, class_="muted"), class_="empty", role="note")
