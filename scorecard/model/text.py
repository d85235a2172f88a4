"""A text that people read, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Lang(StrEnum):
    """The languages of every screen and paper; Chinese first."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Chinese and English."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """The text in the language asked for."""
        return self.zh if lang is Lang.ZH else self.en
