"""Formulas over random rows of random organisations, against a loop over the rows below each unit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.compute.aggregate import merge, plan, tallies
from scorecard.compute.roll_up import roll_up
from scorecard.compute.score import measured
from scorecard.definitions.formula import parse
from scorecard.model.formula import Dimension
from scorecard.model.kpi import Condition, Kind, Measure, Term
from scorecard.model.kpi import Test as Compare
from scorecard.model.org import Unit, UnitTree
from scorecard.model.source import Column, ColumnType
from scorecard.model.tally import Tally
from scorecard.store.duck import scan
from tests.sample import small_edition, text

PERIOD = "2026-06"
TERMS = {
    "good": Term("survey", (Condition("score", Compare.AT_LEAST, (8,)),)),
    "rows": Term("survey"),
    "score": Term("survey", (), "score"),
    "spent": Term("survey", (Condition("touchpoint", Compare.IN, ("hall",)),), "amount", 2),
    "minutes": Term("tickets", (Condition("kind", Compare.NOT_IN, ("hall",)),), "minutes"),
}
# Each formula, and the same in Python.
FORMULAS = {
    "100 * good / rows": lambda a: 100 * F(a["good"]) / a["rows"],
    "spent / (good - rows)": lambda a: a["spent"] / F(a["good"] - a["rows"]),
    "max(score / rows, minutes / good)": lambda a: max(
        F(a["score"]) / a["rows"], F(a["minutes"]) / a["good"]
    ),
    "-abs(minutes - 3 * score) * 0.25 + spent": lambda a: (
        a["spent"] - abs(a["minutes"] - 3 * a["score"]) / F(4)
    ),
    "min(good, score, spent) - good * rows": lambda a: (
        min(a["good"], a["score"], a["spent"]) - a["good"] * a["rows"]
    ),
}
F = Fraction


@st.composite
def organisations(draw):
    """(tree, survey rows, ticket rows): up to eight units, each below one drawn before it."""
    count = draw(st.integers(1, 8))
    parents = [None, *(draw(st.integers(0, child - 1)) for child in range(1, count))]
    units = [
        Unit(f"U{child}", text(f"U{child}"), "city", None if parent is None else f"U{parent}")
        for child, parent in enumerate(parents)
    ]
    unit = st.sampled_from([one.id for one in units])
    month = st.sampled_from([PERIOD, PERIOD, PERIOD, "2026-05"])
    answer = st.tuples(
        month,
        unit,
        st.sampled_from(["hall", "network", None]),
        st.none() | st.integers(0, 10),
        st.none() | st.integers(-999, 9999),
    )
    ticket = st.tuples(
        month, unit, st.sampled_from(["hall", "network", None]), st.none() | st.integers(0, 10**18)
    )
    return UnitTree(tuple(units)), draw(st.lists(answer, max_size=20)), draw(st.lists(ticket, max_size=20))


def naive(tree, unit, answers, tickets):
    """Name -> sum over the rows of the month at or below the unit, by a loop that knows no unit's sum."""
    own = [row for row in answers if row[0] == PERIOD and unit in tree.lineage(row[1])]
    slow = [row for row in tickets if row[0] == PERIOD and unit in tree.lineage(row[1])]
    return {
        "good": sum(1 for row in own if row[3] is not None and row[3] >= 8),
        "rows": len(own),
        "score": sum(row[3] for row in own if row[3] is not None),
        "spent": F(sum(row[4] for row in own if row[2] == "hall" and row[4] is not None), 100),
        "minutes": sum(row[3] for row in slow if row[2] == "network" and row[3] is not None),
    }


def edition_of(formulas):
    """The small edition with one KPI a formula, over a survey with amounts."""
    edition = small_edition()
    survey, tickets = edition.sources[:2]
    survey = replace(survey, columns=(*survey.columns, Column("amount", ColumnType.DECIMAL, decimals=2)))
    terms = tuple(sorted(TERMS.items()))
    kpis = []
    for text_ in formulas:
        formula, _, flaws = parse(text_, dict.fromkeys(TERMS, Dimension()))
        assert flaws == ()
        measure = Measure(Kind.FORMULA, TERMS["rows"], formula=formula, terms=terms, observations="rows")
        kpis.append(replace(edition.kpis[0], id=text_, measure=measure))
    return replace(edition, kpis=tuple(kpis), sources=(survey, tickets))


EDITION = edition_of(FORMULAS)
COLUMNS = {
    "survey": {"touchpoint": pl.String, "score": pl.Int64, "amount": pl.Int64},
    "tickets": {"kind": pl.String, "minutes": pl.Int64},
}


def pooled(folder, tree, rows):
    """(unit, KPI) -> tally at or below the unit, by the real query over parquet files."""
    parts = []
    for source in EDITION.sources:
        schema = {"_period": pl.String, "_unit": pl.String, **COLUMNS[source.id]}
        path = folder / f"{source.id}.parquet"
        frame = pl.DataFrame(rows[source.id], schema=schema, orient="row").with_row_index("_line", 2)
        frame.write_parquet(path)
        query = plan(EDITION, source, (PERIOD,), (str(path),))
        parts.append(tallies(query, scan(query)))
    return roll_up(merge(parts), tree)


@settings(max_examples=40)
@given(organisations())
def test_a_formula_is_that_of_all_rows_at_or_below_the_unit(tmp_path_factory, organisation):
    """At every level: the formula of the sums of the rows there, and missing where that divides by 0."""
    tree, answers, tickets = organisation
    found = pooled(
        tmp_path_factory.mktemp("rows", numbered=True), tree, {"survey": answers, "tickets": tickets}
    )
    for unit in tree.units:
        sums = naive(tree, unit.id, answers, tickets)
        for kpi in EDITION.kpis:
            try:
                value = FORMULAS[kpi.id](sums)
            except ZeroDivisionError:
                value = None
            assert measured(kpi, found.get((unit.id, kpi.id), Tally())) == value, (unit.id, kpi.id, sums)


def test_a_ratio_of_totals_is_never_the_mean_of_ratios(tmp_path):
    """1 good answer of 2 in one unit, 90 of 100 in the other: 91 of 102 above them, not 70 %."""
    tree = UnitTree((Unit("G", text("G"), "group"), *(Unit(one, text(one), "city", "G") for one in "AB")))
    answers = [
        *((PERIOD, "A", "hall", score, None) for score in (10, 1)),
        *((PERIOD, "B", "hall", score, None) for score in (*[10] * 90, *[1] * 10)),
    ]
    found = pooled(tmp_path, tree, {"survey": answers, "tickets": []})
    (share,) = (kpi for kpi in EDITION.kpis if kpi.id == "100 * good / rows")
    readings = {unit.id: measured(share, found[unit.id, share.id]) for unit in tree.units}
    assert readings == {"G": F(9100, 102), "A": 50, "B": 90}
    assert readings["G"] != (readings["A"] + readings["B"]) / 2
