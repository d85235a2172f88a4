from __future__ import annotations

import duckdb
import pytest

from scorecard import cycle
from scorecard.errors import Damaged
from scorecard.model.period import Period
from scorecard.model.table import RESULTS
from scorecard.store.behind import behind
from tests.sample import sample_workspace, small_book


@pytest.fixture
def space(tmp_path):
    """The sample company's workspace."""
    return sample_workspace(tmp_path)


def change(space, sql):
    """Change the results behind the back of the runs."""
    with duckdb.connect(space.results.path) as connection:
        connection.execute(sql)


def test_what_was_just_published_is_not_behind(space):
    """Neither after a further run that says the same."""
    assert behind(space.results.path, space.snapshots.current(), deep=True) == ()
    cycle.run(space, small_book(), Period(2026, 6), at="later")
    assert behind(space.results.path, space.snapshots.current(), deep=True) == ()


@pytest.mark.parametrize("table", [table.name for table in RESULTS if table.name != "term"])
def test_every_table_counts_if_deep(space, table):
    """A row less in any table of May: May is named, June is not."""
    change(
        space, f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table} WHERE period = '2026-05')"
    )
    assert behind(space.results.path, space.snapshots.current(), deep=True) == ("2026-05",)
    quick = behind(space.results.path, space.snapshots.current(), deep=False)
    assert quick == (("2026-05",) if table in {"book", "delivery", "standing"} else ())


def test_one_changed_figure_is_seen(space):
    """The rows are as many as before."""
    change(
        space,
        "UPDATE standing SET score = score + 0.01 WHERE period = '2026-06' AND kind = 'index' AND unit = 'G'",
    )
    assert behind(space.results.path, space.snapshots.current(), deep=False) == ("2026-06",)


def test_a_month_that_only_one_of_them_has_is_behind(space):
    """A run that was never published has no rows on the other side."""
    change(space, "UPDATE run SET period = '2026-07' WHERE period = '2026-06'")
    for table in RESULTS:
        change(space, f"UPDATE {table.name} SET period = '2026-07' WHERE period = '2026-06'")
    assert behind(space.results.path, space.snapshots.current(), deep=False) == ("2026-06", "2026-07")


def test_a_file_with_other_tables_is_damaged(space, tmp_path):
    """The error says what to do."""
    with duckdb.connect(other := tmp_path / "other.duckdb") as connection:
        connection.execute("CREATE TABLE book (period VARCHAR)")
    with pytest.raises(Damaged, match="Run every month again"):
        behind(space.results.path, other, deep=False)
