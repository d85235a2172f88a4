"""Where a row belongs: its unit, its period, and what it weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import polars as pl

from scorecard.ingest.cells import Typed, nfkc
from scorecard.model.org import UnitTree
from scorecard.model.source import Column, ColumnType, Origin

_MONTH = r"^((?:19|2[0-9])[0-9]{2})[-/.年]?(0[1-9]|1[0-2]|[1-9])月?$"
_BIGINT_MAX = 2**63 - 1
WEIGHT_DECIMALS = 4


def unit_names(units: UnitTree) -> dict[str, str]:
    """Every text that names exactly one unit -> its id: ids before aliases before names (zh or en)."""
    known: dict[str, str] = {}
    for names in (
        [(unit.id, unit.id) for unit in units.units],
        [(alias, unit.id) for unit in units.units for alias in unit.aliases],
        [(name, unit.id) for unit in units.units for name in {unit.name.zh, unit.name.en}],
    ):
        meant = {(nfkc(name), unit) for name, unit in names}
        count = Counter(name for name, _ in meant)
        known |= {name: unit for name, unit in meant if count[name] == 1 and name not in known}
    return known


def place_unit(origin: Origin, typed: Mapping[str, Typed], height: int, units: UnitTree) -> Typed:
    """The unit id of every row; ``missing_unit`` or ``unknown_unit`` where there is none."""
    if origin.column is None:
        return _always(origin.always or "", height)
    keys = typed[origin.column].keys
    names = unit_names(units)
    found = keys.replace_strict(list(names), list(names.values()), default=None, return_dtype=pl.String)
    return _lacking(found, keys, "missing_unit", "unknown_unit")


def place_period(
    origin: Origin, columns: Mapping[str, Column], typed: Mapping[str, Typed], height: int
) -> Typed:
    """The month of every row as 2026-06; ``missing_period`` or ``not_period`` where there is none."""
    if origin.column is None:
        return _always(origin.always or "", height)
    source = typed[origin.column]
    if columns[origin.column].type in (ColumnType.DATE, ColumnType.TIME):
        return _lacking(source.values.dt.strftime("%Y-%m"), source.keys, "missing_period", "not_period")
    parts = pl.col("key").str.extract_groups(_MONTH)
    month = parts.struct.field("1") + "-" + parts.struct.field("2").str.pad_start(2, "0")
    found = pl.DataFrame({"key": source.keys}).select(month).to_series()
    return _lacking(found, source.keys, "missing_period", "not_period")


def place_weight(column: Column, typed: Typed) -> Typed:
    """The weight times 10,000; ``bad_weight`` where it is missing, not above zero or too large."""
    decimals = column.decimals if column.type is ColumnType.DECIMAL else 0
    factor = 10 ** (WEIGHT_DECIMALS - decimals)
    frame = pl.DataFrame({"weight": typed.values})
    good = pl.col("weight").is_between(1, _BIGINT_MAX // factor).fill_null(value=False)
    frame = frame.select(
        value=pl.when(good).then(pl.col("weight")) * factor, code=pl.when(~good).then(pl.lit("bad_weight"))
    )
    return Typed(frame["value"], frame["code"], typed.keys)


def _always(value: str, height: int) -> Typed:
    every = pl.Series("value", [value], pl.String).new_from_index(0, height)
    none = pl.Series("code", [None], pl.String).new_from_index(0, height)
    return Typed(every, none, every)


def _lacking(values: pl.Series, keys: pl.Series, missing: str, unknown: str) -> Typed:
    frame = pl.DataFrame({"value": values, "key": keys})
    code = pl.when(pl.col("key").is_null()).then(pl.lit(missing)).otherwise(pl.lit(unknown))
    codes = frame.select(code=pl.when(pl.col("value").is_null()).then(code)).to_series()
    return Typed(values, codes, keys)
