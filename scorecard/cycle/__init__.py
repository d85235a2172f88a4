"""The rail: what happens in a month, in order. The one room that joins the stages.

``deliver`` takes files in; ``run`` carries one period through ``STEPS`` and appends its results. The store's
snapshots make the newest run of every period readable.
"""

from __future__ import annotations

from scorecard.cycle.month import STEPS, Work, begin, run, tables
from scorecard.cycle.settling import settle
from scorecard.cycle.taking import Received, contract, deliver

__all__ = ["STEPS", "Received", "Work", "begin", "contract", "deliver", "run", "settle", "tables"]
