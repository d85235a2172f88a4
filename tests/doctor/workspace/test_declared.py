from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scorecard.doctor.workspace.declared import declared, of_book
from scorecard.model.book import Book
from scorecard.model.org import UnitTree
from scorecard.model.period import Period
from scorecard.model.text import Text
from tests.sample import always, small_edition

BOOKS = Path(__file__).resolve().parents[3] / "kpi_definitions" / "thirteen_processes"


def test_every_name_is_found_with_what_it_names():
    """Units, departments, processes, KPIs and words, in both languages, wherever they stand in the book."""
    edition = small_edition()
    named = dict.fromkeys(of_book(always(edition), Path("x"), period=None).names)
    for one in (
        *edition.units.units,
        *edition.departments,
        *edition.processes,
        *edition.kpis,
        *edition.sources,
        *edition.levels,
    ):
        assert (one.id, one.name.zh) in named
        assert (one.id, one.name.en) in named
    assert ("hall.nps", "分") in named
    assert ("unit", "单位") in named


def test_units_and_sources_are_those_of_the_month():
    """The tree is that of what is in force; sources are all that ever were."""
    edition = small_edition()
    renamed = tuple(
        replace(one, name=Text("新", "New")) if one.id == "P1" else one for one in edition.units.units
    )
    later = replace(edition, units=UnitTree(renamed), digest="1" * 64)
    book = Book("0" * 64, ((Period(2026, 1), edition), (Period(2026, 7), later)))
    names = [
        of_book(book, Path("x"), period=month).units.by_id["P1"].name.en for month in ("2026-06", "2026-07")
    ]
    assert names == ["North", "New"]
    found = of_book(book, Path("x"), period="2026-06")
    assert found.sources == ("survey", "tickets", "counters")
    assert found.edition("2025-12") is None
    assert ("P1", "New") in found.names


def test_a_folder_that_cannot_be_used_declares_nothing(tmp_path):
    """No book, no sources; the errors are counted."""
    found = declared(tmp_path / "nowhere", None)
    assert (found.book, found.sources, found.units, found.names) == (None, None, None, ())
    assert found.errors == 1


def test_the_demonstration_s_folder_declares_its_book():
    """117 units and four sources."""
    found = declared(BOOKS, "2026-06")
    assert len(found.units.units) == 117
    assert len(found.sources) == 4
