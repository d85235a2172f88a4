"""Page elements as plain dicts, in the shape in which Dash sends components to the browser.

A component object costs about a hundred times as much as a dict, and a heat map has hundreds of cells.
"""

from __future__ import annotations

from typing import Any

Element = dict[str, Any]
Child = Element | str | None

_NAMES = {"class_": "className", "for_": "htmlFor", "col_span": "colSpan", "row_span": "rowSpan"}


def tag(kind: str, *children: Child, **props: object) -> Element:
    """An HTML element: ``tag("Td", "80.05", class_="num", data_figure="level")``.

    ``kind`` is the element's name with a capital; a prop or child that is None is left out.
    """
    found = {_name(key): value for key, value in props.items() if value is not None}
    inner = [child for child in children if child is not None]
    if inner:
        found["children"] = inner
    return {"namespace": "dash_html_components", "type": kind, "props": found}


def link(text: str, href: str, **props: object) -> Element:
    """A link inside the application: it changes the address without loading the page anew."""
    found = {_name(key): value for key, value in props.items() if value is not None}
    return {
        "namespace": "dash_core_components",
        "type": "Link",
        "props": {"children": text, "href": href, **found},
    }


def _name(key: str) -> str:
    if key in _NAMES:
        return _NAMES[key]
    return key.replace("_", "-") if key.startswith(("data_", "aria_")) else key
