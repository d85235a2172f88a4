"""What a score can be while data are missing."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scorecard.compute.bounds import bounds
from scorecard.model.scoring import Curve

LINE = Curve(((Fraction(0), Fraction(10)), (Fraction(10), Fraction(90))))
HALF = Fraction(1, 2)


def test_a_missing_kpi_gives_its_rules_ends():
    """Half the weight scores 60, the other half anything from 10 to 90."""
    found = bounds({"a": HALF, "b": HALF}, {"a": Fraction(60)}, {"a": LINE, "b": LINE})
    assert found == (Fraction(35), Fraction(75))


def test_without_gaps_both_ends_are_the_score():
    """Nothing is left open where everything is there."""
    scores = {"a": Fraction(60), "b": Fraction(70)}
    assert bounds({"a": HALF, "b": HALF}, scores, {"a": LINE, "b": LINE}) == (Fraction(65), Fraction(65))


def test_nothing_declared_has_no_bounds():
    """A subject without weight in the unit has neither score nor bounds."""
    assert bounds({}, {}, {}) is None


@given(
    st.lists(st.tuples(st.integers(1, 9), st.fractions(0, 10), st.booleans()), min_size=1, max_size=6),
)
def test_the_later_true_value_lies_inside(parts):
    """Product row 12: whatever the missing readings turn out to be, the score with all data is inside."""
    whole = sum(weight for weight, _, _ in parts)
    declared = {str(place): Fraction(weight, whole) for place, (weight, _, _) in enumerate(parts)}
    truth = {str(place): 10 + 8 * reading for place, (_, reading, _) in enumerate(parts)}
    known = {str(place): truth[str(place)] for place, (_, _, there) in enumerate(parts) if there}
    low, high = bounds(declared, known, dict.fromkeys(declared, LINE))
    assert low <= sum(declared[kpi] * truth[kpi] for kpi in declared) <= high
