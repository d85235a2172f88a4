"""The rail: what a month does to the workspace."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import polars as pl
import pytest

from scorecard import cycle
from scorecard.errors import BadDelivery, BadRequest
from scorecard.model.kpi import Aim, Evidence, Missing, Term
from scorecard.model.org import UnitTree
from scorecard.model.period import Period
from scorecard.model.principal import Principal
from scorecard.model.result import State, Subject
from scorecard.model.scoring import Deduction
from scorecard.model.source import Column, ColumnType, Latest
from scorecard.store.reader import Reader
from scorecard.store.reads import TALLIES
from scorecard.store.workspace import Workspace
from tests.sample import always, keep_frames, sample_frames, sample_workspace, small_book, small_edition

PERIOD = Period(2026, 6)


def carried(workspace, edition=None):
    """The work after every step."""
    work = cycle.begin(workspace, always(edition or small_edition()), PERIOD)
    for step in cycle.STEPS:
        work = step(work)
    return work


def test_running_a_month_again_changes_nothing(tmp_path):
    """C-7: a second run of the same deliveries gives the same tables, as a new run."""
    workspace = sample_workspace(tmp_path)
    assert cycle.tables(carried(workspace)) == cycle.tables(carried(workspace))
    before = workspace.results.runs()
    cycle.run(workspace, small_book(), PERIOD, at="later")
    assert workspace.results.runs()[:-1] == before
    assert workspace.results.runs()[-1].number == len(before) + 1


def test_a_month_without_rows_is_refused_with_the_months_that_have_some(tmp_path):
    """The error names the months at hand."""
    workspace = sample_workspace(tmp_path)
    with pytest.raises(BadRequest, match="2026-05 to 2026-06"):
        cycle.run(workspace, small_book(), Period(2027, 1), at="now")


def test_undelivered_tickets_are_missing_not_zero(tmp_path):
    """Without the tickets file the complaint rate has no reading, though its base is there."""
    workspace = Workspace(tmp_path)
    frames = sample_frames()
    del frames["tickets"]
    keep_frames(workspace, frames)
    work = carried(workspace)
    assert work.readings["G"]["network.rate"].state is State.MISSING
    assert work.counted.tallies["G", "network.rate"].base > 0
    (index,) = (one for one in work.standings["G"] if one.kind is Subject.INDEX)
    assert index.coverage == Fraction(7, 10)


def test_too_little_data_publishes_no_index(tmp_path):
    """With nothing but counters every score is withheld, and no unit gets a rank."""
    workspace = Workspace(tmp_path)
    keep_frames(workspace, {"counters": sample_frames()["counters"]})
    work = carried(workspace)
    assert work.attributions == {}
    assert all(one.score is None and one.rank is None for found in work.standings.values() for one in found)


def test_a_department_without_weight_in_a_unit_is_left_out(tmp_path):
    """A KPI that does not apply to a level leaves its department without a standing there."""
    edition = small_edition()
    kpis = tuple(replace(one, levels=("group",)) if one.process == "hall" else one for one in edition.kpis)
    work = carried(sample_workspace(tmp_path), replace(edition, kpis=kpis))
    names = {unit: {one.subject for one in found} for unit, found in work.standings.items()}
    assert "sales" in names["G"]
    assert "sales" not in names["P1C1"]


def test_the_newest_version_of_a_ticket_decides_its_month(tmp_path):
    """A ticket whose later version names another month counts there, and no longer in the first."""
    edition = small_edition()
    columns = (
        *edition.source_by_id["tickets"].columns,
        Column("id", ColumnType.TEXT),
        Column("step", ColumnType.INTEGER),
    )
    tickets = replace(edition.source_by_id["tickets"], columns=columns, latest=Latest("id", "step"))
    book = always(replace(edition, sources=(edition.sources[0], tickets, edition.sources[2])))
    frames = sample_frames()
    schema = [*frames["tickets"].columns, "id", "step"]
    moved = [(2, "2026-06", "P1C1", "network", 60, "T1", 1), (3, "2026-05", "P1C1", "network", 90, "T1", 2)]
    frames["tickets"] = pl.DataFrame(moved, schema=schema, orient="row")
    workspace = Workspace(tmp_path)
    keep_frames(workspace, frames, book)
    assert ("P1C1", "network.p90") not in carried(workspace, book.newest).counted.tallies
    earlier = cycle.begin(workspace, book, Period(2026, 5))
    assert cycle.STEPS[0](earlier).counted.tallies["P1C1", "network.p90"].histogram == ((90, 1),)


def test_overlapping_conditions_never_count_more_than_the_rows(tmp_path):
    """n of a standing: KPIs whose conditions overlap are capped by the source's rows in the unit."""
    edition = small_edition()
    whole = replace(
        edition.kpi_by_id["hall.nps"],
        measure=replace(edition.kpi_by_id["hall.nps"].measure, rows=Term("survey", (), "score")),
    )
    kpis = tuple(whole if one.id == whole.id else one for one in edition.kpis)
    work = carried(sample_workspace(tmp_path), replace(edition, kpis=kpis))
    (index,) = (one for one in work.standings["G"] if one.kind is Subject.INDEX)
    assert index.n == work.counted.present["G", "survey"] + work.counted.present["G", "tickets"]


def test_sums_beyond_64_bits_are_kept(tmp_path):
    """A square of 10^10 minutes leaves 64 bits: the month is computed, and the sum stands in the snapshot."""
    frames = sample_frames()
    frames["tickets"] = frames["tickets"].with_columns(minutes=pl.lit(10**10, dtype=pl.Int64))
    workspace = Workspace(tmp_path)
    keep_frames(workspace, frames)
    cycle.run(workspace, small_book(), PERIOD, at="now")
    reader = Reader(workspace.snapshots.publish(workspace.results.path))
    (row,) = reader.read(Principal("all"), TALLIES, period="2026-06", unit="G", kpi="network.p90")
    reader.close()
    assert row["squares"] == row["n"] * 10**20


