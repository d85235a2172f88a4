"""The demonstration operator's edition and the edition of edges, and what ossie makes of them."""

from __future__ import annotations

import pytest

from scorecard.definitions import load
from scorecard.model.book import Edition
from scorecard.model.period import Period
from scorecard.settings import Settings
from tests.conftest import ROOT
from tests.publish.ossie.edge_book import edge_edition


@pytest.fixture(scope="session")
def demo() -> Edition:
    return load(ROOT / Settings().definitions).on(Period.parse("2026-06"))


@pytest.fixture(scope="session")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return edge_edition(tmp_path_factory.mktemp("edges"))


@pytest.fixture(params=["demo", "edges"])
def edition(request: pytest.FixtureRequest) -> Edition:
    return request.getfixturevalue(request.param)
