"""Rows of the result tables hold what they stand for, or say that they cannot."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scorecard.compute.tabulate import reading_row, tally_row
from scorecard.errors import BadRequest
from scorecard.model.kpi import Kind, Measure, Term
from scorecard.model.result import Reading, State
from scorecard.model.table import TALLY
from scorecard.model.tally import Tally
from tests.sample import small_edition

KPI = small_edition().kpis[0]
TERMS = (("all", Term("survey")), ("late", Term("tickets")))
FORMULA = replace(KPI, measure=Measure(Kind.FORMULA, Term("survey"), terms=TERMS, observations="all"))


def test_every_term_of_a_formula_has_its_sum_in_the_row():
    """Name and sum, also of a term that met no row and of sums beyond 64 bits; other kinds have none."""
    row = dict(
        zip(TALLY.columns, tally_row("2026-06", "G", FORMULA, Tally(terms=(("late", 2**70),))), strict=True)
    )
    assert row["terms"] == f"all:0 late:{2**70}"
    other = dict(zip(TALLY.columns, tally_row("2026-06", "G", KPI, Tally(n=3)), strict=True))
    assert (other["terms"], other["n"]) == ("", 3)


@pytest.mark.parametrize("value", [Fraction(10**12), Fraction(-(10**12))])
def test_a_reading_that_no_table_holds_is_refused(value):
    """Twelve digits before the point are held; one more is told with KPI and unit, never dropped."""
    reading = Reading(50, value, Fraction(0), State.OK)
    with pytest.raises(BadRequest, match=r"'network.mean' in unit 'G'.*1e\+12"):
        reading_row("2026-06", "G", KPI, reading, aim=KPI.aim, weight=None)
    held = replace(reading, value=value - 1 if value > 0 else value + 1)
    assert reading_row("2026-06", "G", KPI, held, aim=KPI.aim, weight=None)[4] == held.value
