"""Paper and screen share their colours."""

from __future__ import annotations

import re
from pathlib import Path

from scorecard.publish.bulletin.tokens import tokens

SCREEN = (Path(__file__).resolve().parents[3] / "assets" / "tokens.css").read_text(encoding="utf-8")
LIGHT = dict(re.findall(r"--sc-([a-z0-9-]+):\s*([^;]+);", SCREEN.partition('[data-bs-theme="dark"]')[0]))


def test_paper_has_the_colours_of_the_light_screen():
    """Every colour that both know has one value."""
    shared = {name for name, value in LIGHT.items() if value.startswith("#")} & set(tokens())
    assert len(shared) >= 12
    assert {name: tokens()[name] for name in shared} == {name: LIGHT[name] for name in shared}
