"""What the checks ask of the definitions. The only place where the doctor opens a book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path

from scorecard.definitions import check
from scorecard.model.book import Book, Edition
from scorecard.model.org import UnitTree
from scorecard.model.period import Period
from scorecard.model.problem import Problem, Severity
from scorecard.model.text import Text


@dataclass(frozen=True, slots=True)
class Declared:
    """``book``: None where the definitions cannot be used; everything else is empty then.

    ``errors``: how many. ``units``: the tree of the month that counts. ``names``: (id of what is named, name)
    of everything in force at any time, in both languages.
    """

    folder: Path
    problems: tuple[Problem, ...]
    book: Book | None = None
    units: UnitTree | None = None
    names: tuple[tuple[str, str], ...] = ()

    @property
    def errors(self) -> int:
        """How many problems keep the definitions from being used."""
        return sum(one.severity is Severity.ERROR for one in self.problems)

    @property
    def sources(self) -> tuple[str, ...] | None:
        """Ids of the declared sources; None where the definitions cannot be used."""
        return None if self.book is None else tuple(source.id for source in self.book.sources)

    def edition(self, period: str) -> Edition | None:
        """What is in force in a month; None before the book begins, or where it cannot be used."""
        when = Period.parse(period)
        return None if self.book is None or when < self.book.start else self.book.on(when)


def declared(folder: Path, period: str | None) -> Declared:
    """The definitions of a folder; ``period``: the month whose units count."""
    book, problems = check(folder)
    if book is None:
        return Declared(folder, problems)
    return of_book(book, folder, problems, period=period)


def of_book(book: Book, folder: Path, problems: tuple[Problem, ...] = (), *, period: str | None) -> Declared:
    """The same of a book at hand."""
    found = Declared(folder, problems, book, names=tuple(_names(book, "")))
    then = book.newest if period is None else found.edition(period)
    return replace(found, units=None if then is None else then.units)


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
