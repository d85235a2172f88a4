"""What is planted is there to be found, and what is not planted did not move."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import fmean

import pytest

from scorecard.demo.counters import counters
from scorecard.demo.inspections import inspections
from scorecard.demo.planting import Scene
from scorecard.demo.survey import HALL_TOUCHPOINT, survey
from scorecard.demo.tickets import tickets
from scorecard.demo.traps import TRUTHS
from scorecard.model.period import Period


@pytest.fixture(scope="module")
def months(ground):
    """(province, first month, number of months) -> survey answers at full size."""
    kept: dict[tuple[str, str], list[dict]] = {}

    def rows(province: str, first: str, count: int) -> list[dict]:
        found = []
        for plus in range(count):
            period = Period.parse(first).plus(plus)
            key = province, str(period)
            if key not in kept:
                kept[key] = survey(ground, Scene(period, TRUTHS, ground.tree), province)
            found += kept[key]
        return found

    return rows


def scene(ground, month: str) -> Scene:
    return Scene(Period.parse(month), TRUTHS, ground.tree)


def mean(rows: Iterable[dict], touchpoint: str, unit: str, column: str = "overall") -> float:
    return fmean(
        row[column]
        for row in rows
        if row["touchpoint"] == touchpoint and row["unit"].startswith(unit) and row[column] is not None
    )


def test_billing_falls_and_recovers(months):
    """Lanchuan's billing satisfaction falls by about a point in 2025-10 and is back in 2026-05."""
    before, during, after = (
        mean(months("P1", first, 2), "账单", "P1") for first in ("2025-08", "2025-10", "2026-05")
    )
    assert -1.3 < during - before < -0.8
    assert abs(after - before) < 0.25


def test_billing_elsewhere_did_not_move(months):
    """Xinan's billing satisfaction is the same before and after Lanchuan's system change."""
    before, after = (mean(months("P2", first, 2), "账单", "P2") for first in ("2025-08", "2025-10"))
    assert abs(after - before) < 0.25


def test_wrong_bills_are_fourfold(ground):
    """Lanchuan's wrong bills are about four times as many in 2025-10 as in 2025-09."""

    def wrong(month: str) -> int:
        return sum(
            row["value"]
            for row in counters(ground, scene(ground, month))
            if row["counter"] == "bills_wrong" and row["unit"].startswith("P1")
        )

    assert 3.2 < wrong("2025-10") / wrong("2025-09") < 4.8


def test_hotline_declines_in_one_city(months):
    """Chaoping's hotline loses about 0.8 points in 2026-01; the rest of its province does not."""
    before, after = months("P2", "2025-10", 3), months("P2", "2026-01", 3)
    assert -1.2 < mean(after, "热线", "P2C2") - mean(before, "热线", "P2C2") < -0.4
    assert abs(mean(after, "热线", "P2C1") - mean(before, "热线", "P2C1")) < 0.35


def test_queues_in_four_halls(months):
    """Waiting time falls by about 1.6 points in four of Lanning's halls and in no other."""
    before, after = months("P1", "2026-01", 2), months("P1", "2026-03", 2)
    change = {
        hall: mean(after, HALL_TOUCHPOINT, hall, "item_2") - mean(before, HALL_TOUCHPOINT, hall, "item_2")
        for hall in (f"P1C1H{number:02d}" for number in range(1, 13))
    }
    queued = [change.pop(f"P1C1H{number:02d}") for number in range(1, 5)]
    assert -2.1 < fmean(queued) < -1.2
    assert max(queued) < min(change.values())


def test_broadband_promise(ground):
    """Repairs within 48 hours rise by about 13 points from 2025-07, but not in Yangui."""

    def within(first: str, *, yangui: bool) -> float:
        return fmean(
            (row["closed"] - row["opened"]).total_seconds() <= 48 * 3600
            for plus in range(10)
            for row in tickets(ground, Scene(Period.parse(first).plus(plus), TRUTHS, ground.tree))
            if row["category"] == "宽带" and row["closed"] and (row["unit"] == "P3C3") == yangui
        )

    assert within("2025-07", yangui=False) - within("2024-09", yangui=False) > 0.08
    assert abs(within("2025-07", yangui=True) - within("2024-09", yangui=True)) < 0.12


