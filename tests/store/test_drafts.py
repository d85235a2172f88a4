from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from scorecard.store.drafts import Draft, drafts

DIGEST = "a" * 64
NAMES = (
    f"deliveries/.{DIGEST}.{{}}",
    f"deliveries/.{DIGEST}.{{}}.old",
    "snapshots/.draft.{}.duckdb",
    "snapshots/.draft.{}.duckdb.wal",
    "snapshots/.current.{}",
    "paper/2026-06/.notice_P1_2026-06_zh.pdf.{}.part",
)


@pytest.fixture
def ended() -> int:
    """The id of a process that is over."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def leave(root, name, pid):
    path = root / name.format(pid)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


@pytest.mark.parametrize("name", NAMES)
def test_drafts_of_every_kind_are_found_when_their_command_has_ended(tmp_path, ended, name):
    """And nothing else: what carries its final name is no draft."""
    path = leave(tmp_path, name, ended)
    for other in (f"deliveries/{DIGEST}", "snapshots/current", "snapshots/.gitignore", "paper/2026-06/a.pdf"):
        leave(tmp_path, other, ended)
    assert [one.path for one in drafts(tmp_path)] == [path]


@pytest.mark.parametrize("name", NAMES)
def test_a_command_under_way_owns_its_drafts(tmp_path, name):
    """While the process lives its draft is no leftover; a day later the id is another's."""
    path = leave(tmp_path, name, os.getppid())
    assert [*drafts(tmp_path)] == []
    os.utime(path, (time.time() - 90_000,) * 2)
    assert [one.path for one in drafts(tmp_path)] == [path]


def test_the_only_copy_of_a_delivery_is_told_from_a_spare_one(tmp_path, ended):
    """What was set aside is the only copy as long as nothing has its final name."""
    aside = leave(tmp_path, f"deliveries/.{DIGEST}.{{}}.old", ended)
    assert [*drafts(tmp_path)] == [Draft(aside, DIGEST)]
    leave(tmp_path, f"deliveries/{DIGEST}", ended)
    assert [*drafts(tmp_path)] == [Draft(aside)]


def test_a_folder_that_is_not_there_holds_none(tmp_path):
    """Before the first delivery."""
    assert [*drafts(tmp_path / "nowhere")] == []
