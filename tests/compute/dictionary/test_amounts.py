"""Numbers as the dictionary writes them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.compute.dictionary.amounts import number, operand, percent, printed
from scorecard.glossary import phrases
from scorecard.model.text import Text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("8.5", 2, "8.50"),
        ("8.125", 2, "8.125"),
        ("2880", 0, "2,880"),
        ("-5", 1, "−5.0"),
        ("25/3", 2, "25/3"),
        ("-25/3", 0, "−25/3"),
    ],
)
def test_a_number_is_exact_with_at_least_so_many_decimals(value, places, text):
    """Nothing is rounded away: more decimals where there are more, a fraction where they have no end."""
    assert number(Fraction(value), places) == text


@pytest.mark.parametrize(("value", "text"), [("8", "8"), ("-5", "(−5)"), ("25/3", "(25/3)")])
def test_inside_a_sum_a_sign_or_a_bar_is_in_brackets(value, text):
    """So that 13 − (−5) is not read as 13 − − 5."""
    assert operand(Fraction(value)) == text


def test_scores_have_two_decimals_and_percents_at_least_two():
    """53.333... is printed 53.33; 12.5 basis points are 0.125 %."""
    assert printed(Fraction(160, 3)) == "53.33"
    assert percent(180, phrases({})) == Text("1.80%", "1.80 %")
    assert percent(Fraction(25, 2), phrases({})) == Text("0.125%", "0.125 %")
