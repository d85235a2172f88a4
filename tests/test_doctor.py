"""The command ``doctor`` as a user types it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TINY = {"P1C5H07", "P2C4H06", "P2C4H07", "P3C2H07", "P3C3H05"}


def doctor(workspace, *words, before=(), **environment):
    """Run the command on a workspace."""
    command = [sys.executable, "-m", "scorecard", "--workspace", str(workspace), *before, "doctor", *words]
    env = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, env=env)


def state(folder):
    """Every file with its size and time."""
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(folder.rglob("*"))}


@pytest.fixture
def spoilt(demo_workspace, tmp_path):
    """A copy of the demonstration with one bit of one delivery's kept rows flipped."""
    copy = shutil.copytree(demo_workspace, tmp_path / "workspace", ignore=shutil.ignore_patterns("inbox"))
    rows = min((copy / "deliveries").glob("*/rows.parquet"))
    content = bytearray(rows.read_bytes())
    content[len(content) // 3] ^= 1
    rows.write_bytes(content)
    return copy, rows.parent.name


@pytest.mark.parametrize("words", [(), ("--deep",)])
def test_the_demonstration_is_in_good_order(demo_workspace, words):
    """Exit 0, every line ok but the planted tiny units, and nothing in the workspace is touched."""
    before = state(demo_workspace)
    found = doctor(demo_workspace, *words)
    *lines, last = found.stdout.splitlines()
    assert (found.returncode, found.stderr) == (0, "")
    (odd,) = (line for line in lines if not line.startswith("ok "))
    assert odd.startswith("warning  evidence: 7 of 117 units")
    assert all(unit in odd for unit in TINY)
    assert last == f"{len(lines)} findings. Problems: 0, warnings: 1."
    assert state(demo_workspace) == before


def test_json_carries_the_same_findings(demo_workspace):
    """One value: whether all is well, and each finding with check, level, what, why and remedy."""
    found = json.loads(doctor(demo_workspace, "--json").stdout)
    assert (found["ok"], found["deep"]) == (True, False)
    lines = doctor(demo_workspace).stdout.splitlines()[:-1]
    assert [one["check"] for one in found["findings"]] == [line.split()[1].strip(":") for line in lines]
    assert all(one.keys() == {"check", "level", "what", "why", "remedy"} for one in found["findings"])


def test_a_flipped_bit_is_found_by_its_hash(spoilt):
    """--deep: exit 1, and the line says which folder to move and what to deliver."""
    workspace, digest = spoilt
    assert doctor(workspace).returncode in {0, 1}
    found = doctor(workspace, "--deep")
    assert found.returncode == 1
    (line,) = (line for line in found.stdout.splitlines() if line.startswith("problem  deliveries"))
    assert digest in line
    assert "not what was written" in line


@pytest.mark.parametrize("who", ["unit:P1", "department:network"])
def test_only_who_may_see_all_may_ask(demo_workspace, who):
    """The findings name other units: exit 5, and no finding."""
    found = doctor(demo_workspace, before=("--as", who))
    assert (found.returncode, found.stdout) == (5, "")
    assert who in found.stderr


def test_a_package_that_cannot_be_imported_does_not_silence_the_rest(demo_workspace, tmp_path):
    """Without DuckDB the machine is looked at all the same, and the workspace is said not to be."""
    (tmp_path / "duckdb.py").write_text(
        "raise ModuleNotFoundError('No module named duckdb')", encoding="utf-8"
    )
    found = doctor(demo_workspace, PYTHONPATH=str(tmp_path))
    assert found.returncode == 1
    assert "ok       libraries" in found.stdout
    assert "problem  workspace: The workspace was not looked at: No module named duckdb." in found.stdout
    assert "Traceback" not in found.stderr


def test_a_narrow_encoding_is_a_finding_and_not_the_end(demo_workspace):
    """Where only ASCII can be printed the command still says everything, and that this is a problem."""
    found = doctor(demo_workspace, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", LC_ALL="C")
    assert found.returncode == 1
    assert "problem  encoding: What is printed: in ascii" in found.stdout
    assert "findings. Problems:" in found.stdout
    assert "Traceback" not in found.stderr
    same = doctor(demo_workspace, "--json", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", LC_ALL="C")
    assert [one["check"] for one in json.loads(same.stdout)["findings"] if one["level"] == "problem"] == [
        "encoding",
        "encoding",
    ]


def test_bad_definitions_are_a_problem_and_data_are_looked_at_all_the_same(demo_workspace, tmp_path):
    """Exit 1; what does not need the definitions is told."""
    found = doctor(demo_workspace, before=("--definitions", str(tmp_path)))
    assert found.returncode == 1
    assert "problem  definitions" in found.stdout
    assert "ok       published" in found.stdout
