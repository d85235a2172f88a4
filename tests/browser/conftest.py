"""The small company's snapshot, served on a free port of this machine, and a page that is being watched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

import pytest
import waitress
from playwright.sync_api import Page

from scorecard.model.principal import Principal
from scorecard.publish.web import create_app
from scorecard.publish.web.server import warm
from tests.sample import sample_snapshot


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Chromium has no sandbox for root."""
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "args": args}


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[str]:
    """The address of the application over the sample's snapshot."""
    reader = sample_snapshot(tmp_path_factory.mktemp("served"))
    app = create_app(reader, Principal.parse("all"))
    warm(app)
    server = waitress.create_server(app.server, host="127.0.0.1", port=0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=10)
    reader.close()


@dataclass
class Watched:
    """A browser page, and what went wrong on it."""

    page: Page
    base: str
    wrong: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Open an address and wait until its page stands and its charts are drawn."""
        self.page.goto(self.base + address)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait for the heading, and for every chart to be drawn."""
        self.page.wait_for_selector("h1")
        for chart in self.page.query_selector_all("figure.chart"):
            chart.wait_for_selector(".main-svg", state="attached")


@pytest.fixture
def watched(page: Page, served: str) -> Iterator[Watched]:
    """A page that fails its test on a console error, a script error, or a request to another host."""
    found = Watched(page, served)
    page.on("console", lambda said: found.wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: found.wrong.append(str(error)))
    page.on("requestfailed", lambda request: found.wrong.append(f"failed: {request.url}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((f"{served}/", "data:", "blob:"))
            else found.wrong.append(f"another host: {request.url}")
        ),
    )
    yield found
    assert found.wrong == []
