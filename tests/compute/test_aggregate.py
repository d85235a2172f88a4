"""The aggregate's tallies against a plain loop over the rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import polars as pl
import pytest

from scorecard.compute.aggregate import (
    counts,
    joints,
    merge,
    monthly_tallies,
    plan,
    plan_design,
    plan_pairs,
    split_tallies,
    tallies,
)
from scorecard.definitions.formula import parse
from scorecard.model.formula import Dimension
from scorecard.model.joint import Joint
from scorecard.model.kpi import Condition, Kind, Measure, Term
from scorecard.model.kpi import Test as Compare
from scorecard.model.source import Column, ColumnType, FactKind, Latest, Origin, Source
from scorecard.model.tally import Tally
from scorecard.store.duck import scan
from tests.sample import CITIES, sample_frames, small_edition, text


def sample_tallies(folder, frames, period="2026-06", edition=None):
    """Tallies of the sample company's frames through the real query."""
    book = edition or small_edition()
    parts = []
    for source in book.sources:
        path = folder / f"{source.id}.parquet"
        frames[source.id].write_parquet(path)
        query = plan(book, source, (period,), (str(path),))
        parts.append(tallies(query, scan(query)))
    return merge(parts)


def test_tallies_equal_a_plain_loop(tmp_path):
    """n, sums, hits, promoters, detractors, base and histogram are those of a loop over the rows."""
    frames = sample_frames()
    found = sample_tallies(tmp_path, frames)
    rows = {
        (source, unit): frame.filter((pl.col("_period") == "2026-06") & (pl.col("_unit") == unit)).to_dicts()
        for source, frame in frames.items()
        for unit in CITIES
    }
    for unit in CITIES:
        halls = [row["score"] for row in rows["survey", unit] if row["touchpoint"] == "hall"]
        nets = [row["score"] for row in rows["survey", unit] if row["touchpoint"] == "network"]
        minutes = [row["minutes"] for row in rows["tickets", unit]]
        base = sum(row["subscribers"] for row in rows["counters", unit])
        squares = sum(x * x for x in nets)
        assert found[unit, "network.mean"] == Tally(len(nets), len(nets), sum(nets), squares)
        promoters, detractors = sum(x >= 9 for x in halls), sum(x <= 6 for x in halls)
        assert found[unit, "hall.nps"].promoters == promoters
        assert found[unit, "hall.nps"].detractors == detractors
        assert found[unit, "hall.top"].hits == promoters
        assert found[unit, "network.rate"] == Tally(n=len(minutes), total=len(minutes), base=base)
        histogram = defaultdict(int)
        for one in minutes:
            histogram[one] += 1
        assert found[unit, "network.p90"].histogram == tuple(sorted(histogram.items()))


SHARE = parse("100 * few / all_", dict.fromkeys(("few", "all_"), Dimension()))[0]
FEW = Term("survey", (Condition("touchpoint", Compare.IN, ("network",)),), "score")
ALL = Term("survey")


def formula_edition(formula, terms, observations):
    """The small edition with one more KPI, a formula."""
    edition = small_edition()
    measure = Measure(
        Kind.FORMULA, dict(terms)[observations], formula=formula, terms=terms, observations=observations
    )
    return replace(edition, kpis=(*edition.kpis, replace(edition.kpis[0], id="formula", measure=measure)))


def test_the_terms_of_a_formula_are_summed_each_by_itself(tmp_path):
    """Conditions and columns of a term count for it alone, over two sources; n: rows of the observations."""
    terms = (("all_", ALL), ("few", FEW), ("people", Term("counters", (), "subscribers")))
    edition, frames = formula_edition(SHARE, terms, "few"), sample_frames()
    found = sample_tallies(tmp_path, frames, edition=edition)
    for unit in CITIES:
        rows = {
            source: frame.filter((pl.col("_period") == "2026-06") & (pl.col("_unit") == unit)).to_dicts()
            for source, frame in frames.items()
        }
        scores = [row["score"] for row in rows["survey"] if row["touchpoint"] == "network"]
        sums = (
            ("all_", len(rows["survey"])),
            ("few", sum(scores)),
            ("people", rows["counters"][0]["subscribers"]),
        )
        assert found[unit, "formula"] == Tally(n=len(scores), terms=sums)


def test_a_formulas_sums_outgrow_64_bits(tmp_path):
    """Twelve rows of 9 · 10^18 are more than 64 bits hold, and are summed to the last digit."""
    frames = sample_frames()
    frames["survey"] = frames["survey"].with_columns(score=pl.lit(9 * 10**18 + 7, dtype=pl.Int64))
    edition = formula_edition(SHARE, (("all_", ALL), ("few", FEW)), "all_")
    edition = replace(edition, kpis=edition.kpis[-1:])
    found = sample_tallies(tmp_path, frames, edition=edition)
    few = dict(found["P1C1", "formula"].terms)["few"]
    assert few == 12 * (9 * 10**18 + 7) > 2**63


