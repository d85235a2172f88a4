"""Definitions: a folder of YAML files -> ``model.book.Book``, and every problem with file, line and column.

What lives here: strict YAML, the shape of the files, the rules between definitions, building the model.
What does not: reading deliveries (``ingest``), what is computed from a book (``compute``).

Each step tells all it finds before the next one is tried: the files can be read (``folder``,
``strict_yaml``), each value has its shape (``shape``, ``schema``), the definitions make sense together
(``rules``), at every moment at which something begins, changes or ends (``timeline``, ``amend``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from scorecard.definitions.build import build
from scorecard.definitions.folder import read
from scorecard.definitions.rules import RULES, RULES_IN_TIME
from scorecard.definitions.shape import validate
from scorecard.definitions.timeline import Timeline, lay
from scorecard.definitions.told import MAX_FOUND, told
from scorecard.definitions.uncollected import uncollected
from scorecard.errors import BadDefinitions
from scorecard.model.book import Book
from scorecard.model.problem import Place, Problem, Severity

__all__ = ["check", "load"]

_Key = tuple[str, Place, str]


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
    """The book, if no problem is an error, and the problems in order of file and line; see ``told``."""
    with uncollected():
        book, problems = _check(folder)
        return book, told(folder, problems)


def _check(folder: Path) -> tuple[Book | None, tuple[Problem, ...]]:
    document, problems = read(folder)
    if document is None:
        return None, problems
    spec, misshapen = validate(document, complete=not _has_error(problems))
    problems += misshapen
    if spec is None or _has_error(problems):
        return None, problems
    timeline, misshapen = lay(document, spec)
    problems += misshapen
    if not _has_error(misshapen):
        problems += _over_time(timeline)
    return None if _has_error(problems) else build(timeline), problems


def _over_time(timeline: Timeline) -> tuple[Problem, ...]:
    """What the rules find at any moment, each problem once; after ``MAX_FOUND`` errors no more."""
    found: dict[_Key, Problem] = {}
    errors = 0
    for key, one in _answers(timeline):
        if key not in found:
            found[key] = one
            errors += one.severity is Severity.ERROR
        if errors == MAX_FOUND:
            break
    return tuple(found.values())


def _answers(timeline: Timeline) -> Iterator[tuple[_Key, Problem]]:
    """Each rule's problems; those of a later moment with the month from which they hold."""
    for draft in timeline.drafts:
        late = draft is not timeline.drafts[0]
        for rule in RULES:
            for one in rule(draft):
                told_from = replace(one, what=f"from {draft.since} on: {one.what}") if late else one
                yield (one.code, one.place, one.what), told_from
    for rule_in_time in RULES_IN_TIME:
        for one in rule_in_time(timeline):
            yield (one.code, one.place, one.what), one


def _has_error(problems: tuple[Problem, ...]) -> bool:
    return any(one.severity is Severity.ERROR for one in problems)
