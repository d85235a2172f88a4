"""The rail: what happens in a month, in order. The one room that joins the stages.

``deliver`` takes files in; ``run`` carries one period through ``STEPS`` and appends its results. The store's
snapshots make the newest run of every period readable.
"""

from __future__ import annotations

from scorecard.cycle.month import STEPS, run
from scorecard.cycle.settling import settle
from scorecard.cycle.tabling import tables
from scorecard.cycle.taking import Received, contract, deliver
from scorecard.cycle.work import Work, begin

__all__ = ["STEPS", "Received", "Work", "begin", "contract", "deliver", "run", "settle", "tables"]
