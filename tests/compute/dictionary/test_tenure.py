"""From when until when something was in force."""

from __future__ import annotations

from scorecard.compute.dictionary.tenure import tenures
from scorecard.model.text import Text
from tests.compute.dictionary.test_past import past


def found(month):
    """(kind, id) -> tenure, up to a month."""
    return {(one.kind, one.id): one for one in tenures(past(month).editions)}


def test_a_department_ends_when_its_successor_begins():
    """Before the month in which it does, nothing of it is known."""
    before, after = found("2025-12"), found("2026-01")
    assert before["departments", "tariff"].until is None
    assert ("departments", "market") not in before
    assert str(after["departments", "tariff"].until) == str(after["departments", "market"].since) == "2026-01"


def test_a_unit_has_the_name_that_it_had_last():
    """It was renamed in 2027-01, and never ended."""
    names = [found(month)["units", "BJ"].name for month in ("2026-12", "2027-01")]
    assert names == [Text("北江", "Beijiang"), Text("北江市", "Beijiang City")]
    assert found("2028-01")["units", "BJ"].until is None
    assert str(found("2028-01")["units", "BJ"].since) == "2022-01"


def test_kpis_and_processes_have_their_dates_too():
    """One KPI came with an order."""
    every = found("2028-01")
    assert str(every["kpis", "care.median"].since) == "2028-01"
    assert str(every["processes", "net"].since) == "2022-01"
