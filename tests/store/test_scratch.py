"""A scratch workspace has the deliveries of a real one and cannot change them."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from scorecard.store.scratch import scratch
from scorecard.store.workspace import Workspace
from tests.contents import contents
from tests.sample import sample_workspace


def test_the_same_deliveries_and_no_results(tmp_path):
    """Deliveries and their rows are those of the real workspace; nothing was computed or published."""
    real = sample_workspace(tmp_path / "real")
    with scratch(real) as found:
        assert found.deliveries.all() == real.deliveries.all()
        assert len(found.deliveries.rows_of("survey", None)) == 1
        assert found.results.runs() == ()
        root = found.root
    assert not root.exists()


def test_a_delivery_kept_there_leaves_the_real_one_as_it_is(tmp_path):
    """Kept again with other rows, twice: the scratch counts them, the real workspace has the same bytes."""
    real = sample_workspace(tmp_path / "real")
    before = contents(real.root)
    (one, *_) = real.deliveries.all()
    with scratch(real) as found:
        for terms in ("other", "another"):
            again = replace(one, contract=terms, rows_read=1, rows_kept=1)
            rows = pl.read_parquet(found.deliveries.folder / one.digest / "rows.parquet").head(1)
            refused = pl.DataFrame(schema=["line", "column", "code", "what", "raw"])
            original = found.deliveries.original(one.digest)
            found.deliveries.keep(again, original=original, rows=rows, refused=refused)
            assert found.deliveries.find(one.digest) == again
        (path,) = found.deliveries.rows_of(one.source, None)
        assert pl.read_parquet(path).height == 1
    assert contents(real.root) == before
    assert real.deliveries.find(one.digest) == one


def test_a_workspace_without_deliveries_gives_an_empty_one(tmp_path):
    """Nothing delivered yet: nothing there either, and nothing made in the real folder."""
    with scratch(Workspace(tmp_path / "none")) as found:
        assert found.deliveries.all() == ()
    assert not (tmp_path / "none").exists()
