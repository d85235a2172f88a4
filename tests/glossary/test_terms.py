"""The glossary: nothing that a page looks up is missing in either language."""

from __future__ import annotations

from dataclasses import fields
from string import Formatter

import pytest

from scorecard.glossary import Words, built_in
from scorecard.model.audit import Matter, Reach
from scorecard.model.evidence import Assurance, Basis, Signal
from scorecard.model.kpi import Direction, Kind
from scorecard.model.result import State
from scorecard.model.source import FactKind
from scorecard.model.tally import Tally
from scorecard.model.text import Lang, Text
from scorecard.views.control import Variation


def names_in(text: str) -> set[str]:
    """The {names} that are filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_say_something_and_ask_for_the_same():
    """No text is empty, and what is filled in on one side is filled in on the other."""
    for key, text in built_in().items():
        assert text.zh.strip(), key
        assert text.en.strip(), key
        assert names_in(text.zh) == names_in(text.en), key


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("kind", Kind),
        ("direction", Direction),
        ("state", State),
        ("fact", FactKind),
        ("reach", Reach),
        ("audit", Matter),
        ("variation", Variation),
        ("assurance", Assurance),
        ("signal", Signal),
        ("basis", Basis),
    ],
)
def test_every_value_of_an_enumeration_has_a_word(prefix, values):
    """Printers look words up by the value itself."""
    assert {f"{prefix}_{value}" for value in values} <= built_in().keys()


@pytest.mark.parametrize(
    ("prefix", "values"), [("variation", Variation), ("assurance", Assurance), ("signal", Signal)]
)
def test_every_verdict_and_rule_is_explained_in_a_sentence(prefix, values):
    """The word alone would have to be known."""
    assert {f"{prefix}_{value}_means" for value in values} <= built_in().keys()


def test_every_sum_behind_a_reading_has_a_word():
    """Except the histogram, which is not printed, and a formula's terms, which have names of their own."""
    names = {f"tally_{field.name}" for field in fields(Tally)} - {"tally_histogram", "tally_terms"}
    assert names <= built_in().keys()


def test_a_books_word_goes_over_the_built_in_one():
    """An operator may call things its own way; the rest stays."""
    words = Words(Lang.ZH, {"unit": Text("分公司", "Branch")})
    assert words("unit") == "分公司"
    assert words("rank_of", rank=3, of=14) == "第 3 名，共 14 个"
