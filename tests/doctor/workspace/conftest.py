"""The small company's workspace in good order, copies of it to be spoilt, and what the checks stand on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scorecard.doctor.workspace.declared import of_book
from scorecard.doctor.workspace.ground import Ground, gather
from scorecard.model.book import Edition
from scorecard.store.workspace import Workspace
from tests.sample import always, sample_workspace, small_edition

Look = Callable[..., Ground]


@pytest.fixture(scope="session")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small company's two months, computed and published."""
    return sample_workspace(tmp_path_factory.mktemp("healthy")).root


@pytest.fixture
def space(healthy: Path, tmp_path: Path) -> Workspace:
    """A copy of the same, free to be spoilt."""
    return Workspace(shutil.copytree(healthy, tmp_path / "workspace"))


@pytest.fixture
def look() -> Look:
    """What the checks stand on, for a workspace and a book made by hand."""

    def looked(space: Workspace, edition: Edition | None = None, *, deep: bool = False) -> Ground:
        found = gather(space, Path("nowhere"), deep=deep)
        return replace(
            found, declared=of_book(always(edition or small_edition()), Path("by hand"), period=found.newest)
        )

    return looked
