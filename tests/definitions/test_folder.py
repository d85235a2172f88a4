"""A folder of files is one book, however its entries are spread."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.definitions import check, load
from scorecard.errors import BadDefinitions
from scorecard.model.problem import Severity
from tests.definitions.small_book import BOOK, write


def test_a_missing_folder_is_a_problem(tmp_path):
    """A wrong path is told by name, without a traceback."""
    book, problems = check(tmp_path / "nowhere")
    assert book is None
    assert [one.code for one in problems] == ["folder.missing"]
    assert "nowhere" in str(problems[0])


def test_a_file_is_not_a_folder(tmp_path):
    """The path of one file is told to be no folder."""
    write(tmp_path)
    assert "not a folder" in str(check(tmp_path / "book.yaml")[1][0])


def test_an_empty_folder_is_a_problem(tmp_path):
    """A folder without *.yaml files defines nothing, and load raises with the problem."""
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    with pytest.raises(BadDefinitions) as caught:
        load(tmp_path)
    assert [one.code for one in caught.value.problems] == ["folder.empty"]


def test_load_raises_with_every_problem(tmp_path):
    """The exception carries errors and warnings and counts the errors."""
    text = BOOK.replace("62.5%", "62%").replace("stretch: 9.2", "stretch: 12")
    with pytest.raises(BadDefinitions, match="1 error") as caught:
        load(write(tmp_path, text))
    assert [one.code for one in caught.value.problems] == ["sum.processes", "kpi.unreachable"]


def test_files_below_the_folder_are_joined(tmp_path):
    """Lists of several files are one list in the order of the paths; places name the file."""
    head, kpis = BOOK.split("kpis:\n")
    first, second = kpis.split("  - id: care.within")
    write(tmp_path, head, "a.yaml")
    (tmp_path / "b").mkdir()
    write(tmp_path / "b", f"kpis:\n  - id: care.within{second}", "1.yaml")
    write(tmp_path / "b", f"kpis:\n{first.replace('weight: 40%', 'weight: 41%')}", "2.yaml")
    book, problems = check(tmp_path)
    assert book is None
    assert [str(one.place).rsplit("/", 2)[1:] for one in problems] == [["b", "2.yaml:14:13"]]
    write(tmp_path / "b", f"kpis:\n{first}", "2.yaml")
    book, problems = check(tmp_path)
    assert [kpi.id for kpi in book.newest.kpis] == [
        "care.within",
        "care.rate",
        "net.mean",
        "net.nps",
        "net.spent",
    ]


def test_a_single_key_may_stand_in_one_file_only(tmp_path):
    """Two policies, or a word of the glossary twice, are told with both places."""
    write(tmp_path)
    write(tmp_path, "policy: {hide_below: 5}\nglossary:\n  unit: {zh: 单元, en: Unit}\n", "z.yaml")
    _, problems = check(tmp_path)
    assert [(one.code, one.place.line) for one in problems] == [("folder.twice", 1), ("folder.twice", 3)]
    assert "book.yaml:8:1" in problems[0].what


def test_glossaries_are_joined(tmp_path):
    """Each file may bring words of its own."""
    write(write(tmp_path), "glossary:\n  index: {zh: 指数, en: Index}\n", "z.yaml")
    assert set(load(tmp_path).newest.terms) == {"unit", "index"}


def test_a_file_that_cannot_be_read_hides_no_other_problem(tmp_path):
    """With one file broken the other's mistakes are told too, and what it holds is not called missing."""
    write(tmp_path, BOOK.replace("weight: 40%", "wieght: 40%").split("perspectives:")[0], "a.yaml")
    rest = BOOK.split("perspectives:")[1].replace("decimals: 2\n", "decimals: two\n")
    write(tmp_path, f"perspectives:{rest}", "b.yaml")
    write(tmp_path, "units: [\n", "c.yaml")
    _, problems = check(tmp_path)
    assert [one.code for one in problems] == ["shape.value", "shape.value", "yaml.syntax"]


