"""A standing in words, in both languages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from scorecard.glossary import Words
from scorecard.model.evidence import Card
from scorecard.model.text import Lang, Text
from scorecard.views.frame import Choice
from scorecard.views.month import Owed
from scorecard.views.scorecard import Shift
from scorecard.views.standing_text import (
    alike_text,
    bounds_text,
    card_text,
    change_text,
    interval_text,
    owed_text,
    rank_text,
    set_text,
)
from tests.views.lines import ranked

ZH, EN = Words(Lang.ZH), Words(Lang.EN)


def test_a_rank_stands_with_its_set():
    """In the wording of the rule; a set of one rank is that rank; nobody ranked has no set."""
    line = ranked("A", 3, (2, 5))
    assert (rank_text(line, EN), rank_text(line, ZH)) == ("3/5 (95 %: 2–5)", "3/5（95%：2–5）")
    assert set_text(ranked("A", 3, (3, 3))) == "3"
    assert rank_text(ranked("A", None), EN) == "not ranked"


def test_an_interval_is_as_published():
    """Both ends with their decimals; a dash without evidence."""
    line = ranked("A", 1, low=Decimal("76.10"), high=Decimal("79.90"))
    assert interval_text(line) == "76.10–79.90"
    assert interval_text(ranked("A", 1)) == "–"


def test_of_many_peers_the_first_few_are_named():
    """With how many in all; nobody is words, three are three."""
    assert alike_text(["A", "B", "C", "D", "E"], EN) == "A, B, C and others, 5 in all"
    assert alike_text(["A", "B", "C", "D", "E"], ZH) == "A、B、C等 5 个"
    assert alike_text(["A", "B", "C"], EN) == "A, B, C"
    assert alike_text([], EN) == "told apart from all"


def test_a_card_is_shape_and_word():
    """Never colour alone: the two differ in both."""
    assert card_text(Card.YELLOW, ZH) == "▲ 黄牌"
    assert card_text(Card.RED, EN) == "■ Red card"


@pytest.mark.parametrize(
    ("beyond", "said"), [(True, "beyond chance"), (False, "within chance"), (None, "no error known")]
)
def test_a_change_says_what_chance_has_to_do_with_it(beyond, said):
    """A signed figure and a word, never an arrow."""
    found = change_text(Shift(Decimal("-0.31"), beyond), Decimal("78.31"), EN)
    assert found.startswith("−0.31 on the period before (78.31): ")
    assert said in found
    assert not set(found) & set("↑↓▲▼")


def test_bounds_are_said_where_data_are_missing():
    """Not where all are there, and not where there are none: that anything may come of it says nothing."""
    line = ranked("A", 1, bound_low=Decimal("70.00"), bound_high=Decimal("81.50"), coverage=Decimal("82.00"))
    assert "between 70.00 and 81.50" in bounds_text(line, EN)
    assert "82.00%" in bounds_text(line, ZH)
    for coverage in ("100.00", "0.00"):
        assert bounds_text(replace(line, coverage=Decimal(coverage)), EN) == ""
    assert bounds_text(ranked("A", 1, coverage=Decimal("82.00")), EN) == ""


def test_who_owes_the_data_is_named():
    """KPI, source and department; a withheld one says that its samples are too few, and blames nobody."""
    kpi, source = Choice("k", Text("杂音率", "Noise")), Text("测评", "Survey")
    owed = Owed(kpi, source, Text("网络部", "Network"), "missing")
    assert owed_text(owed, EN) == "Noise: Survey, no data, owed by Network"
    assert "网络部" in owed_text(owed, ZH)
    assert "nobody is named" in owed_text(replace(owed, department=None), EN)
    hidden = owed_text(replace(owed, department=None, state="hidden"), EN)
    assert "too few samples" in hidden
    assert "owe" not in hidden
