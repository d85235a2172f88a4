"""Evidence: what chance alone could have done to a figure (methods C).

``interval`` and ``register`` say how far a reading could have come out otherwise, ``scored_interval`` and
``composite`` carry that to scores, ``rank_sets`` to ranks and ``card`` to the warnings. ``shrunk`` steadies
the scores of small units for display, ``control_chart`` tells signal from noise in a series, and
``suppress`` withholds what could be worked out from published totals. The statistics are worked in floats;
what comes out is exact, and an estimate never lies outside its own interval.
"""

from __future__ import annotations

from scorecard.compute.evidence.card import card, red
from scorecard.compute.evidence.composite import composite
from scorecard.compute.evidence.control import control_chart
from scorecard.compute.evidence.error import error
from scorecard.compute.evidence.false_alarms import false_alarms
from scorecard.compute.evidence.interval import interval
from scorecard.compute.evidence.rank_sets import rank_sets
from scorecard.compute.evidence.register import register
from scorecard.compute.evidence.scored_interval import scored_interval
from scorecard.compute.evidence.shrink import shrunk
from scorecard.compute.evidence.suppress import suppress

__all__ = [
    "card",
    "composite",
    "control_chart",
    "error",
    "false_alarms",
    "interval",
    "rank_sets",
    "red",
    "register",
    "scored_interval",
    "shrunk",
    "suppress",
]
