from __future__ import annotations

from dataclasses import replace

from scorecard.doctor.finding import Level
from scorecard.doctor.installation.python import python


def test_this_python_is_one_that_is_asked_for(machine):
    """The Python that runs the tests fits ``requires-python``."""
    (found,) = python(machine)
    assert found.level is Level.OK
    assert ">=3.11" in found.what


def test_another_python_than_asked_for_is_a_problem(machine, plant):
    """A product that asks for Python 99 names it, and what to run."""
    plant("planted", "Requires-Python: >=99")
    (found,) = python(replace(machine, distribution="planted"))
    assert found.level is Level.PROBLEM
    assert ">=99" in found.what
    assert "make setup" in found.remedy


def test_a_product_that_is_not_installed_asks_for_nothing(machine):
    """Without metadata there is nothing to compare; the check of the packages tells it."""
    assert [*python(replace(machine, distribution="no-such-product"))] == []
