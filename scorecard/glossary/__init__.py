"""The one glossary: every word that a screen or a paper prints, in Chinese and English.

``*.yaml`` beside this module hold ``key: {zh: ..., en: ...}``: ``terms.yaml`` the field's vocabulary,
the others the sentences of one medium. A book's own ``glossary`` goes over it. Names of KPIs, units and
departments are not words of the glossary: they are definitions.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from scorecard.model.phrases import Phrases
from scorecard.model.text import Lang, Text


@cache
def built_in() -> Mapping[str, Text]:
    """Every key of the package's glossary files. Raises ValueError where two files hold one key."""
    found: dict[str, Text] = {}
    for resource in sorted(files(__name__).iterdir(), key=lambda one: one.name):
        if not resource.name.endswith(".yaml"):
            continue
        for key, text in (yaml.safe_load(resource.read_text(encoding="utf-8")) or {}).items():
            if key in found:
                raise ValueError(f"{resource.name}: {key!r} stands in another glossary file too")
            found[key] = Text(zh=str(text["zh"]), en=str(text["en"]))
    return MappingProxyType(found)


class Words:
    """Looks words up in one language: ``words("rank_of", rank=3, of=14)``. An unknown key is a KeyError."""

    def __init__(self, lang: Lang, terms: Mapping[str, Text] | None = None) -> None:
        self.lang = lang
        self._terms = {**built_in(), **(terms or {})}

    def __call__(self, key: str, **values: object) -> str:
        """The text of ``key`` with ``{name}`` filled in from ``values``."""
        text = self._terms[key].say(self.lang)
        return text.format(**values) if values else text


def phrases(terms: Mapping[str, Text]) -> Phrases:
    """The glossary as templates of sentences in both languages; ``terms``: a book's own words over it."""
    return Phrases({**built_in(), **terms})
