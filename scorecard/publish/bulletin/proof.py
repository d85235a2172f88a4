"""The sentence behind a headline on paper: its interval, and what chance has to do with its change."""

from __future__ import annotations

from scorecard.glossary import Words
from scorecard.views.frame import Line
from scorecard.views.scorecard import Shift
from scorecard.views.standing_text import change_text, interval_text


def headline_proof(line: Line, shift: Shift | None, previous: Line | None, words: Words) -> str:
    """``95 % interval 76.12–79.90. +0.31 on the period before (78.80): within chance.``"""
    said = []
    if line.evidence.low is not None:
        said.append(words("rank_interval_is", interval=interval_text(line)))
    if shift is not None and previous is not None and previous.score is not None:
        said.append(change_text(shift, previous.score, words))
    return words("sentence_break").join(said) + words("paper_stop") if said else ""
