"""The deliveries as files: same seed, same bytes; what truths.json says is what lies there."""

from __future__ import annotations

import fnmatch
import hashlib
from collections import Counter
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from scorecard.demo import generate
from tests.demo.conftest import SMALL


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def as_text(path: Path, book) -> pl.DataFrame:
    """A delivered file read naively, every cell a text, headings turned into column names."""
    source = next(
        one for one in book.sources if any(fnmatch.fnmatch(path.name, pattern) for pattern in one.files)
    )
    if path.suffix == ".csv":
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "gb18030")
        frame = pl.read_csv(text.encode(), infer_schema=False)
    elif path.suffix == ".xlsx":
        frame = pl.read_excel(path, sheet_name=source.sheet)
    else:
        frame = pl.read_parquet(path)
    names = {heading: column.name for column in source.columns for heading in (column.name, *column.aliases)}
    frame = frame.rename({heading: names[heading.strip()] for heading in frame.columns})
    return frame.with_columns(pl.all().cast(pl.String).fill_null(""))


def is_day(text: str) -> bool:
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y-%m-%d %H:%M", "%Y-%m"):
        try:
            datetime.strptime(text, form)
        except ValueError:
            continue
        return True
    return False


def must_be_refused(row: dict[str, str], source, names: set[str]) -> bool:
    """The contract of docs/definitions.md, told again row by row."""
    if row[source.unit.column] not in names or not is_day(row[source.period.column]):
        return True
    for column in source.columns:
        cell = row.get(column.name, "")
        if cell in {"", *column.missing}:
            if column.required:
                return True
        elif (column.values and cell not in column.values) or (
            column.high is not None and not column.low <= int(cell) <= column.high
        ):
            return True
    return False


def test_same_seed_same_bytes(book, small, tmp_path):
    """The same seed writes every file again byte for byte, workbooks and truths included."""
    generate(book, tmp_path, months=2, scale=SMALL)
    assert digests(tmp_path) == digests(small)


def test_a_month_does_not_depend_on_how_many_are_asked_for(book, small, tmp_path):
    """A month's files are the same whether one month or two are generated."""
    generate(book, tmp_path, months=1, scale=SMALL)
    alone = digests(tmp_path / "2026-06")
    assert alone == digests(small / "2026-06")


def test_another_seed_differs(book, small, tmp_path):
    """Another seed writes the same files with other contents."""
    generate(book, tmp_path, months=2, scale=SMALL, seed=7)
    ours, theirs = digests(small), digests(tmp_path)
    assert set(ours) == set(theirs)
    assert all(ours[name] != theirs[name] for name in ours)


def test_layout(book, small):
    """One folder a month with the operator's eight files: three encodings and forms, names of the book."""
    assert {path.name for path in small.iterdir()} == {"2026-05", "2026-06", "truths.json"}
    names = {path.name for path in (small / "2026-06").iterdir()}
    assert names == {
        "survey_P1_2026-06.csv",
        "测评_P2_2026-06.csv",
        "survey_P3_2026-06.parquet",
        "tickets_2026-06.csv",
        "inspections_P1_2026-06.xlsx",
        "inspections_P2_2026-06.xlsx",
        "inspections_P3_2026-06.xlsx",
        "counters_2026-06.parquet",
    }
    assert (small / "2026-06/survey_P1_2026-06.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(UnicodeDecodeError):
        (small / "2026-06/测评_P2_2026-06.csv").read_text(encoding="utf-8")


def test_it_returns_what_it_delivered(book, tmp_path):
    """The files returned are the delivered ones, oldest month first, and progress is told a month."""
    said: list[str] = []
    files = generate(book, tmp_path, months=2, scale=SMALL, progress=said.append)
    assert [file.parent.name for file in files] == ["2026-05"] * 8 + ["2026-06"] * 8
    assert all(file.is_file() for file in files)
    assert said == ["2026-05: month 1 of 2", "2026-06: month 2 of 2"]


def test_refused_rows_are_as_told(book, small, truths):
    """In every file exactly as many rows break the contract as truths.json says, and some do."""
    names = {text for unit in book.units.units for text in (unit.id, unit.name.zh, *unit.aliases)}
    for name, refused in truths["refused"].items():
        path = small / name
        source = next(s for s in book.sources if any(fnmatch.fnmatch(path.name, p) for p in s.files))
        rows = as_text(path, book).to_dicts()
        assert len(rows) == truths["rows"][name]
        assert sum(must_be_refused(row, source, names) for row in rows) == refused, name
    assert sum(truths["refused"].values()) > len(truths["refused"]) / 2


def test_no_answer_marks_are_as_told(book, small, truths):
    """The cells that say "no answer" in words are as many as truths.json says; the heading has spaces."""
    for name in ("2026-06/survey_P1_2026-06.csv", "2026-06/测评_P2_2026-06.csv"):
        frame = as_text(small / name, book)
        marks = Counter(cell for column in frame.iter_columns() for cell in column)
        assert marks["-"] + marks["无"] == truths["no_answer"][name] > 0
    first = (small / "2026-06/survey_P1_2026-06.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert ", 总体评分  ," in first


def test_months_and_scale_have_limits(book, tmp_path):
    """No month at all, or a scale of nothing, is refused with both figures named."""
    with pytest.raises(ValueError, match="months must be 1 or more"):
        generate(book, tmp_path, months=0)
    with pytest.raises(ValueError, match="scale above 0"):
        generate(book, tmp_path, scale=0)
