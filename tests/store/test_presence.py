from __future__ import annotations

import polars as pl
import pytest

from scorecard.errors import Damaged
from scorecard.store.presence import parents, rows_by_unit


@pytest.fixture
def files(tmp_path):
    """Two files of kept rows, of which the second has a column more."""
    first, second = tmp_path / "unit=X" / "1.parquet", tmp_path / "unit=X" / "2.parquet"
    first.parent.mkdir()
    pl.DataFrame({"_period": ["2026-05", "2026-06", "2026-06"], "_unit": ["A", "A", "B"]}).write_parquet(
        first
    )
    pl.DataFrame({"_period": ["2026-06"], "_unit": ["A"], "score": [1]}).write_parquet(second)
    return [first, second]


def test_rows_are_counted_over_all_files_for_the_months_asked_for(files):
    """(source, period) -> unit -> rows; the folder's name is no value."""
    june = {("survey", "2026-06"): {"A": 2, "B": 1}}
    assert rows_by_unit({"survey": files}, ["2026-06"]) == june
    both = rows_by_unit({"survey": files, "tickets": files[:1]}, ["2026-05", "2026-06"])
    assert both["survey", "2026-05"] == {"A": 1}
    assert both["tickets", "2026-06"] == {"A": 1, "B": 1}


def test_no_files_hold_no_rows():
    """A source without files is passed over."""
    assert rows_by_unit({"survey": []}, ["2026-06"]) == {}


def test_a_damaged_file_is_said_to_be_damaged(files):
    """With the command that finds which one."""
    files[1].write_bytes(b"PAR1 nothing PAR1")
    with pytest.raises(Damaged, match="doctor --deep"):
        rows_by_unit({"survey": files}, ["2026-06"])


def test_parents_of_found_units_are_read_over_all_files(tmp_path):
    """Unit -> parent, once; without files there are none, and a broken one is told."""
    files = [tmp_path / name for name in ("1.parquet", "2.parquet")]
    for path, units in zip(files, (["G.a", "G.b"], ["G.b"]), strict=True):
        pl.DataFrame({"unit": units, "parent": ["G"] * len(units)}).write_parquet(path)
    assert parents(files) == {"G.a": "G", "G.b": "G"}
    assert parents([]) == {}
    files[0].write_bytes(b"PAR1")
    with pytest.raises(Damaged, match="doctor --deep"):
        parents(files)
