"""Columns of a result table, and the few ways in which one is declared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scorecard.model.text import Text


class Type(StrEnum):
    """Column types. A figure is an exact decimal as published; a sum of squares outgrows 64 bits."""

    TEXT = "VARCHAR"
    INTEGER = "BIGINT"
    SUM = "DECIMAL(38,0)"
    POINTS = "DECIMAL(18,2)"
    READING = "DECIMAL(18,6)"


@dataclass(frozen=True, slots=True)
class Field:
    """One column: name, type, what it holds."""

    name: str
    type: Type
    meaning: Text


@dataclass(frozen=True, slots=True)
class Table:
    """One result table. ``key`` columns are unique together within a run."""

    name: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(field.name for field in self.fields)


def text(name: str, zh: str, en: str) -> Field:
    """A column of text."""
    return Field(name, Type.TEXT, Text(zh, en))


def count(name: str, zh: str, en: str) -> Field:
    """A column of whole numbers."""
    return Field(name, Type.INTEGER, Text(zh, en))


def summed(name: str, zh: str, en: str) -> Field:
    """A column of sums that may outgrow 64 bits."""
    return Field(name, Type.SUM, Text(zh, en))


def both(name: str, zh: str, en: str) -> tuple[Field, Field]:
    """A name in Chinese and in English."""
    chinese = text(f"{name}_zh", zh, f"{en}, in Chinese")
    return chinese, text(f"{name}_en", f"{zh}（英文）", f"{en}, in English")


def points(name: str, zh: str, en: str) -> Field:
    """A column of points or percents with two decimals."""
    return Field(name, Type.POINTS, Text(zh, en))


def reading(name: str, zh: str, en: str) -> Field:
    """A column of readings with six decimals."""
    return Field(name, Type.READING, Text(zh, en))
