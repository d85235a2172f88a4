"""Complaint tickets of a month: how many, about what, and how long they took."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from scorecard.demo.organisation import CITY, Ground
from scorecard.demo.planting import Scene

Row = dict[str, object]

# Category -> (tickets a month in the whole operator, median hours from opening to closing).
CATEGORIES: dict[str, tuple[float, float]] = {
    "网络": (290, 24.0),
    "资费": (170, 18.0),
    "账单": (130, 20.0),
    "缴费": (70, 14.0),
    "服务": (150, 18.0),
    "营销": (120, 20.0),
    "新业务": (110, 18.0),
    "宽带": (210, 26.0),
}
CHANNELS = ("热线", "营业厅", "电子渠道", "监管申诉")
_SPREAD = 0.8
_REOPENED = 0.055
_REPEAT = 0.06
_STILL_OPEN = 0.004


def tickets(ground: Ground, scene: Scene) -> list[Row]:
    """All tickets opened in the month, by time; ``closed`` is None while a ticket is open."""
    dice = ground.dice("tickets", scene.period)
    rows: list[Row] = []
    for city in ground.at(CITY):
        for category, (monthly, hours) in CATEGORIES.items():
            expected = monthly * ground.share[city.id] * scene.times(f"tickets/{category}", city.id)
            median = hours * scene.times(f"elapsed/{category}", city.id)
            rows.extend(_tickets(ground, scene, city.id, category, (expected, median), dice))
    rows.sort(key=lambda row: (str(row["opened"]), str(row["unit"])))
    for number, row in enumerate(rows, start=1):
        row["id"] = f"T{scene.period}-{number:05d}"
    return rows


def _tickets(
    ground: Ground, scene: Scene, city: str, category: str, size: tuple[float, float], dice: Random
) -> Iterator[Row]:
    expected, median = size
    first = ground.count(expected * dice.uniform(0.85, 1.15), dice)
    again = int(first * scene.added("repeats", city) + dice.random()) if first else 0
    for number in range(first + again):
        opened = datetime(scene.period.year, scene.period.month, 1) + timedelta(  # noqa: DTZ001 local time
            minutes=dice.randrange(28 * 24 * 60)
        )
        minutes = max(5, int(60 * median * dice.lognormvariate(0, _SPREAD)))
        yield {
            "id": "",
            "opened": opened,
            "closed": None if dice.random() < _STILL_OPEN else opened + timedelta(minutes=minutes),
            "unit": city,
            "category": category,
            "source": dice.choices(CHANNELS, (70, 15, 12, 3))[0],
            "reopened": dice.random() < _REOPENED,
            "repeat": number >= first or dice.random() < _REPEAT,
        }
