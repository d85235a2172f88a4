"""Result rows made by hand, published the way every run is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from scorecard.model.table import RESULTS
from scorecard.store.workspace import Workspace


def publish_rows(root: Path, tables: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """One run a period of the rows (period is every table's first column), published; the snapshot's path."""
    space = Workspace(root)
    periods = sorted({str(row[0]) for rows in tables.values() for row in rows}) or ["2026-06"]
    for period in periods:
        mine = {
            table.name: [row for row in tables.get(table.name, ()) if row[0] == period] for table in RESULTS
        }
        space.results.add(period, at="now", book="by hand", tables=mine)
    return space.snapshots.publish(space.results.path)
