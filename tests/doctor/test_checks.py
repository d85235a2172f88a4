"""The lists of checks, and the shape of what they find."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from scorecard.doctor import installation, workspace
from scorecard.doctor.finding import Level, ok, problem, some, warning
from scorecard.doctor.installation.machine import Machine

ROOT = Path(__file__).resolve().parents[2]
GROUNDS = {"machine", "ground", "declared"}


@pytest.mark.parametrize("room", [installation, workspace], ids=["installation", "workspace"])
def test_every_check_is_listed(room):
    """Each file of the folder is a check of its name, and in the list once."""
    names = [check.__name__ for check in room.CHECKS]
    files = {path.stem for path in Path(room.__path__[0]).glob("[!_]*.py")}
    assert sorted(names) == sorted(files - GROUNDS)


def test_a_machine_that_was_set_up_has_no_finding_but_ok(tmp_path):
    """The checks of the installation are silent where the tests run."""
    found = installation.examine(replace(Machine.here(tmp_path), reserve=0))
    assert [str(one) for one in found if one.level is not Level.OK] == []
    assert {one.check for one in found} == {check.__name__ for check in installation.CHECKS}


def test_a_finding_says_what_why_and_what_to_do_in_one_line():
    """The level is a word, at the beginning of the line."""
    assert str(ok("disk", "Enough.")) == "ok       disk: Enough."
    assert (
        str(warning("disk", "Little.", "It fills.", "Tidy up."))
        == "warning  disk: Little. It fills. Tidy up."
    )
    assert str(problem("disk", "Full.", "Nothing goes.", "Tidy up.")).startswith(
        "problem  disk: Full. Nothing"
    )


def test_long_lists_are_cut_and_counted():
    """Five names, and how many more."""
    assert some("abcde") == "a, b, c, d, e"
    assert some("abcdefg") == "a, b, c, d, e and 2 more"


def test_every_check_is_documented():
    """docs/doctor.md has a row for each check, in the order in which they are told, and no other."""
    text = (ROOT / "docs" / "doctor.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE)
    assert rows == [check.__name__ for check in (*installation.CHECKS, *workspace.CHECKS)]
