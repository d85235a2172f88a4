"""Rows to tallies: queries as values, one scan of a source for every KPI that reads it, and their rows read.

The store runs them. Integers only, so neither the order of rows nor the number of threads changes a digit.
"""

from __future__ import annotations

from scorecard.compute.aggregate.design import plan_design, plan_pairs
from scorecard.compute.aggregate.plan import plan
from scorecard.compute.aggregate.tallies import (
    Split,
    counts,
    joints,
    merge,
    monthly_tallies,
    split_tallies,
    tallies,
)

__all__ = [
    "Split",
    "counts",
    "joints",
    "merge",
    "monthly_tallies",
    "plan",
    "plan_design",
    "plan_pairs",
    "split_tallies",
    "tallies",
]
