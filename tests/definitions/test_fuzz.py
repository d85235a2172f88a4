"""Whatever becomes of the text of a book, it is read or refused, and never breaks the reader."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.definitions import check
from tests.definitions.change_cases import HEAD, MEDIAN, SECOND
from tests.definitions.small_book import BOOK

WHOLE = BOOK.replace(
    "    floor: 0\n    target: 40\n    stretch: 60\n", "    scoring: {rule: min_max, low: 0, high: 60}\n"
) + (
    """\
targets:
  - {kpi: net.mean, unit: BJ, from: 2026-01, until: 2027-01, target: 8.7}
  - {kpi: net.nps, unit: NH, high: 70}
"""
    + HEAD
    + MEDIAN
    + "    set: {kpis: {care.rate: {weight: 30%}}, policy: {hide_below: 12}}\n    end: {departments: []}\n"
    + SECOND
    + "    set: {units: {BJ: {name: {zh: 北江市, en: Beijiang City}}}, processes: {net: {owner: network}}}\n"
)
LINES = WHOLE.splitlines(keepends=True)
NASTY = (
    "", "0", "-1", "1e309", "100%", "0%", "true", "~", "''", '"', "'", "[", "]", "{", "}", ": ", "#", "&a",
    "*a", "<<", "!", "---", "\t", "\0", "\u202e", "２", "2026-13", "2021-01", "2999-12", "9" * 19, "x" * 70,
    "id", "from", "until", "weight", "BJ", "net", "market", "%Y %Y", "{a: 50%, b: 50%}", "[[1, 2], [3, 4]]",
    "rule", "knots", "network", "[city]", "2026-07",
)  # fmt: skip

Edit = tuple[str, int, int, str]
edits: st.SearchStrategy[Edit] = st.tuples(
    st.sampled_from(("delete", "double", "replace", "line out", "line twice", "line moved", "word", "value")),
    st.integers(0, len(WHOLE) - 1),
    st.integers(1, 40),
    st.sampled_from(NASTY) | st.characters() | st.text(max_size=8),
)


def edited(text: str, edit: Edit) -> str:
    """The text with one edit, by characters, lines, words or values."""
    manner, at, length, put = edit
    at %= max(len(text), 1)
    lines = text.splitlines(keepends=True) or [""]
    line = at % len(lines)
    match manner:
        case "delete":
            return text[:at] + text[at + length :]
        case "double":
            return text[: at + length] + text[at:]
        case "replace":
            return text[:at] + put + text[at + length :]
        case "line out":
            return "".join(lines[:line] + lines[line + 1 :])
        case "line twice":
            return "".join([*lines[: line + 1], *lines[line:]])
        case "line moved":
            moved = lines.pop(line)
            lines.insert(length % (len(lines) + 1), moved)
            return "".join(lines)
        case "word":
            words = lines[line].split(" ")
            words[length % len(words)] = put
            return "".join([*lines[:line], " ".join(words), *lines[line + 1 :]])
        case _:
            key, colon, value = lines[line].partition(": ")
            end = "\n" if value.endswith("\n") else ""
            return "".join([*lines[:line], f"{key}{colon}{put}{end}", *lines[line + 1 :]])


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(edits, min_size=1, max_size=4))
def test_no_text_breaks_the_check(found: list[Edit]):
    """After any edits there is a book or an error; each problem says where, why it matters, what to do."""
    text = WHOLE
    for edit in found:
        text = edited(text, edit)
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "book.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
        book, problems = check(folder)
    assert book is not None or any(one.severity == "error" for one in problems)
    for one in problems:
        assert one.code
        assert one.what
        assert one.why
        assert one.remedy
        whole = one.place.file == folder.as_posix()  # a key that no file has, a count of further problems
        assert whole or (one.place.line or 0) >= 1, one
        assert whole or (one.place.column or 0) >= 1, one
        assert str(one).encode("utf-8")


def test_the_text_that_is_edited_is_a_book(tmp_path):
    """So that every problem of an edited text comes from its edits."""
    (tmp_path / "book.yaml").write_text(WHOLE, encoding="utf-8")
    book, problems = check(tmp_path)
    assert book is not None
    assert [str(one) for one in problems] == []
