"""A finding: what a check saw, and if it is not well, why that matters and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_NAMED = 5


class Level(StrEnum):
    """A problem makes results wrong, lost or unprintable; a warning makes them less than they could be."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """``check``: name of the check. ``why`` and ``remedy`` are empty where the level is ok."""

    check: str
    level: Level
    what: str
    why: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        head = f"{self.level:<8} {self.check}: "
        return head + " ".join(part for part in (self.what, self.why, self.remedy) if part)


def ok(check: str, what: str) -> Finding:
    """All is well; ``what`` says what was seen."""
    return Finding(check, Level.OK, what)


def warning(check: str, what: str, why: str, remedy: str) -> Finding:
    """The product goes on, with less than there could be."""
    return Finding(check, Level.WARNING, what, why, remedy)


def problem(check: str, what: str, why: str, remedy: str) -> Finding:
    """Something is wrong, lost or cannot be done."""
    return Finding(check, Level.PROBLEM, what, why, remedy)


def some(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
