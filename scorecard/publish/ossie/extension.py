"""Custom extensions: what the core specification has no place for, as JSON under this project's name."""

from __future__ import annotations

import json
from collections.abc import Mapping

from scorecard.model.text import Text

VENDOR = "SCORECARD"


def extension(facts: Mapping[str, object]) -> list[dict[str, str]]:
    """The one extension of an object; a fact that is None is left out, the others keep their order.

    Numbers that are not whole are texts as in the definitions (``"6.35"``, ``"12.5%"``): JSON readers would
    make floats of them.
    """
    known = {key: value for key, value in facts.items() if value is not None}
    return [{"vendor_name": VENDOR, "data": json.dumps(known, ensure_ascii=False)}]


def languages(text: Text) -> dict[str, str]:
    """A text in both languages, each by its code."""
    return {"zh": text.zh, "en": text.en}


def description(text: Text) -> str:
    """A text in both languages on one line; once where they are the same."""
    return text.zh if text.zh == text.en else f"{text.zh} · {text.en}"