def test_mix_moves_the_total_and_no_segment(months):
    """Xicheng's mean falls by about 0.2 points while each segment's own mean stays where it was."""
    before = [row for row in months("P2", "2025-07", 2) if row["unit"].startswith("P2C1")]
    after = [row for row in months("P2", "2025-10", 3) if row["unit"].startswith("P2C1")]

    def of(rows: list[dict], segment: str | None = None) -> float:
        return fmean(row["overall"] for row in rows if segment in {None, row["segment"]})

    assert -0.32 < of(after) - of(before) < -0.1
    for segment in ("钻石", "金卡", "银卡", "大众"):
        assert abs(of(after, segment) - of(before, segment)) < 0.2
    share = [fmean(row["segment"] == "大众" for row in rows) for rows in (before, after)]
    assert share == pytest.approx([0.36, 0.58], abs=0.04)


def test_straight_liners(months):
    """About 15% of Yuepu's answers from 2025-12 on are all 10s in under 10 seconds, and nobody else's."""
    rows = months("P2", "2025-12", 1)

    def straight(row: dict) -> bool:
        given = [row[column] for column in row if column.startswith(("overall", "recommend", "item"))]
        return set(given) == {10} and row["seconds"] < 10

    yuepu = [straight(row) for row in rows if row["unit"].startswith("P2C3")]
    assert 0.11 < fmean(yuepu) < 0.19
    assert not any(straight(row) for row in rows if not row["unit"].startswith("P2C3"))
    assert not any(straight(row) for row in months("P2", "2025-11", 1))


def test_repeat_tickets_are_the_whole_rise(ground):
    """Songquan's tickets rise by over half in 2026-02; tickets that are not repeats do not."""

    def counted(first: str) -> tuple[int, int]:
        rows = [
            row
            for plus in range(4)
            for row in tickets(ground, Scene(Period.parse(first).plus(plus), TRUTHS, ground.tree))
            if row["unit"] == "P3C2"
        ]
        return len(rows), sum(not row["repeat"] for row in rows)

    (before, first_before), (after, first_after) = counted("2025-10"), counted("2026-02")
    assert after / before > 1.5
    assert 0.8 < first_after / first_before < 1.2


def test_tiny_halls(months, ground):
    """Four halls have fewer than 10 answers in any month, three fewer than 30, the others enough to rank."""
    sizes: dict[str, int] = {}
    for province in ("P1", "P2", "P3"):
        for row in months(province, "2026-06", 1):
            if row["touchpoint"] == HALL_TOUCHPOINT:
                sizes[row["unit"]] = sizes.get(row["unit"], 0) + 1
    assert len(sizes) == len(ground.at("hall"))
    assert sorted(size for size in sizes.values() if size < 30) == [5, 6, 7, 8, 14, 18, 22]


def test_city_samples_are_large_enough(months):
    """Every city has at least 30 answers at every touchpoint outside the halls."""
    sizes: dict[tuple[str, str], int] = {}
    for row in months("P3", "2026-06", 1):
        key = row["unit"][:4], row["touchpoint"]
        sizes[key] = sizes.get(key, 0) + 1
    assert len(sizes) == 3 * 13
    assert min(sizes.values()) >= 30


def test_missing_months(months, ground):
    """Tangwan's answers are missing in exactly two months, Lingyue's inspections in exactly one."""
    present = {
        month: any(row["unit"].startswith("P2C4") for row in months("P2", month, 1))
        for month in ("2025-02", "2025-03", "2025-04", "2025-05")
    }
    assert present == {"2025-02": True, "2025-03": False, "2025-04": False, "2025-05": True}
    checked = [
        bool(inspections(ground, scene(ground, month), "P3")) for month in ("2025-07", "2025-08", "2025-09")
    ]
    assert checked == [True, False, True]
    assert inspections(ground, scene(ground, "2025-08"), "P1")


def test_effects_name_units_of_the_book(ground):
    """Every effect hangs on a unit that exists, and every truth is told in both languages."""
    for truth in TRUTHS:
        assert all(effect.where in ground.tree.by_id for effect in truth.effects), truth.id
        for text in (truth.title, truth.careless, truth.right):
            assert text.zh
            assert text.en
    assert len({truth.id for truth in TRUTHS}) == len(TRUTHS)


def test_truths_file_tells_them_all(truths):
    """truths.json holds every truth with its effects, and the seed that made the files."""
    assert [one["id"] for one in truths["truths"]] == [truth.id for truth in TRUTHS]
    assert [len(one["effects"]) for one in truths["truths"]] == [len(truth.effects) for truth in TRUTHS]
    assert (truths["seed"], truths["from"], truths["to"]) == (2026, "2026-05", "2026-06")
