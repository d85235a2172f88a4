"""Files as operators' systems write them."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from scorecard.demo.dirt import NO_ANSWER, no_id, score_of_eleven, soil, write_no_answer
from scorecard.demo.writing import GB18030, write_csv, write_parquet, write_xlsx

HEADINGS = {"day": "日期", "score": "评分"}
ROWS = [{"day": date(2026, 6, 1), "score": "10"}, {"day": date(2026, 6, 2), "score": None}]


def test_csv_in_gb18030(tmp_path):
    """A csv in GB18030 has the headings in their order, Windows line ends and empty cells for None."""
    path = tmp_path / "a.csv"
    write_csv(path, HEADINGS, [*ROWS, {"day": datetime(2026, 6, 3, 8, 5), "score": "无"}], GB18030)
    assert path.read_bytes().decode("gb18030").split("\r\n") == [
        "日期,评分",
        "2026-06-01,10",
        "2026-06-02,",
        "2026-06-03 08:05,无",
        "",
    ]


def test_xlsx_has_date_cells(tmp_path):
    """A workbook's dates are date cells on the named sheet, not texts."""
    path = tmp_path / "a.xlsx"
    write_xlsx(path, "检查", HEADINGS, ROWS)
    frame = pl.read_excel(path, sheet_name="检查")
    assert frame.schema["日期"] == pl.Date
    assert frame["日期"].to_list() == [date(2026, 6, 1), date(2026, 6, 2)]


def test_parquet_is_typed(tmp_path):
    """A parquet file has typed columns under the given headings, and nulls."""
    path = tmp_path / "a.parquet"
    write_parquet(path, {"day": "day", "score": "score"}, ROWS)
    frame = pl.read_parquet(path)
    assert frame.schema == {"day": pl.Date, "score": pl.String}
    assert frame["score"].to_list() == ["10", None]


def test_soil_breaks_as_many_rows_as_faults(ground):
    """Each fault breaks a row of its own; with fewer rows than faults every row is broken once."""
    rows = [{"id": str(number), "overall": 5} for number in range(10)]
    assert soil(rows, (score_of_eleven, no_id), ground.dice("test")) == 2
    assert sum(row["overall"] == 11 for row in rows) == 1
    assert sum(row["id"] is None for row in rows) == 1
    assert not any(row["overall"] == 11 and row["id"] is None for row in rows)
    assert soil(rows[:1], (no_id, no_id), ground.dice("test")) == 1


def test_no_answer_marks_take_turns():
    """Blank answers are written as each mark in turn, and only marks that can be seen are counted."""
    rows = [{"item_1": None, "item_2": 7}, {"item_1": None, "item_2": None}]
    assert write_no_answer(rows, ("item_1", "item_2", "item_3")) == 2
    assert [rows[0]["item_1"], rows[1]["item_1"], rows[1]["item_2"]] == list(NO_ANSWER)
    assert rows[0]["item_2"] == 7
