"""Why a row or a file is refused: every code, and the sentences behind it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from scorecard.errors import BadDelivery
from scorecard.model.problem import Place, Problem
from scorecard.model.source import Column

ROW_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "too_few_cells": "the row has {cell} cells, fewer than the heading",
        "too_many_cells": "the row has {cell} cells, more than the heading",
        "bad_quote": "a quoted cell goes on after its closing quote",
        "blank_row": "every cell of the row is blank",
        "missing_cell": "the cell is empty, but the column is required",
        "error_cell": "{cell} is a spreadsheet error, not a value",
        "not_allowed": "{cell} is not one of the values allowed ({values})",
        "not_integer": "{cell} is not a whole number",
        "not_number": "{cell} is not a number",
        "too_precise": "{cell} has more than {decimals} decimals",
        "too_large": "{cell} is too large to be stored exactly",
        "out_of_range": "{cell} is outside {low} to {high}",
        "not_flag": "{cell} is neither one of the true texts nor one of the false ones",
        "not_date": "{cell} is not a date in any format declared ({formats}) nor 2026-06-01",
        "not_time": "{cell} is not a time in any format declared ({formats}) nor 2026-06-01 08:30:00",
        "negative_minutes": "the end of {cell} lies before its start",
        "missing_unit": "the row names no unit",
        "unknown_unit": "{cell} is no unit's id, alias or unique name",
        "ended_unit": "{cell} is a unit that has ended, and no single one took over from it",
        "missing_above": "{cell} is named, but not the unit above it",
        "not_name": "{cell} is no name: it has no letter or digit, is too long, or cannot be printed",
        "several_units": "{cell} may mean several units that the definitions list there",
        "listed_elsewhere": "the definitions list the unit {cell} would be, but at another place",
        "missing_period": "the row has no period",
        "not_period": "{cell} is not a month such as 2026-06",
        "not_in_force": "nothing is defined for the month {cell} in this source's definition",
        "bad_weight": "the weight {cell} is not above zero",
    }
)
"""Codes of refused rows and the sentence behind each (filled in by ``explain``)."""

_FILE_REASONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "no_month": (
            "The source takes the month of every row from there.",
            "Name the file as the source's period says.",
        ),
        "no_file": ("There is nothing to read.", "Check the path."),
        "unknown_source": ("Only a declared source says how to read a file.", "Name a declared source."),
        "no_source": (
            "Only a declared source says how to read a file.",
            "Rename the file, add a pattern to a source's files, or name the source.",
        ),
        "several_sources": ("The rows would count for an accidental one.", "Name the source."),
        "unknown_format": (
            "Only .csv, .csv.gz, .tsv, .tsv.gz, .xlsx and .parquet are read.",
            "Save the file in one of these formats.",
        ),
        "empty": ("There is nothing to take.", "Ask for the file again."),
        "not_text": ("Wrongly decoded names would match no unit.", "Save the file as UTF-8."),
        "damaged": ("What is left of it may lack rows.", "Ask for the file again."),
        "too_big": ("Unpacking it could fill the machine.", "Split the file."),
        "open_quote": (
            "Rows after it cannot be told apart, so none can be trusted.",
            "Close the quote, or write it twice inside a quoted cell.",
        ),
        "no_sheet": ("The rows are read from that sheet only.", "Rename the sheet."),
        "missing_column": ("Every row needs it.", "Rename the heading, or declare it as an alias."),
        "double_heading": ("It is not known which of them holds the values.", "Remove one of them."),
        "unreadable_column": ("Only texts, numbers, dates and times are read.", "Convert the column."),
        "no_rows": ("There is nothing to take.", "Ask for the file again."),
        "all_refused": ("Such a file is read against the wrong definitions.", "Correct the problems below."),
    }
)


def complaint(code: str, file: str, what: str, *, line: int | None = None, remedy: str = "") -> Problem:
    """A problem of the whole file. ``remedy`` is put before the usual advice for the code."""
    why, usual = _FILE_REASONS[code]
    return Problem(code, Place(file, line), what, why, f"{remedy} {usual}".strip())


def bad_delivery(*problems: Problem) -> BadDelivery:
    """The error that says all of these; its text shows each of them."""
    return BadDelivery("\n".join(str(problem) for problem in problems), problems)


def _bound(value: int | None, decimals: int, open_end: str) -> str:
    return open_end if value is None else f"{Decimal(value).scaleb(-decimals):f}"


def explain(code: str, column: Column | None, cell: str) -> str:
    """What is wrong with a row, in one sentence. ``cell`` is shown quoted and cut to 80 characters."""
    shown = cell if code in {"too_few_cells", "too_many_cells"} else repr(cell[:80])
    if column is None:
        return ROW_REASONS[code].format(cell=shown)
    return ROW_REASONS[code].format(
        cell=" to ".join(column.between) if code == "negative_minutes" and column.between else shown,
        values=", ".join(column.values[:12]),
        decimals=column.decimals,
        low=_bound(column.low, column.decimals, "any"),
        high=_bound(column.high, column.decimals, "any"),
        formats=", ".join(column.formats) or "none",
    )
