"""The company whose index falls, published; and a way to publish a changed one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from scorecard.store.reader import Reader
from tests.publishing import publish_rows
from tests.views.change.moved import as_rows, moved


@pytest.fixture(scope="session")
def falling(tmp_path_factory) -> Iterator[Reader]:
    """A reader of the company as it is."""
    found = Reader(publish_rows(tmp_path_factory.mktemp("falling"), as_rows(moved())))
    yield found
    found.close()


@pytest.fixture
def publish_moved(tmp_path):
    """A function from tables to a reader of them."""
    with ExitStack() as stack:

        def found(tables) -> Reader:
            reader = Reader(publish_rows(tmp_path, as_rows(tables)))
            stack.callback(reader.close)
            return reader

        yield found
