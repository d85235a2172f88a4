"""Files at rest, runs, snapshots, and the gateway."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import duckdb
import polars as pl
import pytest

from scorecard import cycle
from scorecard.errors import BadDelivery, BadRequest, Damaged, Forbidden
from scorecard.model.delivery import Delivery
from scorecard.model.org import UnitTree
from scorecard.model.period import Period
from scorecard.model.principal import Principal
from scorecard.model.table import RESULTS
from scorecard.store.reader import Reader
from scorecard.store.reads import Read, Scope
from scorecard.store.workspace import Workspace
from tests.sample import always, keep_frames, sample_frames, sample_workspace, small_book, small_edition

READINGS = Read("readings", "SELECT unit, kpi, value FROM reading WHERE period = $period", Scope.UNIT)
ONE_UNIT = Read(
    "one_unit", "SELECT unit, kpi, value FROM reading WHERE period = $period AND unit = $unit", Scope.UNIT
)
CELLS = Read(
    "cells", "SELECT unit, kpi, department, level FROM contribution WHERE period = $period", Scope.CELL
)
JUNE = {"period": "2026-06"}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """The sample company's workspace."""
    return sample_workspace(tmp_path_factory.mktemp("store"))


@pytest.fixture
def reader(workspace):
    """A reader of its snapshot."""
    found = Reader(workspace.snapshots.current())
    yield found
    found.close()


def test_a_unit_principal_sees_its_subtree_only(reader):
    """Rows of other units are left out; asking for one is refused."""
    north = Principal("north", units=("P1",))
    assert {row["unit"] for row in reader.read(north, READINGS, **JUNE)} == {"P1", "P1C1", "P1C2"}
    assert reader.read(north, ONE_UNIT, unit="P1C1", **JUNE)
    for forged in ("G", "P2", "P2C1", "P1C1' OR '1'='1"):
        with pytest.raises(Forbidden, match="north"):
            reader.read(north, ONE_UNIT, unit=forged, **JUNE)


def test_a_department_principal_sees_its_cells_only(reader):
    """Cells of other departments are left out."""
    found = reader.read(Principal("net", departments=("net",)), CELLS, **JUNE)
    assert {row["department"] for row in found} == {"net"}
    assert {row["unit"] for row in found} >= {"G", "P2C1"}


def test_threads_never_see_each_others_rows(reader):
    """1,200 reads by 8 threads: every one gets its own unit's rows (reliability 1)."""
    units = ("P1", "P1C1", "P1C2", "P2", "P2C1", "G") * 200

    def ask(unit):
        principal = Principal(unit, units=(unit,))
        return unit, {row["unit"] for row in reader.read(principal, ONE_UNIT, unit=unit, **JUNE)}

    with ThreadPoolExecutor(8) as pool:
        assert all(found == {unit} for unit, found in pool.map(ask, units))


