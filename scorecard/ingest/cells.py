"""Text cells -> typed columns: what a cell means, or the code of why it means nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from scorecard.ingest.headings import SPACES
from scorecard.model.source import Column, ColumnType

_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!")
_NUMBER = r"^([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?:\.([0-9]*))?$"
_YEARS = (1900, 2999)
_ISO_TIMES = ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")
_STORED: dict[ColumnType, pl.DataType] = {
    ColumnType.TEXT: pl.String(),
    ColumnType.DATE: pl.Date(),
    ColumnType.TIME: pl.Datetime("us"),
}

_TEXT, _KEY, _VALUE, _CODE = pl.col("text"), pl.col("key"), pl.col("value"), pl.col("code")


@dataclass(frozen=True, slots=True)
class Typed:
    """``values``: as stored, null where there is none; ``codes``: the reason of each bad cell, else null.

    ``keys``: the cells NFKC-normalised, null where missing, for names to be looked up.
    """

    values: pl.Series
    codes: pl.Series
    keys: pl.Series


def nfkc(text: str) -> str:
    """The form in which cell texts are compared: stripped, full-width letters and digits made narrow."""
    return unicodedata.normalize("NFKC", text.strip(SPACES)).strip(SPACES)


def stored(column: Column) -> pl.DataType:
    """The polars type in which a column is kept."""
    return _STORED.get(column.type, pl.Int64())


def type_cells(column: Column, cells: pl.Series) -> Typed:
    """Type one column of text cells (every type but minutes, which are computed)."""
    frame = _normal(cells, column)
    frame = frame.with_columns(code=_early(column))
    if column.type is ColumnType.TEXT:
        frame = _typed_text(frame, column)
    elif column.type is ColumnType.FLAG:
        frame = _typed_flag(frame, column)
    elif column.type in (ColumnType.DATE, ColumnType.TIME):
        frame = _typed_moment(frame, column)
    else:
        frame = _typed_number(frame, column)
        frame = frame.with_columns(code=pl.coalesce(_CODE, in_range(column, _VALUE)))
    return Typed(frame["value"], frame["code"], frame["key"])


def absent(column: Column, height: int) -> Typed:
    """The column of a file that does not have it: no value anywhere."""
    nothing = pl.Series("none", [None], pl.String).new_from_index(0, height)
    return Typed(nothing.cast(stored(column)), nothing, nothing)


def in_range(column: Column, value: pl.Expr) -> pl.Expr:
    """``out_of_range`` where the value lies outside the column's inclusive bounds."""
    outside = pl.lit(False)  # noqa: FBT003  polars takes a literal by position
    if column.low is not None:
        outside |= value < column.low
    if column.high is not None:
        outside |= value > column.high
    return pl.when(outside).then(pl.lit("out_of_range"))


def minutes(column: Column, start: pl.Series, end: pl.Series) -> Typed:
    """Whole minutes from start to end, rounded down; an end before its start is refused."""
    moment = pl.Datetime("us")
    frame = pl.DataFrame({"start": start.cast(moment), "end": end.cast(moment)})
    gap = (pl.col("end") - pl.col("start")).dt.total_microseconds()
    frame = frame.select(value=gap.floordiv(60_000_000), negative=gap < 0)
    negative = pl.when("negative").then(pl.lit("negative_minutes"))
    lacking = pl.lit(None, pl.String)
    if column.required:
        lacking = pl.when(_VALUE.is_null()).then(pl.lit("missing_cell"))
    frame = frame.with_columns(code=pl.coalesce(negative, lacking, in_range(column, _VALUE)))
    return Typed(frame["value"], frame["code"], frame["value"].cast(pl.String))


def _normal(cells: pl.Series, column: Column) -> pl.DataFrame:
    """``text`` (stripped) and ``key`` (NFKC); both null for an empty cell and the texts that mean missing."""
    missing = [nfkc(text) for text in column.missing]
    frame = pl.DataFrame({"text": cells}).with_columns(_TEXT.str.strip_chars(SPACES))
    frame = frame.with_columns(key=_TEXT.str.normalize("NFKC").str.strip_chars(SPACES))
    gone = (_KEY == "") | _KEY.is_in(missing)
    return frame.select(pl.when(~gone).then(pl.col(name)).alias(name) for name in ("text", "key"))


def _early(column: Column) -> pl.Expr:
    """Reasons that come before any typing."""
    found = [pl.when(_KEY.is_in(_ERRORS)).then(pl.lit("error_cell"))]
    if column.required:
        found.append(pl.when(_KEY.is_null()).then(pl.lit("missing_cell")))
    if column.values:
        allowed = [nfkc(text) for text in column.values]
        found.append(pl.when(~_KEY.is_in(allowed)).then(pl.lit("not_allowed")))
    return pl.coalesce(found)


