"""History: how what is in force came to be, from the book's beginning up to a period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scorecard.compute.dictionary.entry import Ground, entry
from scorecard.model.book import Book, Change, Edition, Setting
from scorecard.model.kpi import Kpi
from scorecard.model.period import Period
from scorecard.model.phrases import Phrases
from scorecard.model.text import Text

_LONGEST = 300
_ENTRIES = frozenset({"kpis", "sources"})
"""What is added of these is told by the dictionary itself, not by its text in the files."""

_COVERED: Mapping[str, frozenset[str]] = {
    "floor": frozenset({"aim", "aims"}),
    "target": frozenset({"aim", "aims"}),
    "stretch": frozenset({"aim", "aims"}),
    "scoring": frozenset({"aim", "aims"}),
}
"""Keys of the files -> fields of the KPI that they decide, where these are called otherwise."""

_FIELDS: Mapping[str, str] = {
    "process": "process",
    "perspective": "perspective",
    "focus": "focus_issue",
    "measure": "meaning",
    "direction": "direction",
    "unit": "unit_of_measure",
    "decimals": "unit_of_measure",
    "aim": "scoring_rule",
    "aims": "unit_targets",
    "weight": "weight",
    "levels": "levels",
    "shares": "share",
    "evidence": "smallest_sample",
}
"""Fields of a KPI -> the heading that says them."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of history: from when, by which document, what was and what is from then on.

    ``change``: id of the change order, "" where there is none; then ``reference`` and ``owner`` are None.
    ``what`` None: the event is all that ``title`` says.
    """

    since: Period
    until: Period | None
    change: str
    reference: str | None
    owner: Text | None
    title: Text
    what: Text | None = None
    old: Text | None = None
    new: Text | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A book up to a period, and what is needed to tell its past."""

    book: Book
    period: Period
    names: Mapping[str, Text]
    say: Phrases

    @property
    def editions(self) -> tuple[tuple[Period, Edition], ...]:
        """The editions that have come into force."""
        return tuple(one for one in self.book.editions if one[0] <= self.period)

    def orders(self, at: Period) -> Iterator[tuple[Change, bool]]:
        """The change orders that begin in a period, and those that end in it (True)."""
        for change in self.book.changes:
            if change.since == at:
                yield change, False
            if change.until == at:
                yield change, True


def history_of_kpi(kpi: str, past: Past) -> Iterator[Event]:
    """How a KPI came to be what it is: its beginning, every change order that touched it, and what changed
    by dates in the definitions alone.
    """
    before: tuple[Edition, Kpi] | None = None
    for since, edition in past.editions:
        now = edition.kpi_by_id.get(kpi)
        if now is None:
            before = None
            continue
        if before is None:
            owner = past.names.get(now.owner)
            title = past.say("dict_begins")
            yield Event(since, None, "", now.reference or None, owner, title)
        else:
            yield from _between(since, before, (edition, now), past)
        before = edition, now


def history_of_book(past: Past) -> Iterator[Event]:
    """Every change order that has come into force, with everything that it sets, adds and ends."""
    for at in sorted({month for one in past.book.changes for month in (one.since, one.until) if month}):
        if at <= past.period:
            for change, lapses in past.orders(at):
                for setting in change.settings:
                    yield _event(change, setting, _subject(setting, past.say), past, lapses=lapses)


def _between(
    since: Period, before: tuple[Edition, Kpi], after: tuple[Edition, Kpi], past: Past
) -> Iterator[Event]:
    """What a KPI's change from one edition to the next is owed to: orders first, then dates."""
    changed = {name for name in _FIELDS if getattr(before[1], name) != getattr(after[1], name)}
    for change, lapses in past.orders(since):
        for setting in change.settings:
            fields = _fields_of(setting, after[1], changed)
            if fields is not None:
                yield _event(change, setting, _label(setting, past.say), past, lapses=lapses)
                changed -= fields
    if changed:
        yield from _by_dates(since, before, after, changed, past)


def _fields_of(setting: Setting, kpi: Kpi, changed: Iterable[str]) -> frozenset[str] | None:
    """The fields of the KPI that a setting decides; None where it does not touch the KPI."""
    own = setting.id.partition("@")[0] == kpi.id
    match setting.kind:
        case "kpis" if own:
            return _COVERED.get(setting.key, frozenset({setting.key}))
        case "targets" if own:
            return frozenset({"aims"})
        case "processes" if setting.id == kpi.process and setting.key == "weight":
            return frozenset()
        case "sources" if setting.id in kpi.measure.sources and "measure" in changed:
            return frozenset({"measure"})
        case "policy":
            decides = frozenset({"aim", "aims"} if setting.key == "scoring" else {"evidence"})
            touched = decides & frozenset(changed)
            return touched or None
    return None


def _by_dates(
    since: Period, before: tuple[Edition, Kpi], after: tuple[Edition, Kpi], changed: set[str], past: Past
) -> Iterator[Event]:
    was, is_ = (entry(kpi, Ground(edition, past.names, past.say)) for edition, kpi in (before, after))
    for heading in dict.fromkeys(_FIELDS[name] for name in _FIELDS if name in changed):
        old, new = (
            past.say.join("dict_semicolon", one[heading]) if heading in one else None for one in (was, is_)
        )
        if old != new:
            title = past.say("dict_by_dates")
            yield Event(since, None, "", None, None, title, past.say(heading), old, new)


def _event(change: Change, setting: Setting, what: Text, past: Past, *, lapses: bool) -> Event:
    """A setting as told; when its order lapses, the way back."""
    old, new = _said(setting.old, setting, past.say), _said(setting.new, setting, past.say)
    since, until, title = change.since, change.until, change.title
    if lapses and change.until is not None:
        since, until, old, new = change.until, None, new, old
        title = past.say("dict_lapses", title=title)
    owner = past.names.get(change.owner)
    return Event(since, until, change.id, change.reference, owner, title, what, old, new)


def _said(value: str | None, setting: Setting, say: Phrases) -> Text | None:
    if value is None:
        return None
    if setting.key == "" and setting.kind in _ENTRIES:
        return say("dict_added")
    shown = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    return Text(shown, shown)


def _word(key: str, otherwise: str, say: Phrases) -> Text:
    """A word of the glossary; what has none there stands as it is written."""
    return say(key) if key in say.templates else Text(otherwise, otherwise)


def _subject(setting: Setting, say: Phrases) -> Text:
    """What a setting sets, seen from the whole book: ``KPI network.noise: target``."""
    kind = _word(f"dict_kind_{setting.kind}", setting.kind, say)
    subject = say("dict_share", name=kind, share=setting.id) if setting.id else kind
    return _with_key(subject, setting, say)


def _label(setting: Setting, say: Phrases) -> Text:
    """The same, seen from the KPI that it touches: ``target``."""
    if setting.kind == "processes":
        return say("dict_process_weight")
    if setting.kind == "kpis" and setting.key:
        return _word(f"dict_key_{setting.key}", setting.key, say)
    return _with_key(_word(f"dict_kind_{setting.kind}", setting.kind, say), setting, say)


def _with_key(subject: Text, setting: Setting, say: Phrases) -> Text:
    if not setting.key:
        return subject
    return say("dict_of", subject=subject, key=_word(f"dict_key_{setting.key}", setting.key, say))
