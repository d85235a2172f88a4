"""The document: valid by the specification, nothing lost on the way, the same bytes every time."""

from __future__ import annotations

import copy
import json
import os
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from scorecard.definitions import load
from scorecard.model.book import Edition
from scorecard.model.kpi import Direction
from scorecard.model.period import Period
from scorecard.publish.ossie import ossie
from scorecard.settings import Settings
from tests.conftest import ROOT
from tests.publish.ossie.specification import Document
from tests.publish.ossie.twin import known

SCHEMA = "SCORECARD_OSSIE_SCHEMA"


def test_valid_by_the_specification(edition: Edition) -> None:
    """Both editions keep every rule of the core specification that concerns what is written."""
    document = Document.model_validate(yaml.safe_load(ossie(edition)))
    assert len(document.semantic_model[0].metrics) == len(edition.kpis)


def test_valid_by_the_published_schema(edition: Edition) -> None:
    """The specification's own JSON Schema, where a file of it is named, finds nothing either."""
    named = os.environ.get(SCHEMA)
    if not named:
        pytest.skip(f"set {SCHEMA} to the specification's JSON Schema to validate against it")
    jsonschema = pytest.importorskip("jsonschema", reason="install jsonschema to validate against the schema")
    validator = jsonschema.Draft202012Validator(json.loads(Path(named).read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(yaml.safe_load(ossie(edition)))] == []


def _first(document: Any, key: str) -> Any:
    return document["semantic_model"][0][key][0]


SPOILT: dict[str, Callable[[Any], object]] = {
    "another version": lambda one: one.update(version="0.1.1"),
    "a key that is not known": lambda one: _first(one, "metrics").update(target=8),
    "a metric without expression": lambda one: _first(one, "metrics").pop("expression"),
    "an expression without dialect": lambda one: _first(one, "metrics")["expression"].update(dialects=[]),
    "two metrics of one name": lambda one: one["semantic_model"][0]["metrics"].append(_first(one, "metrics")),
    "two fields of one name": lambda one: _first(one, "datasets")["fields"].append(
        _first(one, "datasets")["fields"][0]
    ),
    "a key that no field has": lambda one: _first(one, "datasets").update(primary_key=["nothing"]),
    "an extension that is no text": lambda one: _first(one, "metrics")["custom_extensions"][0].update(
        data={}
    ),
    "an extension that is no JSON": lambda one: _first(one, "metrics")["custom_extensions"][0].update(
        data="{'"
    ),
    "no dataset": lambda one: one["semantic_model"][0].update(datasets=[]),
    "a type that does not exist": lambda one: _first(one, "metrics").update(datatype="Percent"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=list(SPOILT))
def test_the_rules_bite(demo: Edition, spoil: Callable[[Any], object]) -> None:
    """A document that breaks a rule of the specification is refused: the rules are not empty."""
    document = copy.deepcopy(yaml.safe_load(ossie(demo)))
    spoil(document)
    with pytest.raises(ValidationError):
        Document.model_validate(document)


def test_the_same_definitions_give_the_same_bytes(demo: Edition) -> None:
    """A second reading of the same files is written byte for byte as the first."""
    again = load(ROOT / Settings().definitions).on(Period.parse("2026-06"))
    assert again is not demo
    assert ossie(again).encode() == ossie(demo).encode()


def test_texts_come_back_as_they_are(edges: Edition) -> None:
    """Quotes, colons, number signs and Chinese stand in the text readably and are read back unchanged."""
    text = ossie(edges)
    (model,) = yaml.safe_load(text)["semantic_model"]
    assert model["description"] == f"{edges.name.zh} · {edges.name.en}"
    assert known(model)["name"] == {"zh": "小公司：甲 # 乙", "en": 'O\'Brien & "Sons": #1'}
    dataset = model["datasets"][0]
    assert dataset["fields"][0]["ai_context"]["synonyms"] == ["1e5", "08", "编号: #"]
    values = {known(field)["column"]: known(field).get("values") for field in dataset["fields"]}
    assert values["kind"] == ["O'Brien: #1", '"quoted"', "100%", "宽带"]
    assert "小公司：甲" in text
    assert max(len(line) for line in text.splitlines()) > 200  # no text is broken over lines
    assert "\\u" not in text


def test_no_reader_takes_a_text_for_a_number(edges: Edition) -> None:
    """What a reader of YAML 1.2 alone would take for a number stands in quotes: 1e5, 08."""
    text = ossie(edges)
    assert re.findall(r"- ('?(?:1e5|08)'?)$", text, flags=re.MULTILINE) == ["'08'", "'1e5'", "'08'"]
    assert "&id" not in text


def test_what_the_core_cannot_say_stands_in_extensions(edition: Edition) -> None:
    """Every KPI's process, aim, weight, levels, shares and decimals can be read back, exactly."""
    (model,) = yaml.safe_load(ossie(edition))["semantic_model"]
    for kpi, metric in zip(edition.kpis, model["metrics"], strict=True):
        facts = known(metric)
        assert (facts["id"], facts["process"], facts["perspective"]) == (kpi.id, kpi.process, kpi.perspective)
        assert (facts["direction"], facts["kind"]) == (kpi.direction.value, kpi.measure.kind.value)
        assert (facts["decimals"], tuple(facts["levels"])) == (kpi.decimals, kpi.levels)
        assert _points(facts["weight"]) == kpi.weight
        assert {key: _points(share) for key, share in facts["shares"].items()} == dict(kpi.shares)
        knots = tuple((Fraction(reading), Fraction(score)) for reading, score in facts["scoring"]["knots"])
        assert knots == kpi.aim.scoring.knots
        worst_first = facts["scoring"]["knots"][:: -1 if kpi.direction is Direction.LOWER else 1]
        assert [facts[key] for key in ("floor", "target", "stretch")] == [one for one, _ in worst_first]
        assert facts["unit_of_measure"] == {"zh": kpi.unit.zh, "en": kpi.unit.en}
        assert facts.get("focus") == (kpi.focus and {"zh": kpi.focus.zh, "en": kpi.focus.en})
        assert metric["ai_context"]["synonyms"][0] == kpi.name.zh


def test_what_holds_for_all_kpis_stands_with_the_model(demo: Edition) -> None:
    """Digest, scores of the knots, processes with weights, departments and levels, in order."""
    (model,) = yaml.safe_load(ossie(demo))["semantic_model"]
    facts = known(model)
    assert (facts["id"], facts["digest"]) == (demo.id, demo.digest)
    assert facts["scores"] == {"floor": "0", "target": "80", "stretch": "100"}
    assert (facts["coverage_min"], facts["hide_below"], facts["flag_below"]) == ("50%", 10, 30)
    assert [(one["id"], _points(one["weight"])) for one in facts["processes"]] == [
        (one.id, one.weight) for one in demo.processes
    ]
    assert [one["id"] for one in facts["departments"]] == [one.id for one in demo.departments]
    assert [one["name"]["zh"] for one in facts["levels"]] == [one.name.zh for one in demo.levels]


def _points(percent: str) -> Fraction:
    return 100 * Fraction(percent.removesuffix("%"))
