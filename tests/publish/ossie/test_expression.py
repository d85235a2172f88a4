"""Expressions: what an SQL engine makes of them is what the scorecard measures."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from scorecard.model.book import Edition
from scorecard.model.kpi import Kind, Measure, Term
from scorecard.publish.ossie.dataset import datasets
from scorecard.publish.ossie.expression import expression
from tests.places import places_edition
from tests.publish.ossie.twin import Twin, computed, into_duckdb, into_sqlite, standard_functions

Key = tuple[str, str]


def differing(
    theirs: Mapping[Key, float | None], ours: Mapping[Key, Fraction | None]
) -> dict[Key, tuple[float | None, Fraction | None]]:
    """What is not equal but for the last digits of an approximate number, or missing on one side only."""
    return {key: (value, ours[key]) for key, value in theirs.items() if not agree(value, ours[key])}


def agree(left: float | None, right: Fraction | None) -> bool:
    if left is None or right is None:
        return left is None and right is None
    return abs(float(left) - float(right)) <= 1e-9 * max(1.0, abs(float(right)))


def test_duckdb_reads_what_the_scorecard_measures(edition: Edition, tmp_path: Path) -> None:
    """Every KPI's expression, run by DuckDB over typed rows, gives the reading that compute gives."""
    ours = computed(edition, tmp_path)
    with duckdb.connect() as connection:
        theirs = Twin(connection, edition, into_duckdb).readings(list(edition.kpis))
    assert theirs.keys() == ours.keys()
    assert differing(theirs, ours) == {}


def test_an_engine_that_cuts_quotients_agrees_as_well(edition: Edition, tmp_path: Path) -> None:
    """SQLite, where 7 / 2 is 3, gives the same readings; it has no percentiles."""
    kpis = [kpi for kpi in edition.kpis if kpi.measure.kind is not Kind.PERCENTILE]
    with closing(sqlite3.connect(":memory:")) as connection:
        standard_functions(connection)
        theirs = Twin(connection, edition, into_sqlite).readings(kpis)
    assert len(theirs) == 3 * len(kpis) > 75
    assert differing(theirs, computed(edition, tmp_path)) == {}


def test_the_rows_reach_every_kpi(demo: Edition, tmp_path: Path) -> None:
    """What is compared are numbers: the demonstration operator lacks no reading but those of U3's tickets."""
    ours = computed(demo, tmp_path)
    assert {unit for (unit, _), value in ours.items() if value is None} == {"U3"}
    assert len({value for value in ours.values() if value is not None}) > 2 * len(demo.kpis)


BY_NOTHING = ("formula.least", "formula.under", "formula.never")


def test_missing_and_nought_are_told_apart(edges: Edition) -> None:
    """A unit with customers and no tickets has a rate of 0; without any row, or divided by 0, none."""
    with duckdb.connect() as connection:
        theirs = Twin(connection, edges, into_duckdb).readings(list(edges.kpis))
    assert theirs["U3", "rate.across"] == 0
    assert theirs["U1", "rate.never"] == 0
    for never in ("mean.never", "percentile.never", "nps.never", *BY_NOTHING):
        assert theirs["U1", never] is None
    assert theirs["U1", "formula.nought"] < 0


WRITTEN = {
    "mean.plain": "AVG(1E0 * 工单_1.a_b_3)",
    "mean.weighted": (
        "1E0 * SUM(order_.w * order_.amount) / "
        "NULLIF(SUM(CASE WHEN order_.amount IS NOT NULL THEN order_.w ELSE 0 END), 0)"
    ),
    "mean_plain": "AVG(CASE WHEN 工单_1.A_B = TRUE THEN 1E0 * 工单_1.a_b_2 END)",
    "top.plain": (
        "100E0 * COUNT(CASE WHEN 工单_1.a_b_3 >= 8.5 THEN 工单_1.a_b_3 END) / NULLIF(COUNT(工单_1.a_b_3), 0)"
    ),
    "bottom.weighted": (
        "100E0 * SUM(CASE WHEN order_.score <= 5 THEN order_.w ELSE 0 END) / "
        "NULLIF(SUM(CASE WHEN order_.score IS NOT NULL THEN order_.w ELSE 0 END), 0)"
    ),
    "percentile.half": (
        "PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY CASE WHEN 工单_1.A_B = FALSE THEN 工单_1.a_b_3 END)"
    ),
    "ratio.flag": (
        "100E0 * COALESCE(COUNT(CASE WHEN 工单_1.A_B = TRUE THEN 1 END), 0) / NULLIF(COUNT(工单_1.group_), 0)"
    ),
    "formula.flag": (
        "100E0 * COALESCE(COUNT(CASE WHEN 工单_1.A_B = TRUE THEN 1 END), 0) / "
        "NULLIF(COALESCE(COUNT(工单_1.group_), 0), 0)"
    ),
    "rate.across": (
        "10000E0 * COALESCE(COUNT(工单_1.group_), 0) / "
        "NULLIF(SUM(CASE WHEN order_.score >= 5 THEN order_.amount END), 0)"
    ),
}


@pytest.mark.parametrize("kpi", WRITTEN)
def test_how_it_is_written(edges: Edition, kpi: str) -> None:
    """Conditions stand inside the aggregates, values in the column's scale, every field under its dataset."""
    assert expression(edges.kpi_by_id[kpi].measure, datasets(edges.sources)) == WRITTEN[kpi]


def test_nothing_that_the_expression_language_leaves_to_its_reader(edition: Edition) -> None:
    """No expression selects, joins, filters or counts rows without naming their dataset."""
    known = datasets(edition.sources)
    for kpi in edition.kpis:
        written = expression(kpi.measure, known)
        assert not {"SELECT", "FROM", "WHERE", "JOIN", "FILTER"} & set(written.replace("(", " ").split())
        assert "COUNT(*)" not in written
        assert written.count("/") == written.count("/ NULLIF(")


def test_rows_of_a_path_are_counted_by_its_first_column() -> None:
    """Every kept row has a name there, so counting it counts the rows."""
    survey = places_edition().sources[0]
    measure = Measure(Kind.RATIO, Term("survey", ()), base=Term("survey", ()))
    written = expression(measure, datasets((survey,)))
    assert written == "100E0 * COALESCE(COUNT(survey.province), 0) / NULLIF(COUNT(survey.province), 0)"