def test_a_list_key_must_hold_a_list(tmp_path):
    """A mapping under ``units`` is refused at its place and never joined."""
    _, problems = check(write(write(tmp_path), "units: {id: X}\n", "z.yaml"))
    assert [(one.code, one.place.line, one.place.column) for one in problems] == [("shape.type", 1, 8)]


def test_a_file_of_comments_only_is_fine(tmp_path):
    """A file may be switched off by commenting it out."""
    assert check(write(write(tmp_path), "# kpis: []\n", "z.yaml"))[1] == ()


def test_another_ending_is_warned_of(tmp_path):
    """A .yml file is not read, and that is told."""
    book, problems = check(write(write(tmp_path), "kpis: []\n", "more.yml"))
    assert book is not None
    assert [(one.code, one.severity) for one in problems] == [("folder.ending", Severity.WARNING)]


def test_missing_lists_are_told(tmp_path):
    """A folder with only a head lacks everything else, each list named."""
    _, problems = check(write(tmp_path, BOOK.split("policy:")[0]))
    missing = {one.what.split("'")[1] for one in problems if one.code == "shape.missing_key"}
    assert missing == {"levels", "units", "departments", "perspectives", "sources", "processes", "kpis"}


# ---------------------------------------------------------------- include

SHARED, OWN = BOOK.split("processes:\n")
OWN = "processes:\n" + OWN


def laid(root, said, *, own=OWN):
    """A book's folder and the operator's beside it; the book says what it includes in its second line."""
    for name in ("operator", "book"):
        (root / name).mkdir()
    write(root / "operator", SHARED, "facts.yaml")
    return write(root / "book", f"# The folders that are joined:\ninclude: {said}\n{own}")


def told_of(folder):
    """Code, file's name, line and column of each problem, and all of them as text."""
    _, problems = check(folder)
    places = [
        (one.code, one.place.file.rpartition("/")[2], one.place.line, one.place.column) for one in problems
    ]
    return places, "\n".join(map(str, problems))


def test_an_included_folder_is_read_as_if_it_stood_in_the_book(tmp_path):
    """The book with its facts in a folder beside it is the book in one file, to the digest."""
    alone = tmp_path / "alone"
    alone.mkdir()
    book, problems = check(laid(tmp_path, "[../operator]"))
    assert problems == ()
    assert book == load(write(alone))


def test_a_folder_is_named_from_the_file_that_names_it(tmp_path):
    """A file further down goes further up, and folders below the included one are read."""
    folder = laid(tmp_path, "[]", own="")
    (folder / "book.yaml").unlink()
    (folder / "deep").mkdir()
    write(folder / "deep", f"include: [../../operator]\n{OWN}")
    (tmp_path / "operator" / "below").mkdir()
    (tmp_path / "operator" / "facts.yaml").rename(tmp_path / "operator" / "below" / "facts.yaml")
    assert load(folder).newest.id == "small"


def test_included_files_keep_their_own_path(tmp_path, monkeypatch):
    """A mistake in an included file is told with the path at which people find it."""
    laid(tmp_path, "[../operator]")
    write(tmp_path / "operator", SHARED.replace("kind: ticket", "kind: tikcet"), "facts.yaml")
    monkeypatch.chdir(tmp_path)
    _, problems = check(Path("book"))
    assert [str(one.place) for one in problems] == ["operator/facts.yaml:48:11"]


def test_own_and_included_entries_may_not_share_an_id(tmp_path):
    """A department that both define is told with both places."""
    own = "departments:\n  - {id: network, name: {zh: 网络, en: Net}}\n" + OWN
    places, text = told_of(laid(tmp_path, "[../operator]", own=own))
    assert [place[0] for place in places] == ["id.twice"]
    assert "operator/facts.yaml" in text
    assert "book/book.yaml" in text


