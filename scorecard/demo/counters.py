"""Monthly counters of every city, as a data warehouse hands them over."""

from __future__ import annotations

from math import sqrt
from random import Random

from scorecard.demo.organisation import CITY, Ground
from scorecard.demo.planting import Scene

Row = dict[str, object]

_SUBSCRIBERS = 2_400_000
_GROWTH = 0.002
# Counter -> (the counter it is a part of, the usual part).
PARTS: dict[str, tuple[str, float]] = {
    "calls_connected": ("subscribers", 42.0),
    "calls_dropped": ("calls_connected", 0.0021),
    "bills_issued": ("subscribers", 0.92),
    "bills_wrong": ("bills_issued", 0.00042),
    "hotline_offered": ("subscribers", 0.11),
    "hotline_answered_15s": ("hotline_offered", 0.885),
    "hotline_solved": ("hotline_offered", 0.842),
    "transactions": ("subscribers", 0.85),
    "online_attempts": ("transactions", 0.72),
    "online_completed": ("online_attempts", 0.962),
    "sales_plan": ("subscribers", 1.9),
    "sales_revenue": ("sales_plan", 1.01),
    "new_service_users": ("subscribers", 0.31),
    "vip_customers": ("subscribers", 0.018),
    "vip_visited": ("vip_customers", 0.905),
    "vip_retained": ("vip_customers", 0.987),
    "points_due": ("subscribers", 12.0),
    "points_redeemed": ("points_due", 0.63),
    "installs_due": ("subscribers", 0.0042),
    "installs_on_time": ("installs_due", 0.925),
    "training_due": ("subscribers", 0.0011),
    "training_done": ("training_due", 0.94),
}
_JITTER = 0.04


def counters(ground: Ground, scene: Scene) -> list[Row]:
    """One row a city and counter."""
    dice = ground.dice("counters", scene.period)
    rows: list[Row] = []
    for city in ground.at(CITY):
        values = {"subscribers": _subscribers(ground, scene, city.id)}
        for counter, (whole, part) in PARTS.items():
            planted = scene.times(f"counter/{counter}", city.id)
            values[counter] = _part(values[whole], part * planted, dice)
        rows.extend(
            {"month": str(scene.period), "unit": city.id, "counter": counter, "value": value}
            for counter, value in values.items()
        )
    return rows


def _subscribers(ground: Ground, scene: Scene, city: str) -> int:
    months = scene.period.year * 12 + scene.period.month - 2024 * 12 - 7
    return int(_SUBSCRIBERS * float(ground.scale) * ground.share[city] * (1 + _GROWTH * months)) + 1


def _part(whole: int, part: float, dice: Random) -> int:
    """A noisy part of the whole: the city's own month, and the chance of single cases.

    A part above one half moves by its complement (3.5 or 4 % failures, not 90 or 100 % successes), and a
    part below 1 never exceeds the whole.
    """
    wobble = dice.uniform(1 - _JITTER, 1 + _JITTER)
    mean = whole * (1 - (1 - part) * wobble if 0.5 < part < 1 else part * wobble)
    value = max(0, round(dice.gauss(mean, sqrt(mean))))
    return min(value, whole) if part < 1 else value
