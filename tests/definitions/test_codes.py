"""No code and no rule without a bad definition that brings it about."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

from scorecard import definitions
from scorecard.definitions import check
from scorecard.definitions.rules import RULES, RULES_IN_TIME
from tests.definitions import (
    change_cases,
    hostile,
    test_dates,
    test_examples,
    test_folder,
    test_formula_rules,
    test_hostile,
    test_plans,
    test_rules,
)
from tests.definitions.formula_book import FORMULA_BOOK
from tests.definitions.small_book import write

ROOM = Path(definitions.__file__).parent
FORMULAS = tuple(
    replace(case, book=FORMULA_BOOK)
    for case in (*test_formula_rules.IN_THE_FORMULA, *test_formula_rules.AROUND_IT)
)
TABLES = (test_rules, test_dates, test_plans)
ERRORS = (*(case for table in TABLES for case in table.ERRORS), *FORMULAS)
CASES = (*ERRORS, *(case for table in TABLES for case in table.WARNINGS))
CHANGES = (*change_cases.ERRORS, *change_cases.WARNINGS)
HOSTILE = (*hostile.UNREAD, *hostile.MISREAD)
_CODE = re.compile(r"[a-z]+\.[a-z_]+")


def codes(file: str, hole: str = "") -> set[str]:
    """Every code that a file writes; ``hole``: what stands for the part that is filled in."""
    found = set()
    for node in ast.walk(ast.parse(Path(file).read_text(encoding="utf-8"))):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(node, ast.JoinedStr) and hole:
            text = "".join(part.value if isinstance(part, ast.Constant) else hole for part in node.values)
        if isinstance(text, str) and _CODE.fullmatch(text) and not text.endswith(".yaml"):
            found.add(text)
    return found


WRITTEN = {code for file in ROOM.rglob("*.py") for code in codes(str(file), hole="any")}
BROUGHT_ABOUT = {case.code for case in (*CASES, *CHANGES, *HOSTILE)}
for module in (test_folder, test_hostile, test_formula_rules, test_examples):
    BROUGHT_ABOUT |= codes(str(module.__file__))


def test_there_are_codes():
    """The scan finds what it looks for: some by name, some of which a part is filled in."""
    assert {"sum.kpis", "yaml.tag", "change.overlap", "unknown.any", "any.gap"} <= WRITTEN
    assert len(WRITTEN) > 70


@pytest.mark.parametrize("code", sorted(WRITTEN))
def test_every_code_is_brought_about(code):
    """Each code that the definitions can answer with is the answer to some bad definition in the tests."""
    pattern = re.compile(code.replace(".", r"\.").replace("any", "[a-z]+"))
    assert [one for one in BROUGHT_ABOUT if pattern.fullmatch(one)], f"no bad definition brings about {code}"


@pytest.mark.parametrize(
    "code",
    [
        *(
            f"unknown.{one}"
            for one in ("level", "unit", "department", "perspective", "source", "process", "kpi")
        ),
        *(f"absent.{one}" for one in ("unit", "source", "process")),
        *(f"unused.{one}" for one in ("sources", "perspectives", "levels", "departments")),
        *(f"{one}.{word}" for one in ("unit", "department") for word in ("until", "gap", "ring")),
    ],
)
def test_every_kind_that_is_filled_in_is_brought_about(code):
    """Codes that name a list have a case for each list that they can name."""
    assert code in BROUGHT_ABOUT


def test_there_are_more_than_60_bad_definitions():
    """Of files, shapes, sums, references, measures, scoring, dates, targets and change orders."""
    errors = [*ERRORS, *change_cases.ERRORS, *HOSTILE]
    assert len(errors) >= 60
    assert len(BROUGHT_ABOUT) >= 80


def test_every_rule_finds_something(tmp_path, monkeypatch):
    """Each rule has a bad definition at which it speaks."""
    spoke = set()

    def heard(rule):
        def listening(about):
            for one in rule(about):
                spoke.add(rule.__name__)
                yield one

        return listening

    monkeypatch.setattr(definitions, "RULES", tuple(map(heard, RULES)))
    monkeypatch.setattr(definitions, "RULES_IN_TIME", tuple(map(heard, RULES_IN_TIME)))
    others = (test_formula_rules.RATIO_OF_UNITS, test_examples.with_example("{reading: 8.2, score: 63}"))
    for text in (*(case.text for case in CASES), *others):
        check(write(tmp_path, text))
    for case in CHANGES:
        check(case.write(tmp_path))
    assert {rule.__name__ for rule in (*RULES, *RULES_IN_TIME)} - spoke == set()
