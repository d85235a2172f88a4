"""The rail with units that only rows name: they are there when they have rows, and work like the others."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scorecard import cycle
from scorecard.compare import compare
from scorecard.errors import Damaged, Forbidden
from scorecard.model.kpi import Aim, Direction, Evidence, Missing
from scorecard.model.org import Unit
from scorecard.model.period import Period
from scorecard.model.principal import Principal
from scorecard.model.result import State
from scorecard.model.source import Column, ColumnType, Latest
from scorecard.model.tally import Tally
from scorecard.store.reader import Reader
from scorecard.store.reads import INDEX_RANKS, KPIS, READINGS, UNITS
from tests.places import JUNE, NORTH, answers, carried, delivered, places_book, places_edition, survey_file
from tests.sample import always, curve, text

ROWS = (
    answers("North", "Alder", 9, 9, 8, 9, 9, 7),
    answers("North", "Birch", 6, 7, 6, 5, 6, 9),
    answers("South", "Alder", 8, 8, 8, 8, 8, 8),
)


def ids(work: cycle.Work) -> list[str]:
    """The units of a month, in order."""
    return [unit.id for unit in work.edition.units.units]


def test_found_units_are_read_ranked_and_added_up(tmp_path):
    """Every found unit has readings and a rank among its level; the sums of a unit are those below it."""
    book = places_book()
    work = carried(delivered(tmp_path, book, *ROWS), book)
    cities = ["G.north.alder", "G.north.birch", "G.south.alder"]
    assert ids(work) == ["G", "G.north", "G.south", *cities]
    for whole, parts in (("G", cities), ("G.north", cities[:2])):
        below = (work.counted.tallies[part, "network.mean"] for part in parts)
        assert work.counted.tallies[whole, "network.mean"] == sum(below, Tally())
    assert work.readings["G.north.alder"]["network.mean"].value == Fraction(51, 6)
    assert [work.standings[unit][0].rank for unit in cities] == [1, 3, 2]
    assert [work.standings[unit][0].rank for unit in ("G.north", "G.south")] == [1, 2]


def test_the_digest_stays_that_of_the_definitions(tmp_path):
    """What rows name does not change what is in force."""
    book = places_book()
    work = carried(delivered(tmp_path, book, *ROWS), book)
    assert work.edition.digest == book.newest.digest
    assert cycle.tables(work)["book"][0][6] == book.newest.digest


def test_a_unit_without_rows_is_absent_in_that_month(tmp_path):
    """Birch has answers in June alone; Alder has one id in both months."""
    book = places_book()
    workspace = delivered(tmp_path, book, *ROWS, answers("north", "ALDER", 9, month="2026-05"))
    may = carried(workspace, book, Period(2026, 5))
    assert ids(may) == ["G", "G.north", "G.north.alder"]
    assert may.edition.units.by_id["G.north.alder"].name.en == "ALDER"
    assert carried(workspace, book).edition.units.by_id["G.north.alder"].name.en == "Alder"


def test_a_row_that_no_longer_counts_makes_no_unit(tmp_path):
    """An answer whose later version names another place or month, in whatever file, leaves none behind."""
    edition = places_edition()
    columns = (
        *edition.sources[0].columns,
        Column("id", ColumnType.TEXT, required=True),
        Column("step", ColumnType.INTEGER),
    )
    survey = replace(edition.sources[0], columns=columns, latest=Latest("id", "step"))
    book = always(replace(edition, sources=(survey, *edition.sources[1:])))
    workspace = delivered(tmp_path, book)
    heading = "day,province,city,touchpoint,score,id,step"
    june = [
        "2026-06-01,North,Alder,hall,9,A,1",
        "2026-06-01,South,,hall,9,A,2",
        "2026-06-01,West,,hall,9,B,1",
    ]
    july = ["2026-07-01,West,,hall,9,B,2"]
    for name, rows in (("survey_june.csv", june), ("survey_july.csv", july)):
        cycle.deliver(workspace, book, [survey_file(tmp_path, *rows, name=name, heading=heading)], at=name)
    assert ids(carried(workspace, book)) == ["G", "G.south"]
    assert ids(carried(workspace, book, Period(2026, 7))) == ["G", "G.west"]


def test_a_missing_reading_of_a_found_unit_is_carried_on(tmp_path):
    """Alder has no answer about halls in June: what it had in May goes on, as for a listed unit."""
    edition = places_edition()
    carry = Evidence(hide_below=3, flag_below=5, missing=Missing.CARRY, carry=1)
    kpis = tuple(replace(kpi, evidence=carry) if kpi.id == "hall.top" else kpi for kpi in edition.kpis)
    book = always(replace(edition, kpis=kpis))
    may = answers("North", "Alder", 9, 9, 9, 9, 9, 8, month="2026-05")
    june = [row for row in answers("North", "Alder", 9, 9, 9) if "network" in row]
    reading = carried(delivered(tmp_path, book, may, june), book).readings["G.north.alder"]["hall.top"]
    assert (reading.state, reading.value) == (State.CARRIED, Fraction(500, 6))


def test_a_principal_of_a_found_unit_sees_it_and_those_below(tmp_path):
    """unit:G.north opens north and its cities, nothing else; the ranking is open to all."""
    book = places_book()
    workspace = delivered(tmp_path, book, *ROWS)
    cycle.run(workspace, book, JUNE, at="now")
    reader = Reader(workspace.snapshots.publish(workspace.results.path))
    north = Principal.parse("unit:G.north")
    june = {"period": "2026-06"}
    try:
        assert reader.read(north, READINGS, unit="G.north.alder", **june)
        assert len(reader.read(north, INDEX_RANKS, **june)) == len(reader.read(north, UNITS, **june)) == 6
        with pytest.raises(Forbidden):
            reader.read(north, READINGS, unit="G.south", **june)
        assert reader.read(north, KPIS, **june)
    finally:
        reader.close()


def test_a_found_unit_listed_under_its_id_keeps_its_figures(tmp_path):
    """Listed to get a name and a target, north has the same tallies; its cities are held to its target."""
    book = places_book()
    workspace = delivered(tmp_path, book, *ROWS)
    before = carried(workspace, book)
    listed = Unit("G.north", text("Northern Province"), "province", "G")
    edition = places_edition(listed)
    knots = Fraction(7), Fraction(9), Fraction(10)
    aim = Aim(curve(Direction.HIGHER, *knots), *knots)
    kpis = tuple(
        replace(kpi, aims=(("G.north", aim),)) if kpi.id == "network.mean" else kpi for kpi in edition.kpis
    )
    after = carried(workspace, always(replace(edition, kpis=kpis)))
    assert after.counted.tallies == before.counted.tallies
    assert after.edition.units.by_id["G.north"].name == listed.name
    moved = {
        unit
        for unit in after.readings
        if after.readings[unit]["network.mean"].score != before.readings[unit]["network.mean"].score
    }
    assert moved == {"G.north", "G.north.alder", "G.north.birch"}


def test_two_books_are_compared_with_the_units_of_the_rows(tmp_path):
    """With north listed under its id nothing moves, and both sides know every unit that is told of."""
    old, new = places_book(), places_book(Unit("G.north", text("Northern Province"), "province", "G"))
    workspace = delivered(tmp_path, old, *ROWS)
    (found,) = compare(workspace, old, new, [JUNE])
    assert [(one.moved, one.begun, one.ended) for one in found.effects] == [((), (), ())] * 4
    names = [edition.units.by_id["G.north"].name.en for edition in found.editions]
    assert names == ["North", "Northern Province"]
    assert {"G.north.alder", "G.south"} <= found.editions[0].units.by_id.keys()


def test_rows_are_read_again_when_a_listed_unit_moves(tmp_path):
    """Alder is listed in the north, then in the south: the rows that name it there follow."""
    south, alder = Unit("S", text("South"), "province", "G"), Unit("A", text("Alder"), "city", "N")
    workspace = delivered(tmp_path, places_book(NORTH, south, alder), *ROWS)
    assert ids(carried(workspace, places_book(NORTH, south, alder)))[-2:] == ["N.birch", "S.alder"]
    moved = replace(alder, parent="S")
    after = carried(workspace, places_book(NORTH, south, moved))
    assert ids(after)[-2:] == ["N.alder", "N.birch"]
    assert after.counted.tallies["A", "network.mean"].n == 6


def test_changed_records_of_found_units_are_not_used(tmp_path):
    """One flipped byte beside the kept rows: the run stops instead of naming units otherwise."""
    book = places_book()
    workspace = delivered(tmp_path, book, *ROWS)
    (path, *_) = sorted(workspace.deliveries.folder.glob("*/found.parquet"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(Damaged, match="Deliver the file again"):
        cycle.begin(workspace, book, JUNE)


def test_found_units_of_replaced_files_are_gone(tmp_path):
    """A corrected file under the same name: what only the earlier one named is no longer there."""
    book = places_book()
    workspace = delivered(tmp_path, book, ROWS[0])
    again = survey_file(tmp_path / "in", *ROWS[2], name="survey_0.csv")
    cycle.deliver(workspace, book, [again], at="2026-07-09", replace_earlier=True)
    assert ids(carried(workspace, book)) == ["G", "G.south", "G.south.alder"]
