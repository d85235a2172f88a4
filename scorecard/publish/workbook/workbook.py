"""The month's figures of one unit as xlsx: published numbers as typed cells, no formulas."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from xlsxwriter import Workbook

from scorecard.glossary import Words
from scorecard.model.period import Period
from scorecard.model.text import Lang
from scorecard.publish.workbook.audit import audit_sheet
from scorecard.publish.workbook.change import change_sheet
from scorecard.publish.workbook.matrix import matrix_sheet
from scorecard.publish.workbook.notes import notes_sheet
from scorecard.publish.workbook.sheet import Sheet
from scorecard.publish.workbook.tables import kpi_sheet, ranking_sheet, scorecard_sheet
from scorecard.views.ranking import RankingView
from scorecard.views.scorecard import ScorecardView
from scorecard.views.transmission import TransmissionView

# a text cell stays text, whatever it begins with
_TEXT_STAYS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(
    scorecard: ScorecardView,
    transmission: TransmissionView,
    ranking: RankingView,
    path: Path,
    *,
    lang: Lang,
) -> None:
    """Write the workbook to ``path``, whole or not at all; the same views give the same bytes.

    Sheets: scorecard, transmission (process x department, contribution and pressure, totals as values, the
    audit), ranking, KPIs, audit part by part, change (where the scorecard has one), notes. Every
    number is the published figure with its own decimals.
    """
    words = Words(lang, dict(scorecard.frame.terms))
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _write(draft, (scorecard, transmission, ranking), words)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write(path: Path, views: tuple[ScorecardView, TransmissionView, RankingView], words: Words) -> None:
    scorecard, transmission, ranking = views
    frame = scorecard.frame
    when = Period.parse(frame.period)
    book = Workbook(str(path), {**_TEXT_STAYS_TEXT, "in_memory": True})
    book.set_properties(
        {
            "title": f"{frame.unit.name.say(words.lang)} {frame.period}",
            "author": frame.book.say(words.lang),
            "comments": frame.snapshot,
            "created": datetime(when.year, when.month, 1, tzinfo=UTC),
        }
    )
    scorecard_sheet(Sheet(book, words("paper_sheet_scorecard")), scorecard, words)
    matrix_sheet(Sheet(book, words("paper_sheet_transmission")), transmission, words)
    ranking_sheet(Sheet(book, words("paper_sheet_ranking")), ranking, words)
    kpi_sheet(Sheet(book, words("paper_sheet_kpis")), scorecard, words)
    audit_sheet(Sheet(book, words("paper_sheet_audit")), transmission.audit, words)
    if scorecard.change is not None:
        change_sheet(Sheet(book, words("paper_sheet_change")), scorecard.change, words)
    notes_sheet(Sheet(book, words("paper_sheet_notes")), views, words)
    book.close()
