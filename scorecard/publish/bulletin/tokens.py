"""The design tokens of paper, read from the top of ``paper.css``: SVG cannot use ``var()``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from scorecard.model.chart import Tone

_TOKEN = re.compile(r"--sc-([a-z0-9-]+):\s*([^;]+);")


@cache
def paper_css() -> str:
    """The style sheet of every paper."""
    return files("scorecard.publish.bulletin").joinpath("paper.css").read_text(encoding="utf-8")


@cache
def tokens() -> Mapping[str, str]:
    """Token name -> CSS value."""
    return MappingProxyType(dict(_TOKEN.findall(paper_css())))


def colour(tone: Tone) -> str:
    """The colour of a mark. A label or figure always says the same beside it."""
    return tokens()["faint" if tone is Tone.MUTED else str(tone)]
