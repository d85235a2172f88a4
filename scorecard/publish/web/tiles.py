"""The headline: a few large figures, each with the evidence that it needs."""

from __future__ import annotations

from decimal import Decimal

from scorecard.model.rounding import show
from scorecard.publish.web.element import Child, Element, tag
from scorecard.publish.web.shown import Shown


def tile(
    name: str, label: str, text: str, note: str = "", *, value: Decimal | None = None, said: bool = False
) -> Element:
    """One figure: its label, the figure as printed, a note. ``value`` is the exact figure, if it is one;
    ``said``: the text is words in place of a figure.
    """
    exact = None if value is None else str(value)
    return tag(
        "Div",
        tag("Div", label, class_="label"),
        tag(
            "Div",
            text,
            class_="value said" if said else "value",
            data_figure=f"headline-{name}",
            data_value=exact,
        ),
        tag("Div", note, class_="note") if note else None,
        class_=f"tile tile-{name}",
    )


def pressure_tile(value: Decimal | None, shown: Shown) -> Element:
    """The pressure: what is still owed."""
    words = shown.words
    return tile("pressure", words("pressure"), show(value), words("web_pressure_note"), value=value)


def level_tile(value: Decimal | None, shown: Shown) -> Element:
    """The contribution: what reached the index."""
    words = shown.words
    return tile("level", words("contribution"), show(value), words("web_of_index"), value=value)


def surplus_tile(value: Decimal | None, shown: Shown) -> Element:
    """The surplus: what lies above the target."""
    words = shown.words
    return tile("surplus", words("surplus"), show(value), words("web_surplus_note"), value=value)


def tiles(*children: Child) -> Element:
    """The headline of a page."""
    return tag("Div", *children, class_="tiles", id="headline")
