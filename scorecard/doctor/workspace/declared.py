"""What the checks ask of the definitions. The only place where the doctor opens a book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from scorecard import cycle
from scorecard.definitions import check
from scorecard.model.book import Book
from scorecard.model.org import UnitTree
from scorecard.model.period import Period
from scorecard.model.problem import Problem, Severity
from scorecard.model.text import Text


@dataclass(frozen=True, slots=True)
class Declared:
    """``digest``: of the definitions, None where they cannot be used; everything else is empty then.

    ``errors``: how many. ``contracts``: source id -> what a reading of its files depends on. ``units``: the
    tree. ``names``: (id of what is named, name) of everything, in both languages.
    """

    folder: Path
    problems: tuple[Problem, ...]
    digest: str | None = None
    contracts: Mapping[str, str] | None = None
    units: UnitTree | None = None
    names: tuple[tuple[str, str], ...] = ()

    @property
    def errors(self) -> int:
        """How many problems keep the definitions from being used."""
        return sum(one.severity is Severity.ERROR for one in self.problems)


def declared(folder: Path, period: str | None) -> Declared:
    """The definitions of a folder; ``period``: the month whose units count."""
    book, problems = check(folder)
    if book is None:
        return Declared(folder, problems)
    return of_book(book, folder, problems, period=period)


def of_book(book: Book, folder: Path, problems: tuple[Problem, ...] = (), *, period: str | None) -> Declared:
    """The same of a book at hand."""
    then = book if period is None else book.on(Period.parse(period))
    return Declared(
        folder,
        problems,
        digest=book.digest,
        contracts={source.id: cycle.contract(book, source.id) for source in book.sources},
        units=then.units,
        names=tuple(_names(book, "")),
    )


def _names(value: object, owner: str) -> Iterator[tuple[str, str]]:
    """Every text below a value, with the id of the nearest thing that has one."""
    if isinstance(value, Text):
        yield from ((owner, text) for text in (value.zh, value.en))
    elif is_dataclass(value) and not isinstance(value, type):
        mine = str(getattr(value, "id", owner))
        for field in fields(value):
            yield from _names(getattr(value, field.name), mine)
    elif isinstance(value, tuple):
        for one in value:
            yield from _names(one, owner)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _names(one, str(key))
