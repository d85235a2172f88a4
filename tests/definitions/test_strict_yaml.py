"""Strict reading: exact scalars with their places, and nothing that two readers could take differently."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.definitions.strict_yaml import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_PROBLEMS, parse

BILLION_LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
)
MERGE_BOMB = "a: &a {k: v}\n" + "".join(f"b{n}: &b{n}\n  <<: [*a, *a, *a, *a]\n" for n in range(500))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("1.50", Decimal("1.50")),
        ("-0.1", Decimal("-0.1")),
        ("0.12345678901234567", Decimal("0.12345678901234567")),
        ("true", True),
        ("false", False),
        ("True", "True"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("010", "010"),
        ("0x1f", "0x1f"),
        ("+1", "+1"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("1e5", "1e5"),
        ("1.", "1."),
        (".5", ".5"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("2026-01", "2026-01"),
        ("2026-01-31", "2026-01-31"),
        ("18%", "18%"),
        ("１２", "１２"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("''", ""),
        ("'null'", "null"),
    ],
)
def test_a_scalar_is_read_exactly_as_written(written, read):
    """Integers, decimals and flags have one spelling each; everything else is a text; nothing is a float."""
    node, problems = parse(f"k: {written}\n".encode(), "f.yaml")
    assert problems == ()
    assert node.value["k"] == read
    assert type(node.value["k"]) is type(read)


@pytest.mark.parametrize(
    ("written", "column", "place"),
    [
        ("k: {f: a + b}", 2, (1, 10)),
        ("k: {f:   a + b  }", 0, (1, 10)),
        ('k: {f: "a + b"}', 2, (1, 11)),
        ("k: {f: '呼入 + b'}", 3, (1, 12)),
        ("k:\n  f: a + b   # remark", 4, (2, 10)),
        ('k: {f: "a \\u002b b"}', 2, None),
        ("k: {f: 'a '' b'}", 2, None),
        ("k:\n  f: a\n    + b", 2, None),
        ("k:\n  f: >-\n    a + b", 2, None),
        ("k: {g: a}", 0, None),
        ("k: {f: [a]}", 0, None),
    ],
)
def test_a_character_of_a_text_has_a_place(written, column, place):
    """Behind its quote, if it has one; where the text is folded or escaped, its value's place stands in."""
    node, problems = parse(f"{written}\n".encode(), "f.yaml")
    assert problems == ()
    found, exact = node.inside(("k", "f"), column)
    assert exact is (place is not None)
    assert (found.line, found.column) == (place or (node.find(("k", "f")).line, node.find(("k", "f")).column))


def test_every_node_knows_its_place():
    """Keys, values and list entries carry file, line and column, counted in characters from 1."""
    node, _ = parse("名称: 甲\nlist:\n  - {a: 1}\n  - {a: 2, 键: 3}\n".encode(), "f.yaml")
    assert str(node.find(("名称",))) == "f.yaml:1:5"
    assert str(node.find_key(("list",))) == "f.yaml:2:1"
    assert str(node.find(("list", 1))) == "f.yaml:4:5"
    assert str(node.find(("list", 1, "键"))) == "f.yaml:4:15"
    assert str(node.find_key(("list", 1, "键"))) == "f.yaml:4:12"
    assert str(node.find(("list", 1, "absent", "deeper"))) == "f.yaml:4:5"


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "yaml.duplicate_key", 3, 1),
        ("a: 1\n'a': 3\n", "yaml.duplicate_key", 2, 1),
        ("x: {a: 1, a: 1}\n", "yaml.duplicate_key", 1, 11),
        ("a: &x 1\n", "yaml.anchor", 1, 4),
        ("a: *x\n", "yaml.alias", 1, 4),
        ("a:\n  <<: {b: 1}\n", "yaml.merge", 2, 3),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml.tag", 1, 4),
        ("a: !!float 1\n", "yaml.tag", 1, 4),
        ("a: ! x\n", "yaml.tag", 1, 4),
        ("!!map {a: 1}\n", "yaml.tag", 1, 1),
        ("!!str a: 1\n", "yaml.key", 1, 1),
        ("a: 1\n---\nb: 2\n", "yaml.documents", 2, 1),
        ("%YAML 1.1\n---\na: 1\n", "yaml.directive", 1, 1),
        ("a:\nb: 1\n", "yaml.empty", 1, 3),
        ("a: ~\n", "yaml.empty", 1, 4),
        ("a: null\n", "yaml.empty", 1, 4),
        ("? [a, b]\n: 1\n", "yaml.key", 1, 3),
        ("'': 1\n", "yaml.key", 1, 1),
        ("a: 1234567890123456789\n", "yaml.number", 1, 4),
        ("a: [1, 2\nb: 3\n", "yaml.syntax", 2, 2),
        ("a: 1\n\tb: 2\n", "yaml.syntax", 2, 1),
        ("a: x\x07\n", "yaml.character", 1, 5),
        ("[" * 5000, "yaml.depth", 1, MAX_DEPTH + 1),
        ("- " * 5000 + "x", "yaml.depth", 1, 2 * MAX_DEPTH + 1),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(text, code, line, column):
    """No duplicate, anchor, alias, merge, tag, directive, second document or empty value passes."""
    node, problems = parse(text.encode(), "f.yaml")
    assert node is None
    assert (problems[0].code, problems[0].place.line, problems[0].place.column) == (code, line, column)
    assert problems[0].remedy


@pytest.mark.parametrize("bomb", [BILLION_LAUGHS, MERGE_BOMB], ids=["billion laughs", "merge bomb"])
def test_a_bomb_is_never_expanded(bomb):
    """Aliases and merges are refused while reading, so nothing grows; the list of problems is capped."""
    node, problems = parse(bomb.encode(), "f.yaml")
    assert node is None
    assert {one.code for one in problems} <= {"yaml.anchor", "yaml.alias", "yaml.merge"}
    assert 200 <= len(problems) <= MAX_PROBLEMS


def test_all_problems_of_a_file_are_told():
    """A file with three mistakes is not three rounds of editing."""
    _, problems = parse(b"a: 1\na: 2\nb: &x 3\nc:\n", "f.yaml")
    assert [one.code for one in problems] == ["yaml.duplicate_key", "yaml.anchor", "yaml.empty"]


def test_another_encoding_is_told_with_its_place():
    """A file in GB18030 is refused at its first byte that is not UTF-8."""
    node, problems = parse("a: 1\nname: 名".encode("gb18030"), "f.yaml")
    assert node is None
    assert (problems[0].code, str(problems[0].place)) == ("yaml.encoding", "f.yaml:2:7")
    assert "UTF-8" in problems[0].remedy


def test_a_byte_order_mark_is_no_part_of_the_first_key():
    """Editors on Windows may put one in front."""
    node, problems = parse(b"\xef\xbb\xbfa: 1\n", "f.yaml")
    assert problems == ()
    assert node.value == {"a": 1}


def test_a_file_too_large_is_not_parsed():
    """One byte above the limit is refused before anything is read from it."""
    assert parse(b"#" * (MAX_BYTES + 1), "f.yaml")[1][0].code == "yaml.size"
    assert parse(b"#" * MAX_BYTES, "f.yaml") == (None, ())


def test_a_file_of_too_many_values_is_not_read_to_its_end():
    """The reader stops at the first value above the limit, however small the file."""
    node, problems = parse(b"- a\n" * (MAX_NODES + 10), "f.yaml")
    assert node is None
    assert [(one.code, one.place.line) for one in problems] == [("yaml.size", MAX_NODES)]
