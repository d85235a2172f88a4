"""Hall inspections: every item of the checklist, twice a month in a hall of the usual size."""

from __future__ import annotations

from datetime import date

from scorecard.demo.organisation import Ground
from scorecard.demo.planting import Scene

Row = dict[str, object]

# Checklist item -> share of checks that usually fail.
ITEMS = {
    "服务规范": 0.05,
    "仪容着装": 0.03,
    "环境卫生": 0.05,
    "叫号等候": 0.10,
    "资费公示": 0.05,
    "业务知识抽测": 0.11,
    "系统可用": 0.04,
    "缴费即时到账": 0.03,
}
_VISITS = (8, 21)


def inspections(ground: Ground, scene: Scene, province: str) -> list[Row]:
    """The province's checks of one month; empty if its file was never delivered."""
    if scene.added("withheld/inspections", province):
        return []
    dice = ground.dice("inspections", scene.period, province)
    rows: list[Row] = []
    for city in ground.cities(province):
        for hall in ground.tree.children[city.id]:
            better = 1 - ground.quality[hall.id]
            fails = {
                item: share * better * scene.times(f"failures/{item}", hall.id)
                for item, share in ITEMS.items()
            }
            for visit in _VISITS[: 1 if scene.added("answers", hall.id) else 2]:
                day = date(scene.period.year, scene.period.month, visit + dice.randint(-5, 5))
                rows.extend(
                    {"hall": hall.id, "inspected": day, "item": item, "passed": dice.random() >= fail}
                    for item, fail in fails.items()
                )
    return rows
