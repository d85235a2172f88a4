from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.cliffs import cliffs
from scorecard.model.kpi import Aim
from scorecard.model.scoring import Curve
from tests.sample import small_edition


def test_lines_have_no_cliff(space, look):
    """Floor, target and stretch are joined by lines: nothing to tell."""
    (found,) = cliffs(look(space))
    assert found.level is Level.OK


def test_the_smallest_sample_at_an_edge_is_told_with_its_probability(space, look):
    """hall.top falls to 0 below 50 %: Cedar has 4 answers; of units at 60 % 17.9 % have fewer than 2 hits."""
    edition = small_edition()
    edge = ((Fraction(50), Fraction(0)), (Fraction(50), Fraction(60)), (Fraction(90), Fraction(100)))
    aim = Aim(Curve(edge), Fraction(50), Fraction(70), Fraction(90))
    kpis = tuple(replace(one, aim=aim) if one.id == "hall.top" else one for one in edition.kpis)
    (found,) = cliffs(look(space, replace(edition, kpis=kpis)))
    assert found.level is Level.WARNING
    assert found.what.startswith("hall.top: beyond 50 the score falls by 60 to 0. At P2")
    assert "n = 4 in 2026-06" in found.what
    chance = Fraction(4, 10) ** 4 + 4 * Fraction(6, 10) * Fraction(4, 10) ** 3
    assert float(chance) == pytest.approx(0.1792)
    assert "reading is 60 is measured beyond it in 18% of months" in found.what
