"""Names of units and months."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.ingest.cells import type_cells
from scorecard.ingest.placing import place_period, unit_names
from scorecard.model.source import Column, ColumnType, Origin
from tests.ingest.books import BOOK


def test_a_unit_is_known_by_id_alias_or_unique_name():
    """Both languages and every alias name a unit; a name that two share names none."""
    names = unit_names(BOOK.newest)
    assert [names.get(word) for word in ("BJ", "0571", "北江", "Beijiang", "南湖分公司")] == ["BJ"] * 4 + [
        "NH"
    ]
    assert "Twin" not in names


@pytest.mark.parametrize("cell", ["2026-06", "202606", "2026/6", "2026年6月", "２０２６－０６"])
def test_a_month_is_read_in_its_usual_forms(cell: str):
    """Six digits, dashes, slashes and Chinese months are one period."""
    column = Column("m", ColumnType.TEXT)
    typed = {"m": type_cells(column, pl.Series([cell]))}
    assert place_period(Origin(column="m"), {"m": column}, typed, "a.csv").values.to_list() == ["2026-06"]
