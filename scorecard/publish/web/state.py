"""A URL is a state: period, unit, department, language, theme and view stand in it, so a page can be mailed.

``parse`` and ``address`` are each other's inverse. What a URL says is a wish: whether the thing exists
and may be seen is decided by the views, which know the principal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from scorecard.errors import BadRequest
from scorecard.model.period import Period
from scorecard.model.problem import near
from scorecard.model.text import Lang

_LONGEST = 2_000


class Page(StrEnum):
    """The pages and their paths."""

    SCORECARD = "/"
    TRANSMISSION = "/transmission"
    CHANGE = "/change"
    RANKING = "/ranking"
    PROCESS = "/process"
    KPI = "/kpi"
    DEFINITIONS = "/definitions"


class Points(StrEnum):
    """Which points the transmission page shows: what was contributed, or what is still owed."""

    PRESSURE = "pressure"
    LEVEL = "level"


class Display(StrEnum):
    """At a desk, or on a wall."""

    NORMAL = "normal"
    PROJECTOR = "projector"


class Theme(StrEnum):
    """Dark ink on white, or the reverse."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class ViewState:
    """What is shown and how. None means the views' own default: the newest period, the highest unit."""

    page: Page = Page.SCORECARD
    period: str | None = None
    unit: str | None = None
    department: str | None = None
    level: str | None = None
    process: str | None = None
    kpi: str | None = None
    base: str | None = None
    by: str | None = None
    points: Points = Points.PRESSURE
    lang: Lang = Lang.ZH
    view: Display = Display.NORMAL
    theme: Theme = Theme.LIGHT

    def to(self, page: Page | None = None, **changes: Any) -> str:  # noqa: ANN401 - the fields' own types
        """The address of this state on ``page`` with some fields changed."""
        return address(replace(self, page=page or self.page, **changes))


_IDS = ("period", "unit", "department", "level", "process", "kpi", "base", "by")
_KINDS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {"points": Points, "lang": Lang, "view": Display, "theme": Theme}
)


def address(state: ViewState) -> str:
    """The path and query of a state; fields at their default are left out."""
    plain = ViewState()
    query = [
        (name, str(value))
        for name in (*_IDS, *_KINDS)
        if (value := getattr(state, name)) is not None and value != getattr(plain, name)
    ]
    return str(state.page) + (f"?{urlencode(query, quote_via=quote)}" if query else "")


def parse(path: str, search: str) -> ViewState:
    """The state behind a path and a query (with or without its ``?``).

    Raises BadRequest for an unknown page, key or value, a key given twice, or a period that is no month.
    """
    page = _one_of(Page, path.rstrip("/") or "/", "page")
    if len(search) > _LONGEST:
        raise BadRequest("This link is too long to be one of ours. Start from the first page.")
    fields: dict[str, Any] = {"page": page}
    for key, value in parse_qsl(search.removeprefix("?"), keep_blank_values=True):
        if key not in _IDS and key not in _KINDS:
            raise BadRequest(_unknown(key, "part of a link", (*_IDS, *_KINDS)))
        if key in fields:
            raise BadRequest(f"The link gives {key!r} twice; keep one of them.")
        if key in _KINDS:
            fields[key] = _one_of(_KINDS[key], value, key)
        elif value:
            fields[key] = value
    if "period" in fields:
        _month(fields["period"])
    return ViewState(**fields)


def manner(search: str) -> ViewState:
    """Language, view and theme of a query that may be wrong elsewhere: how to say so."""
    fields: dict[str, Any] = {}
    for key, value in parse_qsl(search.removeprefix("?")[:_LONGEST]):
        if key in {"lang", "view", "theme"} and value in set(_KINDS[key]):
            fields[key] = _KINDS[key](value)
    return ViewState(**fields)


def _one_of(kind: type[StrEnum], value: str, what: str) -> StrEnum:
    if value not in set(kind):
        raise BadRequest(_unknown(value, what, kind))
    return kind(value)


def _unknown(word: str, what: str, known: Iterable[str]) -> str:
    names = [str(one) for one in known]
    return " ".join(
        part
        for part in (f"{word!r} is no {what}.", near(word, names), f"There are: {', '.join(names)}.")
        if part
    )


def _month(text: str) -> None:
    try:
        Period.parse(text)
    except ValueError as wrong:
        raise BadRequest(f"{wrong}.") from wrong
