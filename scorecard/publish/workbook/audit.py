"""The transmission audit in the workbook: below the matrices in short, on a sheet of its own part by part."""

from __future__ import annotations

from scorecard.glossary import Words
from scorecard.model.audit import Reach
from scorecard.publish.workbook.sheet import Sheet
from scorecard.views.audit import AuditView, Track
from scorecard.views.remark import remark


def audit_block(sheet: Sheet, view: AuditView, words: Words) -> None:
    """What becomes of the weight, as a whole and process by process, and what was found."""
    reaches = [words(f"reach_{reach}") for reach in Reach]
    sheet.title(words("audit_classes"))
    sheet.heads([words("reach"), words("weight_percent")])
    for name, (_, weight) in zip(reaches, view.classes, strict=True):
        sheet.row((name, weight))
    sheet.row((words("total"), sum(weight for _, weight in view.classes)), bold=True)
    sheet.title(words("audit_by_process"))
    sheet.heads([words("process"), *reaches, words("weight_percent")])
    for way in view.ways:
        sheet.row((way.process.name.say(words.lang), *way.parts, way.weight))
    whole = sum(way.weight for way in view.ways)
    sheet.row((words("total"), *(weight for _, weight in view.classes), whole), bold=True)
    sheet.title(words("findings"))
    for one in view.findings:
        sheet.row((words("audit_mild" if one.mild else "audit_grave"), remark(one, words)))
    if not view.findings:
        sheet.row((words("audit_none"),))


def audit_sheet(sheet: Sheet, view: AuditView, words: Words) -> None:
    """Every part of the index weight: of which KPI, whose, what becomes of it; the total as a value."""
    sheet.heads(
        [words(key) for key in ("process", "kpi", "department", "reach", "weight_percent")], freeze=True
    )
    rows = [_track(one, words) for one in view.tracks]
    for texts, one in zip(rows, view.tracks, strict=True):
        sheet.row((*texts, one.weight))
    sheet.row((words("total"), None, None, None, sum(one.weight for one in view.tracks)), bold=True)
    columns = [[row[column] or "" for row in rows] for column in range(4)]
    sheet.widths([*columns, [words("weight_percent")]])


def _track(one: Track, words: Words) -> tuple[str | None, ...]:
    lang = words.lang
    kpi = None if one.kpi is None else one.kpi.name.say(lang)
    department = None if one.department is None else one.department.name.say(lang)
    return one.process.name.say(lang), kpi, department, words(f"reach_{one.reach}")
