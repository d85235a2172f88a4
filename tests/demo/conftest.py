"""The demonstration operator's book, and two small months of its deliveries."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from scorecard.definitions import load
from scorecard.demo import generate
from scorecard.demo.organisation import Ground, lay_ground
from scorecard.model.book import Book, Edition

ROOT = Path(__file__).resolve().parents[2]
DEFINITIONS = ROOT / "kpi_definitions" / "thirteen_processes"
SMALL = Fraction(1, 25)


@pytest.fixture(scope="session")
def timeline() -> Book:
    return load(DEFINITIONS)


@pytest.fixture(scope="session")
def book(timeline: Book) -> Edition:
    return timeline.newest


@pytest.fixture(scope="session")
def ground(book: Edition) -> Ground:
    return lay_ground(book, 2026, Fraction(1))


@pytest.fixture(scope="session")
def small(book: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deliveries")
    generate(book, folder, months=2, scale=SMALL)
    return folder


@pytest.fixture(scope="session")
def truths(small: Path) -> dict:
    return json.loads((small / "truths.json").read_text(encoding="utf-8"))
