"""The transmission sheet: process x department, contribution and pressure, the totals; and the audit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scorecard.glossary import Words
from scorecard.model.audit import Reach
from scorecard.publish.workbook.audit import audit_block
from scorecard.publish.workbook.sheet import Sheet
from scorecard.views.transmission import TransmissionView


def matrix_sheet(sheet: Sheet, view: TransmissionView, words: Words) -> None:
    """Two matrices, one below the other, the last row and column the published totals; then the audit."""
    level = {(cell.process, cell.department): cell.level for cell in view.cells}
    pressure = {(cell.process, cell.department): cell.pressure for cell in view.cells}
    names = [line.name.say(words.lang) for line in view.departments]
    heads = [words("process"), *names, words("total")]
    sheet.heads(heads, freeze=True)
    sheet.title(words("paper_matrix_level"))
    _matrix(sheet, view, level, {line.id: line.level for line in view.departments}, words)
    sheet.title(words("paper_matrix_pressure"))
    _matrix(sheet, view, pressure, {line.id: line.pressure for line in view.departments}, words)
    audit_block(sheet, view.audit, words)
    rows = [
        *(line.name.say(words.lang) for line in view.processes),
        *(words(f"reach_{reach}") for reach in Reach),
    ]
    sheet.widths([rows, *([name[:9]] for name in names), [words("total")]])


def _matrix(
    sheet: Sheet,
    view: TransmissionView,
    cells: Mapping[tuple[str, str], Decimal],
    totals: Mapping[str, Decimal | None],
    words: Words,
) -> None:
    for process in view.processes:
        values = [cells.get((process.id, department.id)) for department in view.departments]
        sheet.row((process.name.say(words.lang), *values, _known(values)))
    whole = list(totals.values())
    sheet.row((words("total"), *whole, _known(whole)), bold=True)


def _known(values: list[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal("0.00"))
