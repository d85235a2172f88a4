"""The guide "Your company in one hour": its files are typed, its commands run, its figures met."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from scorecard.model.principal import Principal
from scorecard.store.reader import Reader
from scorecard.store.reads import Read, Scope
from scorecard.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
_BLOCK = re.compile(
    r"(?:^`(?P<file>[\w./-]+)`\n\n)?^```(?P<kind>yaml|csv|sh|text)\n(?P<body>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The guide followed from its first line to its last: the folder, and (command lines, said, promised)."""
    folder = tmp_path_factory.mktemp("guide")
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    runs: list[list[str]] = []
    for block in _BLOCK.finditer(GUIDE):
        body = block["body"]
        if block["kind"] in {"yaml", "csv"}:
            path = folder / block["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        elif block["kind"] == "text":
            runs[-1].append(body)
        elif "export " in body:
            environment |= dict(line.removeprefix("export ").split("=") for line in body.splitlines())
        else:
            runs.append([body, "".join(_run(line, folder, environment) for line in body.splitlines())])
    return folder, runs


def _run(line: str, folder: Path, environment: dict[str, str]) -> str:
    name, *arguments = shlex.split(line)
    if name == "cp":
        shutil.copytree(folder / arguments[1], folder / arguments[2])
        return ""
    assert name == "scorecard"
    done = subprocess.run(
        [sys.executable, "-m", "scorecard", *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=environment,
    )
    assert done.returncode == 0, f"{line}\n{done.stderr}"
    return done.stdout


def test_every_command_says_what_the_guide_shows(told):
    """Line by line; ``...`` stands for a hash."""
    _, runs = told
    assert len(runs) >= 4
    for body, said, promised in (run for run in runs if not run[0].startswith("cp ")):
        pattern = re.escape(promised).replace(re.escape("..."), r"(?:[0-9a-f]+\.?|\.\.\.)")
        assert re.fullmatch(pattern, said), f"{body}\nsaid:\n{said}\npromised:\n{promised}"


@pytest.mark.parametrize(
    ("period", "subject", "figure"),
    [
        ("2026-06", "notice_S_2026-06_en.pdf", ("3.50", "40.00", "75.0", "66.67", "50.67", "18.13", "3/3")),
        ("2026-08", "notice_B_care_2026-08_en.pdf", ("80.0", "80.00", "92.00")),
    ],
)
def test_the_notices_print_the_figures_worked_by_hand(told, period, subject, figure):
    """Every figure that the guide works out stands in the guide and on the paper."""
    folder, _ = told
    pages = pypdf.PdfReader(folder / "space" / "paper" / period / subject).pages
    paper = "\n".join(page.extract_text() for page in pages)
    for one in figure:
        assert one in paper
        assert one in GUIDE or one == "3/3"


def test_july_is_as_worked_by_hand_and_june_stays(told):
    """The new KPI counts from July: South reads 25.0, scores 60.00 and has 61.87; June has no such KPI."""
    folder, _ = told
    reader = Reader(Workspace(folder / "space").snapshots.current())
    everyone = Principal("all")

    def ask(sql: str) -> list[tuple[object, ...]]:
        return [tuple(row.values()) for row in reader.read(everyone, Read("guide", sql, Scope.OPEN))]

    try:
        nps = ask(
            "SELECT period, value::DECIMAL(9,1) AS value, score FROM reading "
            "WHERE kpi = 'service.nps' AND unit = 'S' ORDER BY period"
        )
        index = ask("SELECT period, score FROM standing WHERE kind = 'index' AND unit = 'S' ORDER BY 1")
    finally:
        reader.close()
    assert [str(one) for one in nps[0]] == ["2026-07", "25.0", "60.00"]
    assert [row[0] for row in nps] == ["2026-07", "2026-08"]
    assert [str(score) for _, score in index][:2] == ["50.67", "61.87"]


def test_a_new_kpi_takes_one_file_and_one_from_a_new_source_two(told):
    """Section 5 writes one YAML file, section 6 two."""
    sections = re.split(r"^## ", GUIDE, flags=re.MULTILINE)
    files = {
        section[0]: [block["file"] for block in _BLOCK.finditer(section) if block["kind"] == "yaml"]
        for section in sections
    }
    assert (len(files["5"]), len(files["6"])) == (1, 2)
