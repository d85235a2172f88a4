"""What every test may ask for: the public data sets, the browser, and a fixed order of chance."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() not in {"", "0", "false"}

# No deadline: a busy machine is not a bug. In CI every run draws the same examples.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if IN_CI else "desk")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of public data sets: ``SCORECARD_REAL_DATA``, or ``../shared/data`` beside the checkout."""
    folder = Path(os.environ.get("SCORECARD_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the public data sets are not at {folder}: set SCORECARD_REAL_DATA to their folder")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium, or ``SCORECARD_CHROMIUM``; nothing is ever downloaded.

    Without one a browser test is skipped at a desk and fails in CI, where a skipped page goes unseen.
    """
    named = os.environ.get("SCORECARD_CHROMIUM")
    for candidate in (
        (named,) if named else ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    ):
        found = shutil.which(candidate)
        if found is not None:
            return found
    reason = f"no Chromium found ({named or 'none on the PATH'}): run make setup, or set SCORECARD_CHROMIUM"
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium: str) -> dict[str, Any]:
    """Make pytest-playwright start the browser that is installed, not one that it would fetch."""
    return {**browser_type_launch_args, "executable_path": chromium}


@pytest.fixture(scope="session")
def demo_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All 24 months of the demonstration operator, delivered, computed and published: minutes of work."""
    folder = tmp_path_factory.mktemp("years") / "workspace"
    command = [sys.executable, "-m", "scorecard", "--workspace", str(folder)]
    subprocess.run([*command, "demo", "--no-paper"], check=True, cwd=ROOT, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def demo_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration operator's last two months, delivered, computed and published."""
    folder = tmp_path_factory.mktemp("demo") / "workspace"
    command = [sys.executable, "-m", "scorecard", "--workspace", str(folder)]
    subprocess.run(
        [*command, "demo", "--months", "2", "--no-paper"], check=True, cwd=ROOT, capture_output=True
    )
    return folder
