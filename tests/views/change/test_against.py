"""Which period a change is told against."""

from __future__ import annotations

import pytest

from scorecard.errors import BadRequest
from scorecard.views.change.against import against, gaps, offered


@pytest.mark.parametrize(
    ("base", "period", "span"),
    [
        (None, "2025-12", "month"),
        ("previous", "2025-12", "month"),
        ("last_year", "2025-01", "month"),
        ("year", "2025-01", "year"),
        ("2025-03", "2025-03", "month"),
    ],
)
def test_a_base_is_a_word_or_a_month(base, period, span):
    """Of January 2026."""
    found = against("2026-01", base)
    assert (found.period, str(found.span)) == (period, span)


@pytest.mark.parametrize("base", ["yesterday", "2025-13", "lastyear"])
def test_anything_else_is_refused(base):
    """With the words that there are."""
    with pytest.raises(BadRequest):
        against("2026-01", base)


def test_every_computed_month_before_is_offered():
    """After the three words."""
    found = [one.id for one in offered("2026-01", ("2026-02", "2026-01", "2025-12", "2025-06"))]
    assert found == ["previous", "last_year", "year", "2025-12", "2025-06"]


def test_a_year_to_date_names_the_months_that_it_lacks():
    """Of both years; a month lacks none."""
    periods = ("2025-01", "2025-03", "2026-01", "2026-02", "2026-03")
    assert gaps("2026-03", against("2026-03", "year"), periods) == ("2025-02",)
    assert gaps("2026-03", against("2026-03", "previous"), ()) == ()
