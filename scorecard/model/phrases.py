"""Sentences in both languages at once: a template's Chinese and English text, filled in together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scorecard.model.text import Text


@dataclass(frozen=True, slots=True)
class Phrases:
    """Templates by key. A key that is not there is a KeyError, and so is a ``{name}`` without a value."""

    templates: Mapping[str, Text]

    def __call__(self, key: str, /, **values: Text | str) -> Text:
        """The template's text, ``{name}`` filled in: a Text in each language, a str alike in both."""
        found = self.templates[key]
        if not values:
            return found
        zh = {name: value.zh if isinstance(value, Text) else value for name, value in values.items()}
        en = {name: value.en if isinstance(value, Text) else value for name, value in values.items()}
        return Text(found.zh.format(**zh), found.en.format(**en))

    def join(self, key: str, texts: Iterable[Text]) -> Text:
        """The texts with the word of ``key`` between them."""
        every, between = tuple(texts), self.templates[key]
        return Text(between.zh.join(one.zh for one in every), between.en.join(one.en for one in every))
