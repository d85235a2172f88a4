"""``scorecard dictionary``: the definitions in, a paper or a text out, and no workspace needed."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scorecard.cli.dictionary import view_of
from scorecard.definitions import load
from scorecard.model.period import Period
from scorecard.model.text import Lang
from scorecard.publish.markdown.dictionary import dictionary_markdown
from scorecard.publish.ossie import ossie
from tests.definitions.small_book import BOOK, write

ROOT = Path(__file__).resolve().parents[2]
JUNE = Period(2026, 6)


@pytest.fixture
def folder(tmp_path):
    """The small book in a folder of its own, beside nothing."""
    (tmp_path / "book").mkdir()
    return write(tmp_path / "book")


def run(folder, *words):
    """The command with the folder's parent as current directory; bytes out."""
    code = "from scorecard.cli import main; main()"
    command = [sys.executable, "-c", code, "--definitions", str(folder), "dictionary", *words]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LANG": "C"}
    return subprocess.run(command, capture_output=True, cwd=folder.parent, check=False, env=environment)


@pytest.mark.parametrize("lang", list(Lang))
def test_markdown_goes_to_standard_output_as_utf_8(folder, lang):
    """Whatever the locale; nothing but the text; no file and no workspace is left behind."""
    found = run(folder, "--period", "2026-06", "--lang", lang, "--format", "md")
    assert found.returncode == 0, found.stderr
    assert found.stdout.decode() == dictionary_markdown(view_of(load(folder), JUNE), lang=lang)
    assert [path.name for path in folder.parent.iterdir()] == ["book"]


def test_ossie_is_the_export_of_the_month(folder):
    """The same bytes as the printer gives."""
    found = run(folder, "--period", "2026-06", "--format", "ossie")
    assert found.stdout == ossie(load(folder).on(JUNE)).encode()


def test_the_paper_has_a_name_of_its_own_or_the_one_given(folder):
    """In the folder where one is, or where --out says."""
    found = run(folder, "--period", "2026-06", "--lang", "en")
    assert found.returncode == 0, found.stderr
    assert found.stdout.decode().strip() == "dictionary_2026-06_en.pdf"
    assert (folder.parent / "dictionary_2026-06_en.pdf").read_bytes().startswith(b"%PDF")
    named = run(folder, "--period", "2026-06", "--format", "md", "--out", "手册.md")
    assert named.returncode == 0, named.stderr
    assert (folder.parent / "手册.md").read_text(encoding="utf-8").startswith("# 小公司指标手册")


def test_without_a_period_it_is_this_month_s(folder):
    """Of a book that has begun."""
    today = datetime.now(UTC)
    found = run(folder, "--format", "md")
    assert f"{today.year:04d}-{today.month:02d} 在用的全部考核指标" in found.stdout.decode()


def test_without_a_period_a_book_that_is_still_to_begin_is_told_from_its_first_month(folder):
    """Not refused: it is being read before it is put in force."""
    write(folder, BOOK.replace("from: 2022-01", "from: 2090-01").replace("2026-01", "2091-01"))
    found = run(folder, "--format", "md")
    assert "2090-01 在用的全部考核指标" in found.stdout.decode(), found.stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--period", "2021-12"), 2, "The book begins in 2022-01"),
        (("--period", "June"), 2, "2026-06"),
        (("--format", "docx"), 2, "ossie"),
        (("--format", "md", "--out", "nowhere/x.md"), 1, "nowhere"),
    ],
)
def test_what_cannot_be_printed_says_why(folder, words, code, told):
    """Exit code and sentence, no traceback."""
    found = run(folder, *words)
    assert found.returncode == code
    assert told in found.stderr.decode()
    assert "Traceback" not in found.stderr.decode()
