"""Texts and names in both languages, and how strict every shape is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from scorecard.definitions.scalars import Called, Written


class Shape(BaseModel):
    """Strict: no key that is not known, no value of another type, nothing to be changed."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, validate_by_name=False)


class TextSpec(Shape):
    """A text in both languages."""

    zh: Written
    en: Written


class NameSpec(Shape):
    """A name in both languages: one line of at most 64 characters."""

    zh: Called
    en: Called
