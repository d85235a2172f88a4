"""``walk``: one month of the demonstration operator, end to end, in a folder of its own."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figure import measured, peak_memory, tell
from scorecard import cycle
from scorecard.definitions import load
from scorecard.demo import generate
from scorecard.model.book import Book
from scorecard.model.period import Period
from scorecard.model.principal import Principal
from scorecard.model.text import Lang
from scorecard.publish.bulletin.bulletin import bulletin_pdf
from scorecard.publish.bulletin.notice import notice_pdf
from scorecard.publish.web import create_app
from scorecard.store.reader import Reader
from scorecard.store.workspace import Workspace
from scorecard.views import bulletin, scorecard

_MONTHS = 24
_EVERYONE = Principal("all")
_PAGES = 20
_OK = 200


def walk() -> None:
    """Seconds of each stage, of a page and of a notice; rows per second; peak memory."""
    with TemporaryDirectory() as folder:
        space = Workspace(Path(folder))
        with measured() as span:
            book = load(Path("kpi_definitions/thirteen_processes"))
        tell("definitions", span.wall, "s")
        with measured() as span:
            files = generate(book.newest, space.root / "inbox", months=_MONTHS, progress=lambda _: None)
        tell("generate_24_months", span.wall, "s")
        _deliver(space, book, files)
        period = Period.parse(max(period for one in space.deliveries.all() for period in one.periods))
        _compute(space, book, period)
        with measured() as span:
            path = space.snapshots.publish(space.results.path)
        tell("publish", span.wall, "s")
        _people(path, str(period))
        tell("peak_memory", peak_memory(), "MiB", "<= 1600")


def _deliver(space: Workspace, book: Book, files: tuple[Path, ...]) -> None:
    with measured() as span:
        found = cycle.deliver(space, book, files, at=datetime.now(UTC).isoformat())
    rows = sum(one.delivery.rows_read for one in found)
    tell("deliver_24_months", span.wall, "s")
    tell("rows_delivered", rows, "rows")
    tell("rows_per_second", rows / span.wall, "rows/s")


def _compute(space: Workspace, book: Book, period: Period) -> None:
    work = cycle.begin(space, book, period)
    for step in cycle.STEPS:
        with measured() as span:
            work = step(work)
        tell(f"step_{step.__name__}", span.wall, "s")
    with measured() as span:
        tables = cycle.tables(work)
    tell("tables", span.wall, "s")
    with measured() as span:
        space.results.add(str(period), at="bench", book=book.digest, tables=tables)
    tell("append_results", span.wall, "s")
    with measured() as span:
        cycle.run(space, book, period, at="bench")
    tell("run_one_month", span.wall, "s")


def _people(path: Path, period: str) -> None:
    reader = Reader(path)
    view = scorecard.load(reader, _EVERYONE, period=period)
    notice_pdf(view, lang=Lang.ZH)
    with measured() as span:
        notice = notice_pdf(view, lang=Lang.ZH)
    tell("notice", span.wall, "s")
    tell("notice_cpu", span.cpu, "s")
    tell("notice_size", len(notice) / 1024, "KiB", "<= 100")
    with measured() as span:
        bulletin_pdf(bulletin.load(reader, _EVERYONE, period=period), lang=Lang.ZH)
    tell("bulletin", span.wall, "s")
    for name, address in (("scorecard", "/"), ("transmission", "/transmission"), ("ranking", "/ranking")):
        _page(reader, name, address)
    reader.close()


def _page(reader: Reader, name: str, address: str) -> None:
    """One page as the browser asks for it: the callback over HTTP, view and JSON included."""
    client = create_app(reader, _EVERYONE).server.test_client()
    asked = {
        "output": "..page.children...manner.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "manner", "property": "data"}],
        "inputs": [
            {"id": "address", "property": "pathname", "value": address},
            {"id": "address", "property": "search", "value": ""},
        ],
        "changedPropIds": ["address.search"],
    }
    ask = partial(client.post, "/_dash-update-component", json=asked, headers={"Host": "localhost"})
    answer = ask()
    if answer.status_code != _OK:
        sys.exit(f"{address} answered {answer.status}")
    with measured() as span:
        for _ in range(_PAGES):
            ask()
    tell(f"page_{name}", span.wall / _PAGES, "s")
    tell(f"page_{name}_cpu", span.cpu / _PAGES, "s")
    tell(f"page_{name}_size", len(answer.data) / 1024, "KiB")
