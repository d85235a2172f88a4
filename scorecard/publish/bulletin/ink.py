"""Measuring, shortening and writing text in SVG, without a font at hand.

Widths are estimates for Noto Sans CJK: 1 em for a CJK letter, about half for a Latin one. They err on
the wide side, so that what is said to fit does fit.
"""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape

from scorecard.publish.bulletin.tokens import tokens

_WIDE_LATIN = frozenset("mwMW@%—…")
SIZE = 10.5


def width(text: str, size: float = SIZE) -> float:
    """The printed width of one line of text in user units."""
    return sum(_em(one) for one in text) * size


def _em(one: str) -> float:
    if unicodedata.combining(one):
        return 0.0
    if one in _WIDE_LATIN:
        return 0.9
    if unicodedata.east_asian_width(one) in "WFA":
        return 0.6 if one in "−±×·" else 1.0
    return 0.64 if one.isupper() else 0.3 if one in " .,:;'|!ijl" else 0.57


def fit(text: str, room: float, size: float = SIZE) -> str:
    """``text``, shortened with an ellipsis to ``room``."""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrap(text: str, room: float, *, lines: int = 2, size: float = SIZE) -> tuple[str, ...]:
    """At most ``lines`` lines of at most ``room``; breaks at spaces where there are any, else anywhere."""
    found: list[str] = []
    rest = text.strip()
    while rest and len(found) < lines - 1 and width(rest, size) > room:
        cut = _cut(rest, room, size)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*found, fit(rest, room, size)) if rest else tuple(found)


def _cut(text: str, room: float, size: float) -> int:
    longest = 1
    while longest < len(text) and width(text[: longest + 1], size) <= room:
        longest += 1
    space = text.rfind(" ", 0, longest + 1)
    return space if space > longest // 2 else longest


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def write(
    x: float,
    y: float,
    text: str,
    *,
    size: float = SIZE,
    at: str = "start",
    fill: str = "",
    bold: bool = False,
) -> str:
    """One line of text at its baseline; ``at`` is SVG's text-anchor."""
    anchor = f' text-anchor="{at}"' if at != "start" else ""
    weight = ' font-weight="700"' if bold else ""
    sized = f' font-size="{number(size)}"' if size != SIZE else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}"{anchor}{weight}{sized} fill="{fill or tokens()["ink"]}">'
        f"{escape(text)}</text>"
    )


def block(x: float, middle: float, rows: tuple[str, ...], *, at: str = "start", bold: bool = False) -> str:
    """Lines of text centred on a height."""
    step = SIZE * 1.15
    top = middle - (len(rows) - 1) * step / 2 + SIZE * 0.36
    return "".join(write(x, top + index * step, row, at=at, bold=bold) for index, row in enumerate(rows))


def rect(x: float, y: float, wide: float, high: float, fill: str, more: str = "") -> str:
    """A filled rectangle."""
    sizes = f'x="{number(x)}" y="{number(y)}" width="{number(max(wide, 0))}" height="{number(max(high, 0))}"'
    return f'<rect {sizes} fill="{fill}"{more}/>'


def line(x1: float, y1: float, x2: float, y2: float, stroke: str, more: str = "") -> str:
    """A straight line."""
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line {ends} stroke="{stroke}"{more}/>'


def sheet(title: str, wide: float, high: float, marks: list[str]) -> str:
    """The whole drawing on a transparent ground; ``title`` becomes the picture's alternative text."""
    family = escape(tokens()["font"], {'"': "&quot;"})
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(wide)} {number(high)}" '
        f'width="{number(wide)}" height="{number(high)}" font-family="{family}" font-size="{number(SIZE)}">'
        f"<title>{escape(title)}</title>{''.join(marks)}</svg>"
    )
