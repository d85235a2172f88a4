"""Laws of every delivery: nothing vanishes, and the same bytes say the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.errors import BadDelivery
from scorecard.ingest import Intake, read
from tests.ingest.books import BOOK, NAMES, csv_text, row

_CELL = st.sampled_from(
    ["", "8", "８", " 9 ", "x", "8.5", "BJ", "北江", "2026-06-01", "是", "#N/A", "-", "1,2"[:1]]
)
_ROWS = st.lists(
    st.one_of(
        st.just(row()),
        st.dictionaries(st.sampled_from(NAMES), _CELL, max_size=3).map(lambda cells: row(**cells)),
        st.lists(_CELL, min_size=1, max_size=len(NAMES) + 3),
    ),
    max_size=12,
)


def attempt(path: Path) -> Intake | BadDelivery:
    """What becomes of the file: taken, or refused with reasons."""
    try:
        return read(path, BOOK)
    except BadDelivery as error:
        return error


@settings(max_examples=80, deadline=None)
@given(_ROWS)
def test_every_line_is_kept_or_refused(rows: list[list[str]]):
    """Read = kept + refused, and each line below the heading is in exactly one of the two, in order."""
    rows = [row(), *rows, row(id="end")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey_x.csv"
        path.write_text(csv_text(*rows), encoding="utf-8", newline="")
        intake = read(path, BOOK)
        again = read(path, BOOK)
    kept, refused = intake.rows["_line"].to_list(), intake.refused["line"].to_list()
    assert intake.rows_read == len(rows) == len(kept) + len(refused)
    assert sorted(kept + refused) == list(range(2, len(rows) + 2))
    assert kept == sorted(kept)
    assert refused == sorted(refused)
    assert intake.refused["raw"].to_list() == [",".join(rows[line - 2]) for line in refused]
    assert again.rows.equals(intake.rows)
    assert again.refused.equals(intake.refused)


@settings(max_examples=8, deadline=None)
@given(_ROWS)
def test_a_parquet_file_balances_too(rows: list[list[str]]):
    """Each row of a Parquet file is kept or refused, as the same row of a text file would be."""
    full = [row(), *(one for one in rows if len(one) == len(NAMES) and any(one)), row()]
    with tempfile.TemporaryDirectory() as folder:
        path, text = Path(folder) / "survey_x.parquet", Path(folder) / "survey_x.csv"
        pl.DataFrame(full, schema=NAMES, orient="row").write_parquet(path)
        text.write_text(csv_text(*full), encoding="utf-8", newline="")
        columnar, lined = read(path, BOOK), read(text, BOOK)
    assert columnar.rows_read == len(full)
    assert columnar.rows.drop("_line").equals(lined.rows.drop("_line"))
    assert columnar.refused["code"].to_list() == lined.refused["code"].to_list()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["csv", "csv.gz", "tsv"]))
def test_no_bytes_bring_it_down(data: bytes, ending: str):
    """Whatever the bytes, a file is taken or refused with reasons."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"survey_x.{ending}"
        path.write_bytes(data)
        outcome = attempt(path)
    assert outcome.rows_kept > 0 if isinstance(outcome, Intake) else outcome.problems


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='a,"\n\r 8', max_size=60))
def test_quotes_never_swallow_rows_in_silence(tail: str):
    """Behind good rows any quoting is kept, refused by row, or refuses the file; lines stay in order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey_x.csv"
        path.write_text(csv_text(row()) + tail, encoding="utf-8", newline="")
        outcome = attempt(path)
    if isinstance(outcome, Intake):
        assert outcome.rows["_line"].to_list() == [2]
        assert _marks("".join(outcome.refused["raw"].to_list())) == _marks(tail)
    else:
        assert [problem.code for problem in outcome.problems] == ["open_quote"]


def _marks(text: str) -> str:
    """The text without line ends, and without what a blank row at its end may hold."""
    return text.replace("\r", "").replace("\n", "").rstrip(" ,")
