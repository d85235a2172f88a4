"""The JSON Schema of the definitions: fresh, complete in two languages, and of one mind with the check."""

from __future__ import annotations

import json
import os
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel, TypeAdapter, ValidationError

from scorecard.definitions import orders, plan, schema, scoring, texts
from scorecard.definitions.json_schema import json_schema, meaning, words
from scorecard.definitions.scalars import Identifier
from scorecard.definitions.shape import validate
from scorecard.definitions.strict_yaml import Node, parse
from scorecard.definitions.timeline import lay
from scorecard.model.problem import Place
from tests.definitions import change_cases, test_dates, test_plans, test_rules
from tests.definitions.test_codes import FORMULAS
from tests.definitions.test_fuzz import WHOLE

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "kpi_definitions" / "scorecard.schema.json"
SHIPPED = sorted(
    path for folder in ("kpi_definitions", "tests/real") for path in (ROOT / folder).rglob("*.yaml")
)
SCHEMA = json.loads(json_schema())
VALIDATOR = Draft202012Validator(SCHEMA)
MODELS = [
    one
    for module in (texts, schema, orders, plan, scoring)
    for one in vars(module).values()
    if isinstance(one, type)
    and issubclass(one, BaseModel)
    and one.__module__ == module.__name__
    and one.model_fields
    and not one.__name__.startswith("_")
]


def plain(value):
    """A value of a file as JSON has it."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value


def faults(text):
    """What the schema has against a file."""
    node, problems = parse(text.encode(), "file.yaml")
    assert problems == ()
    return [error.message for error in VALIDATOR.iter_errors(plain(node.value))]


# ---------------------------------------------------------------- the file


def test_the_schema_at_hand_is_the_one_of_the_models():
    """Else: .venv/bin/scorecard schema --out kpi_definitions/scorecard.schema.json."""
    assert FILE.read_bytes() == json_schema().encode()


def test_the_schema_is_one_that_old_editors_know_too():
    """Draft 2020-12, and no keyword in it that came after draft 7 but $defs."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"].endswith("2020-12/schema")
    text = FILE.read_text(encoding="utf-8")
    later = ("prefixItems", "unevaluated", "dependent", "$dynamic", "$anchor", "minContains", "$recursive")
    assert [word for word in later if f'"{word}' in text] == []
    assert "null" not in text


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_shipped_file_names_the_schema_and_fits_it(path):
    """The first line leads from the file's own folder to the schema; what follows is what it allows."""
    text = path.read_text(encoding="utf-8")
    led = os.path.relpath(FILE, path.parent)
    assert text.splitlines()[0] == f"# yaml-language-server: $schema={led}"
    assert faults(text) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda one: one.__name__)
def test_every_key_has_a_meaning_in_both_languages(model):
    """Chinese and English: an editor explains a key by what scorecard/definitions/keys.yaml says of it."""
    for name, field in model.model_fields.items():
        said = meaning(model, field.alias or name)
        assert said is not None, f"{model.__name__}: {field.alias or name} has no meaning in keys.yaml"
        assert set(said) == {"zh", "en"}
        assert re.search("[\u4e00-\u9fff]", said["zh"])
        assert said["en"].endswith(".")


def test_no_meaning_is_left_over():
    """Each one in keys.yaml belongs to a key of the model under which it stands."""
    known = {
        one.__name__: {field.alias or name for name, field in one.model_fields.items()} for one in MODELS
    }
    known["Anywhere"] = set().union(*known.values())
    assert [(model, key) for model, keys in words().items() for key in keys if key not in known[model]] == []


def test_a_key_is_explained_where_it_stands():
    """A weight of a process is one thing, a weight of a source another."""
    found = [
        SCHEMA["$defs"][one]["properties"]["weight"]["description"] for one in ("ProcessSpec", "SourceSpec")
    ]
    assert found[0] == "在总指数中的权重，例如 12.5%\nWeight in the index, such as 12.5%."
    assert found[0] != found[1]


# ---------------------------------------------------------------- one mind with the check

TIED = {"must add up to 100%"}
"""What a shape is refused for though it ties values together: a schema cannot add."""


def refused(problems):
    """Whether the shape is what is wrong, as far as a schema can tell."""
    return any(
        one.code.startswith("shape.") and not any(word in one.what for word in TIED) for one in problems
    )


def shape_of(node):
    """The problems of a file's shape, its missing lists apart."""
    return validate(node, complete=False)[1]


CASES = [
    *(case for table in (test_rules, test_dates, test_plans) for case in (*table.ERRORS, *table.WARNINGS)),
    *FORMULAS,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.at[:25]!r}")
