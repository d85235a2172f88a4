from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scorecard import cycle
from scorecard.doctor.workspace.declared import declared, of_book
from scorecard.model.org import UnitTree
from scorecard.model.text import Text
from tests.sample import small_book

BOOKS = Path(__file__).resolve().parents[3] / "kpi_definitions"


def test_every_name_is_found_with_what_it_names():
    """Units, departments, processes, KPIs and words, in both languages, wherever they stand in the book."""
    book = small_book()
    named = dict.fromkeys(of_book(book, Path("x"), period=None).names)
    for one in (
        *book.units.units,
        *book.departments,
        *book.processes,
        *book.kpis,
        *book.sources,
        *book.levels,
    ):
        assert (one.id, one.name.zh) in named
        assert (one.id, one.name.en) in named
    assert ("hall.nps", "分") in named
    assert ("unit", "单位") in named


def test_units_are_those_of_the_month_and_contracts_those_of_the_cycle():
    """What is compared with deliveries is what the cycle compares."""
    book = small_book()
    renamed = tuple(
        replace(one, name=Text("新", "New")) if one.id == "P1" else one for one in book.units.units
    )
    found = of_book(replace(book, units=UnitTree(renamed)), Path("x"), period="2026-06")
    assert found.units.by_id["P1"].name.en == "New"
    assert found.contracts.keys() == {"survey", "tickets", "counters"}
    assert of_book(book, Path("x"), period=None).contracts["survey"] == cycle.contract(book, "survey")
    assert found.contracts["survey"] != cycle.contract(book, "survey")


def test_a_folder_that_cannot_be_used_declares_nothing(tmp_path):
    """No digest, no contracts; the errors are counted."""
    found = declared(tmp_path / "nowhere", None)
    assert (found.digest, found.contracts, found.units, found.names) == (None, None, None, ())
    assert found.errors == 1


def test_the_demonstration_s_folder_declares_its_book():
    """117 units and four sources."""
    found = declared(BOOKS, "2026-06")
    assert len(found.units.units) == 117
    assert len(found.contracts) == 4
