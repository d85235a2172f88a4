"""Definitions: a folder of YAML files -> ``model.book.Book``, and every problem with file, line and column.

What lives here: strict YAML, the shape of the files, the rules between definitions, building the model.
What does not: reading deliveries (``ingest``), what is computed from a book (``compute``).

Each step tells all it finds before the next one is tried: the files can be read (``folder``,
``strict_yaml``), each value has its shape (``shape``, ``schema``), the definitions make sense together
(``rules``), at every moment at which something begins, changes or ends (``timeline``, ``amend``).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scorecard.definitions.build import build
from scorecard.definitions.folder import read
from scorecard.definitions.rules import RULES, RULES_IN_TIME
from scorecard.definitions.shape import validate
from scorecard.definitions.timeline import Timeline, lay
from scorecard.errors import BadDefinitions
from scorecard.model.book import Book
from scorecard.model.problem import Place, Problem, Severity

__all__ = ["check", "load"]


def load(folder: Path) -> Book:
    """The book of a folder. Raises ``BadDefinitions`` with every problem found, warnings included."""
    book, problems = check(folder)
    if book is None:
        errors = sum(one.severity is Severity.ERROR for one in problems)
        raise BadDefinitions(
            f"{folder}: the definitions cannot be used: {errors} error{'s' if errors > 1 else ''}", problems
        )
    return book


def check(folder: Path) -> tuple[Book | None, tuple[Problem, ...]]:
    """The book, if no problem is an error, and all problems in order of file and line."""
    document, problems = read(folder)
    if document is None:
        return None, problems
    spec, misshapen = validate(document, complete=not _has_error(problems))
    problems += misshapen
    if spec is None or _has_error(problems):
        return None, _sorted(problems)
    timeline, misshapen = lay(document, spec)
    problems += misshapen
    if not _has_error(misshapen):
        problems += _over_time(timeline)
        problems += tuple(problem for rule in RULES_IN_TIME for problem in rule(timeline))
    return None if _has_error(problems) else build(timeline), _sorted(problems)


def _over_time(timeline: Timeline) -> tuple[Problem, ...]:
    """What the rules find at any moment, each problem once, with the month from which it holds."""
    found: dict[tuple[str, Place, str], Problem] = {}
    for draft in timeline.drafts:
        for rule in RULES:
            for one in rule(draft):
                late = draft is not timeline.drafts[0]
                told = replace(one, what=f"from {draft.since} on: {one.what}") if late else one
                found.setdefault((one.code, one.place, one.what), told)
    return tuple(found.values())


def _has_error(problems: tuple[Problem, ...]) -> bool:
    return any(one.severity is Severity.ERROR for one in problems)


def _sorted(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(
        sorted(
            problems, key=lambda one: (one.place.file, one.place.line or 0, one.place.column or 0, one.code)
        )
    )
