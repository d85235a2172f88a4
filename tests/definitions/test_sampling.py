"""What chance does to a reading, against sums worked by hand and against full enumeration."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, comb, erfc, factorial, sqrt

import pytest

from scorecard.definitions.sampling import Mean, Nps, Share, sampling
from scorecard.model.kpi import Kind, Measure, Term

ROWS = Term("survey", (), "score")


def test_a_share_is_binomial_by_hand():
    """Of 4 rows with probability 3/4: P(k < 3) = 1/256 + 12/256 + 54/256; P(k > 3) = 81/256."""
    sample = Share(4)
    assert sample.below(Fraction(75), Fraction(75)) == 67 / 256
    assert sample.below(Fraction(75), Fraction(51)) == 67 / 256  # k = 2 reads 50
    assert sample.below(Fraction(75), Fraction(50)) == 13 / 256
    assert sample.above(Fraction(75), Fraction(75)) == pytest.approx(81 / 256)
    assert sample.error(Fraction(75)) == pytest.approx(100 * sqrt(3 / 16 / 4))


@pytest.mark.parametrize("true", [Fraction(0), Fraction(1, 3), Fraction(20), Fraction(125, 2), Fraction(100)])
def test_a_share_agrees_with_the_formula_term_by_term(true):
    """Σ C(n, k) pᵏ (1 − p)ⁿ⁻ᵏ over what reads below and above, and the two with the edge make 1."""
    n, edge, p = 30, Fraction(50), true / 100
    chance = [comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]
    below, above = Share(n).below(true, edge), Share(n).above(true, edge)
    assert below == pytest.approx(float(sum(chance[:15])))
    assert above == pytest.approx(float(sum(chance[16:])))
    assert below + above + float(chance[15]) == pytest.approx(1)


def test_a_share_outside_its_scale_never_errs():
    """Beyond 0 and 100 % there is no row to miss; edges beyond the scale are never or always passed."""
    assert Share(50).below(Fraction(120), Fraction(100)) == 0
    assert Share(50).above(Fraction(-1), Fraction(0)) == 0
    assert Share(50).below(Fraction(60), Fraction(101)) == 1
    assert Share(50).below(Fraction(60), Fraction(0)) == 0


def test_a_rate_is_a_share_of_its_own_base():
    """20 per 10,000 from 500 rows: P(k > 2) where k is about Poisson with mean 1."""
    poisson = 1 - sum(2.718281828459045**-1 / factorial(k) for k in range(3))
    assert Share(500, per=10_000).above(Fraction(20), Fraction(40)) == pytest.approx(poisson, abs=0.001)


@pytest.mark.parametrize("true", [Fraction(3, 10), Fraction(20), Fraction(92)])
def test_a_share_of_many_rows_is_normal(true):
    """Beyond 1,000 rows the curve is within five hundredths of the sum of its terms."""
    n, p = 1_200, true / 100
    chance = [float(comb(n, k) * p**k * (1 - p) ** (n - k)) for k in range(n + 1)]
    for edge in (true - 2, true - Fraction(1, 2), true, true + 1):
        most = ceil(n * edge / 100) - 1
        assert Share(n).below(true, edge) == pytest.approx(sum(chance[: max(most + 1, 0)]), abs=0.05)


def test_a_share_of_a_million_rows_has_an_answer():
    """However large the sample that a book asks for."""
    assert Share(1_000_000).below(Fraction(85), Fraction(84)) < 1e-9
    assert Share(1_000_000).above(Fraction(85), Fraction(84)) > 1 - 1e-9


def test_a_mean_is_normal():
    """0.2 above the edge with sd 2 and n = 100 is one standard error: 15.87 % read below it."""
    sample = Mean(100, 2)
    assert sample.error(Fraction(8)) == 0.2
    assert sample.below(Fraction(41, 5), Fraction(8)) == pytest.approx(erfc(1 / sqrt(2)) / 2)
    assert sample.above(Fraction(39, 5), Fraction(8)) == pytest.approx(erfc(1 / sqrt(2)) / 2)
    assert (Mean(9, 0).below(Fraction(8), Fraction(8)), Mean(9, 0).below(Fraction(7), Fraction(8))) == (0, 1)


def trinomial(n, promoters, detractors):
    """Probability of each balance of promoters less detractors, by enumeration."""
    passives = 1 - promoters - detractors
    found = {}
    for up in range(n + 1):
        for down in range(n + 1 - up):
            chance = comb(n, up) * comb(n - up, down)
            chance *= promoters**up * detractors**down * passives ** (n - up - down)
            found[up - down] = found.get(up - down, 0) + chance
    return found


@pytest.mark.parametrize("true", [Fraction(10), Fraction(25), Fraction(40)])
def test_nps_is_close_to_the_three_answers(true):
    """The normal form is within half a percentage point of the trinomial at n = 120."""
    n, edge = 120, Fraction(25)
    promoters, detractors = float(7 + true / 10) / 20, float(7 - true / 10) / 20
    chance = trinomial(n, promoters, detractors)
    below = sum(one for balance, one in chance.items() if 100 * balance < edge * n)
    above = sum(one for balance, one in chance.items() if 100 * balance > edge * n)
    assert Nps(n).below(true, edge) == pytest.approx(below, abs=0.005)
    assert Nps(n).above(true, edge) == pytest.approx(above, abs=0.005)


def test_nps_without_room_for_passives():
    """At 90 no more than 10 % are passive: variance 0.9 − 0.81; at 100 nothing varies."""
    assert Nps(100).error(Fraction(90)) == pytest.approx(100 * sqrt(0.09 / 100))
    assert Nps(100).error(Fraction(100)) == 0
    assert Nps(100).below(Fraction(100), Fraction(100)) == 0


@pytest.mark.parametrize(
    ("measure", "sample"),
    [
        (Measure(Kind.TOP_BOX, ROWS, at=9), Share(50)),
        (Measure(Kind.BOTTOM_BOX, ROWS, at=6), Share(50)),
        (Measure(Kind.WITHIN, ROWS, at=6), Share(50)),
        (Measure(Kind.COMPLIANCE, ROWS), Share(50)),
        (Measure(Kind.NPS, ROWS), Nps(50)),
        (Measure(Kind.RATIO, Term("tickets"), base=ROWS), Share(50)),
        (Measure(Kind.RATE, Term("tickets"), base=ROWS, per=10_000), Share(50, 10_000)),
        (Measure(Kind.RATE, ROWS, base=ROWS, per=10_000), None),  # sums, not rows
        (Measure(Kind.PERCENTILE, ROWS, at=90), None),
    ],
)
def test_each_measure_has_its_sample(measure, sample):
    """What counts rows is binomial, NPS has three answers; a sum and a percentile are not known."""
    assert sampling(measure, 50) == sample


def test_a_mean_needs_its_deviation():
    """Without a standard deviation nothing can be said about a mean."""
    measure = Measure(Kind.MEAN, ROWS)
    assert sampling(measure, 50, sd=1.5) == Mean(50, 1.5)
    assert sampling(measure, 50) is None
