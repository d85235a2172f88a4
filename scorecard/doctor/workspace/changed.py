"""Whether the definitions are still those of the newest run."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, warning
from scorecard.doctor.workspace.ground import Ground


def changed(ground: Ground) -> Iterator[Finding]:
    """The digest of the definitions against the one that the newest run was computed with."""
    if ground.declared.digest is None or not ground.runs:
        return
    last = ground.runs[-1]
    if last.book == ground.declared.digest:
        yield ok("changed", f"The definitions are those of the newest run ({last.number}, {last.period}).")
    else:
        yield warning(
            "changed",
            f"The definitions have changed since the newest run ({last.number}, {last.period}): "
            f"book {ground.declared.digest[:12]} now, {last.book[:12]} then.",
            "What is published was computed with the earlier ones.",
            "Run the months again that the change is meant for.",
        )