def test_the_order_of_rows_changes_nothing(tmp_path):
    """C-7: shuffled rows give the same tallies."""
    frames = sample_frames()
    shuffled = {source: frame.sample(fraction=1, shuffle=True, seed=7) for source, frame in frames.items()}
    assert sample_tallies(tmp_path, frames) == sample_tallies(tmp_path, shuffled)


def test_missing_values_are_not_counted(tmp_path):
    """A row without a score counts for no mean, and a row that meets no condition counts nowhere."""
    frames = sample_frames()
    holes = frames["survey"].with_columns(
        score=pl.when(pl.col("_unit") == "P1C1").then(None).otherwise(pl.col("score")).cast(pl.Int64)
    )
    found = sample_tallies(tmp_path, frames | {"survey": holes})
    assert ("P1C1", "network.mean") not in found
    assert found["P1C2", "network.mean"].n == 12


def test_only_the_latest_row_of_a_ticket_counts(tmp_path):
    """Of several rows of one ticket the last by ``order`` counts; a later file wins a tie."""
    book = small_edition()
    columns = (Column("id", ColumnType.TEXT), Column("step", ColumnType.INTEGER))
    source = Source(
        "tickets",
        FactKind.TICKET,
        text("t"),
        ("t*",),
        (*columns, *book.source_by_id["tickets"].columns),
        Origin(column="day"),
        Origin(column="unit"),
        latest=Latest("id", "step"),
    )
    schema = ["_line", "_period", "_unit", "id", "step", "kind", "minutes"]
    first = [
        (2, "2026-06", "P1C1", "T1", 1, "network", 10),
        (3, "2026-06", "P1C1", "T1", 2, "network", 20),
        (4, "2026-06", "P1C1", "T2", 1, "network", 30),
        (5, "2026-06", "P1C1", "T2", None, "network", 99),
        (6, "2026-05", "P1C1", "T3", 1, "network", 40),
    ]
    second = [(2, "2026-06", "P1C1", "T2", 1, "network", 50), (3, "2026-06", "P1C1", "T3", 2, "hall", 60)]
    paths = []
    for name, rows in (("a", first), ("b", second)):
        paths.append(str(tmp_path / f"{name}.parquet"))
        pl.DataFrame(rows, schema=schema, orient="row").write_parquet(paths[-1])
    query = plan(book, source, ("2026-06",), paths)
    found = tallies(query, scan(query))
    assert found["P1C1", "network.p90"].histogram == ((20, 1), (50, 1))
    assert found["P1C1", "network.rate"].total == 2


def test_weights_multiply_sums_but_not_n(tmp_path):
    """A declared weight counts into weight, sums, squares and hits; n stays the number of rows."""
    book = small_edition()
    survey = book.source_by_id["survey"]
    weighted = Source(
        survey.id,
        survey.kind,
        survey.name,
        survey.files,
        survey.columns,
        survey.period,
        survey.unit,
        weight="w",
    )
    rows = [
        (2, "2026-06", "P1C1", "hall", 10, 15_000),
        (3, "2026-06", "P1C1", "hall", 4, 5_000),
    ]
    path = tmp_path / "w.parquet"
    schema = ["_line", "_period", "_unit", "touchpoint", "score", "_weight"]
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(path)
    query = plan(book, weighted, ("2026-06",), (str(path),))
    found = tallies(query, scan(query))["P1C1", "hall.top"]
    sums = Tally(n=2, weight=20_000, total=170_000, squares=1_580_000, hits=15_000)
    assert found == sums
    query = plan_design(book, weighted, ("2026-06",), (str(path),))
    # One row a cluster of its own: w² = 225 and 25 million; only the first is a hit.
    million = 1_000_000
    assert tallies(query, scan(query))["P1C1", "hall.top"] == Tally(
        clusters=2, weight_squares=250 * million, weight_values=225 * million, value_squares=225 * million
    )


@pytest.fixture
def clustered(tmp_path):
    """A source of weighted answers sampled by site, and its rows in a file: two sites, one in two units."""
    survey = small_edition().source_by_id["survey"]
    rows = [
        (2, "2026-06", "P1C1", "hall", 10, 20_000, "a"),
        (3, "2026-06", "P1C1", "hall", 4, 10_000, "a"),
        (4, "2026-06", "P1C1", "hall", 9, 10_000, "b"),
        (5, "2026-06", "P1C1", "network", 3, 10_000, "b"),
        (6, "2026-06", "P1C1", "hall", 9, 0, "c"),
        (7, "2026-06", "P1C2", "hall", 2, 10_000, "a"),
        (8, "2026-05", "P1C2", "hall", 8, 10_000, "a"),
    ]
    path = tmp_path / "clusters.parquet"
    schema = ["_line", "_period", "_unit", "touchpoint", "score", "_weight", "site"]
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(path)
    return replace(survey, weight="w", cluster="site"), (str(path),)


