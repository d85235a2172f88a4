"""Why an index moved between two periods, cause by cause, adding up exactly (methods B.3).

Nested mid-points: ``change`` goes from the index over its processes to their KPIs, each a ``node`` with its
``effective`` weights; ``scores`` goes on from a KPI's score to its reading, ``parts`` from the reading to
what it is the mean of; ``transfers`` says what of it is whose. What does not live here: where the two sides
come from, and how rows are grouped and printed.
"""

from __future__ import annotations

from scorecard.compute.change.change import change

__all__ = ["change"]
