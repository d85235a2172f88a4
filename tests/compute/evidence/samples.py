"""Samples of rows, and the tallies that the store would make of them."""

from __future__ import annotations

from collections import defaultdict

from scorecard.model.kpi import Kind, Measure, Term
from scorecard.model.tally import Tally

ROWS = Term("survey", (), "score")
MEAN = Measure(Kind.MEAN, ROWS)
TOP_BOX = Measure(Kind.TOP_BOX, ROWS, at=9)
NPS = Measure(Kind.NPS, ROWS, promoters=9, detractors=6)
MEDIAN = Measure(Kind.PERCENTILE, ROWS, at=50)


def answer(measure, x):
    """Y of one row, as the design sums have it."""
    if measure.kind is Kind.MEAN:
        return x
    if measure.kind is Kind.NPS:
        return (x >= measure.promoters) - (x <= measure.detractors)
    return int(x >= measure.at)


def tally_of(measure, rows, weights=None, clusters=None):
    """The tally of rows; with design sums where there are weights or clusters."""
    weighed = weights or [1] * len(rows)
    found = {
        "n": len(rows),
        "weight": sum(weighed),
        "total": sum(w * x for w, x in zip(weighed, rows, strict=True)),
        "squares": sum(w * x * x for w, x in zip(weighed, rows, strict=True)),
    }
    if measure.kind is Kind.NPS:
        found["promoters"] = sum(w for w, x in zip(weighed, rows, strict=True) if x >= measure.promoters)
        found["detractors"] = sum(w for w, x in zip(weighed, rows, strict=True) if x <= measure.detractors)
    elif measure.kind is Kind.PERCENTILE:
        found["histogram"] = tuple((x, rows.count(x)) for x in sorted(set(rows)))
    elif measure.kind is not Kind.MEAN:
        found["hits"] = sum(w for w, x in zip(weighed, rows, strict=True) if x >= measure.at)
    if weights or clusters:
        found |= design_sums(measure, rows, weighed, clusters or list(range(len(rows))))
    return Tally(**found)


def design_sums(measure, rows, weights, clusters):
    """The four sums over clusters of positive weight."""
    weight, value = defaultdict(int), defaultdict(int)
    for x, w, cluster in zip(rows, weights, clusters, strict=True):
        weight[cluster] += w
        value[cluster] += w * answer(measure, x)
    return {
        "clusters": sum(one > 0 for one in weight.values()),
        "weight_squares": sum(one * one for one in weight.values()),
        "weight_values": sum(weight[one] * value[one] for one in weight),
        "value_squares": sum(one * one for one in value.values()),
    }
