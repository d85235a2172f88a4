"""Whether people read what was computed last."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, some, warning
from scorecard.doctor.workspace.ground import Ground
from scorecard.store.behind import behind

_REMEDY = "Run 'scorecard run' for one of them: it publishes every month."


def published(ground: Ground) -> Iterator[Finding]:
    """The published tables against those of every month's newest run."""
    if not ground.runs or ground.trouble:
        return
    if ground.current is None:
        periods = sorted(ground.newest_run)
        what = f"{some(periods)}: computed and never published."
        yield warning("published", what, "There is nothing to read.", _REMEDY)
        return
    late = behind(ground.workspace.results.path, ground.current, deep=ground.deep)
    if late:
        what = f"{some(late)}: the newest run says something else than what is published."
        yield warning("published", what, "Pages and papers show earlier figures.", _REMEDY)
    else:
        yield ok("published", "The newest run of every month is published.")
