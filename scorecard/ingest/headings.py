"""Which delivered column is which declared one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.ingest.reasons import bad_delivery, complaint
from scorecard.model.problem import Place, Problem, Severity, near
from scorecard.model.source import Column, ColumnType, Source

SPACES = " \t\r\n\v\f\u00a0\u2007\u202f\u3000\u200b\ufeff"
"""What is stripped from the ends of headings and cells: spaces of any width, line ends, byte-order marks."""


@dataclass(frozen=True, slots=True)
class Picked:
    """``columns``: (declared name, position among the headings from 0), in the order declared."""

    columns: tuple[tuple[str, int], ...]
    warnings: tuple[Problem, ...]


def key(text: str) -> str:
    """How texts are compared: NFKC, without spaces around, case folded."""
    return unicodedata.normalize("NFKC", text.strip(SPACES)).strip(SPACES).casefold()


def pick(headings: Sequence[str], line: int | None, source: Source, file: str) -> Picked:
    """Match headings with the declared names and aliases; headings nobody declared are passed over.

    Raises BadDelivery with every required column that is missing (unit, period and weight columns are
    always required) and every column that two headings claim. ``line``: of the headings, if they have one.
    """
    places: dict[str, list[int]] = {}
    for at, heading in enumerate(headings):
        places.setdefault(key(heading), []).append(at)
    needed = {source.period.column, source.unit.column, *source.unit.path, source.weight}
    known: dict[str, int] = {}
    errors: list[Problem] = []
    warnings: list[Problem] = []
    for column in source.columns:
        if column.type is ColumnType.MINUTES:
            continue
        keys = dict.fromkeys(key(word) for word in (column.name, *column.aliases))
        found = sorted(at for word in keys for at in places.get(word, ()))
        if len(found) == 1:
            known[column.name] = found[0]
        elif found:
            names = ", ".join(f"{headings[at]!r} (column {at + 1})" for at in found)
            what = f"{names} are all column {column.name!r}"
            errors.append(complaint("double_heading", file, what, line=line))
        elif column.required or column.name in needed:
            errors.append(_missing(column, headings, Place(file, line)))
        else:
            what = f"there is no heading for column {column.name!r}; its cells are taken as missing"
            hint = _hint(column.name, column.aliases, headings)
            warnings.append(
                Problem("absent_column", Place(file, line), what, remedy=hint, severity=Severity.WARNING)
            )
    if errors:
        raise bad_delivery(*errors)
    return Picked(tuple(known.items()), tuple(warnings))


def _hint(name: str, aliases: tuple[str, ...], headings: Sequence[str]) -> str:
    hints = (near(key(word), (key(heading) for heading in headings)) for word in (name, *aliases))
    return next((hint for hint in hints if hint), "")


def _missing(column: Column, headings: Sequence[str], place: Place) -> Problem:
    shown = ", ".join(heading.strip(SPACES) for heading in headings[:60])[:600]
    also = f" (or {', '.join(column.aliases)})" if column.aliases else ""
    what = f"the required column {column.name!r}{also} is missing; the headings are: {shown}"
    hint = _hint(column.name, column.aliases, headings)
    return complaint("missing_column", place.file, what, line=place.line, remedy=hint)
