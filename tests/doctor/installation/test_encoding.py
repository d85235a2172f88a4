from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.doctor.finding import Level
from scorecard.doctor.installation.encoding import encoding


@pytest.mark.parametrize("name", ["utf-8", "UTF8", "gb18030"])
def test_encodings_of_every_letter_are_well(machine, name):
    """UTF-8 and GB18030 hold every name."""
    (found,) = encoding(replace(machine, printing=name, naming=name))
    assert found.level is Level.OK


@pytest.mark.parametrize("name", ["ascii", "latin-1", "gbk", "no-such-encoding"])
def test_narrow_encodings_are_a_problem_where_they_are_used(machine, name):
    """Printing and file names are told apart; GBK lacks 䶮, which people are called."""
    (found,) = encoding(replace(machine, printing=name, naming="utf-8"))
    assert found.level is Level.PROBLEM
    assert found.what.startswith("What is printed")
    both = encoding(replace(machine, printing=name, naming=name))
    assert [one.level for one in both] == [Level.PROBLEM] * 2
