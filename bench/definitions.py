"""``definitions``: a book of 2,000 KPIs and 20 change orders; and every bad definition of the tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bench.big_book import big_book
from bench.figure import measured, peak_memory, tell
from scorecard.definitions import check, load
from tests.definitions import change_cases, hostile, test_dates, test_plans, test_rules
from tests.definitions.small_book import BOOK
from tests.definitions.test_codes import FORMULAS

_KPIS = 2_000
_CHANGES = 20
_SEED = 7
_TIMES = 3


def definitions() -> None:
    """Seconds of the big book, as often as parsing alone; the slowest of all bad definitions."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        big_book(folder, kpis=_KPIS, changes=_CHANGES, seed=_SEED)
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))]
        parsed = min(_parse(texts) for _ in range(_TIMES))
        loaded = min(_load(folder) for _ in range(_TIMES))
        tell("parse_2000_kpis", parsed[0], "s")
        tell("load_2000_kpis", loaded[0], "s", "< 2")
        tell("load_2000_kpis_cpu", loaded[1], "s")
        tell("load_to_parse", loaded[1] / parsed[1], "times")
    found = sorted(((*_refuse(raw), name) for name, raw in _bad()), reverse=True)
    tell("bad_definitions", len(found), "definitions", ">= 60")
    for at, (wall, cpu, name) in enumerate(found[:3], start=1):
        tell(f"slowest_bad_definition_{at} ({name})", wall, "s", "< 1")
        tell(f"slowest_bad_definition_{at}_cpu", cpu, "s")
    tell("peak_memory", peak_memory(), "MiB")


def _parse(texts: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of the parser's events alone."""
    with measured() as span:
        for text in texts:
            for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
                pass
    return span.wall, span.cpu


def _load(folder: Path) -> tuple[float, float]:
    with measured() as span:
        book = load(folder)
    if len(book.newest.kpis) < _KPIS or len(book.editions) <= _CHANGES:
        sys.exit("the big book came out smaller than it was written")
    return span.wall, span.cpu


def _bad() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Every bad definition of the tests: its name, and its files."""
    for table in (test_rules, test_dates, test_plans):
        for case in table.ERRORS:
            yield f"{case.code}: {case.new[:30]!r}", {"book.yaml": case.text.encode()}
    for case in FORMULAS:
        yield f"{case.code}: {case.new[:30]!r}", {"book.yaml": case.text.encode()}
    for change in change_cases.ERRORS:
        book = BOOK.replace(*change.book, 1)
        yield (
            f"{change.code}: {change.at[:30]!r}",
            {"book.yaml": book.encode(), "changes.yaml": change.text.encode()},
        )
    for one in (*hostile.UNREAD, *hostile.MISREAD):
        if one.code:
            yield one.name, {"book.yaml": one.raw}


def _refuse(files: dict[str, bytes]) -> tuple[float, float]:
    """Wall and CPU seconds until it is refused."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, raw in files.items():
            (folder / file).write_bytes(raw)
        with measured() as span:
            book, _ = check(folder)
    if book is not None:
        sys.exit("a bad definition was not refused")
    return span.wall, span.cpu
