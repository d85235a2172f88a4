"""Whether commands that were killed left anything behind."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, problem, some, warning
from scorecard.doctor.workspace.ground import Ground
from scorecard.store.drafts import drafts as left_behind


def drafts(ground: Ground) -> Iterator[Finding]:
    """Drafts of commands that have ended. One that holds the only copy of a delivery is a problem."""
    found = tuple(left_behind(ground.workspace.root))
    for one in found:
        if one.sole is not None:
            yield problem(
                "drafts",
                f"{one.path} holds the only copy of a delivery: a command was killed while it replaced it.",
                "Its rows count no longer.",
                f"Deliver the file below {one.path / 'original'} again, then delete the draft.",
            )
    idle = [str(one.path) for one in found if one.sole is None]
    if idle:
        yield warning(
            "drafts",
            f"Left by commands that were killed: {some(idle)}.",
            "They take room, and nothing reads them.",
            "Delete them.",
        )
    if not found:
        yield ok("drafts", "No command left a draft behind.")
