from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.doctor.finding import Level
from scorecard.doctor.installation.libraries import libraries
from scorecard.publish.bulletin.libraries import BY_NAME


def without(machine, name):
    """The machine, with a library whose names nothing on it has."""
    gone = replace(BY_NAME[name], names=(f"lib{name}-nowhere.so.0", f"{name}-nowhere"))
    return replace(machine, libraries=tuple(gone if one.name == name else one for one in machine.libraries))


def test_the_libraries_of_a_set_up_machine_are_there(machine):
    """One line that names all of them."""
    (found,) = libraries(machine)
    assert found.level is Level.OK
    assert "harfbuzz-subset" in found.what


@pytest.mark.parametrize("name", ["gobject", "pango", "pangoft2", "harfbuzz", "fontconfig"])
def test_a_library_that_printing_needs_is_a_problem(machine, name):
    """Its name, and the package that brings it."""
    (found,) = libraries(without(machine, name))
    assert found.level is Level.PROBLEM
    assert f" {name} " in found.what
    assert BY_NAME[name].package in found.remedy


def test_without_the_subset_library_printing_is_slow_only(machine):
    """A warning that says what it costs."""
    (found,) = libraries(without(machine, "harfbuzz-subset"))
    assert found.level is Level.WARNING
    assert "14 times" in found.why
