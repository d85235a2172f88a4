"""What the checks of a workspace stand on: read once, and told to all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scorecard.doctor.workspace.declared import Declared, declared
from scorecard.errors import BadRequest, Damaged, ScorecardError
from scorecard.model.delivery import Delivery
from scorecard.store.deliveries import Kept, counting
from scorecard.store.results import Run
from scorecard.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Ground:
    """``kept``: every delivery whose record can be read, replaced ones too; ``counting``: those whose rows
    count. ``runs``: oldest first. ``current``: the published file, None before the first. ``trouble``: why
    runs or the published file are not known, by name of the check that tells it; they are empty then.
    ``deep``: hash every file. ``progress`` is called with each delivery that was looked at.
    """

    workspace: Workspace
    declared: Declared
    kept: tuple[Kept, ...]
    damaged: tuple[Damaged, ...]
    counting: tuple[Delivery, ...]
    runs: tuple[Run, ...]
    current: Path | None
    trouble: Mapping[str, ScorecardError]
    deep: bool = False
    progress: Callable[[Kept], None] = lambda _: None

    @property
    def newest_run(self) -> dict[str, Run]:
        """The run that counts for each period."""
        return {run.period: run for run in self.runs}

    @property
    def newest(self) -> str | None:
        """The newest computed period."""
        return max(self.newest_run, default=None)


def gather(
    workspace: Workspace,
    definitions: Path,
    *,
    deep: bool = False,
    progress: Callable[[Kept], None] = lambda _: None,
) -> Ground:
    """Read what the checks need. Nothing that is damaged or busy stops it."""
    kept, damaged = workspace.deliveries.examined()
    trouble: dict[str, ScorecardError] = {}
    runs: tuple[Run, ...] = ()
    current = None
    try:
        runs = workspace.results.runs()
    except ScorecardError as error:
        trouble["results"] = error
    try:
        current = workspace.snapshots.current()
    except BadRequest:
        pass
    except ScorecardError as error:
        trouble["snapshot"] = error
    newest = max((run.period for run in runs), default=None)
    return Ground(
        workspace,
        declared(definitions, newest),
        kept,
        damaged,
        counting(one.delivery for one in kept),
        runs,
        current,
        trouble,
        deep,
        progress,
    )
