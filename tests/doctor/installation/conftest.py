"""A machine in good order, and a package planted on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scorecard.doctor.installation.machine import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """This machine, with an empty workspace."""
    return Machine.here(tmp_path)


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Install a package that holds nothing but its metadata."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))

    def install(name: str, *lines: str) -> None:
        folder = site / f"{name}-1.5.dist-info"
        folder.mkdir()
        text = "\n".join(["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.5", *lines, ""])
        (folder / "METADATA").write_text(text, encoding="utf-8")

    return install