@pytest.mark.parametrize(
    ("said", "code", "column", "words"),
    [
        ("[../operatr]", "include.missing", 11, "Did you mean 'operator'?"),
        ("[../nowhere/at/all]", "include.missing", 11, "no folder '../nowhere/at/all'"),
        ("[../operator/facts.yaml]", "include.missing", 11, "no folder"),
        (f"[../{'long' * 99}]", "include.missing", 11, "no folder"),
        ('["../nul\\0"]', "yaml.character", 11, "U+0000"),
        ("[../empty]", "include.empty", 11, "holds no *.yaml file"),
        ("[../operator, ../operator/]", "include.twice", 24, "included before it"),
        ("[../operator, ../operator/../operator]", "include.twice", 24, "included before it"),
        ("[../operator/part, ../operator]", "include.twice", 29, "included before it"),
        ("[.]", "include.place", 11, "lies in the book's own folder"),
        ("[part]", "include.place", 11, "lies in the book's own folder"),
        ("[..]", "include.place", 11, "holds the book's own folder"),
        ("[../..]", "include.place", 11, "leads out of"),
        ("[../../elsewhere]", "include.place", 11, "leads out of"),
        ("[../link]", "include.place", 11, "leads out of"),
        ("[../ring]", "include.missing", 11, "no folder"),
        ("[/etc]", "include.absolute", 11, "absolute path"),
        ('["C:\\\\book"]', "include.absolute", 11, "absolute path"),
        ("../operator", "shape.type", 10, "must be a list"),
        ("{operator: true}", "shape.type", 10, "must be a list"),
        ("[../operator, 5]", "shape.type", 24, "named by a text"),
        ('["", ../operator]', "shape.type", 11, "named by a text"),
    ],
)
def test_what_cannot_be_included_is_told_at_its_place(tmp_path, said, code, column, words):
    """Each wrong folder is one problem, with file, line and column, and no list is called missing for it."""
    root = tmp_path / "root"
    root.mkdir()
    folder = laid(root, said)
    for name in ("book/part", "operator/part", "empty"):
        (root / name).mkdir()
    write(root / "operator" / "part", "# nothing yet\n", "none.yaml")
    (tmp_path / "elsewhere").mkdir()
    (root / "link").symlink_to(tmp_path / "elsewhere")
    (root / "ring").symlink_to(root / "ring")
    places, text = told_of(folder)
    assert places == [(code, "book.yaml", 2, column)], text
    assert words in text


def test_an_included_folder_includes_none_itself(tmp_path):
    """So two folders cannot include each other: the second include is told where it stands."""
    folder = laid(tmp_path, "[../operator]")
    write(tmp_path / "operator", "\ninclude: [../book]\n", "more.yaml")
    places, text = told_of(folder)
    assert places == [("include.further", "more.yaml", 2, 1)], text


def test_one_file_of_the_folder_may_include(tmp_path):
    """A second include in another file is told with the place of the first."""
    folder = laid(tmp_path, "[../operator]")
    places, text = told_of(write(folder, "include: [../operator]\n", "z.yaml"))
    assert places == [("folder.twice", "z.yaml", 1, 1)]
    assert "book.yaml:2:1" in text


def test_a_mistyped_include_gets_the_near_word(tmp_path):
    """``inclde`` is an unknown key, and include is proposed."""
    folder = write(tmp_path, f"inclde: [../operator]\n{BOOK}")
    places, text = told_of(folder)
    assert places == [("shape.unknown_key", "book.yaml", 1, 1)]
    assert "Did you mean 'include'?" in text


def test_another_ending_is_warned_of_in_an_included_folder_too(tmp_path):
    """A .yml file beside the operator's facts is not read, and that is told."""
    folder = laid(tmp_path, "[../operator]")
    write(tmp_path / "operator", "kpis: []\n", "more.yml")
    book, problems = check(folder)
    assert book is not None
    assert [one.code for one in problems] == ["folder.ending"]
