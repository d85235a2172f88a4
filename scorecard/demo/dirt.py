"""The dirty rows of real deliveries: how they are broken, and what must become of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

Row = dict[str, object]
Fault = Callable[[Row], None]

NO_ANSWER = ("-", "无", "")


def unknown_unit(column: str) -> Fault:
    """A unit that the book does not know."""

    def spoil(row: Row) -> None:
        row[column] = "P9C9H99"

    return spoil


def score_of_eleven(row: Row) -> None:
    """A score outside its range."""
    row["overall"] = 11


def no_such_day(column: str) -> Fault:
    """A date that no calendar has."""

    def spoil(row: Row) -> None:
        row[column] = f"{str(row[column])[:4]}-13-45"

    return spoil


def no_id(row: Row) -> None:
    """A required cell left empty."""
    row["id"] = None


def unknown_word(column: str) -> Fault:
    """A word that is not in the list of allowed ones."""

    def spoil(row: Row) -> None:
        row[column] = "其他（待定）"

    return spoil


def soil(rows: Sequence[Row], faults: Sequence[Fault], dice: Random) -> int:
    """Break one row a fault, each another row; the number of rows broken, all of which must be refused."""
    broken = dice.sample(range(len(rows)), min(len(faults), len(rows)))
    for position, fault in zip(broken, faults, strict=False):
        fault(rows[position])
    return len(broken)


def write_no_answer(rows: Sequence[Row], columns: Sequence[str]) -> int:
    """Put in turn the marks that people type where nothing was answered; how many are not simply empty."""
    blanks = [(row, column) for row in rows for column in columns if column in row and row[column] is None]
    for number, (row, column) in enumerate(blanks):
        row[column] = NO_ANSWER[number % len(NO_ANSWER)]
    return sum(1 for row, column in blanks if row[column])
