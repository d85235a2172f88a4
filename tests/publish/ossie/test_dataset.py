"""Datasets: a source's columns with their types, its key, and which field is the axis of time."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from scorecard.model.book import Edition
from scorecard.publish.ossie import ossie
from tests.places import places_edition
from tests.publish.ossie.twin import known, sql


@pytest.fixture(scope="module")
def entries(demo: Edition) -> dict[str, Any]:
    return {one["name"]: one for one in yaml.safe_load(ossie(demo))["semantic_model"][0]["datasets"]}


def fields(entry: dict[str, Any]) -> dict[str, Any]:
    return {field["name"]: field for field in entry["fields"]}


def test_columns_become_fields(demo: Edition, entries: dict[str, Any]) -> None:
    """Every column of every source is a field, under its own name and by its Chinese headings."""
    for source in demo.sources:
        found = fields(entries[source.id])
        assert list(found) == [column.name for column in source.columns]
        for column in source.columns:
            assert sql(found[column.name]) == column.name
            assert found[column.name].get("ai_context", {}).get("synonyms", []) == list(column.aliases)


def test_types_and_limits(entries: dict[str, Any], edges: Edition) -> None:
    """Each type has its logical one; limits are in the column's real scale, minutes name their two times."""
    tickets = fields(entries["tickets"])
    assert {name: field["datatype"] for name, field in tickets.items()} == {
        "id": "String",
        "opened": "DateTime",
        "closed": "DateTime",
        "unit": "String",
        "category": "String",
        "source": "String",
        "reopened": "Boolean",
        "repeat": "Boolean",
        "elapsed": "Integer",
    }
    assert known(tickets["elapsed"])["whole_minutes_between"] == ["opened", "closed"]
    assert known(tickets["category"])["values"][0] == "网络"
    order = fields(yaml.safe_load(ossie(edges))["semantic_model"][0]["datasets"][0])
    assert order["amount"]["datatype"] == "Decimal"
    assert (known(order["amount"])["low"], known(order["amount"])["high"]) == ("-5", "12.5")
    assert known(order["amount"])["decimals"] == 2


def test_one_axis_of_time(entries: dict[str, Any]) -> None:
    """The column that gives a row its month is the time, be it a text; another date is not."""
    assert fields(entries["counters"])["month"]["dimension"] == {"is_time": True}
    assert fields(entries["tickets"])["opened"]["dimension"] == {"is_time": True}
    assert fields(entries["tickets"])["closed"]["dimension"] == {"is_time": False}
    assert "dimension" not in fields(entries["counters"])["value"]


def test_the_latest_row_gives_the_key(entries: dict[str, Any]) -> None:
    """Where only the last row of an id counts, the id is the key and the rule is told; elsewhere no key."""
    assert entries["tickets"]["primary_key"] == ["id"]
    assert "only the last one, in the order of closed" in entries["tickets"]["ai_context"]["instructions"]
    assert known(entries["tickets"])["latest"] == {"by": "id", "order": "closed"}
    assert "primary_key" not in entries["inspections"]
    assert "instructions" not in entries["inspections"]["ai_context"]


def test_where_unit_and_month_come_from(entries: dict[str, Any], edges: Edition) -> None:
    """A column, or one value for every row."""
    assert known(entries["inspections"])["unit"] == {"column": "hall"}
    loose = yaml.safe_load(ossie(edges))["semantic_model"][0]["datasets"][2]
    assert known(loose)["unit"] == {"always": "G"}
    assert known(loose)["period"] == {"always": "2026-06"}


def test_a_path_of_units_is_told() -> None:
    """The columns that name units from the top down, and the unit that they lie below."""
    (survey, *_) = yaml.safe_load(ossie(places_edition()))["semantic_model"][0]["datasets"]
    assert known(survey)["unit"] == {"path": ["province", "city"], "below": "G"}
