"""Change orders for tests, made of values."""

from __future__ import annotations

from scorecard.model.book import Change, Setting
from scorecard.model.period import Period
from scorecard.model.text import Text


def order(id_: str, *settings: Setting, since: str = "2026-07", until: str | None = None) -> Change:
    """A change order; its reference is made of its id, its owner is net."""
    end = Period.parse(until) if until else None
    return Change(id_, Text(id_, id_), Period.parse(since), end, f"文〔{id_}〕", "net", settings)


def sets(kind: str, id_: str, key: str, new: str | None = "x") -> Setting:
    """A setting; what was before does not matter here."""
    return Setting(kind, id_, key, "before", new)