def test_a_rule_that_looks_back_reads_the_months_before(tmp_path):
    """Tickets of May still count in June: a deduction of 3 points each fades by 10 a month."""
    edition = small_edition()
    rate = edition.kpi_by_id["network.rate"]
    per = Fraction(3)
    rule = Deduction(Fraction(100), Fraction(0), per, Fraction(90), Fraction(10), 2)
    aim = Aim(rule, None, Fraction(0), None)
    kpis = tuple(replace(one, aim=aim) if one is rate else one for one in edition.kpis)
    work = carried(sample_workspace(tmp_path), replace(edition, kpis=kpis))
    for unit in ("G", "P1C1"):
        may = work.earlier["network.rate"][unit]
        june = work.readings[unit]["network.rate"]
        assert june.score == 100 - per * june.value - (per * may[0] - 10)
    alone = carried(sample_workspace(tmp_path / "b"), edition)
    assert alone.earlier == {}
    assert work.readings["G"]["network.rate"].value == alone.readings["G"]["network.rate"].value


def test_missing_data_counts_as_the_kpi_says(tmp_path):
    """No tickets in June: one KPI carries May's reading on, one counts 0, and both keep their weight."""
    edition = small_edition()
    evidence = {
        "network.rate": Evidence(3, 5, Missing.CARRY, 1),
        "network.p90": Evidence(3, 5, Missing.ZERO),
    }
    kpis = tuple(replace(one, evidence=evidence.get(one.id, one.evidence)) for one in edition.kpis)
    frames = sample_frames()
    frames["tickets"] = frames["tickets"].filter(pl.col("_period") == "2026-05")
    workspace = Workspace(tmp_path)
    keep_frames(workspace, frames)
    before = cycle.begin(workspace, always(replace(edition, kpis=kpis)), Period(2026, 5))
    for step in cycle.STEPS:
        before = step(before)
    work = carried(workspace, replace(edition, kpis=kpis))
    june = work.readings["P1C1"]
    assert june["network.rate"].state is State.CARRIED
    assert june["network.rate"].value == before.readings["P1C1"]["network.rate"].value
    assert june["network.rate"].score == before.readings["P1C1"]["network.rate"].score
    assert (june["network.p90"].state, june["network.p90"].score) == (State.ZERO, 0)
    assert work.weights["P1C1"] == before.weights["P1C1"]
    assert not [row for row in cycle.tables(work)["tally"] if row[2] in evidence]


def survey_csv(folder, *rows, name="survey_a.csv"):
    """A delivered survey file."""
    path = folder / name
    path.write_text("\n".join(["day,unit,touchpoint,score", *rows, ""]), encoding="utf-8")
    return path


def survey_book(**changes):
    """The small book with a survey that can be read from a file."""
    edition = small_edition()
    columns = (
        Column("day", ColumnType.DATE, required=True),
        Column("unit", ColumnType.TEXT, required=True),
        *edition.source_by_id["survey"].columns,
    )
    survey = replace(edition.source_by_id["survey"], columns=columns)
    return always(replace(edition, sources=(survey, *edition.sources[1:]), **changes))


def test_rows_are_read_again_when_the_definitions_change(tmp_path):
    """A unit that gets an alias: the next run reads the file as it came again, and the refused row counts."""
    workspace, book = Workspace(tmp_path / "w"), survey_book()
    file = survey_csv(tmp_path, "2026-06-01,P1C1,hall,9", "2026-06-02,Alder City,hall,10")
    (before,) = cycle.deliver(workspace, book, [file], at="1")
    assert (before.delivery.rows_kept, before.delivery.rows_refused) == (1, 1)
    units = tuple(
        replace(one, aliases=("Alder City",)) if one.id == "P1C1" else one for one in book.newest.units.units
    )
    wiser = survey_book(units=UnitTree(units))
    cycle.begin(workspace, wiser, PERIOD)
    (after,) = workspace.deliveries.all()
    assert (after.rows_kept, after.rows_refused, after.received) == (2, 0, "1")
    (again,) = cycle.deliver(workspace, wiser, [file], at="2")
    assert again.again
    assert again.delivery == after


def test_other_content_under_the_same_name_is_never_counted_twice(tmp_path):
    """Refused with both dates told; with replace_earlier the first file's rows no longer count; and back."""
    workspace, book = Workspace(tmp_path / "w"), survey_book()
    first = survey_csv(tmp_path, "2026-06-01,P1C1,hall,9", "2026-06-01,P1C1,hall,8")
    cycle.deliver(workspace, book, [first], at="2026-07-01")
    content = first.read_bytes()
    second = survey_csv(tmp_path, "2026-06-01,P1C1,hall,7")
    with pytest.raises(BadDelivery, match="2026-07-01"):
        cycle.deliver(workspace, book, [second], at="2026-07-02")
    cycle.deliver(workspace, book, [second], at="2026-07-02", replace_earlier=True)
    assert [one.rows_kept for one in workspace.deliveries.all()] == [1]
    first.write_bytes(content)
    cycle.deliver(workspace, book, [first], at="2026-07-03", replace_earlier=True)
    assert [one.rows_kept for one in workspace.deliveries.all()] == [2]


def test_a_workspace_named_like_a_column_changes_nothing(tmp_path):
    """A folder called score=1 is no partition: its name never becomes a value."""
    plain, odd = sample_workspace(tmp_path / "plain"), sample_workspace(tmp_path / "score=1")
    assert cycle.tables(carried(plain)) == cycle.tables(carried(odd))
