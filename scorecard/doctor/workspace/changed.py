"""Whether the definitions are still those that each month was computed with."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, some, warning
from scorecard.doctor.workspace.ground import Ground


def changed(ground: Ground) -> Iterator[Finding]:
    """The digest of what is in force in each computed month against the one of its run."""
    if ground.declared.book is None or not ground.runs:
        return
    other = []
    for period, run in sorted(ground.newest_run.items()):
        edition = ground.declared.edition(period)
        if edition is None or edition.digest != run.book:
            other.append(period)
    if other:
        yield warning(
            "changed",
            f"{len(other)} of {len(ground.newest_run)} months were computed with other definitions than are "
            f"in force in them now: {some(other)}.",
            "What is published was computed with the earlier ones.",
            "See what differs with 'scorecard diff', and run the months again that the change is meant for.",
        )
    else:
        yield ok("changed", "Every month was computed with the definitions that are in force in it.")
