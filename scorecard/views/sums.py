"""Published points that add: a total on a page is the sum of the cells on it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scorecard.errors import Damaged
from scorecard.views.frame import KpiLine, Line, Row

OTHERS = ""
"""Id of the line that holds the departments which a limited principal may not open, together."""

_ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Sum:
    """Points of the index with 2 decimals: contribution to the level, pressure and surplus."""

    level: Decimal = _ZERO
    pressure: Decimal = _ZERO
    surplus: Decimal = _ZERO

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.level + other.level, self.pressure + other.pressure, self.surplus + other.surplus)

    def __sub__(self, other: Sum) -> Sum:
        return Sum(self.level - other.level, self.pressure - other.pressure, self.surplus - other.surplus)


@dataclass(frozen=True, slots=True)
class Part:
    """The part of one department in one KPI; ``share`` in percent. Department "": all others together."""

    kpi: str
    process: str
    department: str
    share: Decimal
    sum: Sum


def sum_of(row: Row) -> Sum:
    """The points of a row of ``contribution``."""
    return Sum(row["level"], row["pressure"], row["surplus"])


def add(sums: Iterable[Sum]) -> Sum:
    """Their sum, exactly."""
    return sum(sums, Sum())


def group(parts: Iterable[Part], *columns: str) -> dict[tuple[str, ...], Sum]:
    """The parts summed by columns, such as ``group(parts, "process", "department")``, in order met."""
    found: dict[tuple[str, ...], Sum] = {}
    for part in parts:
        key = tuple(str(getattr(part, column)) for column in columns)
        found[key] = found.get(key, Sum()) + part.sum
    return found


def stated(line: Line | KpiLine) -> Sum:
    """The points printed on a line; a line without figures holds none."""
    return Sum(line.level or _ZERO, line.pressure or _ZERO, line.surplus or _ZERO)


def close(what: str, found: Sum, line: Line) -> None:
    """Raise Damaged, with both numbers, where parts do not add up to the figure published for them."""
    whole = stated(line)
    for name in ("level", "pressure", "surplus"):
        part, published = getattr(found, name), getattr(whole, name)
        if part != published:
            raise Damaged(
                f"The snapshot does not close: the {name} of {what} adds up to {part}, but {published} is "
                f"published for {line.id!r}. No page is shown from it. Run the period again."
            )


def close_all(what: str, sums: Mapping[tuple[str, ...], Sum], lines: Iterable[Line]) -> None:
    """``close`` every line with the sum under its id; a sum without a line does not close either."""
    by_id = {line.id: line for line in lines}
    for (id_,), found in sums.items():
        if id_ not in by_id:
            raise Damaged(
                f"The snapshot does not close: {what} {id_!r} has {found.level} points, but nothing is "
                "published for it. No page is shown from it. Run the period again."
            )
    for line in by_id.values():
        close(f"{what} {line.id!r}", sums.get((line.id,), Sum()), line)
