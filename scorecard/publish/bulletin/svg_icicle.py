"""The pressure path: index, processes, departments from left to right, heights by value."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.model.chart import Icicle, Node
from scorecard.model.rounding import show
from scorecard.publish.bulletin.ink import fit, rect, sheet, width, write
from scorecard.publish.bulletin.tokens import tokens

_LEAST = 12.0
_SMALL = 10.0
_LEAF = 20.0
_HIGHEST = 720.0


def icicle_svg(chart: Icicle, wide: float) -> str:
    """One column a generation. A cell too low for a line of text stays without one."""
    title = f"{chart.title} ({chart.unit})" if chart.unit else chart.title
    total = float(chart.root.value)
    if total <= 0:
        return sheet(title, wide, 2, [])
    depth = _depth(chart.root)
    high = min(_HIGHEST, max(160.0, _LEAF * sum(1 for _ in _leaves(chart.root))))
    column = wide / depth
    return sheet(title, wide, high, list(_cells(chart.root, (0, 0.0), (column, high / total))))


def _cells(node: Node, at: tuple[int, float], scale: tuple[float, float]) -> Iterator[str]:
    (level, y), (column, down) = at, scale
    tall = float(node.value) * down
    if tall < 0.3:
        return
    yield _cell(node, level * column, y, (column, tall), level)
    for child in node.children:
        yield from _cells(child, (level + 1, y), scale)
        y += float(child.value) * down


def _cell(node: Node, x: float, y: float, size: tuple[float, float], level: int) -> str:
    wide, tall = size
    fill = tokens()[("own", "pressure-2", "pressure-1")[min(level, 2)]]
    gap = min(0.8, tall / 4)
    box = rect(x, y, wide - 1, tall, fill, f' stroke="{tokens()["sheet"]}" stroke-width="{gap:.2g}"')
    if tall < _LEAST:
        return box
    figure = show(node.value)
    taken = width(figure, _SMALL)
    ink = tokens()["sheet"] if level == 0 else tokens()["ink"]
    base = y + tall / 2 + 3.5
    label = fit(node.label, wide - taken - 16, _SMALL)
    return (
        box
        + write(x + 5, base, label, size=_SMALL, fill=ink)
        + write(x + wide - 6, base, figure, size=_SMALL, at="end", fill=ink)
    )


def _leaves(node: Node) -> Iterator[Node]:
    if not node.children:
        yield node
    for child in node.children:
        yield from _leaves(child)


def _depth(node: Node) -> int:
    return 1 + max((_depth(child) for child in node.children), default=0)
