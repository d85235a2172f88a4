"""A change from July leaves June as it is, to the byte."""

from __future__ import annotations

import shutil
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest

from scorecard import cycle
from scorecard.definitions import load
from scorecard.demo.delivery import Sender, deliver
from scorecard.demo.organisation import lay_ground
from scorecard.demo.planting import Scene
from scorecard.demo.traps import TRUTHS
from scorecard.model.period import Period
from scorecard.model.principal import Principal
from scorecard.model.table import RESULTS
from scorecard.store.reader import Reader
from scorecard.store.reads import Read, Scope
from scorecard.store.workspace import Workspace

DEFINITIONS = Path(__file__).resolve().parents[2] / "kpi_definitions"
BOOK = "thirteen_processes"
JUNE, JULY = Period(2026, 6), Period(2026, 7)
SMALL = Fraction(1, 25)
ORDER = """\
changes:
  - id: mid-2026
    title: {zh: 2026年年中调整, en: Mid-year adjustment 2026}
    from: 2026-07
    reference: 云移服〔2026〕31号
    owner: quality
    set:
      kpis:
        network.overall: {weight: 30%}
        network.indoor: {weight: 20%}
"""


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """The demonstration's book without and with a change order from July."""
    folder = tmp_path_factory.mktemp("definitions") / "all"
    shutil.copytree(DEFINITIONS, folder)
    (folder / BOOK / "2026-07.yaml").write_text(ORDER, encoding="utf-8")
    return load(DEFINITIONS / BOOK), load(folder / BOOK)


@pytest.fixture(scope="module")
def workspaces(books, tmp_path_factory):
    """The same small June and July, delivered, computed and published under each book."""
    inbox, edition = tmp_path_factory.mktemp("inbox"), books[0].newest
    ground = lay_ground(edition, 2026, SMALL)
    scenes = (Scene(month, TRUTHS, edition.units) for month in (JUNE, JULY))
    files = [sent.path for scene in scenes for sent in deliver(Sender(edition, ground, scene, inbox))]
    found = []
    for book in books:
        workspace = Workspace(tmp_path_factory.mktemp("workspace"))
        cycle.deliver(workspace, book, files, at="2026-08-01")
        for month in (JUNE, JULY):
            cycle.run(workspace, book, month, at="2026-08-01")
        workspace.snapshots.publish(workspace.results.path)
        found.append(workspace)
    return found


def computed(workspace, book, month):
    """Every result table as the cycle makes it."""
    work = cycle.begin(workspace, book, month)
    for step in cycle.STEPS:
        work = step(work)
    return cycle.tables(work)


def published(workspace, month):
    """Table -> (rows, hash) of what stands in the published snapshot, rows in order of their text."""
    reader = Reader(workspace.snapshots.current())
    found = {}
    for table in RESULTS:
        sql = f"SELECT * FROM {table.name} WHERE period = '{month}'"
        rows = sorted(map(repr, reader.read(Principal("all"), Read("dump", sql, Scope.OPEN))))
        found[table.name] = len(rows), sha256("\n".join(rows).encode()).hexdigest()
    reader.close()
    return found


def test_june_is_computed_and_published_to_the_byte_as_without_the_change(books, workspaces):
    """Every table of June, rows and hashes, is the same with and without the change order."""
    plain, changed = (published(workspace, JUNE) for workspace in workspaces)
    assert plain == changed
    assert min(rows for rows, _ in plain.values()) >= 1
    assert plain["standing"][0] > 1000
    assert computed(workspaces[0], books[0], JUNE) == computed(workspaces[1], books[1], JUNE)


TOLD = ("definition", "history", "edition")
"""Tables of the dictionary."""


def test_july_differs_where_the_weights_reach(workspaces):
    """Scores, contributions, weights and what the dictionary tells move; what was measured does not."""
    plain, changed = (published(workspace, JULY) for workspace in workspaces)
    moved = {name for name in plain if plain[name] != changed[name]}
    assert moved == {"book", "kpi", "reading", "standing", "lever", "contribution", "passage", *TOLD}
