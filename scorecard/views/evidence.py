"""What chance and missing data leave open of a published standing, and the card that it earns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from scorecard.compute.evidence import red
from scorecard.model.evidence import Card
from scorecard.model.period import Period
from scorecard.model.principal import Principal
from scorecard.model.result import Subject
from scorecard.model.rounding import half_up
from scorecard.store import reads
from scorecard.store.reader import Reader

Row = Mapping[str, Any]
Past = Mapping[tuple[str, str, str], Sequence[bool]]
"""(unit, kind, subject) of a standing -> yellow or not in the months before, the last one first."""
NOTHING_PAST: Past = MappingProxyType({})

_MONTHS_BACK = 2
_Z = Decimal("1.96")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence of one line, as published; None where there is none.

    ``low`` to ``high``: the 95 % interval of the score, points; ``error``: its standard error. ``rank_low``
    to ``rank_high``: the ranks that are left open to this one (95 %); ``sure_low`` to ``sure_high``: the
    same, all sets of the peers holding together; ``alike``: ids of the peers from whom it cannot be told
    apart. ``card``: yellow or red. Behind the unit: ``shrunk``, the score drawn towards its peers';
    ``bound_low`` to ``bound_high``, between which the score lies once the missing data are in.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    error: Decimal | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    sure_low: int | None = None
    sure_high: int | None = None
    alike: tuple[str, ...] = ()
    card: Card | None = None
    shrunk: Decimal | None = None
    bound_low: Decimal | None = None
    bound_high: Decimal | None = None

    @property
    def printed_error(self) -> Decimal | None:
        """The standard error as it is printed, to a hundredth of a point; comparisons use the exact one."""
        return None if self.error is None else half_up(Fraction(self.error), 2)


NO_EVIDENCE = Evidence()


def evidence_of(row: Row, past: Past) -> Evidence:
    """The evidence of a row of ``standing``; a yellow card is red after two yellow months."""
    before = past.get(_whose(row), ())
    yellow = row.get("card") == Card.YELLOW
    return Evidence(
        low=row.get("low"),
        high=row.get("high"),
        error=row.get("error"),
        rank_low=row.get("rank_low"),
        rank_high=row.get("rank_high"),
        sure_low=row.get("sure_low"),
        sure_high=row.get("sure_high"),
        alike=tuple(str(row.get("alike") or "").split()),
        card=Card.RED if red((yellow, *before)) else Card.YELLOW if yellow else None,
        shrunk=row.get("shrunk"),
        bound_low=row.get("bound_low"),
        bound_high=row.get("bound_high"),
    )


def load_past(reader: Reader, principal: Principal, period: str) -> Past:
    """Who had a yellow card in the two calendar months before the period."""
    now = Period.parse(period)
    months = [str(now.plus(-back)) for back in range(1, _MONTHS_BACK + 1)]
    rows = [
        row
        for read in (reads.CARDS, reads.PROCESS_CARDS)
        for row in reader.read(principal, read, since=months[-1], until=period)
    ]
    held = {(str(row["period"]), _whose(row)) for row in rows}
    return {one: tuple((month, one) in held for month in months) for _, one in held}


def _whose(row: Row) -> tuple[str, str, str]:
    """(unit, kind, subject): as a row says, or as the ranking of departments or units that it comes from."""
    department = row.get("department")
    kind = row.get("kind") or (Subject.INDEX if department is None else Subject.DEPARTMENT)
    return str(row.get("unit")), str(kind), str(row.get("subject") or department or "")


def beyond_chance(change: Decimal, errors: tuple[Decimal | None, Decimal | None]) -> bool | None:
    """Whether a change of a score is more than chance gives in 95 of 100 months: |z| >= 1.96.

    ``errors``: standard errors of both months, taken as independent; None where one is not known.
    """
    before, after = errors
    if before is None or after is None:
        return None
    return change != 0 and change**2 >= _Z**2 * (before**2 + after**2)
