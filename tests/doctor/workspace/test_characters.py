from __future__ import annotations

import sys
from dataclasses import replace

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.characters import characters
from scorecard.model.org import UnitTree
from scorecard.model.text import Text
from tests.sample import small_edition


def test_a_character_that_no_font_has_is_named_with_its_unit(space, look):
    """The private character U+E000 in a unit's name: every paper with that name would be refused."""
    edition = small_edition()
    units = tuple(
        replace(one, name=Text("雪\ue000松", "Cedar")) if one.id == "P2C1" else one
        for one in edition.units.units
    )
    (found,) = characters(look(space, replace(edition, units=UnitTree(units))))
    assert found.level is Level.PROBLEM
    assert "U+E000" in found.what
    assert "P2C1" in found.what
    assert "U+96EA" not in found.what


def test_without_fontconfig_the_libraries_say_so(space, look, monkeypatch):
    """No second finding for the same cause."""
    monkeypatch.setattr(sys.modules[characters.__module__], "fontconfig", lambda: None)
    assert [*characters(look(space))] == []
