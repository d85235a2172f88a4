"""Definitions: a folder of YAML files -> ``model.book.Book``, and every problem with file, line and column.

What lives here: strict YAML, the shape of the files, the rules between definitions, building the model.
What does not: reading deliveries (``ingest``), what is computed from a book (``compute``).

Three steps, each telling all it finds before the next one is tried: the files can be read (``folder``,
``strict_yaml``), each value has its shape (``shape``, ``schema``), the definitions make sense (``rules``).
"""

from __future__ import annotations

from pathlib import Path

from scorecard.definitions.build import build
from scorecard.definitions.draft import Draft
from scorecard.definitions.folder import read
from scorecard.definitions.rules import RULES
from scorecard.definitions.shape import validate
from scorecard.errors import BadDefinitions
from scorecard.model.book import Book
from scorecard.model.problem import Problem, Severity

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
    draft = Draft(spec, document)
    problems += tuple(problem for rule in RULES for problem in rule(draft))
    return None if _has_error(problems) else build(draft), _sorted(problems)


def _has_error(problems: tuple[Problem, ...]) -> bool:
    return any(one.severity is Severity.ERROR for one in problems)


def _sorted(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(
        sorted(
            problems, key=lambda one: (one.place.file, one.place.line or 0, one.place.column or 0, one.code)
        )
    )
