"""Who takes over, however long and branched the way to them is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.definitions.heirs import heirs
from tests.definitions.small_book import BOOK, write
from tests.definitions.test_draft import laid


def of(folder, lines, id_):
    """The heirs of a department at the last moment of the small book with further departments."""
    text = BOOK.replace("perspectives:", f"{lines}perspectives:", 1)
    return heirs(laid(write(folder, text)).drafts[-1], "departments", id_)


def department(id_, more):
    """One line of departments."""
    return f"  - {{id: {id_}, name: {{zh: 部{id_}, en: {id_}}}, {more}}}\n"


def test_one_in_force_is_its_own_heir(tmp_path):
    """Whole."""
    assert of(tmp_path, "", "market") == {"market": 1}


def test_parts_of_parts_meet_again(tmp_path):
    """A splits into B and C, both go on to others: 50 % · 40 % + 50 % is with the market department."""
    lines = department("A", "until: 2023-01, successor: {B: 50%, C: 50%}")
    lines += department("B", "until: 2024-01, successor: {market: 40%, network: 60%}")
    lines += department("C", "until: 2024-01, successor: market")
    assert of(tmp_path, lines, "A") == {"market": Fraction(7, 10), "network": Fraction(3, 10)}


def test_a_thousand_ways_are_walked_at_once(tmp_path):
    """60 splits one after another are 2 to the 60 ways to the two at the end, each with one half."""
    lines = "".join(
        department(f"{side}{n}", f"until: 2023-01, successor: {{A{n + 1}: 50%, B{n + 1}: 50%}}")
        for n in range(60)
        for side in "AB"
    )
    lines += department("A60", "owner: network") + department("B60", "owner: network")
    assert of(tmp_path, lines, "A0") == {"A60": Fraction(1, 2), "B60": Fraction(1, 2)}


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (
            department("A", "until: 2023-01, successor: B") + department("B", "until: 2023-01, successor: A"),
            0,
        ),
        (
            department("A", "until: 2023-01, successor: {B: 50%, market: 50%}")
            + department("B", "until: 2023-01, successor: A"),
            1,
        ),
        (department("A", "until: 2023-01, successor: {B: 50%, market: 50%}"), 1),
    ],
    ids=["ring", "ring with a way out", "unknown"],
)
def test_what_nobody_takes_is_missing(lines, whole, tmp_path):
    """The parts sum to less than 1; a ring never gives back all that went into it."""
    assert (sum(of(tmp_path, lines, "A").values()) == whole) is (whole == 0)
    assert sum(of(tmp_path, lines, "A").values()) < 1
