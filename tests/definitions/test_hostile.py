"""Files that mean harm are refused like any other mistake: at their place, with what to do."""

from __future__ import annotations

import os

import pytest

from scorecard.definitions import check, files
from scorecard.definitions.told import MAX_TOLD
from scorecard.model.problem import Severity
from tests.definitions.hostile import MISREAD, UNREAD, Hostile
from tests.definitions.small_book import BOOK, told, write


@pytest.mark.parametrize("case", [*UNREAD, *MISREAD], ids=lambda case: case.name)
def test_a_hostile_file_is_refused_at_its_place(case: Hostile, tmp_path):
    """Code, line and column, a remedy, no more than 200 problems and one, and no message of megabytes."""
    (tmp_path / "book.yaml").write_bytes(case.raw)
    book, problems = check(tmp_path)
    assert (book is None) is bool(case.code), told(problems)
    found = [one for one in problems if one.code == case.code]
    if case.code:
        assert case.place in [(one.place.line, one.place.column) for one in found], told(problems[:5])
        told_there = next(one for one in found if (one.place.line, one.place.column) == case.place)
        assert all(word in str(told_there) for word in case.says), str(told_there)
    assert len(problems) <= MAX_TOLD + 1
    assert all((one.why, one.remedy) > ("", "") for one in problems)
    assert max((len(str(one)) for one in problems), default=0) < 1_000


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf" + BOOK.encode(), BOOK.replace("\n", "\r\n").encode()])
def test_what_windows_editors_write_is_the_same_book(raw, tmp_path):
    """A byte order mark and other line ends change nothing."""
    (tmp_path / "book.yaml").write_bytes(raw)
    book, problems = check(tmp_path)
    assert problems == ()
    (tmp_path / "book.yaml").write_text(BOOK, encoding="utf-8")
    assert book == check(tmp_path)[0]


def test_names_of_other_scripts_are_names(tmp_path):
    """Arabic and Hebrew letters run from right to left by themselves; 64 of them may stand."""
    text = BOOK.replace("zh: 北江", "zh: שלום עולם").replace("en: Nanhu", f"en: {'م' * 64}")
    book, problems = check(write(tmp_path, text))
    assert problems == ()
    assert book.newest.units.by_id["BJ"].name.zh == "שלום עולם"


def codes(problems):
    """(code, name of the file) of each problem."""
    return [(one.code, one.place.file.rpartition("/")[2]) for one in problems]


def test_what_is_no_file_is_told(tmp_path):
    """A folder, a pipe and a link to nowhere that are called *.yaml are errors: something is missing."""
    write(tmp_path)
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "ring.yaml").symlink_to(tmp_path / "ring.yaml")
    book, problems = check(tmp_path)
    assert book is None
    assert codes(problems) == [
        ("folder.unreadable", f"{one}.yaml") for one in ("folder", "link", "pipe", "ring")
    ]
    assert all(one.remedy for one in problems)


@pytest.mark.parametrize("closed", ["file", "folder"])
def test_what_may_not_be_read_is_told(closed, tmp_path, monkeypatch):
    """A file or a folder without permission is an error with the system's word for it."""
    write(tmp_path)
    write(tmp_path, "kpis: []\n", "secret.yaml")
    (tmp_path / "locked").mkdir()
    plain_open, plain_scan = type(tmp_path).open, os.scandir

    def guarded_open(path, *mode):
        if closed == "file" and path.name == "secret.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return plain_open(path, *mode)

    def guarded_scan(path):
        if closed == "folder" and str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return plain_scan(path)

    monkeypatch.setattr(type(tmp_path), "open", guarded_open)
    monkeypatch.setattr(os, "scandir", guarded_scan)
    book, problems = check(tmp_path)
    assert book is None
    assert codes(problems) == [("folder.unreadable", "secret.yaml" if closed == "file" else "locked")]
    assert "Permission denied" in str(problems[0])
    assert "Check its permissions." in str(problems[0])


def test_a_linked_folder_is_not_followed_and_told(tmp_path):
    """A link could lead round in a ring, or to another book."""
    write(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path)
    book, problems = check(tmp_path)
    assert book is not None
    assert [(one.code, one.severity) for one in problems] == [("folder.link", Severity.WARNING)]
    assert "include" in problems[0].remedy


def test_a_linked_file_is_read(tmp_path):
    """A link that leads to a file is that file."""
    (tmp_path / "book").mkdir()
    write(tmp_path, BOOK, "elsewhere.txt")
    (tmp_path / "book" / "book.yaml").symlink_to(tmp_path / "elsewhere.txt")
    assert check(tmp_path / "book")[1] == ()


@pytest.mark.parametrize("name", [b"\xff.yaml", "a\u202eb.yaml".encode(), b"a\nb.yaml", b"\x1b[31m.yaml"])
def test_an_unfit_name_of_a_file_is_told_in_letters_that_can_be_printed(name, tmp_path):
    """What cannot be printed would spoil the very message that tells it."""
    write(tmp_path)
    (tmp_path / os.fsdecode(name)).touch()
    book, problems = check(tmp_path)
    assert book is None
    assert [one.code for one in problems] == ["folder.name"]
    assert str(problems[0]).encode("utf-8")
    assert str(problems[0]).replace("\n  ", "").isprintable()


def test_what_is_hidden_is_passed_over(tmp_path):
    """Editors and systems lay files beside others whose names begin with a dot."""
    write(write(tmp_path), "\0", "._book.yaml")
    (tmp_path / ".#book.yaml").symlink_to("somebody@somewhere")
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git", "kpis: 5\n")
    assert check(tmp_path)[1] == ()


def test_a_folder_of_too_many_files_is_not_read(tmp_path):
    """10,000 files are another folder than was meant: one problem, and none of them is opened."""
    for number in range(files.MAX_FILES + 1):
        (tmp_path / f"{number}.yaml").touch()
    book, problems = check(tmp_path)
    assert book is None
    assert codes(problems) == [("folder.size", tmp_path.name)]
    assert "5,000" in problems[0].what


def test_all_files_together_hold_no_more_than_one_file_may(tmp_path):
    """What one file may not hold, two may not either; the rest is not read."""
    write(tmp_path, "kpis: [" + "a," * 150_000 + "]\n", "a.yaml")
    write(tmp_path, "kpis: [" + "a," * 150_000 + "]\n", "b.yaml")
    write(tmp_path, "kpis: 5\n", "c.yaml")
    _, problems = check(tmp_path)
    assert ("yaml.size", "b.yaml") in codes(problems)
    assert "c.yaml" not in {file for _, file in codes(problems)}


def test_errors_are_told_before_warnings(tmp_path):
    """300 warnings in front of one error hide it neither from the list nor from the answer."""
    unused = "".join(f"  - {{id: d{n}, name: {{zh: 部{n}, en: D{n}}}}}\n" for n in range(300))
    text = BOOK.replace("perspectives:", f"{unused}perspectives:", 1).replace(
        "shares: {network: 100%}", "shares: {network: 99%}"
    )
    book, problems = check(write(tmp_path, text))
    assert book is None
    found = [one.code for one in problems]
    assert found.count("sum.shares") == 4
    assert found.count("unused.departments") == MAX_TOLD - 4
    (more,) = (one for one in problems if one.code == "folder.problems")
    assert (more.what, more.severity) == ("104 more problems are not told", Severity.WARNING)
