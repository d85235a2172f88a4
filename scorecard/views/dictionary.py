"""The dictionary (指标字典): what everything in force means, and how it came to be. Open to everybody.

The same view comes from a snapshot (``load``) and from the rows of a book that was never run (``tabled``),
so pages and papers say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from scorecard.glossary import phrases
from scorecard.model.phrases import Phrases
from scorecard.model.principal import Principal
from scorecard.model.table import RESULTS
from scorecard.model.text import Text
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.frame import Choice, Row, chosen, must_know, named, text_of

GROUPS: Mapping[str, tuple[str, ...]] = {
    "dict_group_identity": ("process", "perspective", "focus_issue", "owner", "reference"),
    "dict_group_definition": ("meaning", "formula", "symbols", "conditions", "source", "columns"),
    "dict_group_scoring": ("direction", "unit_of_measure", "held_to", "scoring_rule", "unit_targets"),
    "dict_group_weight": ("weight", "levels", "share"),
    "dict_group_evidence": ("smallest_sample", "missing_rule"),
    "dict_group_example": ("worked_example", "declared_example"),
}
"""What stands together: group -> its headings, all of them keys of the glossary."""

_STAYING, _TOLD = ("departments", "units"), ("processes", "kpis")


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands around a dictionary. ``periods``: newest first. ``digest``: of what is in force in the
    period. ``terms``: the book's own words, which go over the glossary.
    """

    book: Text
    index: Text
    period: str
    periods: tuple[str, ...]
    digest: str
    terms: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A heading (key of the glossary) and the lines that stand under it."""

    heading: str
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that began, and what it set. ``when``: from which month, and until which if it has an end.

    ``reference`` and ``owner``: None where no document stands behind it. ``lines``: a line for each value,
    before and after; none where ``title`` says all.
    """

    when: Text
    reference: str | None
    owner: Text | None
    title: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One KPI. ``weight``: percent of its process. ``facts``: in the order of ``GROUPS``."""

    id: str
    name: Text
    process: Choice
    weight: Decimal
    facts: tuple[Fact, ...]
    history: tuple[Event, ...]

    def fact(self, heading: str) -> tuple[Text, ...]:
        """The lines under a heading; none where it says nothing."""
        return next((one.lines for one in self.facts if one.heading == heading), ())

    def groups(self) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
        """(group, its facts) for every group that says something."""
        found = (
            (group, tuple(one for one in self.facts if one.heading in headings))
            for group, headings in GROUPS.items()
        )
        return tuple((group, facts) for group, facts in found if facts)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A process, its weight in percent of the index, and its KPIs."""

    process: Choice
    weight: Decimal
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Tenure:
    """When something was or is in force. ``kind``: as in the table ``tenure``; ``ended``: whether it no
    longer is.
    """

    kind: str
    id: str
    name: Text
    when: Text
    ended: bool