def test_the_published_file_cannot_be_changed_and_reaches_no_other(reader, tmp_path):
    """Read-only, external access off, configuration locked."""
    other = tmp_path / "secret.csv"
    other.write_text("a\n1\n")
    for sql in (
        "DELETE FROM reading",
        f"SELECT * FROM read_csv('{other}')",
        f"ATTACH '{tmp_path / 'x.duckdb'}' AS x",
        "SET enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            reader.read(Principal("all"), Read("bad", sql, Scope.OPEN))


def test_a_changed_snapshot_is_not_served(tmp_path):
    """One flipped byte: current() refuses the file by its hash."""
    workspace = sample_workspace(tmp_path)
    path = workspace.snapshots.current()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(Damaged, match="not the file that was published"):
        workspace.snapshots.current()


def test_changed_rows_are_not_counted(tmp_path):
    """One flipped byte in the kept rows of a delivery: the run stops instead of counting something else."""
    workspace = sample_workspace(tmp_path)
    source, period = "tickets", "2026-06"
    (rows,) = workspace.deliveries.rows_of(source, (period,))
    path = Path(rows)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(Damaged, match="Deliver the file again"):
        workspace.deliveries.rows_of(source, (period,))


def test_an_empty_workspace_says_what_to_do(tmp_path):
    """No snapshot yet: the error names the commands."""
    with pytest.raises(BadRequest, match="scorecard run"):
        Workspace(tmp_path).snapshots.current()


def test_the_snapshot_holds_the_newest_run_of_each_period(workspace):
    """Every result table's key is unique: older runs are not mixed in."""
    with duckdb.connect(workspace.snapshots.current(), read_only=True) as connection:
        for table in RESULTS:
            key = ", ".join(table.key)
            (twice,) = connection.execute(
                f"SELECT count(*) FROM (SELECT {key} FROM {table.name} GROUP BY ALL HAVING count(*) > 1)"
            ).fetchone()
            assert twice == 0, table.name


def test_the_newest_run_is_the_one_published(tmp_path):
    """After a correction and a second run, people read the second figure."""
    workspace = sample_workspace(tmp_path)
    frames = sample_frames()
    frames["counters"] = frames["counters"].with_columns(subscribers=pl.col("subscribers") * 2)
    del frames["survey"], frames["tickets"]
    shutil.rmtree(
        tmp_path
        / "deliveries"
        / next(one.digest for one in workspace.deliveries.all() if one.source == "counters")
    )
    keep_frames(workspace, frames)
    before = rate(workspace)
    cycle.run(workspace, small_book(), Period(2026, 6), at="later")
    workspace.snapshots.publish(workspace.results.path)
    assert rate(workspace) == before / 2


def rate(workspace):
    """The group's complaint rate of 2026-06."""
    reader = Reader(workspace.snapshots.current())
    found = reader.read(Principal("all"), ONE_UNIT, unit="G", **JUNE)
    reader.close()
    return next(row["value"] for row in found if row["kpi"] == "network.rate")


def test_a_unit_is_open_for_the_months_in_which_it_was_theirs(tmp_path):
    """P1C2 moves to P2 in June: P1 reads its May, P2 its June, and neither the other month."""
    workspace = sample_workspace(tmp_path)
    edition = small_edition()
    units = tuple(replace(one, parent="P2") if one.id == "P1C2" else one for one in edition.units.units)
    cycle.run(workspace, always(replace(edition, units=UnitTree(units))), Period(2026, 6), at="later")
    reader = Reader(workspace.snapshots.publish(workspace.results.path))
    for owner, other, period in (("P1", "P2", "2026-05"), ("P2", "P1", "2026-06")):
        assert reader.read(Principal(owner, units=(owner,)), ONE_UNIT, unit="P1C2", period=period)
        with pytest.raises(Forbidden, match=period):
            reader.read(Principal(other, units=(other,)), ONE_UNIT, unit="P1C2", period=period)
    series = Read(
        "series", "SELECT period, unit FROM standing WHERE unit = $unit AND period <= $until", Scope.UNIT
    )
    found = reader.read(Principal("P2", units=("P2",)), series, unit="P1C2", until="2026-06")
    reader.close()
    assert {row["period"] for row in found} == {"2026-06"}


def test_damaged_files_are_named(tmp_path):
    """Junk where results, record or pointer should be: the file is named, with what to do."""
    workspace = sample_workspace(tmp_path)
    record = next((tmp_path / "deliveries").glob("*/delivery.json"))
    record.write_text(record.read_text(encoding="utf-8")[:40], encoding="utf-8")
    with pytest.raises(Damaged, match=r"delivery\.json"):
        workspace.deliveries.all()
    (tmp_path / "snapshots" / "current").write_text("", encoding="utf-8")
    with pytest.raises(Damaged, match="publish"):
        workspace.snapshots.current()
    healthy = workspace.results.path.read_bytes()
    workspace.results.path.write_bytes(b"junk" * 9000)
    with pytest.raises(Damaged, match=r"results\.duckdb"):
        workspace.results.runs()
    workspace.results.path.write_bytes(healthy[:12288] + bytes(len(healthy) - 12288))
    with pytest.raises(Damaged, match=r"results\.duckdb"):  # whole headers, and nothing behind them
        workspace.results.runs()
    workspace.results.path.unlink()
    duckdb.connect(workspace.results.path).close()
    with pytest.raises(Damaged, match="no finished run"):
        workspace.results.runs()


def test_refused_rows_start_no_formula_in_a_spreadsheet(tmp_path):
    """Raw cells of refused rows that begin like a formula are quoted."""
    refused = pl.DataFrame({"line": [2, 3], "raw": ["=HYPERLINK(1)", "plain"]})
    file = tmp_path / "a.csv"
    file.write_text("a", encoding="utf-8")
    digest = sha256(b"a").hexdigest()
    workspace = Workspace(tmp_path)
    delivery = Delivery(digest, "a.csv", "survey", 2, 0, 2, (), "now", "terms")
    workspace.deliveries.keep(delivery, original=file, rows=pl.DataFrame({"_line": []}), refused=refused)
    written = (tmp_path / "deliveries" / digest / "refused.csv").read_text(encoding="utf-8-sig")
    assert written.splitlines()[1:] == ["2,'=HYPERLINK(1)", "3,plain"]


def test_a_file_that_changes_while_it_is_read_is_not_kept(tmp_path):
    """The copy's hash must be the one that was read."""
    file = tmp_path / "a.csv"
    file.write_text("later", encoding="utf-8")
    workspace = Workspace(tmp_path)
    delivery = Delivery("0" * 64, "a.csv", "survey", 0, 0, 0, (), "now", "terms")
    nothing = pl.DataFrame({"_line": []})
    with pytest.raises(BadDelivery, match="changed while"):
        workspace.deliveries.keep(delivery, original=file, rows=nothing, refused=nothing)
    assert workspace.deliveries.all() == ()
    assert [*(tmp_path / "deliveries").iterdir()] == []


def test_a_second_writer_is_told_to_wait(workspace):
    """The writer's file has one writer: another process gets a sentence, not a traceback."""
    code = (
        "import sys; from pathlib import Path; from scorecard.store.results import Results\n"
        "from scorecard.errors import BadRequest\n"
        "try: Results(Path(sys.argv[1])).runs()\n"
        "except BadRequest as error: print(error)"
    )
    with duckdb.connect(workspace.results.path):
        found = subprocess.run(
            [sys.executable, "-c", code, str(workspace.results.path)],
            capture_output=True,
            text=True,
            check=True,
        )
    assert "another scorecard process" in found.stdout


def test_results_of_an_earlier_version_are_kept_and_gone_on_with(tmp_path):
    """A file without a table and a column that came later: the next run adds them, and the old run stays."""
    workspace = sample_workspace(tmp_path)
    with duckdb.connect(workspace.results.path) as connection:
        connection.execute("ALTER TABLE kpi DROP COLUMN formula")
        connection.execute("DROP TABLE passage")
    cycle.run(workspace, small_book(), Period(2026, 6), at="later")
    assert [run.number for run in workspace.results.runs()] == [1, 2, 3]
    with duckdb.connect(workspace.results.path, read_only=True) as connection:
        found = connection.execute("SELECT run, count(*) FROM kpi GROUP BY run ORDER BY run").fetchall()
        passages = connection.execute("SELECT DISTINCT run FROM passage").fetchall()
    assert found == [(1, 5), (2, 5), (3, 5)]
    assert passages == [(3,)]


def test_a_snapshot_of_another_version_says_so(tmp_path):
    """A question about a column that the published file does not have names the remedy."""
    reader = Reader(sample_workspace(tmp_path).snapshots.current())
    with pytest.raises(Damaged, match="another version"):
        reader.read(Principal("all"), Read("later", "SELECT later FROM kpi", Scope.OPEN))
    reader.close()
