from __future__ import annotations

import pytest

from scorecard.errors import PrintFailed
from scorecard.publish.bulletin.installed_fonts import drawn, families, fontconfig
from scorecard.publish.bulletin.pdf import print_pdf

CHARACTERS = "满䶮㛃龘𠮷\U00020000\ue000\u0378A−"


def prints(character: str) -> bool:
    """Whether a paper with the character is printed."""
    head = '<html lang="zh-CN"><head><meta charset="utf-8"></head>'
    try:
        return bool(print_pdf(f"{head}<body><p>客户{character}满意</p></body></html>"))
    except PrintFailed:
        return False


@pytest.mark.parametrize("character", CHARACTERS, ids=lambda one: f"U+{ord(one):04X}")
def test_fontconfig_says_beforehand_what_printing_will_say(character):
    """A character is lacking exactly where ``print_pdf`` refuses it."""
    assert prints(character) is not (character in fontconfig().lacking(character))


@pytest.mark.parametrize("character", ["\u200b", "\u200d", "\ufe0f", "\U000e0100", "\u00ad", " ", "\n"])
def test_what_needs_no_glyph_is_printed_and_not_asked_for(character):
    """Spaces, joiners and variation selectors are drawn by no font."""
    assert not drawn(character)
    assert prints(character)


def test_some_characters_of_the_list_are_lacking():
    """No font has a private or an unassigned character: the comparison above compares both answers."""
    assert {"\ue000", "\u0378"} <= fontconfig().lacking(CHARACTERS)
    assert fontconfig().lacking("满A") == frozenset()


def test_the_families_are_those_of_the_style_sheet():
    """The most wished first, without the generic name."""
    assert families()[0] == "Noto Sans CJK SC"
    assert "sans-serif" not in families()


def test_a_family_that_is_not_there_is_stood_in_for():
    """The answer names another family; a family that is there answers for itself."""
    fonts = fontconfig()
    (there, *_) = fonts.chosen(families())
    assert fonts.chosen((there,)) >= {there}
    assert "Song of Nobody" not in fonts.chosen(("Song of Nobody",))
