"""Whether the file of results can be opened."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, problem, warning
from scorecard.doctor.workspace.ground import Ground
from scorecard.errors import BadRequest


def results(ground: Ground) -> Iterator[Finding]:
    """The runs in it. While another process writes, it says nothing, and that is a warning."""
    error = ground.trouble.get("results")
    if error is None and not ground.runs and ground.current is not None:
        why = "Earlier runs are out of reach, and the next run publishes its own month only."
        remedy = "Bring the file back from a copy, or run every month again."
        yield problem("results", f"{ground.workspace.results.path} is gone, but published.", why, remedy)
    elif error is None:
        what = f"All runs can be read: {len(ground.runs)}, of {len(ground.newest_run)} months."
        yield ok("results", what if ground.runs else "Nothing was computed yet.")
    elif isinstance(error, BadRequest):
        why = "What compares with the results was not looked at."
        yield warning("results", "Another scorecard process is writing.", why, "Ask again when it has ended.")
    else:
        yield problem(
            "results", "The results cannot be read.", "Every run so far is out of reach.", str(error)
        )
