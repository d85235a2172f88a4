"""Which period a change is told against."""

from __future__ import annotations

import pytest

from scorecard.errors import BadRequest
from scorecard.views.change.against import against, offered


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


@pytest.mark.parametrize("base", ["2026-01", "2026-02", "yesterday", "2025-13", "lastyear"])
def test_anything_else_is_refused(base):
    """A change begins before it ends."""
    with pytest.raises(BadRequest):
        against("2026-01", base)


def test_every_computed_month_before_is_offered():
    """After the three words."""
    found = [one.id for one in offered("2026-01", ("2026-02", "2026-01", "2025-12", "2025-06"))]
    assert found == ["previous", "last_year", "year", "2025-12", "2025-06"]
