"""Series to be worked by hand, and the small company with a past: the same month over and over but for a few
figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from scorecard.model.period import Period
from scorecard.views.control import Yardstick
from scorecard.views.frame import Moment
from tests.views.world import JUNE, Tables, world

HIGHER = Yardstick("higher", None, 0)
OUTLIER = (10, 12) * 6 + (30,)
"""Mean 162/13; the moving range of 18 is dropped, the others are 2: limits 162/13 ± 5.32."""
SHIFT = (10, 13) * 3 + (10,) + (14, 17) * 3 + (14,)
"""Mean 186/14 lies between the first seven and the last seven; mean moving range 40/13."""


def months(count: int) -> list[str]:
    """The months up to June 2026, oldest first."""
    last = Period.parse(JUNE)
    return [str(last.plus(-back)) for back in reversed(range(count))]


def series(values: Sequence[int | str | None]) -> tuple[Moment, ...]:
    """Published figures up to June 2026; None: not computed."""
    return tuple(
        Moment(period, None if value is None else Decimal(value), 0 if value is None else 100, "ok")
        for period, value in zip(months(len(values)), values, strict=True)
    )


def with_past(access: Sequence[str], quality: Sequence[str] | None = None) -> Tables:
    """The small company in as many months as there are readings of access in the group, June the last.

    ``quality``: the scores of its process in the group; left out, they are 70.00 throughout.
    """
    now = {name: [row for row in rows if row["period"] == JUNE] for name, rows in world().items()}
    found: Tables = {name: [] for name in now}
    scores = quality or ["70.00"] * len(access)
    for period, value, score in zip(months(len(access)), access, scores, strict=True):
        for name, rows in now.items():
            found[name] += [{**row, "period": period} for row in rows]
        _set(found, "reading", {"period": period, "unit": "G", "kpi": "access"}, value=Decimal(value))
        _set(found, "standing", {"period": period, "unit": "G", "subject": "quality"}, score=Decimal(score))
    return found


def _set(tables: Tables, table: str, where: Mapping[str, str], **changes: Decimal) -> None:
    (row,) = [row for row in tables[table] if all(row[key] == value for key, value in where.items())]
    row.update(changes)


def every(tables: Tables, table: str, **where: object) -> list[dict[str, object]]:
    """The rows of all months that match."""
    return [row for row in tables[table] if all(row[key] == value for key, value in where.items())]
