"""``app.py``: what it cannot start with is told in a sentence, not in a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.publishing import publish_rows

ROOT = Path(__file__).resolve().parent.parent


def start(workspace: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the checkout, with a workspace and these settings."""
    return subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
        env={**os.environ, "SCORECARD_WORKSPACE": str(workspace), **environment},
        timeout=120,
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with a snapshot in which nothing is published yet."""
    publish_rows(tmp_path, {})
    return tmp_path


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SCORECARD_PRINCIPAL", "everyone", "'everyone' is not a principal; write all"),
        ("SCORECARD_PORT", "http", "must be a number from 1 to 65535"),
        ("SCORECARD_HOST", "0.0.0.0", "there is no login yet"),
    ],
)
def test_a_setting_that_cannot_be_is_told(workspace: Path, name: str, value: str, says: str) -> None:
    """A wrong setting ends the program with 2 and one line that says what to write."""
    done = start(workspace, "app.py", **{name: value})
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_empty_workspace_is_told(tmp_path: Path) -> None:
    """Without results the program ends with 2 and says how to get some."""
    done = start(tmp_path, "app.py")
    assert done.returncode == 2
    assert "holds no results yet. Run 'scorecard demo'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_server_can_be_named_to_another_program(workspace: Path) -> None:
    """``app:server`` is an application that answers."""
    ask = "import app; print(app.server.test_client().get('/healthz', headers={'Host': 'localhost'}).status)"
    done = start(workspace, "-c", ask)
    assert done.stdout == "200 OK\n", done.stderr
