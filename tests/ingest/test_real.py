"""Real deliveries, where the public data sets lie beside the checkout."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from scorecard.ingest import read
from scorecard.model.source import Column, ColumnType, Origin
from tests.ingest.books import a_book, simple

_BESIDE = Path(__file__).resolve().parents[2].parent / "shared" / "data"
DATA = Path(os.environ.get("SCORECARD_REAL_DATA", _BESIDE))
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not DATA.is_dir(), reason="the public data sets are not laid beside the checkout"),
]

INCIDENTS = simple(
    Column("number", ColumnType.TEXT, required=True),
    Column("made_sla", ColumnType.FLAG),
    Column("group", ColumnType.TEXT, aliases=("assignment_group",), missing=("?",)),
    Column("reassignments", ColumnType.INTEGER, aliases=("reassignment_count",), low=0),
    Column("opened_at", ColumnType.TIME, formats=("%d/%m/%Y %H:%M",), required=True),
    Column("resolved_at", ColumnType.TIME, formats=("%d/%m/%Y %H:%M",), missing=("?",)),
    Column("elapsed", ColumnType.MINUTES, between=("opened_at", "resolved_at")),
    period=Origin(column="opened_at"),
)
VOICE = simple(
    *(
        Column(name, ColumnType.INTEGER, low=1, high=10, required=True)
        for name in ("语音通话整体满意度", "网络覆盖与信号强度", "语音通话清晰度", "语音通话稳定性")
    ),
    Column("高铁", ColumnType.FLAG, true=("7",), false=("-1",)),
    Column("终端品牌", ColumnType.TEXT, missing=("0",)),
    Column("share", ColumnType.TEXT, aliases=("外省流量占比",)),
)
AIRLINE = simple(
    Column("id", ColumnType.INTEGER, required=True),
    Column("wifi", ColumnType.INTEGER, aliases=("Inflight wifi service",), low=1, high=5, missing=("0",)),
    Column("delay", ColumnType.INTEGER, aliases=("Arrival Delay in Minutes",), low=0),
    Column("satisfaction", ColumnType.TEXT, values=("satisfied", "neutral or dissatisfied")),
)


def test_every_event_of_the_incident_log_is_kept():
    """141,712 events are read and kept; days without padding are dates; `?` is no value."""
    intake = read(DATA / "it_incidents" / "incident_event_log.csv.gz", a_book(INCIDENTS))
    assert (intake.rows_read, intake.rows_kept, intake.rows_refused) == (141_712, 141_712, 0)
    assert intake.rows["group"].null_count() == 14_213
    assert intake.rows["number"].n_unique() == 24_918
    assert intake.rows["opened_at"].min() == datetime(2016, 2, 29, 1, 16)
    assert intake.periods[0] == "2016-02"
    assert intake.periods[-1] == "2017-02"


def test_scores_typed_as_text_in_a_sheet_are_numbers():
    """5,433 answers are kept although 1,241 of their scores are digits stored as text."""
    intake = read(DATA / "cmcc_voice" / "cmcc_voice_satisfaction.xlsx", a_book(VOICE))
    assert intake.rows_read == 5_433
    assert intake.rows["_line"][0] == 2
    assert intake.rows["语音通话整体满意度"].null_count() == 0
    assert intake.refused.select("line", "column", "code").rows() == [
        (526, "share", "error_cell"),
        (527, "share", "error_cell"),
    ]


def test_a_csv_and_a_parquet_file_of_one_survey_read_alike():
    """25,976 and 103,904 answers are kept; 0 is no score; missing delays are missing in both."""
    published = read(DATA / "airline" / "test.csv.gz", a_book(AIRLINE))
    assert (published.rows_read, published.rows_refused) == (25_976, 0)
    assert published.rows["wifi"].null_count() == 813
    assert published.rows["delay"].null_count() == 83
    exported = read(DATA / "airline" / "train.parquet", a_book(AIRLINE))
    assert (exported.rows_read, exported.rows_refused) == (103_904, 0)
    assert exported.rows["delay"].null_count() == 310
    assert exported.rows.schema == published.rows.schema
