"""A formula's text falls into numbers, names and signs, each with its column."""

from __future__ import annotations

import pytest

from scorecard.definitions.formula_tokens import Part, is_name, shown, tokens


def test_each_token_knows_its_column():
    """Columns count characters from 0, Chinese and rare ones as one each; blanks only separate."""
    found, flaws = tokens("100*(接通 + 𠮷_2) / max(0.5,x)")
    assert flaws == ()
    assert [(one.column, one.text, one.part) for one in found] == [
        (0, "100", Part.NUMBER),
        (3, "*", Part.SIGN),
        (4, "(", Part.SIGN),
        (5, "接通", Part.NAME),
        (8, "+", Part.SIGN),
        (10, "𠮷_2", Part.NAME),
        (13, ")", Part.SIGN),
        (15, "/", Part.SIGN),
        (17, "max", Part.NAME),
        (20, "(", Part.SIGN),
        (21, "0.5", Part.NUMBER),
        (24, ",", Part.SIGN),
        (25, "x", Part.NAME),
        (26, ")", Part.SIGN),
        (27, "", Part.END),
    ]


@pytest.mark.parametrize(
    ("word", "allowed"),
    [
        ("solved", True),
        ("in", True),
        ("class", True),
        ("None", True),
        ("接通量", True),
        ("été", True),
        ("g5_calls", True),
        ("a__", True),
        ("minimum", True),
        ("", False),
        ("min", False),
        ("abs", False),
        ("5g_calls", False),
        ("_a", False),
        ("a.b", False),
        ("a-b", False),
        ("a b", False),
        ("a\n", False),
        ("ａ", False),
        ("ﬁ", False),
        ("x²", False),
        ("x１", False),
        ("①", False),
        ("e\u0301", False),
        ("a\u200b", False),
        ("\ud800", False),
    ],
)
def test_what_a_term_may_be_called(word, allowed):
    """A name is letters, digits and _ in their one spelling, begins with a letter, and is no function's."""
    assert is_name(word) is allowed


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("abc", "'abc'"),
        ("x" * 30, f"'{'x' * 30}'"),
        ("x" * 31, f"'{'x' * 30}...'"),
        ("\x00", "the character U+0000"),
        ("a\u202eb", "the character U+202E"),
        ("\ud800", "the character U+D800"),
    ],
)
def test_a_message_shows_only_what_can_be_printed(run, text):
    """A message can be written anywhere, whatever the formula held."""
    assert shown(run) == text
