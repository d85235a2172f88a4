"""Markdown: texts in which nothing is taken for a mark, and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MARK = re.compile(r"([\\`*_\[\]<>|~&$])")
BREAK = "<br>"


def plain(text: str) -> str:
    """The text on one line, so that it is shown as it is: every character that could be a mark is escaped."""
    return _MARK.sub(r"\\\1", " ".join(text.split()))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = ()) -> list[str]:
    """The lines of a table; heads and cells are Markdown already. ``numbers``: columns set to the right."""
    rule = ["--:" if place in numbers else "---" for place in range(len(heads))]
    return [f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows)]
