"""Whether what people read is what was published."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, problem
from scorecard.doctor.workspace.ground import Ground
from scorecard.store.snapshot import short


def snapshot(ground: Ground) -> Iterator[Finding]:
    """The published file against its name, which is its hash; silent before the first is published."""
    error = ground.trouble.get("snapshot")
    if error is not None:
        why = "Pages, papers and workbooks cannot be opened."
        yield problem("snapshot", "The published file is damaged.", why, str(error))
    elif ground.current is not None:
        yield ok("snapshot", f"{short(ground.current)} is what was published.")
