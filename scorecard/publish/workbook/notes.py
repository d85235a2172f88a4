"""The notes: what the workbook is about, where its figures come from, what is missing."""

from __future__ import annotations

from scorecard.glossary import Words
from scorecard.publish.workbook.sheet import Sheet
from scorecard.views.ranking import RankingView
from scorecard.views.scorecard import ScorecardView
from scorecard.views.transmission import TransmissionView

Views = tuple[ScorecardView, TransmissionView, RankingView]


def notes_sheet(sheet: Sheet, views: Views, words: Words) -> None:
    """Key and value, then the sentences of the method."""
    scorecard, transmission, _ = views
    frame, lang = scorecard.frame, words.lang
    rows = (
        (words("book"), frame.book.say(lang)),
        (words("period"), frame.period),
        (words("unit"), frame.unit.name.say(lang)),
        (words("level"), frame.level.name.say(lang)),
        *(((words("department"), scorecard.department.name.say(lang)),) if scorecard.department else ()),
        (words("snapshot"), frame.snapshot),
        (words("target_score"), frame.target_score),
        (words("reached"), transmission.audit.reached),
    )
    for key, value in rows:
        sheet.row((key, value))
    sheet.title(words("missing_kpis"))
    for _, name in transmission.missing:
        sheet.row((name.say(lang),))
    sheet.title(words("paper_method"))
    sheet.row((words("paper_note_same"),))
    for sentence in (
        words("paper_method_2"),
        words("paper_method_3"),
        words("paper_method_4", hide=frame.hide_below, flag=frame.flag_below),
        words("rank_set_note"),
        words("card_note"),
        words("shrunk_note"),
    ):
        sheet.row((sentence,))
    sheet.widths([[key for key, _ in rows], [str(value) for _, value in rows]])