def _unless_typed(code: str) -> pl.Expr:
    """The code where a cell has text but no value and no earlier reason."""
    return pl.coalesce(_CODE, pl.when(_VALUE.is_null() & _KEY.is_not_null()).then(pl.lit(code)))


def _typed_text(frame: pl.DataFrame, column: Column) -> pl.DataFrame:
    """The text as delivered but stripped; an allowed value in the spelling it was declared with."""
    spelled = {nfkc(text): text for text in column.values}
    return frame.with_columns(value=_KEY.replace(spelled) if spelled else _TEXT)


def _typed_flag(frame: pl.DataFrame, column: Column) -> pl.DataFrame:
    """1 and 0; true and false are always understood, 1 and 0 unless the column lists its own texts."""
    truth = {"true": 1, "false": 0}
    if not (column.true or column.false):
        truth |= {"1": 1, "0": 0}
    truth |= dict.fromkeys(_lower(column.true), 1) | dict.fromkeys(_lower(column.false), 0)
    value = _KEY.str.to_lowercase().replace_strict(
        list(truth), list(truth.values()), default=None, return_dtype=pl.Int64
    )
    return frame.with_columns(value=value).with_columns(code=_unless_typed("not_flag"))


def _lower(texts: Iterable[str]) -> list[str]:
    return [nfkc(text).lower() for text in texts]


def _typed_number(frame: pl.DataFrame, column: Column) -> pl.DataFrame:
    """The number times 10**decimals, exactly; ``8.0`` is the integer 8.

    A comma is a thousands separator only where it cannot be a decimal comma: with fewer than three
    decimals declared, with several commas, or beside a decimal point.
    """
    places = column.decimals if column.type is ColumnType.DECIMAL else 0
    bad = "not_number" if column.type is ColumnType.DECIMAL else "not_integer"
    parts = _KEY.str.replace_all("−", "-", literal=True).str.extract_groups(_NUMBER)
    frame = frame.with_columns(
        sign=parts.struct.field("1"),
        whole=parts.struct.field("2"),
        rest=parts.struct.field("3").fill_null("").str.strip_chars_end("0"),
        pointed=parts.struct.field("3").is_not_null(),
        digits=_KEY.str.contains("[0-9]"),
    )
    whole, rest = pl.col("whole"), pl.col("rest")
    doubtful = (whole.str.count_matches(",", literal=True) == 1) & ~pl.col("pointed") & (places >= 3)
    malformed = _KEY.is_not_null() & (whole.is_null() | ~pl.col("digits") | doubtful)
    precise = rest.str.len_bytes() > places
    digits = pl.concat_str(
        pl.col("sign").replace("+", ""),
        whole.str.replace_all(",", "", literal=True),
        rest.str.pad_end(places, "0"),
    )
    frame = frame.with_columns(
        value=pl.when(~malformed & ~precise).then(digits).cast(pl.Int64, strict=False),
        code=pl.coalesce(
            _CODE,
            pl.when(malformed).then(pl.lit(bad)),
            pl.when(precise).then(pl.lit("too_precise" if places else bad)),
        ),
    )
    return frame.with_columns(code=_unless_typed("too_large"))


def _typed_moment(frame: pl.DataFrame, column: Column) -> pl.DataFrame:
    """A date or a time without zone, by the formats in the order declared, else ISO."""
    if column.type is ColumnType.TIME:
        tries = [_moment(format_, pl.Datetime("us")) for format_ in (*column.formats, *_ISO_TIMES)]
        bad = "not_time"
    else:
        tries = [_moment(format_, pl.Date()) for format_ in (*column.formats, "%Y-%m-%d")]
        # a workbook and a Parquet file write a date as its midnight
        midnight = _KEY.str.extract(r"^(\d{4}-\d{2}-\d{2})[ T]00:00:00(?:\.0+)?$")
        tries.append(midnight.str.strptime(pl.Date, "%Y-%m-%d", strict=False))
        bad = "not_date"
    return frame.with_columns(value=pl.coalesce(tries)).with_columns(code=_unless_typed(bad))


def _moment(format_: str, dtype: pl.Date | pl.Datetime) -> pl.Expr:
    """Parsed by one format; years outside 1900-2999 are a sign that the format was not the right one."""
    parsed = _KEY.str.strptime(dtype, format_, strict=False)
    return pl.when(parsed.dt.year().is_between(*_YEARS)).then(parsed)
