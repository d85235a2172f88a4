"""Files at rest, runs, snapshots, and the gateway."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from scorecard.errors import BadRequest, Damaged, Forbidden
from scorecard.model.principal import Principal
from scorecard.model.table import RESULTS
from scorecard.store.reader import Reader
from scorecard.store.reads import Read, Scope
from scorecard.store.workspace import Workspace
from tests.sample import sample_workspace

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
    (rows,) = workspace.deliveries.rows_of(source, period)
    path = Path(rows)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(Damaged, match="Deliver the file again"):
        workspace.deliveries.rows_of(source, period)


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
