"""``truths.json``: what was planted, for whoever wants to check an analysis against it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scorecard.demo.delivery import Delivered
from scorecard.demo.planting import Effect, Truth
from scorecard.model.period import Period
from scorecard.model.text import Text

FILE = "truths.json"


def write_truths(
    folder: Path, about: dict[str, Any], truths: Sequence[Truth], delivered: Sequence[Delivered]
) -> Path:
    """Write the truth file: ``about`` first, then truths, then rows and refused rows a file."""

    def name(one: Delivered) -> str:
        return one.path.relative_to(folder).as_posix()

    content = {
        **about,
        "truths": [_truth(truth) for truth in truths],
        "rows": {name(one): one.rows for one in delivered},
        "refused": {name(one): one.refused for one in delivered},
        "no_answer": {name(one): one.no_answer for one in delivered},
    }
    path = folder / FILE
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _truth(truth: Truth) -> dict[str, Any]:
    return {
        "id": truth.id,
        "kind": truth.kind,
        "title": _text(truth.title),
        "careless": _text(truth.careless),
        "right": _text(truth.right),
        "effects": [_effect(effect) for effect in truth.effects],
    }


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "subject": effect.subject,
        "where": effect.where,
        "size": round(effect.size, 4),
        "since": _month(effect.since),
        "until": _month(effect.until),
    }


def _month(period: Period | None) -> str | None:
    return None if period is None else str(period)


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
