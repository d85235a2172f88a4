"""The design tokens of one theme and view, read from ``assets/tokens.css``: charts take them there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from scorecard.publish.web.state import Display, Theme

_BLOCK = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TOKEN = re.compile(r"--sc-([\w-]+)\s*:\s*([^;]+);")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as CSS writes them, ``size`` in pixels. ``shades``: five steps of pressure
    from weak to strong; ``level_shades`` of contribution.
    """

    font: str
    size: int
    sheet: str
    ink: str
    muted: str
    line: str
    own: str
    neutral: str
    good: str
    bad: str
    shades: tuple[str, ...]
    level_shades: tuple[str, ...]


def read_look(css: Path, theme: Theme, view: Display) -> Look:
    """The look of a theme and view. Raises KeyError if the style sheet lacks a token."""
    token = _tokens(css.read_text(encoding="utf-8"), theme, view)
    return Look(
        font=token["font"],
        size=int(token["chart-size"].removesuffix("px")),
        sheet=token["sheet"],
        ink=token["ink"],
        muted=token["muted"],
        line=token["line"],
        own=token["own"],
        neutral=token["neutral"],
        good=token["good"],
        bad=token["bad"],
        shades=tuple(token[f"pressure-{step}"] for step in range(1, 6)),
        level_shades=tuple(token[f"level-{step}"] for step in range(1, 6)),
    )


def _tokens(css: str, theme: Theme, view: Display) -> dict[str, str]:
    wanted = {":root", f'[data-bs-theme="{theme}"]', f'[data-view="{view}"]'}
    found: dict[str, str] = {}
    for selectors, body in _BLOCK.findall(_COMMENT.sub("", css)):
        if wanted & {one.strip() for one in selectors.split(",")}:
            found.update({name: value.strip() for name, value in _TOKEN.findall(body)})
    return found
