"""Complaint tickets whose states and cities nobody lists: the tree comes from the rows, month by month."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.real import naive
from tests.real.agree import (
    FLAG_BELOW,
    agree_on_index,
    agree_on_paper,
    agree_on_parts,
    agree_on_readings,
    agree_on_tallies,
)
from tests.real.conftest import Desk

pytestmark = pytest.mark.real

COUNTRY = "US"
PERIODS = ("2015-04", "2015-06", "2015-11")
"""A month of 375 tickets, one of 1,046, and one of 38."""
STATE, CITY = "US.georgia", "US.georgia.atlanta"
PHONE = "Customer Care Call"
FILES = ("comcast_telecom_complaints_data.csv", "comcast_telecom_complaints_data_10col.csv")

Ticket = dict[str, str]
Place = tuple[str, ...]
"""Names from the state down, in small letters; empty for the country."""


def _read(path: Path) -> list[Ticket]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def _month(ticket: Ticket) -> str:
    day = ticket["Date"]
    return datetime.strptime(day, "%d-%m-%Y" if len(day) == 10 else "%d-%m-%y").strftime("%Y-%m")


def _place(ticket: Ticket) -> Place:
    return ticket["State"].strip().lower(), ticket["City"].strip().lower()


@pytest.fixture(scope="module")
def files(real_data: Path) -> list[Path]:
    paths = [real_data / "comcast_complaints" / name for name in FILES]
    if not all(path.exists() for path in paths):
        pytest.skip(f"{paths[0].parent} is missing")
    return paths


@pytest.fixture(scope="module")
def tickets(files: list[Path]) -> list[Ticket]:
    return _read(files[0])


def _count(tickets: list[Ticket]) -> dict[str, naive.Counted]:
    """Every KPI of the book over these tickets."""
    left = [one for one in tickets if not _settled(one)]
    found = {
        "settle.all": _share(tickets, _settled),
        "backlog.unsettled": naive.per([1] * len(left), [1] * len(tickets)),
        "backlog.phone": naive.per([1 for one in left if one["Received Via"] == PHONE], [1] * len(left)),
        "channel.own": _share(tickets, lambda one: one["Filing on Behalf of Someone"] == "No"),
    }
    for kpi, via in (("channel.call", PHONE), ("channel.internet", "Internet")):
        found[kpi] = _share([one for one in tickets if one["Received Via"] == via], _settled)
    return found


def _settled(ticket: Ticket) -> bool:
    return {"Solved": True, "Closed": True, "Open": False, "Pending": False}[ticket["Status"]]


def _share(tickets: Iterable[Ticket], hit: Callable[[Ticket], bool]) -> naive.Counted:
    return naive.share([int(hit(one)) for one in tickets], lambda flag: flag == 1)


def _run(desk: Desk, *deliveries: Path) -> Desk:
    for path in deliveries:
        desk.command("deliver", path)
    desk.command("run", *(part for period in PERIODS for part in ("--period", period)))
    return desk


@pytest.fixture(scope="module")
def ran(desk: Callable[[str], Desk], files: list[Path]) -> Desk:
    """The tickets delivered once, three of their months carried through."""
    made = desk("comcast")
    made.command("check")
    return _run(made, files[0])


def _ids(desk: Desk, period: str) -> dict[Place, str]:
    """The published units of a month by their names."""
    units = desk.rows("unit", period, "unit")

    def place(unit: str) -> Place:
        row = units[unit]
        return () if row["parent"] is None else (*place(row["parent"]), row["en"].lower())

    found = {place(unit): unit for unit in units}
    assert len(found) == len(units)
    return found


@pytest.fixture(scope="module")
def expected(tickets: list[Ticket], ran: Desk) -> dict[str, dict[str, dict[str, naive.Counted]]]:
    """Period -> unit -> KPI -> counted, for the country and every state and city with a ticket."""
    found: dict[str, dict[str, dict[str, naive.Counted]]] = {}
    for period in PERIODS:
        groups: dict[Place, list[Ticket]] = {}
        for ticket in tickets:
            if _month(ticket) == period:
                for place in ((), _place(ticket)[:1], _place(ticket)):
                    groups.setdefault(place, []).append(ticket)
        ids = _ids(ran, period)
        assert ids.keys() == groups.keys()
        found[period] = {ids[place]: _count(group) for place, group in groups.items()}
    return found


def test_every_row_is_kept(ran: Desk, tickets: list[Ticket]) -> None:
    """All 2,224 tickets are kept, the one whose number is a word too."""
    assert sum(not one["Ticket #"].isdigit() for one in tickets) == 1
    assert ran.balance() == (2_224, 2_224, 0)


@pytest.mark.parametrize("period", PERIODS)
def test_tallies(ran: Desk, expected: dict[str, dict[str, dict[str, naive.Counted]]], period: str) -> None:
    """Counts and sums of the country and of every state and city are those of its tickets."""
    agree_on_tallies(ran, period, expected[period])


@pytest.mark.parametrize("period", PERIODS)
def test_readings(ran: Desk, expected: dict[str, dict[str, dict[str, naive.Counted]]], period: str) -> None:
    """Readings, scores and states of every state and city are exact, and no other unit has any."""
    agree_on_readings(ran, period, expected[period])


@pytest.mark.parametrize("period", PERIODS)
def test_index(ran: Desk, expected: dict[str, dict[str, dict[str, naive.Counted]]], period: str) -> None:
    """Every state's and city's index is the hand-made one."""
    agree_on_index(ran, period, expected[period])


def test_parts(ran: Desk, expected: dict[str, dict[str, dict[str, naive.Counted]]]) -> None:
    """Departments and processes of the country, of a state and of a city add up to their index."""
    for unit in (COUNTRY, STATE, CITY):
        agree_on_parts(ran, "2015-06", unit, expected["2015-06"][unit])


def test_ranking(ran: Desk, expected: dict[str, dict[str, dict[str, naive.Counted]]]) -> None:
    """States with 30 tickets or more are ranked among each other: 1 more than those with a higher index."""
    units = ran.rows("unit", "2015-06", "unit")
    standing = ran.rows("standing", "2015-06", "unit", "kind", "subject")
    states = {unit for unit, row in units.items() if row["level"] == "state"}
    scores = {
        unit: standing[unit, "index", ""]["score"]
        for unit in states
        if expected["2015-06"][unit]["settle.all"].n >= FLAG_BELOW
    }
    assert len(scores) > 5
    ranks = {unit: 1 + sum(other > score for other in scores.values()) for unit, score in scores.items()}
    published = {unit: standing[unit, "index", ""]["rank"] for unit in states}
    assert published == {unit: ranks.get(unit) for unit in states}


def test_ids_stay_the_same(ran: Desk) -> None:
    """A city has one id in every month, made of the names on its way; without tickets it is not there."""
    ids = {period: _ids(ran, period) for period in PERIODS}
    assert {found["georgia", "atlanta"] for found in ids.values()} == {CITY}
    assert ids["2015-06"]["minnesota", "st. paul"].startswith("US.minnesota.st-paul--")
    assert ("minnesota", "st. paul") not in ids["2015-11"]
    april, june = ids["2015-04"], ids["2015-06"]
    assert len(april.keys() & june.keys()) > 100
    assert all(april[place] == june[place] for place in april.keys() & june.keys())


def test_the_name_that_most_rows_give_is_shown(desk: Callable[[str], Desk], files: list[Path]) -> None:
    """One of 17 tickets writes a state with another letter: it is the same unit, under its usual name."""
    tickets = _read(files[1])
    spelled = {one["State"] for one in tickets if one["State"].lower() == "district of columbia"}
    assert spelled == {"District of Columbia", "District Of Columbia"}
    made = _run(desk("comcast"), files[1])
    names = {row["en"] for period in PERIODS for row in made.rows("unit", period, "unit").values()}
    assert names & spelled == {"District Of Columbia"}


def _figures(desk: Desk, period: str) -> dict[str, dict[Any, dict[str, Any]]]:
    """All that was published of a month but the deliveries."""
    keys = {
        "unit": ("unit",),
        "tally": ("unit", "kpi"),
        "reading": ("unit", "kpi"),
        "standing": ("unit", "kind", "subject"),
        "contribution": ("unit", "kpi", "department"),
    }
    return {table: desk.rows(table, period, *key) for table, key in keys.items()}


def _write(path: Path, rows: Iterable[Ticket], like: Ticket) -> Path:
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(like))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_both_files_count_once(ran: Desk, desk: Callable[[str], Desk], files: list[Path]) -> None:
    """With the tickets of both files, in either order, every figure is that of one file."""
    for order in (files, files[::-1]):
        made = _run(desk("comcast"), *order)
        for period in PERIODS:
            assert _figures(made, period) == _figures(ran, period)


def test_order_of_files_and_rows_changes_nothing(
    ran: Desk, desk: Callable[[str], Desk], tickets: list[Ticket], tmp_path: Path
) -> None:
    """The same tickets backwards, in two files, the later half first: the same units and figures."""
    half = len(tickets) // 2
    parts = [
        _write(tmp_path / f"comcast_telecom_complaints_{name}.csv", reversed(rows), tickets[0])
        for name, rows in (("b", tickets[half:]), ("a", tickets[:half]))
    ]
    made = _run(desk("comcast"), *parts)
    for period in PERIODS:
        assert _figures(made, period) == _figures(ran, period)


def test_capitals_and_blanks_change_nothing_but_names(
    ran: Desk, desk: Callable[[str], Desk], tickets: list[Ticket], tmp_path: Path
) -> None:
    """States and cities in capitals with more blanks are the same units, with the same figures."""

    def loud(name: str) -> str:
        return f" {name.upper()} ".replace(" ", "  ")

    rows = [{**one, "State": loud(one["State"]), "City": loud(one["City"])} for one in tickets]
    made = _run(desk("comcast"), _write(tmp_path / "comcast_telecom_complaints_loud.csv", rows, tickets[0]))
    for period in PERIODS:
        found, wanted = _figures(made, period), _figures(ran, period)
        for rows in (found["unit"], wanted["unit"]):
            for row in rows.values():
                row["zh"], row["en"] = row["zh"].upper(), row["en"].upper()
        assert found == wanted


def test_a_new_target_is_told_by_the_names_of_found_units(ran: Desk, tmp_path: Path) -> None:
    """A lower target moves Utah most; the comparison of both books names it, though neither lists it."""
    for path in ran.book.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("target: 80\n", "target: 70\n", 1)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    told = ran.command("diff", ran.book, tmp_path, "--period", "2015-06")
    assert "settle.all target: 80 → 70" in told
    assert "US.utah Utah / Utah" in told


def test_notice(ran: Desk) -> None:
    """The notice of one city, asked for by somebody who may open that city alone, shows its index."""
    text = ran.notice(CITY, "2015-06")
    agree_on_paper(ran, "2015-06", CITY, text)
    assert "Atlanta" in text


def test_bulletin(ran: Desk) -> None:
    """The printed bulletin shows the country's index."""
    agree_on_paper(ran, "2015-06", COUNTRY, ran.bulletin("2015-06"))


def test_workbook(ran: Desk) -> None:
    """The workbook of a state holds every reading of the state as a cell."""
    cells = ran.workbook("2015-06", STATE)
    readings = ran.rows("reading", "2015-06", "unit", "kpi")
    values = {
        row["value"].normalize() for (unit, _), row in readings.items() if unit == STATE and row["value"]
    }
    assert {f"{value:f}" for value in values} <= cells
