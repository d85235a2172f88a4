"""An airline's passenger survey: a compressed csv and a parquet file of one survey, 14 touch-points."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from tests.real import naive
from tests.real.agree import (
    agree_on_index,
    agree_on_paper,
    agree_on_parts,
    agree_on_readings,
    agree_on_tallies,
)
from tests.real.conftest import Desk

pytestmark = pytest.mark.real

PERIOD = "2015-02"
UNIT = "AIR"
TOUCH_POINTS = {
    "wifi": "Inflight wifi service",
    "time": "Departure/Arrival time convenient",
    "booking": "Ease of Online booking",
    "gate": "Gate location",
    "food": "Food and drink",
    "boarding": "Online boarding",
    "seat": "Seat comfort",
    "entertainment": "Inflight entertainment",
    "crew": "On-board service",
    "legroom": "Leg room service",
    "baggage": "Baggage handling",
    "checkin": "Checkin service",
    "inflight": "Inflight service",
    "cleanliness": "Cleanliness",
}
WITH_TOP_BOX = ("wifi", "boarding", "seat", "entertainment", "crew")
DELAY = "Arrival Delay in Minutes"

Files = tuple[Path, Path]


@pytest.fixture(scope="module")
def files(real_data: Path) -> Files:
    found = real_data / "airline" / "test.csv.gz", real_data / "airline" / "train.parquet"
    if not all(path.exists() for path in found):
        pytest.skip(f"{real_data / 'airline'} lacks a file")
    return found


@pytest.fixture(scope="module")
def passengers(files: Files) -> list[dict[str, str]]:
    """Both files' rows as texts by heading; a missing delay is empty."""
    with gzip.open(files[0], "rt", encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(files[1])])
        names = [column[0] for column in found.description or ()]
        rows += [
            {name: "" if cell is None else str(cell) for name, cell in zip(names, row, strict=True)}
            for row in found.fetchall()
        ]
    return rows


@pytest.fixture(scope="module")
def expected(passengers: list[dict[str, str]]) -> dict[str, naive.Counted]:
    """Every KPI of the book, counted by hand; delays in tenths of a minute."""
    found = {}
    for touch_point, heading in TOUCH_POINTS.items():
        scores = [int(row[heading]) for row in passengers if row[heading] != "0"]
        found[f"{touch_point}.mean"] = naive.mean(scores)
        if touch_point in WITH_TOP_BOX:
            found[f"{touch_point}.top"] = naive.share(scores, lambda score: score == 5)
    tenths = [int(10 * Fraction(row[DELAY])) for row in passengers if row[DELAY]]
    found["time.punctual"] = naive.share(tenths, lambda delay: delay <= 150)
    found["time.delay"] = naive.mean(tenths, decimals=1)
    return found


@pytest.fixture(scope="module")
def ran(desk: Callable[[str], Desk], files: Files) -> Desk:
    """Both files delivered at once, the month carried through."""
    made = desk("airline")
    made.command("check")
    made.command("deliver", *files)
    made.command("run", "--period", PERIOD)
    return made


def test_every_row_is_kept(ran: Desk, passengers: list[dict[str, str]]) -> None:
    """25,976 rows of the csv and 103,904 of the parquet file are read, and all are kept."""
    assert len(passengers) == 25_976 + 103_904
    assert ran.balance() == (129_880, 129_880, 0)


def test_zero_is_no_score(expected: dict[str, naive.Counted], passengers: list[dict[str, str]]) -> None:
    """The data do hold zeros, which mean "not applicable" and are counted nowhere."""
    assert any(row[TOUCH_POINTS["wifi"]] == "0" for row in passengers)
    assert 0 < expected["wifi.mean"].n < len(passengers)


def test_tallies(ran: Desk, expected: dict[str, naive.Counted]) -> None:
    """Each KPI's counts, sums and squares are those of both files together."""
    agree_on_tallies(ran, PERIOD, {UNIT: expected})


def test_readings(ran: Desk, expected: dict[str, naive.Counted]) -> None:
    """Each KPI's reading is the exact quotient of these sums, rounded once."""
    agree_on_readings(ran, PERIOD, {UNIT: expected})


def test_index(ran: Desk, expected: dict[str, naive.Counted]) -> None:
    """The index is the one computed by hand from the declared weights, floors, targets and stretches."""
    agree_on_index(ran, PERIOD, {UNIT: expected})


def test_parts(ran: Desk, expected: dict[str, naive.Counted]) -> None:
    """Departments and touch-points add up to the index, each within a rounding of its exact part."""
    agree_on_parts(ran, PERIOD, UNIT, expected)


def test_the_same_bytes_twice(ran: Desk, files: Files) -> None:
    """A file delivered again changes nothing: no answer counts twice."""
    ran.command("deliver", files[0])
    assert ran.balance() == (129_880, 129_880, 0)


def test_notice(ran: Desk) -> None:
    """The printed notice shows the index that the snapshot holds."""
    agree_on_paper(ran, PERIOD, UNIT, ran.notice(UNIT, PERIOD))


def test_bulletin(ran: Desk) -> None:
    """The printed bulletin shows the topmost unit's index."""
    agree_on_paper(ran, PERIOD, UNIT, ran.bulletin(PERIOD))


def test_workbook(ran: Desk) -> None:
    """The exported workbook holds every reading of the unit as a cell."""
    cells = ran.workbook(PERIOD, UNIT)
    readings = ran.rows("reading", PERIOD, "unit", "kpi")
    values = {
        row["value"].normalize() for (unit, _), row in readings.items() if unit == UNIT and row["value"]
    }
    assert {f"{value:f}" for value in values} <= cells
