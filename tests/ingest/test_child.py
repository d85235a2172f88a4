"""The child process: however it dies, the file at hand is refused and the next one is read."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import polars as pl
import pytest

from scorecard.errors import BadDelivery
from scorecard.ingest import child


def unfold(folder: Path) -> int:
    """Let the child unfold a good file of two rows; the rows that it wrote."""
    path = folder / "good.parquet"
    pl.DataFrame({"n": [1, 2]}).write_parquet(path)
    child.unfold(path.read_bytes(), path.name, folder, ending="parquet", damage="it is not whole")
    return pl.read_ipc(io.BytesIO((folder / "cells.arrow").read_bytes())).height


def die_with_the_file_unread(line: Connection) -> None:
    """A child that is gone before it reads what it was handed."""
    line.poll(None)
    os._exit(1)


def sleep_over_the_file(line: Connection) -> None:
    """A child that takes the file and says nothing more."""
    line.recv()
    time.sleep(600)


class Stillborn(child._Child):
    """A child that is dead whenever it is handed a file."""

    born = 0

    def __init__(self) -> None:
        super().__init__()
        Stillborn.born += 1
        self.process.kill()
        self.process.join()


def end_child() -> None:
    """End the child that earlier files left, if any."""
    if child._child.cache_info().currsize:
        child._child().end()


@pytest.fixture(autouse=True)
def new_child() -> Iterator[None]:
    """Every test begins without a child and leaves none."""
    end_child()
    yield
    end_child()


def test_one_child_serves_many_files(tmp_path: Path):
    """A file that does no harm leaves the child to the next file."""
    assert unfold(tmp_path) == 2
    first = child._child().process.pid
    assert unfold(tmp_path) == 2
    assert child._child().process.pid == first


def test_a_child_killed_between_two_files_is_replaced(tmp_path: Path):
    """The next file is not to blame: a new child reads it, and the files after it."""
    assert unfold(tmp_path) == 2
    child._child().process.kill()
    child._child().process.join()
    assert unfold(tmp_path) == 2
    assert unfold(tmp_path) == 2


def test_a_child_that_never_reads_refuses_the_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A child that dies with the file unread costs this file; the next one has a new child."""
    with monkeypatch.context() as patch:
        patch.setattr(child, "serve", die_with_the_file_unread)
        with pytest.raises(BadDelivery, match="damaged"):
            unfold(tmp_path)
    assert unfold(tmp_path) == 2


def test_a_dead_child_is_replaced_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where no child lives, the file is refused after the second, not tried for ever."""
    monkeypatch.setattr(Stillborn, "born", 0)
    monkeypatch.setattr(child, "_Child", Stillborn)
    with pytest.raises(BadDelivery, match="damaged"):
        unfold(tmp_path)
    assert Stillborn.born == 2


def test_a_file_that_takes_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The child that would go on is ended, and the next file has a new one."""
    with monkeypatch.context() as patch:
        patch.setattr(child, "serve", sleep_over_the_file)
        patch.setattr(child, "SECONDS_MAX", 0)
        with pytest.raises(BadDelivery, match=r"too_big.*within 0 seconds"):
            unfold(tmp_path)
    assert child._child.cache_info().currsize == 0
    assert unfold(tmp_path) == 2
