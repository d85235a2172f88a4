"""A folder of files is one book, however its entries are spread."""

from __future__ import annotations

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
