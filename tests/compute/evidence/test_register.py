"""Intervals of registers: from the months, and from the counts where the months are too few."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import sqrt

import numpy as np
import pytest

from scorecard.compute.evidence.register import register
from scorecard.model.evidence import Basis, Interval
from scorecard.model.kpi import Kind, Measure, Term
from scorecard.model.tally import Tally

Z = 1.959963985
TICKETS = Term("tickets")
USERS = Term("counters", (), "subscribers")
RATE = Measure(Kind.RATE, TICKETS, base=USERS, per=10_000)
RATIO = Measure(Kind.RATIO, TICKETS, base=TICKETS)
TALLY = Tally(n=25, total=25, base=5000)
EARLIER = [Fraction(one) for one in (46, 52, 49, 55, 50)]


def ends(found):
    """The ends as floats."""
    return float(found.low), float(found.high)


@pytest.mark.parametrize("kind", list(Kind))
def test_six_months_give_sigma(kind):
    """Ranges of 4, 6, 3, 6, 5: sigma 4.8/1.128, whatever the kind, whatever the counts."""
    found = register(Measure(kind, TICKETS, base=USERS), TALLY, Fraction(50), EARLIER)
    half = Z * 4.8 / 1.128
    assert ends(found) == pytest.approx((50 - half, 50 + half), abs=1e-6)
    assert found.basis is Basis.MONTHS
    assert found.low + found.high == 100


def test_five_months_are_too_few():
    """This month and four before: the counts have to do, where there are any."""
    assert register(RATE, TALLY, Fraction(50), EARLIER[:4]).basis is Basis.COUNTS
    assert register(Measure(Kind.MEAN, TICKETS), TALLY, Fraction(50), EARLIER[:4]) is None
    assert register(Measure(Kind.FORMULA, TICKETS), TALLY, Fraction(50), []) is None


def test_a_gap_breaks_the_moving_range():
    """46 and 90 do not touch across the gap: ranges 4, 2, 0, 1 of six readings."""
    earlier = [Fraction(46), None, *(Fraction(one) for one in (90, 92, 92, 91))]
    found = register(RATE, TALLY, Fraction(50), earlier)
    half = Z * 1.75 / 1.128
    assert ends(found) == pytest.approx((50 - half, 50 + half), abs=1e-6)
    assert register(RATE, TALLY, Fraction(50), [*earlier[:-1], None]).basis is Basis.COUNTS
    apart = [one for value in EARLIER for one in (None, value)]
    assert register(RATE, TALLY, Fraction(50), apart).basis is Basis.COUNTS


def test_a_register_that_never_moves_has_no_width():
    """Six equal months: both ends are the reading."""
    found = register(RATE, TALLY, Fraction(50), [Fraction(50)] * 5)
    assert found == Interval(Fraction(50), Fraction(50), Basis.MONTHS)


def test_a_rate_of_counts_is_poisson_s():
    """25 tickets on 5000 users, 50 per 10,000: k + z²/2 ± z·√(k + z²/4), 16.93 to 36.91 tickets."""
    found = register(RATE, TALLY, Fraction(50), [])
    centre, half = 25 + Z * Z / 2, Z * sqrt(25 + Z * Z / 4)
    assert (centre - half, centre + half) == pytest.approx((16.93, 36.91), abs=5e-3)
    assert ends(found) == pytest.approx((2 * (centre - half), 2 * (centre + half)), abs=1e-6)
    tenths = replace(RATE, base=replace(USERS, scale=1))
    assert ends(register(tenths, replace(TALLY, base=50_000), Fraction(50), [])) == pytest.approx(ends(found))


def test_no_ticket_at_all_leaves_some_possible():
    """0 tickets: from exactly 0 to z² = 3.84 of them."""
    found = register(RATE, Tally(base=5000), Fraction(0), [])
    assert found.low == 0
    assert float(found.high) == pytest.approx(2 * Z * Z, abs=1e-6)


def test_a_ratio_of_counts_is_wilson_s():
    """81 of 263 tickets: 25.53 to 36.62 % (Newcombe 1998)."""
    found = register(RATIO, Tally(n=81, total=81, base=263), Fraction(8100, 263), [])
    assert ends(found) == pytest.approx((25.53, 36.62), abs=5e-3)
    assert found.basis is Basis.COUNTS
    summed = replace(RATIO, rows=replace(TICKETS, value="solved"), base=USERS)
    assert register(summed, Tally(n=2, total=81, base=263), Fraction(8100, 263), []) == found
    full = register(RATIO, Tally(n=263, total=263, base=263), Fraction(100), [])
    assert full.high == 100
    assert full.low < 99


def test_a_ratio_beyond_its_base_is_poisson_s():
    """264 on 263, or a base that is no count: no share of anything; 100·(k ...)/base."""
    above = register(RATIO, Tally(total=264, base=263), Fraction(26400, 263), [])
    centre, half = 264 + Z * Z / 2, Z * sqrt(264 + Z * Z / 4)
    assert ends(above) == pytest.approx((100 * (centre - half) / 263, 100 * (centre + half) / 263), abs=1e-6)
    hours = replace(RATIO, base=Term("counters", (), "hours", scale=1))
    centre, half = 9 + Z * Z / 2, Z * sqrt(9 + Z * Z / 4)
    found = register(hours, Tally(total=9, base=200), Fraction(45), [])
    assert ends(found) == pytest.approx((5 * (centre - half), 5 * (centre + half)), abs=1e-6)


@pytest.mark.parametrize(
    ("measure", "tally"),
    [
        (replace(RATE, rows=replace(TICKETS, value="yuan", scale=2)), TALLY),
        (RATE, replace(TALLY, total=-1)),
        (RATE, replace(TALLY, base=0)),
        (replace(RATE, base=None), TALLY),
        (Measure(Kind.WITHIN, TICKETS, base=USERS), TALLY),
    ],
)
def test_what_is_no_count_has_no_chance_of_counts(measure, tally):
    """Decimals, negative sums, no base, other kinds: None."""
    assert register(measure, tally, Fraction(50), []) is None


def test_both_hold_the_truth_as_often_as_they_say():
    """2000 months of 20 tickets a month on average, and of 12 months of noise: 95 %, within two points."""
    draws = np.random.default_rng(5)
    counted = months = 0
    for count, noise in zip(
        draws.poisson(20, 2000).tolist(), draws.normal(500, 40, (2000, 24)).astype(int).tolist(), strict=True
    ):
        found = register(RATE, Tally(n=count, total=count, base=5000), Fraction(2 * count), [])
        counted += found.low <= 40 <= found.high
        value, *earlier = map(Fraction, noise)
        found = register(RATE, TALLY, value, earlier)
        months += found.low <= 500 <= found.high
    assert 0.93 <= counted / 2000 <= 0.97
    assert 0.92 <= months / 2000 <= 0.97
