"""Reads pages as trees of dicts: the text on them, and the figures in their cells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every element of a page."""
    if isinstance(tree, dict) and "props" in tree:
        yield tree
        yield from nodes(tree["props"].get("children"))
    elif isinstance(tree, list):
        for child in tree:
            yield from nodes(child)


def text(tree: Any) -> str:
    """All text on a page, in order."""
    if isinstance(tree, str):
        return tree
    if isinstance(tree, list):
        return " ".join(text(child) for child in tree)
    return text(tree["props"].get("children") or "") if isinstance(tree, dict) else ""


def by_id(tree: Any, name: str) -> dict[str, Any]:
    """The element with an id."""
    return next(node for node in nodes(tree) if node["props"].get("id") == name)


def figures(tree: Any, name: str) -> list[Decimal]:
    """The exact values of all cells that show the figure of a name."""
    return [
        Decimal(node["props"]["data-value"])
        for node in nodes(tree)
        if node["props"].get("data-figure") == name and "data-value" in node["props"]
    ]


def hrefs(tree: Any) -> list[str]:
    """Where the page's links lead."""
    return [node["props"]["href"] for node in nodes(tree) if node["type"] == "Link"]
