"""Books built by hand: two halls, one source with a column of every type."""

from __future__ import annotations

from dataclasses import replace

from scorecard.model.book import Book, Edition, Policy
from scorecard.model.org import Unit, UnitLevel, UnitTree
from scorecard.model.source import Column, ColumnType, FactKind, Origin, Source
from scorecard.model.text import Text
from tests.sample import always

WORD = Text("词", "word")
UNITS = UnitTree(
    (
        Unit("G", Text("集团公司", "Group"), "group"),
        Unit("BJ", Text("北江", "Beijiang"), "city", "G", ("北江分公司", "0571")),
        Unit("NH", Text("南湖", "Twin"), "city", "G", ("南湖分公司",)),
        Unit("XL", Text("溪林", "Twin"), "city", "G"),
    )
)
COLUMNS = (
    Column("id", ColumnType.TEXT, aliases=("样本编号",), required=True),
    Column("answered", ColumnType.DATE, aliases=("测评日期",), required=True, formats=("%Y/%m/%d",)),
    Column("hall", ColumnType.TEXT, aliases=("营业厅",), required=True),
    Column("overall", ColumnType.INTEGER, aliases=("总体评分",), low=1, high=10, missing=("-", "0")),
    Column("amount", ColumnType.DECIMAL, decimals=2, low=-100_000, high=100_000_000),
    Column("passed", ColumnType.FLAG, true=("是", "Y"), false=("否", "N")),
    Column("channel", ColumnType.TEXT, values=("APP", "热线（10086）")),
    Column("opened", ColumnType.TIME, formats=("%Y-%m-%d %H:%M",)),
    Column("closed", ColumnType.TIME, formats=("%Y-%m-%d %H:%M",)),
    Column("elapsed", ColumnType.MINUTES, between=("opened", "closed"), high=100_000),
)
SURVEY = Source(
    "survey",
    FactKind.RESPONSE,
    WORD,
    ("survey_*", "测评_*"),
    COLUMNS,
    period=Origin(column="answered"),
    unit=Origin(column="hall"),
)
NAMES = [column.name for column in COLUMNS if column.type is not ColumnType.MINUTES]
GOOD = {
    "id": "a1",
    "answered": "2026-06-03",
    "hall": "BJ",
    "overall": "8",
    "amount": "12.5",
    "passed": "是",
    "channel": "APP",
    "opened": "2026-06-01 08:00",
    "closed": "2026-06-01 09:01",
}


def a_book(*sources: Source) -> Book:
    """A book of these sources and nothing to score."""
    levels = (UnitLevel("group", WORD), UnitLevel("city", WORD))
    edition = Edition("b", WORD, WORD, "0" * 64, Policy(), levels, UNITS, (), (), (), (), sources, {})
    return always(edition)


def simple(*columns: Column, **changes: object) -> Source:
    """A source for all files whose unit and period are always the same."""
    source = Source(
        "simple",
        FactKind.COUNTER,
        WORD,
        ("*",),
        columns,
        period=Origin(always="2026-06"),
        unit=Origin(always="G"),
    )
    return replace(source, **changes)


BOOK = a_book(SURVEY)


def row(**cells: str) -> list[str]:
    """A good row of the survey with these cells changed."""
    return [(GOOD | cells)[name] for name in NAMES]


def csv_text(*rows: list[str]) -> str:
    """Heading and rows as plain csv."""
    return "".join(",".join(one) + "\n" for one in (NAMES, *rows))
