"""Rules and readings survive being written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.model.rule_text import readings_of, readings_text, rule_of, rule_text
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints

NUMBERS = st.fractions(-200, 200, max_denominator=997)
CLIPS = st.none() | st.tuples(NUMBERS, NUMBERS)
RULES = st.one_of(
    st.builds(Curve, st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=5).map(tuple), CLIPS),
    st.builds(RankPoints, st.lists(NUMBERS, min_size=1, max_size=5).map(tuple)),
    st.builds(PercentOfFirst, CLIPS),
    st.builds(Deduction, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.integers(1, 24)),
)


@given(RULES)
def test_a_rule_comes_back_as_it_was(rule):
    """Every rule, every number of it, exactly; equal rules are written alike."""
    assert rule_of(rule_text(rule)) == rule
    assert rule_text(rule_of(rule_text(rule))) == rule_text(rule)


@given(st.lists(st.none() | NUMBERS, max_size=6))
def test_readings_come_back_as_they_were(readings):
    """Gaps stay gaps."""
    assert readings_of(readings_text(readings)) == tuple(readings)


def test_the_text_can_be_read_by_people():
    """Short, and in fractions."""
    assert readings_text((Fraction(127, 20), None, Fraction(6))) == "127/20 - 6"
    rule = Curve(((Fraction(6), Fraction(0)), (Fraction(17, 2), Fraction(80))))
    assert rule_text(rule) == '{"knots":[["6","0"],["17/2","80"]],"rule":"curve"}'


def test_another_rule_is_refused():
    """A text of a later version is no rule of this one."""
    with pytest.raises(ValueError, match="'magic' is no scoring rule"):
        rule_of('{"rule": "magic"}')
