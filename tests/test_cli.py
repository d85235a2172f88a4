"""The commands as a user types them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def scorecard(*words, **options):
    """Run a command from the checkout."""
    command = [sys.executable, "-m", "scorecard", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, **options)


def test_help_names_every_command_of_the_readme():
    """``--help`` lists the commands, and so does the README."""
    found = scorecard("--help").stdout
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = (
        "demo",
        "check",
        "schema",
        "diff",
        "deliver",
        "run",
        "audit",
        "change",
        "bulletin",
        "export",
        "dictionary",
        "serve",
        "status",
        "doctor",
    )
    for command in commands:
        assert f" {command} " in found
        assert f"`scorecard {command}" in readme


def test_the_demonstration_status_keeps_the_balance(demo_workspace):
    """Every source has files, rows read = kept + refused, and both months are published."""
    found = json.loads(scorecard("--workspace", demo_workspace, "status", "--json").stdout)
    assert {source["source"] for source in found["sources"]} == {
        "survey",
        "tickets",
        "inspections",
        "counters",
    }
    assert all(one["rows_read"] == one["rows_kept"] + one["rows_refused"] for one in found["sources"])
    assert [run["period"] for run in found["runs"]] == ["2026-05", "2026-06"]
    assert len(found["snapshot"]) == 64


def test_the_audit_of_the_demonstration_adds_up(demo_workspace):
    """As JSON the classes, processes and parts are 100.00 each; as text it speaks the language asked for."""
    found = json.loads(
        scorecard("--workspace", demo_workspace, "audit", "--json", "--unit", "P1C1H01").stdout
    )
    for weights in (
        found["classes"].values(),
        (one["weight"] for one in found["processes"]),
        (one["weight"] for one in found["parts"]),
    ):
        assert sum(map(Decimal, weights)) == Decimal("100.00")
    assert (found["reached"], found["classes"]["unmeasured"]) == ("36.00", "64.00")
    assert {one["mild"] for one in found["findings"]} == {True}
    told = scorecard("--workspace", demo_workspace, "audit", "--lang", "en").stdout
    assert "Reaches a department" in told
    assert "100.00" in told


def test_a_department_is_told_its_own_parts_and_the_rest_as_one(demo_workspace):
    """--as department: no other department's id, and the same classes as for everybody."""
    command = ("--workspace", demo_workspace, "--as", "department:network", "audit", "--json")
    found = json.loads(scorecard(*command).stdout)
    whole = json.loads(scorecard("--workspace", demo_workspace, "audit", "--json").stdout)
    assert {part["department"] for part in found["parts"]} == {"network", ""}
    assert found["classes"] == whole["classes"]


def test_delivering_the_same_bytes_again_changes_nothing(demo_workspace):
    """The second time is told, and the records stay as they are."""
    file = next((demo_workspace / "inbox").rglob("tickets_2026-06.csv"))
    before = scorecard("--workspace", demo_workspace, "status", "--json").stdout
    again = scorecard("--workspace", demo_workspace, "deliver", file)
    assert again.returncode == 0
    assert "nothing changed" in again.stdout
    assert scorecard("--workspace", demo_workspace, "status", "--json").stdout == before


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("run", "--period", "2031-01"), 2, "2026-05 to 2026-06"),
        (("run", "--period", "June"), 2, "2026-06"),
        (("run",), 2, "--all"),
        (("--as", "unit:NOWHERE", "export"), 5, "NOWHERE"),
        (("--as", "unit:P1", "export", "--unit", "P2"), 5, "P2"),
        (("--as", "somebody", "export"), 2, "principal"),
        (("--as", "somebody", "status"), 2, "principal"),
        (("--as", "unit:P1", "run", "--all"), 5, "unit:P1"),
        (("export", "--unit", "P9"), 2, "P9"),
        (("--definitions", "nowhere", "check"), 3, "nowhere"),
        (("--as", "unit:P1", "audit", "--unit", "P2"), 5, "P2"),
        (("audit", "--period", "2031-01"), 2, "2031-01"),
        (("serve", "--host", "0.0.0.0"), 2, "127.0.0.1"),
    ],
)
def test_what_cannot_be_done_says_why(demo_workspace, words, code, told):
    """Each refusal has its exit code and names what to do, without a traceback."""
    found = scorecard("--workspace", demo_workspace, *words)
    assert found.returncode == code, found.stdout + found.stderr
    assert told in found.stdout + found.stderr
    assert "Traceback" not in found.stderr


