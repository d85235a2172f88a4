"""Metrics: names, types, and what a reader must know who divides one dataset by another."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from scorecard.model.book import Edition
from scorecard.publish.ossie import ossie


@pytest.fixture(scope="module")
def metrics(demo: Edition) -> dict[str, Any]:
    return {one["name"]: one for one in yaml.safe_load(ossie(demo))["semantic_model"][0]["metrics"]}


def test_found_by_any_of_its_names(metrics: dict[str, Any]) -> None:
    """The name is a plain identifier; the Chinese name, the English one and the id are synonyms."""
    assert (
        metrics["complaint_p90"]["description"]
        == "投诉处理时长九成位 · Complaint handling time, 90th percentile"
    )
    assert metrics["complaint_p90"]["ai_context"]["synonyms"] == [
        "投诉处理时长九成位",
        "Complaint handling time, 90th percentile",
        "complaint.p90",
    ]


def test_a_percentile_has_the_type_of_its_column(metrics: dict[str, Any], edges: Edition) -> None:
    """A percentile is one of the values; every other reading is a quotient, and approximate."""
    assert metrics["complaint_p90"]["datatype"] == "Integer"
    assert metrics["complaint_within"]["datatype"] == "Float"
    of_edges = yaml.safe_load(ossie(edges))["semantic_model"][0]["metrics"]
    assert {one["name"]: one["datatype"] for one in of_edges}["percentile_all"] == "Decimal"


def test_two_datasets_are_not_to_be_joined(metrics: dict[str, Any]) -> None:
    """Exactly the KPIs that divide one source by another say how to aggregate them."""
    told = {name for name, one in metrics.items() if "instructions" in one["ai_context"]}
    across = {
        name
        for name, one in metrics.items()
        if "tickets." in (sql := one["expression"]["dialects"][0]["expression"]) and "counters." in sql
    }
    assert told == across
    assert "complaint_rate" in told
    assert metrics["complaint_rate"]["ai_context"]["instructions"].startswith(
        "Aggregate tickets and counters each by itself"
    )
