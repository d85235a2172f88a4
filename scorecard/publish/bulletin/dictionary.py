"""The dictionary on paper (指标手册): processes with their weights, then a block for each KPI."""

from __future__ import annotations

from scorecard.glossary import Words
from scorecard.model.text import Lang
from scorecard.publish.bulletin.pdf import print_pdf
from scorecard.publish.bulletin.templates import fill, month
from scorecard.views.dictionary import DictionaryView

_SHOWN = 12
_SHORT = frozenset(
    {
        *("process", "perspective", "focus_issue", "owner", "reference"),
        *("direction", "unit_of_measure", "weight", "levels"),
    }
)
"""Headings that say so little that they stand one behind the other."""
_STEPS = frozenset({"scoring_rule", "unit_targets", "worked_example", "declared_example"})
"""Headings whose lines are read one below the other."""


def dictionary_html(view: DictionaryView, words: Words) -> str:
    """The dictionary as one HTML document."""
    frame = view.frame
    return fill(
        "dictionary.html.j2",
        words,
        frame.period,
        view=view,
        short=_SHORT,
        steps=_STEPS,
        book=frame.book.say(words.lang),
        title=words("dict_title", book=frame.book.say(words.lang)),
        subtitle=words("dict_subtitle", period=month(frame.period, words)),
        digest=words("dict_digest", digest=frame.digest[:_SHOWN]),
        editions=[(since, digest[:_SHOWN]) for since, digest in view.editions],
        tenures=view.told_tenures(),
    )


def dictionary_pdf(view: DictionaryView, *, lang: Lang) -> bytes:
    """The dictionary as PDF; the same view gives the same bytes. Raises ``PrintFailed``."""
    return print_pdf(dictionary_html(view, Words(lang, dict(view.frame.terms))))


def dictionary_name(view: DictionaryView, lang: Lang) -> str:
    """``dictionary_2026-06_zh.pdf``."""
    return f"dictionary_{view.frame.period}_{lang}.pdf"
