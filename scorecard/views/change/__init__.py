"""Change: why did the index of a unit move between two periods?

``against`` says which period is the base, ``records`` reads one unit in one span, ``members`` makes the parts
of two of them comparable, ``sides`` hands both to ``compute.change``; ``printed`` rounds what comes back so
that every table adds up, ``bridge`` says what of it is which department's; ``loading`` joins them to the
``view``. Nothing of a change is stored: any two periods are taken apart when somebody asks (ADR 0011).
"""

from __future__ import annotations

from scorecard.views.change.loading import load
from scorecard.views.change.view import ChangeView

__all__ = ["ChangeView", "load"]
