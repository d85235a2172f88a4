"""What was delivered, computed and published: is it whole, is it fresh, is anybody missing?

What lives here: checks of one workspace, and ``declared``, the one place where the doctor opens the
definitions. Only for who may see every unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scorecard.doctor.finding import Finding, problem
from scorecard.doctor.workspace.changed import changed
from scorecard.doctor.workspace.characters import characters
from scorecard.doctor.workspace.cliffs import cliffs
from scorecard.doctor.workspace.computed import computed
from scorecard.doctor.workspace.contracts import contracts
from scorecard.doctor.workspace.coverage import coverage
from scorecard.doctor.workspace.definitions import definitions
from scorecard.doctor.workspace.deliveries import deliveries
from scorecard.doctor.workspace.drafts import drafts
from scorecard.doctor.workspace.evidence import evidence
from scorecard.doctor.workspace.freshness import freshness
from scorecard.doctor.workspace.ground import Ground
from scorecard.doctor.workspace.published import published
from scorecard.doctor.workspace.refused import refused
from scorecard.doctor.workspace.results import results
from scorecard.doctor.workspace.snapshot import snapshot
from scorecard.errors import ScorecardError

Check = Callable[[Ground], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    definitions,
    characters,
    deliveries,
    drafts,
    results,
    snapshot,
    freshness,
    coverage,
    refused,
    contracts,
    computed,
    changed,
    published,
    evidence,
    cliffs,
)


def examine(ground: Ground) -> tuple[Finding, ...]:
    """What every check of the workspace finds, in order; a check that breaks off is a problem itself."""
    return tuple(finding for check in CHECKS for finding in _tried(check, ground))


def _tried(check: Check, ground: Ground) -> Iterator[Finding]:
    try:
        yield from check(ground)
    except ScorecardError as error:
        why = "What this check looks at is not known."
        yield problem(check.__name__, "It could not be done.", why, str(error))
