"""The rows of the dictionary's tables (``model.table``): definition, history, tenure, edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scorecard.compute.dictionary.entry import Ground, entry
from scorecard.compute.dictionary.past import Event, Past, history_of_book, history_of_kpi
from scorecard.compute.dictionary.tenure import tenures
from scorecard.model.book import Book, Edition
from scorecard.model.org import UNASSIGNED
from scorecard.model.period import Period
from scorecard.model.phrases import Phrases
from scorecard.model.text import Text

Rows = list[tuple[object, ...]]


def dictionary(book: Book, period: Period, say: Phrases) -> dict[str, Rows]:
    """What is in force in a period and how it came to be; nothing of what comes later.

    ``say``: the glossary with the edition's own words over it.
    """
    edition = book.on(period)
    names = _departments(book, period, say)
    ground = Ground(edition, names, say)
    past = Past(book, period, names, say)
    when = str(period)
    return {
        "definition": [row for kpi in edition.kpis for row in _definition(when, kpi.id, entry(kpi, ground))],
        "history": [
            *_history(when, "", history_of_book(past)),
            *(row for kpi in edition.kpis for row in _history(when, kpi.id, history_of_kpi(kpi.id, past))),
        ],
        "tenure": [
            (
                when,
                one.kind,
                one.id,
                place,
                str(one.since),
                one.until and str(one.until),
                one.name.zh,
                one.name.en,
            )
            for place, one in enumerate(tenures(past.editions))
        ],
        "edition": [(when, str(since), one.digest) for since, one in past.editions],
    }


def _departments(book: Book, period: Period, say: Phrases) -> dict[str, Text]:
    """Names of departments by id: the last one up to the period, for one still to come its own."""
    every: list[tuple[Period, Edition]] = sorted(book.editions, key=lambda one: (one[0] <= period, one[0]))
    found = {one.id: one.name for _, edition in every for one in edition.departments}
    return {**found, UNASSIGNED: say("unassigned")}


def _definition(when: str, kpi: str, found: dict[str, tuple[Text, ...]]) -> Rows:
    lines = ((heading, line) for heading, lines in found.items() for line in lines)
    return [(when, kpi, place, heading, line.zh, line.en) for place, (heading, line) in enumerate(lines)]


def _history(when: str, kpi: str, events: Iterable[Event]) -> Iterator[tuple[object, ...]]:
    for place, one in enumerate(events):
        until = None if one.until is None else str(one.until)
        head = (when, kpi, place, str(one.since), until, one.change, one.reference)
        texts = (one.owner, one.title, one.what, one.old, one.new)
        said = (side for text in texts for side in ((None, None) if text is None else (text.zh, text.en)))
        yield (*head, *said)
