"""Files that mean harm, or that another tool has spoilt: text or bytes -> the problem that refuses them."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.definitions.strict_yaml import MAX_BYTES, MAX_DEPTH, MAX_NODES
from tests.definitions.small_book import BOOK

KPIS = 1_000


@dataclass(frozen=True)
class Hostile:
    """A name, the file, and what is told: code, line and column, words of it."""

    name: str
    file: str | bytes
    code: str
    place: tuple[int | None, int | None]
    says: tuple[str, ...] = ()

    @property
    def raw(self) -> bytes:
        """The bytes of the file."""
        return self.file if isinstance(self.file, bytes) else self.file.encode()


def broken(old: str, new: str) -> str:
    """The small book with one text replaced."""
    assert old in BOOK, old
    return BOOK.replace(old, new, 1)


def _kpi(number: int) -> str:
    return f"""  - id: n{number}
    process: net{number}
    name: {{zh: 名{number}, en: N{number}}}
    perspective: custmer{number}
    measure: {{kind: mean, source: survey, value: overal{number}}}
    direction: higher
    unit: {{zh: 分, en: points}}
    decimals: 2
    floor: 1
    target: 2
    stretch: 3
    weight: 1%
    shares: {{netwrok{number}: 100%}}
"""


def _departments(lines: str) -> str:
    return broken("perspectives:", f"{lines}perspectives:")


def _units(count: int, parent: str) -> str:
    lines = (
        f"  - {{id: X{at}, name: {{zh: 厅{at}, en: H{at}}}, level: city, parent: {parent.format(at - 1)}}}\n"
        for at in range(count)
    )
    return broken("departments:", f"{''.join(lines)}departments:").replace("X-1", "X0")


_BILLION = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
)
_MERGES = "a: &a {k: v}\n" + "".join(f"b{n}: &b{n}\n  <<: [*a, *a, *a, *a]\n" for n in range(500))
_SPLITS = "".join(
    f"  - {{id: {side}{n}, name: {{zh: 部{side}{n}, en: D{side}{n}}}, until: 2023-01, "
    f"successor: {{A{n + 1}: 50%, B{n + 1}: 50%}}}}\n"
    for n in range(60)
    for side in "AB"
)

UNREAD = (
    # more than it seems
    Hostile("billion laughs", _BILLION, "yaml.anchor", (1, 4), ("&a", "Write the value out")),
    Hostile("merge keys", _MERGES, "yaml.merge", (3, 3), ("Write the keys out",)),
    Hostile("an anchor in itself", "a: &a [*a]\n", "yaml.alias", (1, 8), ("*a",)),
    Hostile(
        "10,000 brackets", "[" * 10_000, "yaml.depth", (1, MAX_DEPTH + 1), ("32 deep", "a bracket too many")
    ),
    Hostile("10,000 braces", "{" * 10_000, "yaml.key", (1, 2), ("a key must be a text",)),
    Hostile("10,000 dashes", "- " * 10_000 + "x", "yaml.depth", (1, 2 * MAX_DEPTH + 1)),
    Hostile("10,000 question marks", "? " * 10_000, "yaml.key", (1, 3)),
    Hostile(
        "200,001 values", "- a\n" * (MAX_NODES + 1), "yaml.size", (MAX_NODES, 3), ("200,000", "deliveries")
    ),
    Hostile("5 MiB", b"#" * (5 * 2**20), "yaml.size", (None, None), ("4 MiB", "Split the file")),
    Hostile("a line of 4 MB", "a: " + "x" * (MAX_BYTES - 9), "yaml.length", (1, 4), ("4,000", "Shorten")),
    Hostile("a key of 3 MB", "? " + "x" * 3_000_000 + "\n: 1", "yaml.length", (1, 3), ("at most 100",)),
    Hostile("an anchor of 3 MB", "a: &" + "x" * 3_000_000 + " 1", "yaml.anchor", (1, 4), ("xxx...",)),
    Hostile(
        "an id of 3 MB", broken("process: net\n", f"process: {'n' * 3_000_000}\n"), "yaml.length", (63, 14)
    ),
    Hostile(
        "an integer of 5,000 digits", broken("target: 8.5", f"target: {'9' * 5_000}"), "yaml.length", (72, 13)
    ),
    Hostile(
        "an integer of 19 digits",
        broken("target: 8.5", f"target: {'9' * 19}"),
        "yaml.number",
        (72, 13),
        ("18",),
    ),
    # another meaning
    Hostile(
        "a Python object", "a: !!python/object/apply:os.system ['true']\n", "yaml.tag", (1, 4), ("os.system",)
    ),
    Hostile("a tag of one's own", broken("G, name", "!unit G, name"), "yaml.tag", (21, 10), ("!unit",)),
    Hostile("%YAML", "%YAML 1.1\n---\n" + BOOK, "yaml.directive", (1, 1), ("Remove the line",)),
    Hostile("%TAG", "%TAG ! tag:x,2000:\n---\n" + BOOK, "yaml.directive", (1, 1)),
    Hostile("two documents", BOOK + "---\n" + BOOK, "yaml.documents", (129, 1), ("Split the file",)),
    Hostile(
        "a key twice", broken("policy:", "book: {}\npolicy:"), "yaml.duplicate_key", (8, 1), ("first at",)
    ),
    Hostile("nothing", broken("weight: 40%", "weight:"), "yaml.empty", (74, 12), ("no value",)),
    Hostile("a list as a key", broken("policy:", "? [a, b]\n: 1\npolicy:"), "yaml.key", (8, 3)),
    Hostile("a tab", broken("  - {id: BJ", "\t- {id: BJ"), "yaml.syntax", (19, 1), ("indentation",)),
    Hostile("an open quote", broken("zh: 小公司", "zh: '小公司"), "yaml.syntax", (129, 1), ("quotes",)),
    # characters
    Hostile("NUL", broken("小公司", "小\0公司"), "yaml.character", (3, 15), ("U+0000", "UTF-16")),
    Hostile("an escaped NUL", broken("小公司", '"小\\0公司"'), "yaml.character", (3, 14), ("U+0000",)),
    Hostile("an escaped escape", broken("小公司", '"\\e[31m"'), "yaml.character", (3, 14), ("U+001B",)),
    Hostile("an escaped surrogate", broken("小公司", '"\\ud800"'), "yaml.syntax", (3, 17), ("Unicode",)),
    Hostile(
        "a surrogate", BOOK.encode().replace("小公司".encode(), b"\xed\xa0\x80"), "yaml.encoding", (3, 14)
    ),
    Hostile(
        "text turned round",
        broken("小公司", "小\u202e公司"),
        "yaml.character",
        (3, 15),
        ("U+202E", "be seen"),
    ),
    Hostile(
        "no width", broken("小公司", "小\u200b公司"), "yaml.character", (3, 15), ("U+200B", "look alike")
    ),
    Hostile("no width, escaped", broken("小公司", '"小\\u200d"'), "yaml.character", (3, 14), ("U+200D",)),
    Hostile("turned in a comment", "# \u2066x\n" + BOOK, "yaml.character", (1, 3), ("U+2066",)),
    Hostile("another line end", broken("小公司", "小\u2028公司"), "yaml.character", (3, 15), ("U+2028",)),
    Hostile("a second mark", "a: 1\n\ufeffb: 2\n", "yaml.character", (2, 1), ("U+FEFF",)),
    Hostile(
        "a lost character",
        broken("小公司", "小\ufffd"),
        "yaml.character",
        (3, 15),
        ("lost", "what was meant"),
    ),
    Hostile("after returns", "a: 1\rb: 2\r\nc: \x07\n", "yaml.character", (3, 4), ("U+0007",)),
    # encodings
    Hostile("UTF-16", BOOK.encode("utf-16"), "yaml.encoding", (1, 1), ("0xff", "Save the file as UTF-8")),
    Hostile("UTF-16 without a mark", "book: 1\n".encode("utf-16-le"), "yaml.character", (1, 2), ("UTF-16",)),
    Hostile("GB18030", BOOK.encode("gb18030"), "yaml.encoding", (3, 15), ("0xb9", "UTF-8")),
    Hostile("Latin-1", "# café\n".encode("latin-1"), "yaml.encoding", (1, 6), ("0xe9",)),
)
"""Refused while the file is read."""

MISREAD = (
    Hostile("yes", broken("required: true}", "required: yes}"), "shape.value", (38, 51), ("true or false",)),
    Hostile("on", broken("policy:\n", "on: 1\npolicy:\n"), "shape.unknown_key", (8, 1), ("'on'",)),
    Hostile("no", broken("BJ, name", "no, name").replace("zh: 北江", "zh: no"), "", (None, None)),
    Hostile("1e309", broken("target: 8.5", "target: 1e309"), "shape.value", (72, 13), ("number", "'1e309'")),
    Hostile(".inf", broken("target: 8.5", "target: .inf"), "shape.value", (72, 13), ("'.inf'",)),
    Hostile(".nan", broken("target: 8.5", "target: .nan"), "shape.value", (72, 13), ("'.nan'",)),
    Hostile("12:30:45", broken("target: 8.5", "target: 12:30:45"), "shape.value", (72, 13), ("'12:30:45'",)),
    Hostile("0o10", broken("decimals: 2\n", "decimals: 0o10\n"), "shape.value", (70, 15), ("integer",)),
    Hostile("010", broken("decimals: 2\n", "decimals: 010\n"), "shape.value", (70, 15), ("integer", "'010'")),
    Hostile("1_000", broken("target: 8.5", "target: 1_000"), "shape.value", (72, 13), ("'1_000'",)),
    Hostile("a date", broken("from: 2022-01", "from: 2022-01-01"), "shape.value", (5, 9), ("2026-06",)),
    Hostile(
        "digits of another script",
        broken("from: 2022-01", "from: ２０２２-01"),
        "shape.value",
        (5, 9),
        ("month",),
    ),
    Hostile("a number as a key", broken("policy:", "1: 1\npolicy:"), "shape.unknown_key", (8, 1), ("'1'",)),
    Hostile("a number as an id", broken("{tariff: 30%", "{1: 30%"), "unknown.department", (76, 14), ("'1'",)),
    Hostile(
        "3,000 letters",
        broken("小公司", "小" * 3_000),
        "shape.value",
        (3, 14),
        ("3,000 characters", "at most 64"),
    ),
    Hostile(
        "65 letters",
        broken("Small company", "x" * 65),
        "shape.value",
        (3, 23),
        ("has 65", "pages and papers"),
    ),
    Hostile(
        "a name of two lines", broken("小公司", '"小\\n公司"'), "shape.value", (3, 14), ("end of a line",)
    ),
    Hostile("a code twice in a format", broken('"%Y-%m-%d"]', '"%Y %Y-%m-%d"]'), "column.format", (40, 40)),
    Hostile(
        "a format of a billion digits", broken('"%Y-%m-%d"]', '"%0999999999d"]'), "column.format", (40, 40)
    ),
    Hostile(
        "a thousand problems",
        BOOK + "".join(map(_kpi, range(KPIS))),
        "folder.problems",
        (None, None),
        ("at least 800 more problems", "check again"),
    ),
    Hostile(
        "50,000 unknown keys",
        BOOK + "".join(f"k{n}: 1\n" for n in range(50_000)),
        "folder.problems",
        (None, None),
    ),
    Hostile("199,000 wrong values", "units: [" + "a, " * 199_000 + "]", "folder.problems", (None, None)),
    Hostile(
        "300 keys twice", "a: 1\n" * 301, "folder.problems", (None, None), ("100 more problems are not told",)
    ),
    Hostile(
        "a ring of 1,000 units",
        _units(1_000, "X{}").replace("parent: X0}", "parent: X999}", 1),
        "unit.ring",
        (22, 59),
        ("X0 > X999", "..."),
    ),
    Hostile(
        "2,000 units in a row",
        _units(2_000, "X{}").replace("parent: X0}", "parent: G}", 1),
        "unit.level",
        (23, 45),
    ),
    Hostile("2 to the 60 successors", _departments(_SPLITS), "unknown.department", (144, 76), ("'A60'",)),
)
"""Refused for what they say; the third is a book, whose words mean what they are."""
