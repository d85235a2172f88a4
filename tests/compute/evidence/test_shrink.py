"""Shrunk scores against published numbers and the equation that they solve."""

from __future__ import annotations

from fractions import Fraction
from math import log

import pytest

from scorecard.compute.evidence.shrink import shrunk

BCG = [  # Colditz et al., JAMA 271 (1994) 698, table 1: cases and others, vaccinated and not
    (4, 119, 11, 128),
    (6, 300, 29, 274),
    (3, 228, 11, 209),
    (62, 13536, 248, 12619),
    (33, 5036, 47, 5761),
    (180, 1361, 372, 1079),
    (8, 2537, 10, 619),
    (505, 87886, 499, 87892),
    (29, 7470, 45, 7232),
    (17, 1699, 65, 1600),
    (186, 50448, 141, 27197),
    (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
]


def bcg():
    """Log relative risks of the thirteen trials, and their errors."""
    scores, errors = {}, {}
    for number, (a, b, c, d) in enumerate(BCG):
        scores[f"{number:02d}"] = Fraction(log(a / (a + b)) - log(c / (c + d)))
        errors[f"{number:02d}"] = (1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)) ** 0.5
    return scores, errors


def solved(scores, errors):
    """(τ², μ̂) by the iteration of DerSimonian and Kacker (Contemporary Clinical Trials 28 (2007) 105)."""
    y, square = [float(scores[one]) for one in scores], [errors[one] ** 2 for one in scores]
    between = 0.0
    for _ in range(50):
        weights = [1 / (one + between) for one in square]
        mean = sum(w * one for w, one in zip(weights, y, strict=True)) / sum(weights)
        apart = [(one - mean) ** 2 for one in y]
        distance = sum(w * one for w, one in zip(weights, apart, strict=True))
        between += (distance - len(y) + 1) / sum(w * w * one for w, one in zip(weights, apart, strict=True))
    return between, mean


def test_the_bcg_trials_shrink_as_metafor_has_them():
    """τ² by Paule and Mandel is 0.3181, as metafor prints it for these trials; scores shrink by it."""
    scores, errors = bcg()
    between, mean = solved(scores, errors)
    assert between == pytest.approx(0.3181, abs=5e-5)
    found = shrunk(scores, errors)
    for unit, score in scores.items():
        kept = between / (errors[unit] ** 2 + between)
        assert float(found[unit]) == pytest.approx(mean + kept * (float(score) - mean), abs=1e-12)


def test_scores_that_agree_within_chance_all_become_the_mean():
    """τ² = 0: everyone gets μ̂, weighted by 1/se²: (10·1 + 11·1 + 12/4)/(2.25)."""
    scores = {"a": Fraction(10), "b": Fraction(11), "c": Fraction(12)}
    found = shrunk(scores, {"a": 1.0, "b": 1.0, "c": 2.0})
    assert len(set(found.values())) == 1
    assert float(found["a"]) == pytest.approx(24 / 2.25)


@pytest.mark.parametrize(("square", "kept"), [(Fraction(6, 5), Fraction(1, 6)), (Fraction(1), Fraction(0))])
def test_equal_errors_leave_what_chance_does_not_explain(square, kept):
    """Errors of 1: τ² = s² − 1. At s² = 1.2 a sixth of the distance stays, at 1 none."""
    away = Fraction(float(square) ** 0.5)
    found = shrunk({"a": 50 - away, "b": Fraction(50), "c": 50 + away}, dict.fromkeys("abc", 1.0))
    assert [float(one) for one in found.values()] == pytest.approx(
        [float(50 + step * kept * away) for step in (-1, 0, 1)], abs=1e-9
    )


def test_a_certain_score_stays():
    """An error of 0 is unchanged, exactly, and where all agree with it within chance they take it over."""
    scores = {"a": Fraction(10, 3), "b": Fraction(20), "c": Fraction(30)}
    found = shrunk(scores, {"a": 0.0, "b": 1.0, "c": 9.0})
    assert found["a"] == Fraction(10, 3)
    assert 20 > found["b"] > found["a"]
    near = shrunk({"a": Fraction(10), "b": Fraction(11), "c": Fraction(9)}, {"a": 0.0, "b": 5.0, "c": 5.0})
    assert near == dict.fromkeys("abc", Fraction(10))


def test_certain_scores_that_differ_are_no_chance():
    """Two units without error that differ: τ² > 0, both stay, the third is drawn towards them."""
    scores = {"a": Fraction(10), "b": Fraction(20), "c": Fraction(40)}
    found = shrunk(scores, {"a": 0.0, "b": 0.0, "c": 8.0})
    assert (found["a"], found["b"]) == (10, 20)
    assert 20 < found["c"] < 40
    same = shrunk({**scores, "b": Fraction(10)}, {"a": 0.0, "b": 0.0, "c": 80.0})
    assert same == dict.fromkeys("abc", Fraction(10))


@pytest.mark.parametrize("errors", [{}, {"a": 1.0, "b": 1.0}, {"a": 1.0, "b": 1.0, "c": None}])
def test_fewer_than_three_are_left_alone(errors):
    """Two units cannot tell how much units differ."""
    scores = {"a": Fraction(1), "b": Fraction(9), "c": Fraction(20)}
    assert shrunk(scores, errors) == scores
    assert shrunk({}, {}) == {}


def test_a_unit_without_an_error_is_left_alone_and_has_no_say():
    """The others come out as without it."""
    scores = {"a": Fraction(1), "b": Fraction(9), "c": Fraction(20), "d": Fraction(1000)}
    errors = {"a": 1.0, "b": 2.0, "c": 3.0}
    found = shrunk(scores, errors)
    assert found["d"] == 1000
    assert {one: found[one] for one in "abc"} == shrunk({one: scores[one] for one in "abc"}, errors)
    assert found["c"] < 20
