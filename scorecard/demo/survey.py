"""Survey answers: one customer's mood, the touchpoint's quality, and what is planted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from scorecard.demo.organisation import Ground
from scorecard.demo.planting import Scene

Row = dict[str, object]

HALL_TOUCHPOINT = "营业厅"
# Touchpoint -> the usual mean of overall, recommend and the items, before units, segments and plants.
QUALITY: dict[str, tuple[float, ...]] = {
    "网络": (8.2, 8.2, 7.9, 8.3, 8.1, 8.3),
    "资费": (7.9, 8.0, 7.8, 8.0, 8.0, 7.9),
    "账单": (8.4, 8.3, 8.3, 8.5, 8.4, 8.4),
    "缴费": (8.6, 8.4, 8.7, 8.5, 8.3, 8.6),
    HALL_TOUCHPOINT: (8.5, 8.4, 8.8, 8.1, 8.2, 8.5, 8.6, 8.0),
    "热线": (8.3, 8.2, 8.6, 8.2, 8.0, 8.3),
    "电子渠道": (8.5, 8.4, 8.4, 8.4, 8.6, 8.5),
    "营销活动": (7.9, 7.9, 7.8, 8.0, 7.9, 8.0),
    "新业务": (8.0, 7.9, 7.9, 8.1, 8.0, 8.0),
    "投诉处理": (7.6, 7.6, 7.7, 7.5, 7.6, 7.8),
    "客户经理": (8.8, 8.6, 8.9, 8.7, 8.8, 8.7),
    "积分": (8.2, 8.1, 8.2, 8.0, 8.1, 8.2),
    "宽带": (8.0, 7.9, 8.1, 7.9, 8.0, 8.0),
}
COLUMNS = ("overall", "recommend", "item_1", "item_2", "item_3", "item_4", "item_5", "item_6")
# Segment -> (share of respondents, points by which it judges above the average).
SEGMENTS = {"钻石": (0.12, 0.9), "金卡": (0.22, 0.4), "银卡": (0.30, -0.1), "大众": (0.36, -0.6)}
CHANNELS = ("短信", "电话", "APP", "现场扫码")
_HALL_ANSWERS = 50
_CITY_ANSWERS = 640
_MOOD, _NOISE = 1.0, 0.95
_NO_ANSWER = 0.012


def survey(ground: Ground, scene: Scene, province: str) -> list[Row]:
    """The province's answers of one month, by date; cells are None where nothing was answered."""
    dice = ground.dice("survey", scene.period, province)
    rows: list[Row] = []
    for city in ground.cities(province):
        if scene.added("withheld/survey", city.id):
            continue
        for touchpoint in QUALITY:
            if touchpoint != HALL_TOUCHPOINT:
                count = ground.count(_CITY_ANSWERS * ground.share[city.id], dice)
                rows.extend(_answers(ground, scene, city.id, touchpoint, count, dice))
        for hall in ground.tree.children[city.id]:
            planted = int(scene.added("answers", hall.id))
            count = planted or ground.count(_HALL_ANSWERS * ground.size[hall.id], dice)
            rows.extend(_answers(ground, scene, hall.id, HALL_TOUCHPOINT, count, dice))
    rows.sort(key=lambda row: str(row["answered"]))
    for number, row in enumerate(rows, start=1):
        row["id"] = f"S{scene.period}-{province}-{number:05d}"
    return rows


def _answers(
    ground: Ground, scene: Scene, unit: str, touchpoint: str, count: int, dice: Random
) -> Iterator[Row]:
    means = _means(ground, scene, unit, touchpoint)
    shares = [share + scene.added(f"segment/{segment}", unit) for segment, (share, _) in SEGMENTS.items()]
    segments = dice.choices(tuple(SEGMENTS), shares, k=count)
    channels = dice.choices(CHANNELS, (45, 20, 25, 10), k=count)
    straight = scene.added("straight", unit)
    for segment, channel in zip(segments, channels, strict=True):
        row: Row = {
            "id": "",
            "answered": date(scene.period.year, scene.period.month, dice.randint(1, 28)),
            "unit": unit,
            "touchpoint": touchpoint,
            "segment": segment,
            "channel": channel,
        }
        if straight and dice.random() < straight:
            row.update(dict.fromkeys(COLUMNS[: len(means)], 10), seconds=dice.randint(4, 9))
        else:
            mood = dice.gauss(SEGMENTS[segment][1], _MOOD)
            row.update(_scores(means, mood, dice), seconds=dice.randint(40, 240))
        yield row


def _means(ground: Ground, scene: Scene, unit: str, touchpoint: str) -> tuple[float, ...]:
    every = ground.quality[unit] + scene.added("survey", unit) + scene.added(f"survey/{touchpoint}", unit)
    return tuple(
        usual + every + scene.added(f"survey/{touchpoint}/{column}", unit)
        for column, usual in zip(COLUMNS, QUALITY[touchpoint], strict=False)
    )


def _scores(means: tuple[float, ...], mood: float, dice: Random) -> Row:
    scores: Row = {}
    for column, mean in zip(COLUMNS, means, strict=False):
        if column.startswith("item") and dice.random() < _NO_ANSWER:
            scores[column] = None
            continue
        low = 0 if column == "recommend" else 1
        scores[column] = max(low, min(10, int(mean + mood + dice.gauss(0.5, _NOISE))))
    return scores
