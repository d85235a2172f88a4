from __future__ import annotations

import sys
from dataclasses import replace

from scorecard.doctor.finding import Level
from scorecard.doctor.installation.font import font


def test_the_font_of_the_papers_is_named(machine):
    """A set-up machine has one of the families that the style sheet asks for."""
    (found,) = font(machine)
    assert found.level is Level.OK
    assert any(family in found.what for family in machine.families)


def test_a_family_that_nobody_installed_is_a_warning(machine):
    """What stands in for it is named, and what to install."""
    (found,) = font(replace(machine, families=("Song of Nobody",)))
    assert found.level is Level.WARNING
    assert "Song of Nobody" in found.what
    assert "fonts-noto-cjk" in found.remedy


def test_without_fontconfig_the_libraries_say_so(machine, monkeypatch):
    """No second finding for the same cause."""
    monkeypatch.setattr(sys.modules[font.__module__], "fontconfig", lambda: None)
    assert [*font(machine)] == []
