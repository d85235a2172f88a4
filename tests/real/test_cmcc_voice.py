"""China Mobile's voice survey: an xlsx as it came, against the same sums taken from its XML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

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

PERIOD = "2022-03"
UNIT = "ALL"
SCORES = ("语音通话整体满意度", "网络覆盖与信号强度", "语音通话清晰度", "语音通话稳定性")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _cells(path: Path) -> list[dict[str, str]]:
    """The sheet's rows by heading; of a heading that stands twice the first column."""
    with zipfile.ZipFile(path) as book:
        strings = [
            "".join(part.text or "" for part in item.iter(f"{_MAIN}t"))
            for item in ET.fromstring(book.read("xl/sharedStrings.xml")).iter(f"{_MAIN}si")
        ]
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter(f"{_MAIN}row"):
        found = {}
        for cell in row.iter(f"{_MAIN}c"):
            text = cell.findtext(f"{_MAIN}v") or ""
            column = re.sub(r"\d", "", cell.get("r", ""))
            found[column] = strings[int(text)] if cell.get("t") == "s" else text
        rows.append(found)
    headings = {heading: column for column, heading in reversed(rows[0].items())}
    return [{heading: row.get(column, "") for heading, column in headings.items()} for row in rows[1:]]


def _cents(text: str) -> int:
    """An amount as the workbook holds it: a binary fraction written out, 0.28999999999999998 for 0.29."""
    exact = Decimal(text) * 100
    whole = round(exact)
    assert abs(exact - whole) < Decimal("0.0000001")
    return whole


@pytest.fixture(scope="module")
def workbook(real_data: Path) -> Path:
    path = real_data / "cmcc_voice" / "cmcc_voice_satisfaction.xlsx"
    if not path.exists():
        pytest.skip(f"{path} is missing")
    return path


@pytest.fixture(scope="module")
def answers(workbook: Path) -> list[dict[str, str]]:
    return [row for row in _cells(workbook) if any(row.values())]


@pytest.fixture(scope="module")
def expected(answers: list[dict[str, str]]) -> dict[str, naive.Counted]:
    """Every KPI of the book, counted from the sheet by hand."""
    everyone = [1] * len(answers)

    def column(heading: str, where: Callable[[dict[str, str]], bool] = lambda _: True) -> list[int]:
        return [int(row[heading]) for row in answers if where(row) and row[heading]]

    def mentions(heading: str) -> naive.Counted:
        return naive.per([1 for row in answers if int(row[heading]) != -1], everyone)

    overall, coverage, clarity, stability = SCORES
    fast = [1 for row in answers if row["4\\5G用户"] in {"4G", "5G"}]
    volte = [
        1
        for row in answers
        if row["4\\5G用户"] in {"4G", "5G"} and row["语音方式"] in {"VOLTE", "VoLTE", "VONR"}
    ]
    cents = [_cents(row["套外流量费（元）"]) for row in answers if row["套外流量费（元）"]]
    untroubled = [1 if row["是否遇到过网络问题"] == "2" else 0 for row in answers]
    return {
        "coverage.mean": naive.mean(column(coverage)),
        "coverage.low": naive.share(column(coverage), lambda score: score <= 6),
        "coverage.home": naive.mean(column(coverage, lambda row: row["居民小区"] != "-1")),
        "coverage.transit": naive.mean(
            column(coverage, lambda row: row["地铁"] != "-1" and row["高铁"] != "-1")
        ),
        "coverage.no_signal": mentions("手机没有信号"),
        "connection.no_connection": mentions("有信号无法拨通"),
        "connection.failed": naive.per(column("未接通掉话次数"), column("当月MOU"), 10_000),
        "connection.offnet": naive.share(column("脱网次数"), lambda times: times == 0),
        "clarity.mean": naive.mean(column(clarity)),
        "clarity.top": naive.share(column(clarity), lambda score: score >= 9),
        "clarity.noise": mentions("通话中有杂音、听不清、断断续续"),
        "clarity.one_way": mentions("通话过程中一方听不见"),
        "clarity.crosstalk": mentions("串线"),
        "clarity.mos": naive.percentile(column("mos质差次数"), 90),
        "stability.mean": naive.mean(column(stability)),
        "stability.dropped": mentions("通话过程中突然中断"),
        "stability.village": naive.share(
            column(stability, lambda row: row["农村"] != "-1"), lambda score: score >= 9
        ),
        "perception.nps": naive.nps(column(overall)),
        "perception.full": naive.share(column(overall), lambda score: score == 10),
        "perception.untroubled": naive.share(untroubled, lambda flag: flag == 1),
        "perception.hall": naive.mean(column(overall, lambda row: row["是否去过营业厅"] == "是")),
        "billing.complaints": naive.per(column("家宽投诉"), everyone, 10_000),
        "billing.tariff": naive.per([1 for times in column("资费投诉") if times >= 1], everyone),
        "billing.overage": naive.mean(cents, decimals=2),
        "terminal.volte": naive.per(volte, fast),
        "terminal.fifth": naive.mean(column(overall, lambda row: row["4\\5G用户"] == "5G")),
    }


@pytest.fixture(scope="module")
def ran(desk: Callable[[str], Desk], workbook: Path) -> Desk:
    """The month carried through, command by command."""
    made = desk("cmcc_voice")
    made.command("check")
    made.command("deliver", workbook)
    made.command("run", "--period", PERIOD)
    return made


def test_every_row_is_kept(ran: Desk, answers: list[dict[str, str]]) -> None:
    """All 5,433 respondents are kept, digits stored as text among them."""
    assert len(answers) == 5433
    assert ran.balance() == (5433, 5433, 0)


def test_tallies(ran: Desk, expected: dict[str, naive.Counted]) -> None:
    """Each KPI's counts, sums and squares are the sheet's own."""
    agree_on_tallies(ran, PERIOD, {UNIT: expected})


def test_readings(ran: Desk, expected: dict[str, naive.Counted]) -> None:
    """Each KPI's reading is the exact quotient of these sums, rounded once."""
    agree_on_readings(ran, PERIOD, {UNIT: expected})


def test_index(ran: Desk, expected: dict[str, naive.Counted]) -> None:
    """The index is the one computed by hand from the declared weights, floors, targets and stretches."""
    agree_on_index(ran, PERIOD, {UNIT: expected})


def test_parts(ran: Desk, expected: dict[str, naive.Counted]) -> None:
    """Departments and processes add up to the index, each within a rounding of its exact part."""
    agree_on_parts(ran, PERIOD, UNIT, expected)


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