@dataclass(frozen=True, slots=True)
class DictionaryView:
    """``chapters``: every process with its KPIs, in the book's order; none in a snapshot without a
    dictionary. ``entry``: the KPI asked for. ``changes``: of the whole book. ``editions``: (since, digest).
    """

    frame: Cover
    chapters: tuple[Chapter, ...]
    entry: Entry | None
    changes: tuple[Event, ...]
    editions: tuple[tuple[str, str], ...]
    tenures: tuple[Tenure, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every KPI, process by process."""
        return tuple(entry for chapter in self.chapters for entry in chapter.entries)

    def told_tenures(self) -> tuple[tuple[str, tuple[Tenure, ...]], ...]:
        """(kind, tenures) that are worth telling: every department and unit, and the processes and KPIs that
        have ended: those that have not are told anyway.
        """
        found = {kind: tuple(one for one in self.tenures if one.kind == kind) for kind in _STAYING}
        found |= {
            kind: tuple(one for one in self.tenures if one.kind == kind and one.ended) for kind in _TOLD
        }
        return tuple((kind, tenures) for kind, tenures in found.items() if tenures)


@dataclass(frozen=True, slots=True)
class DictionaryRows:
    """The rows of one period. ``book``: of the period; ``periods``: every one that there is, newest first."""

    book: Row
    periods: tuple[str, ...]
    processes: Sequence[Row]
    kpis: Sequence[Row]
    terms: Sequence[Row]
    definitions: Sequence[Row]
    history: Sequence[Row]
    tenures: Sequence[Row]
    editions: Sequence[Row]


def load(
    reader: Reader, principal: Principal, *, period: str | None = None, kpi: str | None = None
) -> DictionaryView:
    """The dictionary of a period (None: the newest). Raises BadRequest for a period or KPI unknown in it."""
    books = reader.read(principal, reads.BOOKS)
    book = chosen(books, period)
    when = str(book["period"])
    rows = DictionaryRows(
        book=book,
        periods=tuple(str(row["period"]) for row in books),
        processes=reader.read(principal, reads.PROCESSES, period=when),
        kpis=reader.read(principal, reads.KPIS, period=when),
        terms=reader.read(principal, reads.TERMS, period=when),
        definitions=reader.read(principal, reads.DEFINITIONS, period=when),
        history=reader.read(principal, reads.HISTORY, period=when),
        tenures=reader.read(principal, reads.TENURES, period=when),
        editions=reader.read(principal, reads.EDITIONS, period=when),
    )
    return build(rows, kpi)


def tabled(tables: Mapping[str, Iterable[Sequence[object]]]) -> DictionaryRows:
    """The rows of one period as they would be stored, each in the order of its table's columns."""
    names = {table.name: table.columns for table in RESULTS}
    found = {
        table: [dict(zip(names[table], row, strict=True)) for row in rows] for table, rows in tables.items()
    }
    return DictionaryRows(
        book=found["book"][0],
        periods=(str(found["book"][0]["period"]),),
        processes=found["process"],
        kpis=found["kpi"],
        terms=found["term"],
        definitions=found["definition"],
        history=found["history"],
        tenures=found["tenure"],
        editions=found["edition"],
    )


def build(rows: DictionaryRows, kpi: str | None = None) -> DictionaryView:
    """The view of one period's rows; ``kpi``: the one asked for. Raises BadRequest for an unknown one."""
    if kpi is not None:
        must_know("KPI", kpi, (str(row["kpi"]) for row in rows.kpis), str(rows.book["period"]))
    terms = tuple((str(row["key"]), text_of(row)) for row in rows.terms)
    say = phrases(dict(terms))
    chapters = _chapters(rows, say)
    return DictionaryView(
        frame=Cover(
            book=text_of(rows.book),
            index=text_of(rows.book, "index_"),
            period=str(rows.book["period"]),
            periods=rows.periods,
            digest=str(rows.book["digest"]),
            terms=terms,
        ),
        chapters=chapters,
        entry=next((one for chapter in chapters for one in chapter.entries if one.id == kpi), None),
        changes=_events((row for row in rows.history if not row["kpi"]), say),
        editions=tuple((str(row["since"]), str(row["digest"])) for row in rows.editions),
        tenures=tuple(
            Tenure(str(row["kind"]), str(row["id"]), text_of(row), _when(row, say), row["until"] is not None)
            for row in rows.tenures
        ),
    )


def _chapters(rows: DictionaryRows, say: Phrases) -> tuple[Chapter, ...]:
    """Processes with their entries; a KPI of which the snapshot says nothing has none."""
    lines = {kpi: list(group) for kpi, group in groupby(rows.definitions, lambda row: str(row["kpi"]))}
    past: dict[str, list[Row]] = {}
    for row in rows.history:
        past.setdefault(str(row["kpi"]), []).append(row)
    found = []
    for process in rows.processes:
        choice = named(process, "process")
        entries = tuple(
            Entry(
                str(row["kpi"]),
                text_of(row),
                choice,
                row["weight"],
                _facts(lines[str(row["kpi"])]),
                _events(past.get(str(row["kpi"]), ()), say),
            )
            for row in rows.kpis
            if row["process"] == choice.id and str(row["kpi"]) in lines
        )
        if entries:
            found.append(Chapter(choice, process["weight"], entries))
    return tuple(found)


def _facts(rows: Iterable[Row]) -> tuple[Fact, ...]:
    by_heading: dict[str, list[Text]] = {}
    for row in rows:
        by_heading.setdefault(str(row["heading"]), []).append(text_of(row))
    return tuple(
        Fact(heading, tuple(by_heading[heading]))
        for headings in GROUPS.values()
        for heading in headings
        if heading in by_heading
    )


def _events(rows: Iterable[Row], say: Phrases) -> tuple[Event, ...]:
    """Rows of one event stand together: those of one order at one time."""
    found = []
    for _, group in groupby(
        rows, lambda row: (row["since"], row["change"], row["title_zh"], row["title_en"])
    ):
        every = list(group)
        first = every[0]
        lines = tuple(_amended(row, say) for row in every if row["what_zh"] is not None)
        owner, title = _maybe(first, "owner_"), text_of(first, "title_")
        found.append(Event(_when(first, say), first["reference"], owner, title, lines))
    return tuple(found)


def _when(row: Row, say: Phrases) -> Text:
    if row["until"] is None:
        return say("dict_since", since=row["since"])
    return say("dict_span", since=row["since"], until=row["until"])


def _amended(row: Row, say: Phrases) -> Text:
    """One value before and after; of what is new after alone."""
    what, old, new = text_of(row, "what_"), _maybe(row, "old_"), _maybe(row, "new_")
    if old is None:
        return say("dict_of", subject=what, key=say("dict_none") if new is None else new)
    return say("dict_amended", what=what, old=old, new=say("dict_none") if new is None else new)


def _maybe(row: Row, prefix: str) -> Text | None:
    return None if row[f"{prefix}zh"] is None else text_of(row, prefix)
