"""What a control chart says, in sentences: the same on screen and paper."""

from __future__ import annotations

from scorecard.glossary import Words
from scorecard.views.control import Spell, Variation


def said(spell: Spell, words: Words) -> str:
    """Since when, better or worse, and by which rules."""
    alone = spell.since == spell.until
    key = "once" if alone else "lasting" if spell.lasting else "ended"
    given = {
        "since": spell.since,
        "word": words(f"variation_{meaning(spell.better)}"),
        "rules": words("signal_comma").join(words(f"signal_{one}") for one in spell.rules),
    }
    return words(f"signal_{key}", **given, **({"until": spell.until} if key == "ended" else {}))


def meaning(better: bool | None) -> Variation:  # noqa: FBT001 - the value itself is what is translated
    """What a special cause in that direction is."""
    return {True: Variation.BETTER, False: Variation.WORSE, None: Variation.SPECIAL}[better]