def test_an_editor_refuses_what_the_check_refuses_for_its_shape(case):
    """All shapes that are wrong, and nothing of what only the rules can tell."""
    node, _ = parse(case.text.encode(), "book.yaml")
    assert bool(faults(case.text)) is refused(shape_of(node)), faults(case.text)


@pytest.mark.parametrize(
    "case", [*change_cases.ERRORS, *change_cases.WARNINGS], ids=lambda case: f"{case.code}: {case.at[:25]!r}"
)
def test_an_editor_refuses_what_the_check_refuses_in_a_change(case):
    """The keys that a change sets, the entries that it adds, and what is permanent."""
    seen = case.code in {"change.fixed", "shape.value", "shape.unknown_key", "shape.missing_key"}
    assert bool(faults(case.text)) is seen, faults(case.text)


def test_the_schema_sees_many_of_the_bad_definitions():
    """More than 60 of them are refused while they are typed."""
    texts = [case.text for case in (*CASES, *change_cases.ERRORS)]
    assert sum(bool(faults(text)) for text in texts) > 60


def paths(value, here=()):
    """The way to every value of a document."""
    yield here
    inside = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    )
    for key, one in inside:
        yield from paths(one, (*here, key))


DOCUMENT, _ = parse((WHOLE + test_plans.PLANS.lstrip()).encode(), "book.yaml")
PATHS = [path for path in paths(DOCUMENT.value) if path]


def in_a_value_of_a_change(path):
    """Whether it leads to a key that a change sets or adds, or into one."""
    depth = 4 if path[3:4] == ("policy",) else 5
    return path[2:3] in {("set",), ("add",)} and len(path) > depth and path[5:] != ("id",)


WHOLES = (0, 1, -1, 10, 1001)
TEXTS = (
    "", " ", "a", "BJ", "B/J", "_a", "a_b", "é", "北江", "１", "a b", "12%", "12.5%", "0%", "100.01%",
    "2026-07", "2026-13", "2999-12", "3000-01", "higher", "mean", "veto", "knots", "reweight", "1200.00",
    "150%",
    "x" * 65, "x" * 501, "a\nb", "a\tb", " a", "true",
)  # fmt: skip
scalars = st.sampled_from([*WHOLES, Decimal("0.5"), Decimal("-2.5"), True, False, *TEXTS])
KEYS = (
    "id",
    "zh",
    "en",
    "weight",
    "from",
    "until",
    "rule",
    "steps",
    "per_head",
    "not",
    "at_least",
    "a",
    "_a",
    "网络",
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=6,
)


def put(value, path, new):
    """The same document with another value at a path."""
    if not path:
        return new
    first, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {**value, first: put(value[first], rest, new)}
    return tuple(put(one, rest, new) if at == first else one for at, one in enumerate(value))


def noded(value):
    """A document without places."""
    inside = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    )
    return Node(value, Place("file.yaml", 1, 1), {key: noded(one) for key, one in inside})


@settings(max_examples=500, deadline=None)
@given(st.sampled_from([path for path in PATHS if not {"set", "add"} & {*path}]), values)
def test_no_value_is_taken_by_one_and_refused_by_the_other(path, new):
    """Whatever stands wherever, the schema refuses the file if and only if its shape is wrong."""
    assume(len(path) > 1 or new != ())  # what one file leaves empty another one may hold
    document = put(DOCUMENT.value, path, new)
    refuses = next(VALIDATOR.iter_errors(plain(document)), None)
    assert (refuses is not None) is refused(shape_of(noded(document))), refuses


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([path for path in PATHS if in_a_value_of_a_change(path)]), values)
def test_no_value_of_a_change_is_taken_by_one_and_refused_by_the_other(path, new):
    """The same for values that a change sets, and for the entries that it adds."""
    document = put(DOCUMENT.value, path, new)
    node = noded(document)
    spec, problems = validate(node, complete=True)
    assert spec is not None, problems
    _, problems = lay(node, spec)
    refuses = next(VALIDATOR.iter_errors(plain(document)), None)
    assert (refuses is not None) is refused(problems), refuses


def test_ids_are_told_by_the_letters_of_common_scripts():
    """In Latin, Chinese, kana and full-width blocks the pattern and the check agree to the letter."""
    ids, pattern = TypeAdapter(Identifier), re.compile(SCHEMA["$defs"]["Identifier"]["pattern"])

    def fits(text):
        try:
            ids.validate_python(text)
        except ValidationError:
            return False
        return True

    blocks = (*range(0x20, 0x100), *range(0x3000, 0x30A0), *range(0x4E00, 0x4F00), *range(0xFF00, 0xFFBF))
    for one in map(chr, blocks):
        assert bool(pattern.search(one)) is fits(one), one
        assert bool(pattern.search(f"a{one}")) is fits(f"a{one}"), one