def test_a_file_that_cannot_be_taken_leaves_nothing_behind(demo_workspace, tmp_path):
    """Exit 4, the reason with its place, and the workspace as it was."""
    file = tmp_path / "tickets_broken.csv"
    file.write_text("编号,什么\n1,2\n", encoding="utf-8")
    before = sorted(path.name for path in (demo_workspace / "deliveries").iterdir())
    found = scorecard("--workspace", demo_workspace, "deliver", file)
    assert found.returncode == 4
    assert "tickets_broken.csv:1" in found.stderr
    assert sorted(path.name for path in (demo_workspace / "deliveries").iterdir()) == before


def test_bad_definitions_are_listed_with_their_place(tmp_path):
    """check: exit 3, file:line:column and the near word; --json carries the same."""
    shutil.copytree(ROOT / "kpi_definitions", tmp_path / "definitions")
    folder = tmp_path / "definitions" / "thirteen_processes"
    file = tmp_path / "definitions" / "operator" / "departments.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("{id: network,", "{ib: network,", 1), encoding="utf-8"
    )
    found = scorecard("--definitions", folder, "check")
    assert found.returncode == 3
    assert "departments.yaml:" in found.stderr
    listed = json.loads(scorecard("--definitions", folder, "check", "--json").stdout)
    assert listed["ok"] is False
    assert any("ib" in problem["what"] and problem["line"] for problem in listed["problems"])


def test_the_schema_is_printed_or_written(tmp_path):
    """The same bytes either way, and those that lie beside the definitions."""
    file = tmp_path / "scorecard.schema.json"
    written = scorecard("schema", "--out", file)
    assert written.returncode == 0
    assert file.name in written.stdout.replace("\n", "")
    assert file.read_bytes() == (ROOT / "kpi_definitions" / "scorecard.schema.json").read_bytes()
    assert scorecard("schema").stdout == file.read_text(encoding="utf-8")


def test_an_empty_workspace_says_what_to_do_first(tmp_path):
    """Reading commands on nothing: exit 2 and the next command."""
    found = scorecard("--workspace", tmp_path, "export")
    assert found.returncode == 2
    assert "scorecard demo" in found.stderr


def test_refused_rows_are_told_with_the_place_of_all_of_them(demo_workspace, tmp_path):
    """deliver prints the first reasons, and where every refused row lies with its reason."""
    file = next((demo_workspace / "inbox").rglob("tickets_2026-06.csv"))
    found = scorecard("--workspace", tmp_path, "deliver", file).stdout
    assert "line 750: " in found
    path = found.rpartition(" in ")[2].strip()
    assert len(Path(path).read_text(encoding="utf-8-sig").splitlines()) == 1 + 2


def test_files_behind_a_refused_one_are_told(tmp_path):
    """The second of three files is refused: one was taken, one was not tried."""
    files = [tmp_path / f"tickets_{name}.csv" for name in "abc"]
    head = "工单编号,受理时间,办结时间,归属单位,投诉类别\n"
    for number, file in enumerate(files):
        file.write_text(head + f"T{number},2026-06-01 08:00,,P1C1,宽带\n", encoding="utf-8")
    files[1].write_text("", encoding="utf-8")
    found = scorecard("--workspace", tmp_path / "w", "deliver", *files)
    assert found.returncode == 4
    assert "1 further files were not tried; 1 before were taken" in found.stderr


def test_a_workspace_that_is_a_file_is_refused(tmp_path):
    """--workspace names a folder."""
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    found = scorecard("--workspace", file, "status")
    assert (found.returncode, "names a folder" in found.stderr) == (2, True)


def test_a_terminal_without_chinese_gets_escapes_and_no_traceback():
    """With an output that is ASCII, names are written as escapes and the command ends well."""
    done = scorecard("check", env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u4e91\\u6c5f" in done.stdout
