"""How many problems are told: enough to work on, never a flood."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scorecard.model.problem import Place, Problem, Severity

MAX_FOUND = 1_000
"""A step that has found so many errors looks for no more."""
MAX_TOLD = 200


def told(folder: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in order of file and line; of too many, the errors found first, and how many are left."""
    found = sorted(problems, key=_is_warning)
    kept, left = sorted(found[:MAX_TOLD], key=_place), found[MAX_TOLD:]
    if not left:
        return tuple(kept)
    what = f"{len(left):,} more problems are not told"
    if len(found) >= MAX_FOUND:
        what = f"at least {what}"
    why = "Many problems often come from one mistake."
    remedy = "Correct those that are told, and check again."
    place = Place(folder.as_posix())
    return (*kept, Problem("folder.problems", place, what, why, remedy, left[0].severity))


def _place(one: Problem) -> tuple[str, int, int, str]:
    return one.place.file, one.place.line or 0, one.place.column or 0, one.code


def _is_warning(one: Problem) -> bool:
    return one.severity is Severity.WARNING
