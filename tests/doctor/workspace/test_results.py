from __future__ import annotations

import subprocess
import sys

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace import examine
from scorecard.doctor.workspace.results import results


def test_a_damaged_file_of_results_is_one_problem(space, look):
    """The file is named once; what compares with it is not looked at."""
    space.results.path.write_bytes(b"junk" * 9000)
    found = [one for one in examine(look(space)) if one.level is not Level.OK]
    assert [one.check for one in found] == ["results", "evidence"]
    assert "results.duckdb" in found[0].remedy


def test_results_that_are_gone_though_published_are_a_problem(space, look):
    """A published file without results is not the state before the first run."""
    space.results.path.unlink()
    (found,) = results(look(space))
    assert found.level is Level.PROBLEM
    assert "is gone" in found.what


def test_a_writer_at_work_is_a_warning(space, look):
    """While another process holds the file nothing is claimed about it."""
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(space.results.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "held\n"
        found = [*results(look(space))]
        writer.communicate("")
    assert [one.level for one in found] == [Level.WARNING]
    assert "is writing" in found[0].what
