"""Problems are values: validation returns all of them instead of raising the first."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """An error stops the step; a warning is told and the step goes on."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):  # a book has one for each of its values: a tuple is made in half the time
    """Where: a file, and the line and column in it where they are known (both count from 1)."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what happened, why it matters, what to do."""

    code: str
    place: Place
    what: str
    why: str = ""
    remedy: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        head = f"{self.place}: {self.severity} [{self.code}] {self.what}"
        return "\n  ".join([head, *(part for part in (self.why, self.remedy) if part)])


def near(word: str, known: Iterable[str]) -> str:
    """A sentence that proposes the nearest known word; empty when none is near."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean {found[0]!r}?" if found else ""
