"""``scorecard diff``: what a change does, as text and as JSON, and what it refuses."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.store.test_scratch import contents
from tests.test_cli import ROOT, scorecard

BOOK = ROOT / "kpi_definitions" / "thirteen_processes"
ORDER = """\
changes:
  - id: mid-2026
    title: {{zh: 2026年年中调整, en: Mid-year adjustment 2026}}
    from: {month}
    reference: 云移服〔2026〕7号
    owner: quality
    set:
      kpis:
        network.overall: {{weight: 30%}}
        network.indoor: {{weight: 20%}}
"""


@pytest.fixture
def changed(tmp_path):
    """A function: a month -> the folder of the demonstration's book with a change order from then on."""

    def made(month):
        folder = tmp_path / month
        shutil.copytree(BOOK.parent, folder)
        (folder / BOOK.name / "mid.yaml").write_text(ORDER.format(month=month), encoding="utf-8")
        return folder / BOOK.name

    return made


def told(space, *words):
    """The JSON of a diff in the demonstration's workspace."""
    found = scorecard("--workspace", space, "diff", *words, "--json")
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


def test_the_text_says_what_differs_by_which_document_and_who_moves(demo_workspace, changed):
    """Both weights with reference and owner; for each kind how many move and how many do not; cut tables."""
    found = scorecard("--workspace", demo_workspace, "diff", changed("2026-06"), "--lines", "3")
    assert found.returncode == 0, found.stderr
    lines = found.stdout.splitlines()
    assert "2 differences in 2026-06." in lines
    assert "  kpis network.overall weight: 25% → 30%  [云移服〔2026〕7号, quality]" in lines
    (units,) = (line for line in lines if line.startswith("Units, by their index: "))
    moved, every = (
        int(part.split()[0]) for part in units.removeprefix("Units, by their index: ").split(" of ")
    )
    assert 0 < moved < every == 117
    assert units.endswith(f"; {every - moved} do not move")
    table = lines[lines.index(units) + 1 :][:5]
    assert table[0].split() == ["score"]
    assert all(" → " in line for line in table[1:4])
    assert table[4] == f"  ... and {moved - 3} more; --json lists them all"


def test_json_lists_every_move_and_no_file_changes(demo_workspace, changed):
    """Both folders named: figures are exact texts that add up, counts are whole, every byte stays."""
    before = contents(demo_workspace)
    found = told(demo_workspace, BOOK, changed("2026-06"))
    assert contents(demo_workspace) == before
    assert [one["key"] for one in found["definitions"][0]["differences"]] == ["weight", "weight"]
    cause = {"id": "mid-2026", "reference": "云移服〔2026〕7号", "owner": "quality"}
    assert found["definitions"][0]["differences"][0]["change"] == cause
    (june,) = found["periods"]
    assert (june["period"], june["differences"]) == ("2026-06", 2)
    kpis = next(one for one in june["effects"] if one["kind"] == "kpi")
    assert {one["subject"] for one in kpis["moved"]} == {"network.overall", "network.indoor"}
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
    assert parts == [[]] * 16


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
