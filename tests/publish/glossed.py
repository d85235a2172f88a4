"""Dictionaries to be printed: of the small company as it is, and of one whose names are marks and tags."""

from __future__ import annotations

from dataclasses import replace

from scorecard.compute.dictionary.dictionary import dictionary
from scorecard.compute.tabulate import dimensions
from scorecard.glossary import phrases
from scorecard.model.book import Book, Change, Edition, Setting
from scorecard.model.period import Period
from scorecard.model.text import Text
from scorecard.views.dictionary import DictionaryView, build, tabled
from tests.sample import small_edition

JUNE = Period(2026, 6)
BEGUN = Period(2024, 1)
EVIL = Text(
    "<b>粗</b>|*星*_线_&[链](x)`码`~删~$式$", "<i>Odd</i> | **name** & _more_ [here](x) `code` <!-- -->"
)


def hostile_edition() -> Edition:
    """A KPI, a department and a process whose names would be markup if anyone let them."""
    edition = small_edition()
    kpis = (replace(edition.kpis[0], name=EVIL, owner="net", reference="<u>1</u>|2"), *edition.kpis[1:])
    departments = (replace(edition.departments[0], name=EVIL), *edition.departments[1:])
    processes = (replace(edition.processes[0], name=EVIL), *edition.processes[1:])
    return replace(edition, kpis=kpis, departments=departments, processes=processes)


def book_of(edition: Edition) -> Book:
    """The edition from 2026 on, before it one with another target and weight, changed by one order."""
    first = edition.kpis[0]
    before = replace(edition, kpis=(replace(first, weight=4000), *edition.kpis[1:]), digest="1" * 64)
    settings = (Setting("kpis", first.id, "weight", "40%", "50%"),)
    title = Text("年度权重调整", "Yearly weights")
    order = Change("yearly", title, Period(2026, 1), None, "小司〔2026〕1号", "care", settings)
    return Book("2" * 64, ((BEGUN, before), (Period(2026, 1), edition)), (order,))


def dictionary_of(edition: Edition | None = None, kpi: str | None = None) -> DictionaryView:
    """The dictionary of June; of the small company if no other edition is given."""
    book = book_of(edition or small_edition())
    now = book.on(JUNE)
    tables = dimensions(now, str(JUNE), ()) | dictionary(book, JUNE, phrases(now.terms))
    return build(tabled(tables), kpi)


def every_text(view: DictionaryView) -> list[Text]:
    """Every text that the view has to say."""
    found = [one.process.name for one in view.chapters]
    for entry in view.entries:
        found += [entry.name, *(line for fact in entry.facts for line in fact.lines)]
    for event in (*view.changes, *(one for entry in view.entries for one in entry.history)):
        found += [event.when, event.title, *event.lines, *([event.owner] if event.owner else [])]
    return [
        *found,
        *(text for _, tenures in view.told_tenures() for one in tenures for text in (one.name, one.when)),
    ]
