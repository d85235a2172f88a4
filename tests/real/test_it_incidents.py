"""An incident log: the last event of an incident counts, 78 groups and those without one, whole months."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

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

COMPANY = "IT"
NO_GROUP = "unassigned"
PERIODS = ("2016-04", "2016-06", "2017-02")
"""A month of 8,326 incidents, one of 1,598, and one of 111 in which most groups are silent."""
CODES: dict[str, Callable[[str], bool]] = {
    "code6": lambda code: code == "6",
    "code7": lambda code: code == "7",
    "code9": lambda code: code == "9",
    "code58": lambda code: code in {"5", "8"},
    "others": lambda code: code not in {"5", "6", "7", "8", "9"},
}

Incident = dict[str, str]


def _time(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")


def _minutes(incident: Incident) -> int:
    spent = _time(incident["resolved_at"]) - _time(incident["opened_at"])
    return spent // timedelta(minutes=1)


@pytest.fixture(scope="module")
def log(real_data: Path) -> Path:
    path = real_data / "it_incidents" / "incident_event_log.csv.gz"
    if not path.exists():
        pytest.skip(f"{path} is missing")
    return path


@pytest.fixture(scope="module")
def events(log: Path) -> list[Incident]:
    with gzip.open(log, "rt", encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@pytest.fixture(scope="module")
def incidents(events: list[Incident]) -> list[Incident]:
    """The last event of each incident: of those updated last, the one furthest down the file."""
    last: dict[str, tuple[datetime, Incident]] = {}
    for event in events:
        updated = _time(event["sys_updated_at"])
        if event["number"] not in last or updated >= last[event["number"]][0]:
            last[event["number"]] = updated, event
    return [event for _, event in last.values()]


def _count(incidents: list[Incident]) -> dict[str, naive.Counted]:
    """Every KPI of the book over these incidents."""
    found = {}
    for process, belongs in CODES.items():
        own = [one for one in incidents if belongs(one["closed_code"])]
        found[f"{process}.sla"] = naive.share(_flags(own, "made_sla"), lambda flag: flag == 1)
        found[f"{process}.day"] = naive.share(_durations(own), lambda minutes: minutes <= 24 * 60)
        found[f"{process}.moves"] = naive.mean([int(one["reassignment_count"]) for one in own])
    reopened = [int(one["reopen_count"]) for one in incidents]
    everyone = [1] * len(incidents)
    found["handover.reopened"] = naive.per([1 for times in reopened if times >= 1], everyone)
    found["handover.once"] = naive.share(
        [int(one["reassignment_count"]) for one in incidents], lambda moves: moves == 0
    )
    found["handover.slowest"] = naive.percentile(_durations(incidents), 90)
    found["handover.knowledge"] = naive.share(_flags(incidents, "knowledge"), lambda flag: flag == 1)
    found["handover.reopenings"] = naive.per(reopened, everyone, 10_000)
    return found


def _flags(incidents: Iterable[Incident], column: str) -> list[int]:
    return [{"true": 1, "false": 0}[one[column]] for one in incidents]


def _durations(incidents: Iterable[Incident]) -> list[int]:
    return [_minutes(one) for one in incidents if one["resolved_at"] != "?"]


@pytest.fixture(scope="module")
def expected(incidents: list[Incident], ran: Desk) -> dict[str, dict[str, dict[str, naive.Counted]]]:
    """Period -> unit of the book -> KPI -> counted."""
    groups = [unit["id"] for unit in naive.definitions(ran.book)["units"]]
    found: dict[str, dict[str, dict[str, naive.Counted]]] = {}
    for period in PERIODS:
        closed = [one for one in incidents if _time(one["closed_at"]).strftime("%Y-%m") == period]
        found[period] = {COMPANY: _count(closed)}
        for group in groups:
            if group != COMPANY:
                mark = "?" if group == NO_GROUP else group
                found[period][group] = _count([one for one in closed if one["assignment_group"] == mark])
    return found


@pytest.fixture(scope="module")
def ran(desk: Callable[[str], Desk], log: Path) -> Desk:
    """The log delivered once, three of its months carried through."""
    made = desk("it_incidents")
    made.command("check")
    made.command("deliver", log)
    made.command("run", *(part for period in PERIODS for part in ("--period", period)))
    return made


def test_every_row_is_kept(ran: Desk, events: list[Incident]) -> None:
    """All 141,712 events are kept, those without a group in the unit made for them."""
    assert len(events) == 141_712
    assert ran.balance() == (141_712, 141_712, 0)


def test_the_last_event_counts(incidents: list[Incident], events: list[Incident]) -> None:
    """24,918 incidents; the service level of 9,115 was missed at the end, of far fewer at the start."""
    first = {event["number"]: event for event in reversed(events)}
    assert len(incidents) == 24_918
    assert sum(one["made_sla"] == "false" for one in incidents) == 9_115
    assert sum(one["made_sla"] == "false" for one in first.values()) < 100


@pytest.mark.parametrize("period", PERIODS)
def test_tallies(ran: Desk, expected: dict[str, dict[str, dict[str, naive.Counted]]], period: str) -> None:
    """Counts, sums and histograms of the company and of every group are those of its last events."""
    agree_on_tallies(ran, period, expected[period])


@pytest.mark.parametrize("period", PERIODS)
def test_readings(ran: Desk, expected: dict[str, dict[str, dict[str, naive.Counted]]], period: str) -> None:
    """Readings, scores and states of every group are exact; below ten incidents nothing is shown."""
    agree_on_readings(ran, period, expected[period])


@pytest.mark.parametrize("period", PERIODS)
def test_index(ran: Desk, expected: dict[str, dict[str, dict[str, naive.Counted]]], period: str) -> None:
    """Every group's index is the hand-made one, or none where too little of it has a reading."""
    agree_on_index(ran, period, expected[period])


def test_parts(ran: Desk, expected: dict[str, dict[str, dict[str, naive.Counted]]]) -> None:
    """The company's departments and processes add up to its index."""
    agree_on_parts(ran, PERIODS[0], COMPANY, expected[PERIODS[0]][COMPANY])


def test_notice(ran: Desk) -> None:
    """The printed notice of the largest group shows the index that the snapshot holds."""
    agree_on_paper(ran, PERIODS[0], "70", ran.notice("70", PERIODS[0]))


def test_bulletin(ran: Desk) -> None:
    """The printed bulletin shows the topmost unit's index."""
    agree_on_paper(ran, PERIODS[0], COMPANY, ran.bulletin(PERIODS[0]))


def test_workbook(ran: Desk) -> None:
    """The exported workbook holds every reading of the unit as a cell."""
    cells = ran.workbook(PERIODS[0], "70")
    readings = ran.rows("reading", PERIODS[0], "unit", "kpi")
    values = {
        row["value"].normalize() for (unit, _), row in readings.items() if unit == "70" and row["value"]
    }
    assert {f"{value:f}" for value in values} <= cells
