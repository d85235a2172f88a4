"""Take a delivered file: read it, type it, place its rows, and account for every one of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from scorecard.errors import BadDelivery
from scorecard.ingest.cells import Typed, absent, minutes, type_cells
from scorecard.ingest.choose import choose
from scorecard.ingest.decode import UNPACKED_MAX, decode, unpack
from scorecard.ingest.delimited import delimited
from scorecard.ingest.headings import SPACES, pick
from scorecard.ingest.intake import REFUSED, Intake
from scorecard.ingest.parquet import parquet
from scorecard.ingest.paths import found_units, place_path
from scorecard.ingest.placing import Span, in_span, month_in, place_period, place_unit, place_weight
from scorecard.ingest.reasons import bad_delivery, complaint, explain
from scorecard.ingest.table import LINE, Table, form
from scorecard.ingest.workbook import workbook
from scorecard.model.book import Book
from scorecard.model.problem import Place, Problem
from scorecard.model.source import Column, ColumnType, Source

_SHOWN = 20
"""How many refused rows an error shows when every row was refused."""


def read(path: Path, book: Book, *, source: str | None = None) -> Intake:
    """Read a delivered file against the source its name fits, or the one named.

    Where a source's definition changes over time, or another source takes over its files, the version that
    keeps the most rows reads the file (of several the newest); rows of other months are refused. The same
    bytes and definitions give the same Intake, rows in the file's order. Raises BadDelivery, with every
    problem found, if the file as a whole cannot be taken.
    """
    chosen = choose(path.name, book, source)
    data = _bytes(path)
    versions = [
        _Contract(version, Span(since, until))
        for one in chosen
        for version, since, until in book.contracts(one.id)
    ]
    versions.sort(key=lambda version: version.span.since)
    found: list[Intake] = []
    errors: list[BadDelivery] = []
    for version in reversed(versions):
        try:
            found.append(_take(data, path.name, version, book))
        except BadDelivery as error:
            errors.append(error)
    if not found:
        raise errors[0]
    return min(found, key=lambda intake: intake.rows_refused)


@dataclass(frozen=True, slots=True)
class _Contract:
    """One version of a source, and the periods that it is for."""

    source: Source
    span: Span


def _take(data: bytes, file: str, contract: _Contract, book: Book) -> Intake:
    """The file as one version of its source reads it."""
    chosen = contract.source
    table = _table(data, file, chosen)
    columns = _columns(table, contract, book, file)
    rows, refused = _divide(table, columns, chosen)
    read_rows = table.cells.height + len(table.misshapen)
    if read_rows == 0:
        raise bad_delivery(complaint("no_rows", file, "there is a heading, but no row below it"))
    if rows.is_empty():
        raise bad_delivery(*_all_refused(file, refused))
    periods = tuple(sorted(rows["_period"].unique().to_list()))
    digest = hashlib.sha256(data).hexdigest()
    found = found_units(rows, chosen.unit, book) if chosen.unit.path else None
    return Intake(
        chosen.id,
        file,
        digest,
        rows,
        refused,
        read_rows,
        rows.height,
        refused.height,
        periods,
        table.warnings,
        found,
    )


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > UNPACKED_MAX:
            raise bad_delivery(complaint("too_big", path.name, f"it holds {size:,} bytes"))
        data = path.read_bytes()
    except OSError as error:
        raise bad_delivery(complaint("no_file", path.name, f"it cannot be read: {error.strerror}")) from error
    if not data:
        raise bad_delivery(complaint("empty", path.name, "the file is empty"))
    return data


def _table(data: bytes, file: str, source: Source) -> Table:
    """The file as text cells, by the ending of its name."""
    chooser = partial(pick, source=source, file=file)
    if file.lower().endswith(".gz"):
        data = unpack(data, file)
    match form(file):
        case "csv" | "tsv" as ending:
            text = decode(data, file)
            if not text.strip(SPACES):
                raise bad_delivery(complaint("empty", file, "the file is blank"))
            return delimited(text, file, chooser, tabs=ending == "tsv")
        case "xlsx":
            return workbook(data, file, source.sheet, chooser)
        case "parquet":
            return parquet(data, file, chooser)
        case other:
            raise bad_delivery(complaint("unknown_format", file, f"a {other or 'nameless'} file is not read"))


@dataclass(frozen=True, slots=True)
class _Judged:
    """A column of the result: its name there, the declared column at fault if a row is refused, its cells."""

    name: str
    cause: Column | None
    typed: Typed


def _columns(table: Table, contract: _Contract, book: Book, file: str) -> list[_Judged]:
    """Every column judged, in the order in which reasons are told."""
    source = contract.source
    if source.period.file is not None and month_in(file, source.period.file) is None:
        what = f"its name tells no month as {source.period.file!r} would have it"
        raise bad_delivery(complaint("no_month", file, what))
    height = table.cells.height
    by_name = {column.name: column for column in source.columns}
    typed: dict[str, Typed] = {}
    for column in source.columns:
        if column.type is not ColumnType.MINUTES:
            given = column.name in table.cells.columns
            cells = table.cells[column.name] if given else None
            typed[column.name] = absent(column, height) if cells is None else type_cells(column, cells)
    for column in source.columns:
        if column.between is not None:
            start, end = (typed[name].values for name in column.between)
            typed[column.name] = minutes(column, start, end)
    judged = [_Judged(column.name, column, typed[column.name]) for column in source.columns]
    period = in_span(place_period(source.period, by_name, typed, file), contract.span)
    judged_period = _Judged("_period", by_name.get(source.period.column or ""), period)
    if source.unit.path:
        judged += [judged_period, *_on_path(source, typed, period.values, book)]
    else:
        unit = place_unit(source.unit, typed, period.values, book)
        judged += [_Judged("_unit", by_name.get(source.unit.column or ""), unit), judged_period]
    if source.weight is not None:
        weight = by_name[source.weight]
        judged.append(_Judged("_weight", weight, place_weight(weight, typed[source.weight])))
    return judged


def _on_path(source: Source, typed: dict[str, Typed], periods: pl.Series, book: Book) -> list[_Judged]:
    """The rows' units, and for each column of the path what is at fault there."""
    units, codes = place_path(source.unit, typed, periods, book)
    places = [
        _Judged(f"_unit.{name}", source.column(name), Typed(units, code, typed[name].keys))
        for name, code in zip(source.unit.path, codes, strict=True)
    ]
    return [*places, _Judged("_unit", None, Typed(units, units.clear(units.len()), units))]


