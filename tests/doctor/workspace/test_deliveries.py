from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace

import pytest

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.deliveries import deliveries
from tests.doctor.workspace.spoiling import flip, folder_of


def spoil_record(folder):
    text = (folder / "delivery.json").read_text(encoding="utf-8")
    (folder / "delivery.json").write_text(text[:40], encoding="utf-8")


def cut_rows(folder):
    os.truncate(folder / "rows.parquet", (folder / "rows.parquet").stat().st_size // 2)


def empty_original(folder):
    os.truncate(folder / "original" / "tickets.csv", 0)


def count_otherwise(folder):
    record = json.loads((folder / "delivery.json").read_text(encoding="utf-8"))
    record |= {"rows_kept": record["rows_kept"] - 1, "rows_refused": 1}
    (folder / "delivery.json").write_text(json.dumps(record), encoding="utf-8")


def edit(folder, old, new):
    text = (folder / "delivery.json").read_text(encoding="utf-8")
    (folder / "delivery.json").write_text(text.replace(old, new), encoding="utf-8")


AT_ONCE = {
    "no such period": (lambda folder: edit(folder, "2026-05", "2026-55"), "delivery.json is not the record"),
    "another file": (lambda folder: edit(folder, "tickets.csv", "tickete.csv"), "is called 'tickets.csv'"),
    "record cut off": (spoil_record, "delivery.json is not the record"),
    "record gone": (lambda folder: (folder / "delivery.json").unlink(), "delivery.json is missing"),
    "record of another": (
        lambda folder: shutil.copytree(folder, folder.with_name("0" * 64)),
        "record of another delivery",
    ),
    "original gone": (lambda folder: shutil.rmtree(folder / "original"), "not there or empty"),
    "original empty": (empty_original, "not there or empty"),
    "rows gone": (lambda folder: (folder / "rows.parquet").unlink(), "kept or refused rows"),
    "refused gone": (lambda folder: (folder / "refused.csv").unlink(), "kept or refused rows"),
    "rows cut off": (cut_rows, "cut off"),
}
DEEP = {
    "period changed": (
        lambda folder: edit(folder, "2026-05", "2026-04"),
        "or of which periods",
    ),
    "original changed": (lambda folder: flip(folder / "original" / "tickets.csv"), "not what was delivered"),
    "rows changed": (lambda folder: flip(folder / "rows.parquet"), "not what was written"),
    "counts changed": (count_otherwise, "otherwise how many"),
}


@pytest.mark.parametrize(("spoil", "told"), AT_ONCE.values(), ids=AT_ONCE)
def test_what_is_missing_or_cut_off_is_found_at_once(space, look, spoil, told):
    """One problem that names file or folder; the other deliveries are looked at all the same."""
    spoil(folder_of(space, "tickets"))
    seen = []
    (found,) = deliveries(replace(look(space), progress=seen.append))
    assert found.level is Level.PROBLEM
    assert told in str(found)
    assert len(seen) >= 2


@pytest.mark.parametrize(("spoil", "told"), DEEP.values(), ids=DEEP)
def test_changed_bytes_are_found_by_their_hash(space, look, spoil, told):
    """With ``deep`` one flipped bit is a problem; without, the file looks whole."""
    spoil(folder_of(space, "tickets"))
    (before,) = deliveries(look(space))
    assert before.level is Level.OK
    assert "--deep" in before.what
    (found,) = deliveries(look(space, deep=True))
    assert found.level is Level.PROBLEM
    assert "tickets.csv (tickets)" in found.what
    assert told in found.what


def test_nobody_is_told_to_deliver_a_damaged_file_again(space, look):
    """Where the file itself has changed its sender is asked; where only its rows have, it is used again."""
    flip(folder_of(space, "tickets") / "original" / "tickets.csv")
    flip(folder_of(space, "counters") / "rows.parquet")
    found = {one.what.split()[0]: one.remedy for one in deliveries(look(space, deep=True))}
    assert "ask the sender" in found["tickets.csv"]
    assert "'original'" in found["counters.csv"]
