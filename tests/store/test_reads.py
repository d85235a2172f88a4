"""The named reads: each can be run, is ordered, and carries the columns by which it is guarded."""

from __future__ import annotations

import re

import pytest

from scorecard.model.principal import Principal
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.store.reads import Read, Scope
from tests.publishing import publish_rows
from tests.views.world import as_rows, world

READS = [one for one in vars(reads).values() if isinstance(one, Read)]
ASKED = {
    "period": "2026-06",
    "until": "2026-06",
    "span": "month",
    "dimension": "unit",
    "since": "2026-04",
    "unit": "G",
    "parent": "G",
    "kpi": "access",
    "process": "quality",
    "department": "it",
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """A small company in which every read finds something."""
    found = Reader(publish_rows(tmp_path_factory.mktemp("reads"), as_rows(world())))
    yield found
    found.close()


@pytest.mark.parametrize("read", READS, ids=lambda read: read.name)
def test_every_read_finds_rows_with_the_columns_that_guard_it(reader, read):
    """Scope unit has a unit, scope cell a department as well."""
    params = {name: ASKED[name] for name in re.findall(r"\$(\w+)", read.sql)}
    rows = reader.read(Principal("all"), read, **params)
    assert rows
    guards = {Scope.OPEN: set(), Scope.UNIT: {"unit"}, Scope.CELL: {"unit", "department"}}[read.scope]
    assert guards <= rows[0].keys()


@pytest.mark.parametrize("read", READS, ids=lambda read: read.name)
def test_every_read_lists_its_columns_and_orders_its_rows(read):
    """A star or a chance order would change a page without a change in the code."""
    assert "*" not in read.sql
    assert " ORDER BY " in read.sql


def test_no_two_reads_share_a_name():
    """A name in a log means one query."""
    assert len({read.name for read in READS}) == len(READS)


def test_an_open_read_holds_no_points():
    """What everybody may see of a standing is score and rank with their evidence, n and state."""
    for read in READS:
        if read.scope is Scope.OPEN and "FROM standing" in read.sql:
            assert not re.search(r"\b(level|pressure|surplus|weight|coverage|shrunk|bound_\w+)\b", read.sql)
        assert read.scope is not Scope.OPEN or "FROM lever" not in read.sql