def test_design_sums_are_those_of_the_clusters(clustered):
    """W and T are summed within a site first, by what each KPI asks for; a site without weight is none."""
    source, files = clustered
    query = plan_design(small_edition(), source, ("2026-06",), files)
    found = tallies(query, scan(query))
    square = 10_000**2
    assert found["P1C1", "hall.top"] == Tally(
        clusters=2,
        weight_squares=(9 + 1) * square,  # site a: 3 units of weight, site b: 1
        weight_values=(3 * 2 + 1 * 1) * square,  # of which 2 and 1 are hits
        value_squares=(4 + 1) * square,
    )
    nps = found["P1C1", "hall.nps"]  # site a: +2 - 1, site b: +1
    assert (nps.weight_values, nps.value_squares) == ((3 * 1 + 1) * square, (1 + 1) * square)
    mean = found["P1C1", "network.mean"]
    assert (mean.clusters, mean.weight_values, mean.value_squares) == (1, 3 * square, 9 * square)
    assert found["P1C2", "hall.top"] == Tally(clusters=1, weight_squares=square)
    plain = plan(small_edition(), source, ("2026-06",), files)
    assert tallies(plain, scan(plain))["P1C1", "hall.top"].clusters == 0


def test_pairs_are_told_by_the_rows_that_answer_both(clustered):
    """Of two KPIs over the same rows the products of weights and totals; nothing of KPIs that share none."""
    source, files = clustered
    plain = replace(source, cluster=None, weight=None)
    query = plan_pairs(small_edition(), plain, ("2026-06",), files)
    assert {pair for pair, _ in query.columns} == {"hall.top hall.nps"}
    found = joints(query, scan(query))
    # Four answers on halls: 10 and twice 9 are hits and promoters, 4 is a detractor.
    assert found["P1C1", ("hall.top", "hall.nps")] == Joint(4, 3, 2, 3)
    by_site = plan_pairs(small_edition(), source, ("2026-06",), files)
    square = 10_000**2
    assert joints(by_site, scan(by_site))["P1C1", ("hall.top", "hall.nps")] == Joint(
        (9 + 1) * square, (2 * 3 + 1) * square, (3 * 1 + 1) * square, (2 * 1 + 1) * square
    )


def test_months_are_told_together_or_apart(clustered):
    """Several periods are pooled, or stand each for itself; other months do not count."""
    source, files = clustered
    both = plan(small_edition(), source, ("2026-05", "2026-06"), files)
    assert tallies(both, scan(both))["P1C2", "hall.top"].n == 2
    assert counts(both, scan(both)) == {"P1C1": 5, "P1C2": 2}
    each = plan(small_edition(), source, ("2026-05", "2026-06"), files, monthly=True)
    found = monthly_tallies(each, scan(each))
    assert found["P1C2", ("2026-05", "hall.top")].total == 8 * 10_000
    assert found["P1C2", ("2026-06", "hall.top")].total == 2 * 10_000
    assert ("P1C1", ("2026-05", "hall.top")) not in found


def test_a_split_tells_the_values_of_a_dimension_apart(clustered):
    """Beside the whole there is a tally for each value, and those of a dimension add up to the whole."""
    source, files = clustered
    split = replace(source, splits=(("place", "site"), ("point", "touchpoint")))
    query = plan(small_edition(), split, ("2026-06",), files, split=True)
    rows = scan(query)
    whole, parts = tallies(query, rows), split_tallies(query, rows)
    assert counts(query, rows) == {"P1C1": 5, "P1C2": 1}
    assert parts["P1C1", ("hall.top", "place", "a")].n == 2
    assert parts["P1C1", ("network.mean", "point", "network")] == whole["P1C1", "network.mean"]
    for (unit, kpi), tally in whole.items():
        for dimension in ("place", "point"):
            own = [one for (u, (k, d, _)), one in parts.items() if (u, k, d) == (unit, kpi, dimension)]
            assert sum(own, Tally()) == tally


def test_rows_without_a_value_are_a_part_of_their_own(clustered):
    """An empty cell of the dimension is told under the empty name, so that nothing is lost."""
    source, files = clustered
    frame = pl.read_parquet(files[0]).with_columns(
        site=pl.when(pl.col("site") == "a").then(None).otherwise(pl.col("site"))
    )
    frame.write_parquet(files[0])
    split = replace(source, splits=(("place", "site"),))
    query = plan(small_edition(), split, ("2026-06",), files, split=True)
    assert split_tallies(query, scan(query))["P1C1", ("hall.top", "place", "")].n == 2
