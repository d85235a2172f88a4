"""The rate of false alarms is measured, not believed."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from scorecard.compute.evidence.control import control_chart
from scorecard.compute.evidence.false_alarms import false_alarms


def test_a_screen_of_182_charts_gives_about_three():
    """None on no chart, 2.9 on 182."""
    assert false_alarms(0) == 0
    assert false_alarms(182) == Fraction(2912, 1000)


def test_the_rate_is_that_of_stable_processes():
    """4000 charts of 24 months of noise: as many last months are marked as said, within three errors."""
    charts = 4000
    noise = np.random.default_rng(11).normal(500, 100, (charts, 24)).astype(int).tolist()
    marked = sum(
        control_chart(
            [(str(month), Fraction(value)) for month, value in enumerate(row)],
            higher_is_better=True,
            target=None,
        )
        .months[-1]
        .signal
        is not None
        for row in noise
    )
    expected = float(false_alarms(charts))
    assert abs(marked - expected) <= 3 * expected**0.5
