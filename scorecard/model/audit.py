"""The transmission audit (传递审计): what becomes of the declared index weight in one unit and period."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """What becomes of a part of the index weight. Only what is reached carries pressure; the rest leaks.

    ============  ==============================================================================
    reached       a KPI with a score in a published index, and a department that answers for it
    unassigned    a share that is assigned to nobody, whatever the data
    missing       a KPI without data
    hidden        a KPI whose sample is too small to be shown
    unpublished   a KPI with a score that does not count: its process or the index has too little data
    unmeasured    a process without a KPI at the unit's level
    ============  ==============================================================================
    """

    REACHED = "reached"
    UNASSIGNED = "unassigned"
    MISSING = "missing"
    HIDDEN = "hidden"
    UNPUBLISHED = "unpublished"
    UNMEASURED = "unmeasured"


@dataclass(frozen=True, slots=True)
class Passage:
    """One part of the index weight, in hundredths of a percent; all parts of a unit add up to 10,000.

    ``department`` is ``org.UNASSIGNED`` where nobody answers; both ``kpi`` and ``department`` are empty
    where the process has no KPI at the unit's level.
    """

    process: str
    kpi: str
    department: str
    reach: Reach
    weight: int


class Matter(StrEnum):
    """What a finding is about; the subjects are processes, KPIs or departments."""

    PROCESS_LEAKS = "process_leaks"
    KPI_LEAKS = "kpi_leaks"
    DOUBLE_COUNT = "double_count"
    NEAR_DOUBLE = "near_double"
    ORPHAN = "orphan"
    INWARD = "inward"
    WEIGHTLESS = "weightless"
    ABSENT = "absent"


_MILD = frozenset({Matter.NEAR_DOUBLE, Matter.ABSENT})


def mild(matter: Matter, reach: Reach | None) -> bool:
    """Whether a finding is to be known rather than mended; so is what is not measured at the unit's level."""
    return matter in _MILD or reach is Reach.UNMEASURED


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the way from the index to the departments that somebody should look at.

    ``subjects``: (id, weight in hundredths of a percent). ``reach``: how a leak leaks; None for other
    matters, and for processes that leak in several ways at once.
    """

    matter: Matter
    subjects: tuple[tuple[str, int], ...]
    reach: Reach | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """The parts of one unit's index weight, and what was found."""

    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]
