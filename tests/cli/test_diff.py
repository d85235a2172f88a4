"""``scorecard diff``: what a change does, as text and as JSON, and what it refuses."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from tests.contents import contents
from tests.test_cli import ROOT, scorecard

BOOK = ROOT / "kpi_definitions" / "thirteen_processes"
DOCUMENTED = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")
ORDER, OUTPUT = re.search(r"```yaml\n(.*?)```.*?```text\n(.*?)```", DOCUMENTED, re.DOTALL).groups()


@pytest.fixture
def changed(tmp_path):
    """A function: a month -> the folder of the demonstration's book with a change order from then on."""

    def made(month):
        folder = tmp_path / month
        shutil.copytree(BOOK.parent, folder)
        (folder / BOOK.name / "mid.yaml").write_text(ORDER.replace("2026-06", month), encoding="utf-8")
        return folder / BOOK.name

    return made


def told(space, *words):
    """The JSON of a diff in the demonstration's workspace."""
    found = scorecard("--workspace", space, "diff", *words, "--json")
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


def test_the_text_is_as_documented(demo_workspace, changed):
    """docs/diff.md: its change order gives its output; 3 lines a table, movers and the others add up."""
    found = scorecard("--workspace", demo_workspace, "diff", changed("2026-06"), "--lines", "3")
    assert found.returncode == 0, found.stderr
    books, _, rest = found.stdout.partition("\n3 differences")
    assert [line.split()[0] for line in books.splitlines()] == ["A", "B"]
    assert f"3 differences{rest}" == OUTPUT
    counts = re.findall(r"([\d,]+) of ([\d,]+) move .*; ([\d,]+) do not move", rest)
    moved, every, still = zip(
        *([int(part.replace(",", "")) for part in line] for line in counts), strict=True
    )
    assert [sum(pair) for pair in zip(moved, still, strict=True)] == [*every]
    assert every[0] == 117


def test_json_lists_every_move_and_no_file_changes(demo_workspace, changed):
    """Both folders named: figures are exact texts that add up, counts are whole, every byte stays."""
    before = contents(demo_workspace)
    found = told(demo_workspace, BOOK, changed("2026-06"))
    assert contents(demo_workspace) == before
    assert [one["key"] for one in found["definitions"][0]["differences"]] == ["weight", "weight", "target"]
    cause = {"id": "network-2026", "reference": "云移服〔2026〕7号", "owner": "quality"}
    assert found["definitions"][0]["differences"][0]["change"] == cause
    (june,) = found["periods"]
    assert (june["period"], june["differences"]) == ("2026-06", 3)
    kpis = next(one for one in june["effects"] if one["kind"] == "kpi")
    assert {one["subject"] for one in kpis["moved"]} == {
        f"network.{name}" for name in ("overall", "indoor", "noise")
    }
    assert len(kpis["moved"]) + kpis["still"] == 1922
    whole = next(one for one in kpis["moved"] if one["unit"] == "G" and one["subject"] == "network.overall")
    assert whole["figures"] == [{"name": "weight", "old": "3.75", "new": "4.50", "by": "0.75"}]


def test_a_change_of_later_months_moves_nothing_now(demo_workspace, changed):
    """From July on: nothing differs in June, which is said with the month from which on it does."""
    found = scorecard("--workspace", demo_workspace, "diff", changed("2026-07"))
    assert found.returncode == 0
    assert "Nothing differs in 2026-06.\nFrom 2026-07 on:\n" in found.stdout
    assert "Units, by their index: none of 117 moves" in found.stdout


def test_the_same_book_gives_an_empty_diff_of_every_period_asked_for(demo_workspace):
    """Exit 0, no difference, no move, in May and in June."""
    found = told(demo_workspace, BOOK, "--period", "2026-05", "--period", "2026-06")
    assert found["a"]["book"] == found["b"]["book"]
    assert found["definitions"] == []
    assert [one["period"] for one in found["periods"]] == ["2026-05", "2026-06"]
    parts = [
        effect[part] for one in found["periods"] for effect in one["effects"] for part in ("moved", "begun")
    ]
    assert parts == [[]] * 20


@pytest.mark.parametrize(
    ("options", "words", "code", "said"),
    [
        ((), (BOOK, "nowhere"), 3, "B cannot be used: nowhere"),
        ((), ("nowhere", BOOK), 3, "A cannot be used: nowhere"),
        ((), (BOOK, BOOK, BOOK), 2, "two"),
        ((), (BOOK, "--period", "2031-01"), 2, "2026-05 to 2026-06"),
        (("--as", "unit:P1"), (BOOK,), 5, "unit:P1"),
        (("--as", "department:network"), (BOOK,), 5, "everybody"),
    ],
)
def test_what_cannot_be_compared_says_why(demo_workspace, options, words, code, said):
    """Each refusal has its exit code; of two books it says which cannot be used, and where it breaks."""
    found = scorecard("--workspace", demo_workspace, *options, "diff", *words)
    assert (found.returncode, said in found.stderr) == (code, True), found.stderr
    assert "Traceback" not in found.stderr


def test_without_deliveries_there_is_nothing_to_compare_on(tmp_path):
    """Exit 2 and the command that brings files in."""
    found = scorecard("--workspace", tmp_path, "diff", BOOK)
    assert found.returncode == 2
    assert "deliver" in found.stderr
