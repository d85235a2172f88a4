"""What the store holds of one unit in one span: everything that a side of a change is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scorecard.model.principal import Principal
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.change.against import Span
from scorecard.views.frame import Row


@dataclass(frozen=True, slots=True)
class Records:
    """Rows as read. ``lines``: departments' standings that the principal may open, of a month only."""

    unit: str
    span: Span
    coverage_min: Row
    units: Sequence[Row]
    departments: Sequence[Row]
    successors: Sequence[Row]
    processes: Sequence[Row]
    kpis: Sequence[Row]
    measured: Mapping[str, str]
    shares: Sequence[Row]
    bases: Sequence[Row]
    parts: Sequence[Row]
    proof: Row | None
    lines: Sequence[Row]

    @property
    def parents(self) -> dict[str, str | None]:
        """Unit -> the one above it."""
        return {str(row["unit"]): row["parent"] for row in self.units}


def read_records(reader: Reader, principal: Principal, *, period: str, span: Span, unit: str) -> Records:
    """The records of a unit. Raises Forbidden for one that the principal may not open in that period."""
    asked = {"period": period, "unit": unit}
    spanned = {**asked, "span": str(span)}
    (book,) = reader.read(principal, reads.COVERAGE_MIN, period=period)
    month = span is Span.MONTH
    proofs = reader.read(principal, reads.INDEX_PROOF, **asked) if month else []
    return Records(
        unit=unit,
        span=span,
        coverage_min=book,
        units=reader.read(principal, reads.UNITS, period=period),
        departments=reader.read(principal, reads.DEPARTMENTS, period=period),
        successors=reader.read(principal, reads.SUCCESSORS, period=period),
        processes=reader.read(principal, reads.PROCESSES, period=period),
        kpis=reader.read(principal, reads.KPIS, period=period),
        measured={
            str(row["kpi"]): str(row["measured"])
            for row in reader.read(principal, reads.MEASURED, period=period)
        },
        shares=reader.read(principal, reads.SHARES, period=period),
        bases=reader.read(principal, reads.BASES, **spanned),
        parts=reader.read(principal, reads.PARTS, **spanned),
        proof=proofs[0] if proofs else None,
        lines=reader.read(principal, reads.DEPARTMENT_LINES, **asked) if month else [],
    )