def _divide(table: Table, judged: list[_Judged], source: Source) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows kept and the rows refused, each in the file's order."""
    codes = pl.DataFrame([one.typed.codes.alias(str(at)) for at, one in enumerate(judged)])
    bad = codes.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    values = {one.name: one.typed.values for one in judged}
    order = [
        "_period",
        "_unit",
        *(["_weight"] if source.weight else []),
        *(one.name for one in source.columns),
    ]
    kept = pl.DataFrame([table.cells[LINE], *(values[name].alias(name) for name in order)]).filter(~bad)
    refused = [
        (one.line, "", one.code, explain(one.code, None, one.detail), table.raw(one.line))
        for one in table.misshapen
    ]
    refused += _reasons(table, judged, codes, bad)
    refused.sort(key=lambda row: row[0])
    return kept, pl.DataFrame(refused, REFUSED, orient="row")


def _reasons(
    table: Table, judged: list[_Judged], codes: pl.DataFrame, bad: pl.Series
) -> list[tuple[int, str, str, str, str]]:
    """One entry for each row with a bad cell: line, column, code, what, raw; the first reason counts."""
    cells = table.cells.filter(bad)
    found = []
    for cell, row in zip(cells.iter_rows(named=True), codes.filter(bad).iter_rows(), strict=True):
        at, code = next((at, code) for at, code in enumerate(row) if code is not None)
        column = judged[at].cause
        name = column.name if column is not None else ""
        text = str(cell.get(name) or "").strip(SPACES)
        found.append((cell[LINE], name, code, explain(code, column, text), table.raw(cell[LINE])))
    return found


def _all_refused(file: str, refused: pl.DataFrame) -> list[Problem]:
    """The problem of the file, and those of its first rows."""
    first = refused.head(_SHOWN).iter_rows(named=True)
    rows = [
        Problem(row["code"], Place(file, row["line"]), _told(row["column"], row["what"])) for row in first
    ]
    return [complaint("all_refused", file, f"every one of its {refused.height:,} rows is refused"), *rows]


def _told(column: str, what: str) -> str:
    return f"column {column!r}: {what}" if column else what
