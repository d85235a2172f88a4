"""docs/walk.md says what the demonstration operator's month really is."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from scorecard.model.principal import Principal
from scorecard.model.rounding import half_up
from scorecard.store.reader import Reader
from scorecard.store.reads import Read, Scope
from scorecard.store.workspace import Workspace

WALK = (Path(__file__).resolve().parents[2] / "docs" / "walk.md").read_text(encoding="utf-8")
KPI = "broadband.repair"


@pytest.fixture(scope="module")
def space(demo_workspace):
    """The demonstration operator's workspace."""
    return Workspace(demo_workspace)


@pytest.fixture(scope="module")
def rows(space):
    """Rows of a table for the month, by a condition."""
    reader = Reader(space.snapshots.current())

    def ask(table, where):
        sql = f"SELECT * FROM {table} WHERE period = '2026-06' AND {where}"
        return reader.read(Principal("all"), Read("walk", sql, Scope.OPEN))

    yield ask
    reader.close()


def test_the_row_and_its_delivery_are_as_told(space):
    """The line, the minutes, the unit and the balance of the file."""
    (delivery,) = (one for one in space.deliveries.all() if one.file == "tickets_2026-06.csv")
    balance = (
        f"{delivery.rows_read:,} rows read = {delivery.rows_kept:,} kept + {delivery.rows_refused} refused"
    )
    assert balance in WALK
    kept = pl.read_parquet(space.deliveries.folder / delivery.digest / "rows.parquet")
    (row,) = kept.filter(pl.col("id") == "T2026-06-00131").to_dicts()
    assert f"line {row['_line']}:" in WALK
    assert f"{row['elapsed']} minutes" in WALK
    assert row["_unit"] == "P1C1"
    original = (space.root / "inbox" / "2026-06" / "tickets_2026-06.csv").read_text(encoding="utf-8-sig")
    assert f"    {original.splitlines()[row['_line'] - 1]}\n" in WALK
    late = kept.filter(
        (pl.col("_unit") == "P1C1") & (pl.col("category") == row["category"]) & (pl.col("elapsed") > 2880)
    )
    assert late.height == 2
    assert f"{row['elapsed'] - 2880 + 1} minutes earlier" in WALK


def test_the_tallies_and_the_score_are_as_told(rows):
    """n and hits on three levels, reading, score and state."""
    tallies = {row["unit"]: row for row in rows("tally", f"kpi = '{KPI}'")}
    for name, unit in (("Lanning P1C1", "P1C1"), ("its province P1", "P1"), ("the group G", "G")):
        assert f"| {name} | {tallies[unit]['n']} | {tallies[unit]['hits']} |" in WALK
    (reading,) = rows("reading", f"kpi = '{KPI}' AND unit = 'P1C1'")
    assert f"is {reading['value']:.2f} %" in WALK
    assert f"= {reading['score']} points" in WALK
    assert f"= {reading['weight']} % of the index" in WALK
    assert reading["state"] == "flagged"
    better = {
        unit: half_up(Fraction(100 * int(tallies[unit]["hits"] + 1), tallies[unit]["n"]), 2)
        for unit in ("P1C1", "G")
    }
    assert f"would read {better['P1C1']} % and the group {better['G']} %" in WALK


def test_the_evidence_is_as_told(rows):
    """The intervals of the reading and of its score."""
    (reading,) = rows("reading", f"kpi = '{KPI}' AND unit = 'P1C1'")
    assert f"from {reading['value_low']:.2f} to {reading['value_high']:.2f} %" in WALK
    assert f"the score from {reading['low']} to {reading['high']}." in WALK
    assert f"with {reading['n']} complaints" in WALK


def test_the_contributions_and_ranks_are_as_told(rows):
    """Cells, their sum, standings and ranks."""
    cells = rows("contribution", f"kpi = '{KPI}' AND unit = 'P1C1'")
    for cell in cells:
        line = f"| {cell['department']} | {cell['level']} | {cell['pressure']} | {cell['surplus']} |"
        assert line in WALK
    assert f"is {sum(cell['level'] for cell in cells)} points of Lanning's index" in WALK
    passages = rows("passage", "unit = 'P1C1' AND reach = 'reached'")
    assert f"says that {sum(row['weight'] for row in passages)} % of Lanning's" in WALK
    parts = {row["department"]: row["weight"] for row in passages if row["kpi"] == KPI}
    assert "as {broadband}, {network} and {service} %".format(**parts) in WALK
    standings = {
        (row["kind"], row["subject"]): row
        for row in rows("standing", "unit = 'P1C1' AND subject IN ('', 'broadband')")
    }
    index, process, department = (
        standings[key] for key in (("index", ""), ("process", "broadband"), ("department", "broadband"))
    )
    assert f"index of\n{index['score']}" in WALK
    assert f"contributes {process['level']} points" in WALK
    assert f"a department {department['level']} with an own score of {department['score']}" in WALK
    assert f"is {department['rank']} of {department['ranked']} in Lanning" in WALK
    assert f"the city itself is {index['rank']} of {index['ranked']}" in WALK
