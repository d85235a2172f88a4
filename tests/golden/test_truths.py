"""Every truth that was planted in the demonstration operator is found, and no innocent is singled out.

The planted truths stand in ``scorecard/demo/story.py`` and ``traps.py`` and are told in docs/demo.md.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

import pytest

from scorecard.compute.evidence import control_chart
from scorecard.model.change import Cause
from scorecard.model.principal import Principal
from scorecard.store.reader import Reader
from scorecard.store.reads import Read, Scope
from scorecard.store.workspace import Workspace
from scorecard.views.change import load
from scorecard.views.change.view import Verdict

EVERYONE = Principal("all")


@pytest.fixture(scope="module")
def reader(demo_years):
    """The snapshot of 24 months."""
    found = Reader(Workspace(demo_years).snapshots.current())
    yield found
    found.close()


@pytest.fixture(scope="module")
def ask(reader):
    """Rows of a query."""
    return lambda sql: reader.read(EVERYONE, Read("truths", sql, Scope.OPEN))


@pytest.fixture(scope="module")
def signals(ask):
    """(unit, KPI) -> {month: better or not} of the months that a control chart of all 24 marks."""
    months = sorted(row["period"] for row in ask("SELECT DISTINCT period FROM reading"))
    higher = {row["kpi"]: row["direction"] == "higher" for row in ask("SELECT kpi, direction FROM kpi")}
    series = defaultdict(dict)
    for row in ask("SELECT period, unit, kpi, value FROM reading WHERE value IS NOT NULL"):
        series[row["unit"], row["kpi"]][row["period"]] = Fraction(row["value"])

    def marked(unit, kpi):
        points = [(month, series[unit, kpi].get(month)) for month in months]
        chart = control_chart(points, higher_is_better=higher[kpi], target=None)
        return {one.period: one.better for one in chart.months if one.signal is not None}

    return marked


def since(found, month, *, better):
    """The marked months from a month on, all of them in that direction."""
    later = {period: way for period, way in found.items() if period >= month}
    assert set(later.values()) == {better}, found
    return sorted(later)


def test_the_leading_province_leads_every_month(ask):
    """P3 is first in all 24 months, and beyond doubt ahead of both others in most."""
    rows = ask("SELECT rank, rank_high FROM standing WHERE kind = 'index' AND unit = 'P3'")
    assert [row["rank"] for row in rows] == [1] * 24
    assert sum(row["rank_high"] == 1 for row in rows) > 12


def test_the_billing_trouble_is_lanchuans_alone(signals):
    """Worse from the month of the change on, until it recovers; the other provinces show nothing at all."""
    found = signals("P1", "billing.overall")
    assert [found.get(f"{year}-{month:02d}") for year, month in ((2025, 10), (2025, 12), (2026, 1))] == [
        False
    ] * 3
    assert not any(way is False for period, way in found.items() if period < "2025-10" or period > "2026-04")
    assert signals("P2", "billing.overall") == signals("P3", "billing.overall") == {}
    assert signals("P1", "billing.wrong")["2025-10"] is False


def test_the_promise_is_kept_by_all_but_yangui(signals):
    """Repairs within 48 hours are better from 2025-07 on; in Yangui nothing ever moved."""
    found = since(signals("G", "broadband.repair"), "2025-07", better=True)
    assert found[0] == "2025-07"
    assert len(found) == 12
    assert signals("P3C3", "broadband.repair") == {}


def test_the_hotline_declines_in_chaoping_alone(signals):
    """Worse from 2026-01 (calls answered) on, and no other city with it."""
    assert since(signals("P2C2", "hotline.answered"), "2026-01", better=False)[0] == "2026-01"
    assert len(since(signals("P2C2", "hotline.overall"), "2026-01", better=False)) >= 5
    for city in ("P1C1", "P1C2", "P2C1", "P3C1"):
        assert not any(period >= "2026-01" for period in signals(city, "hotline.answered"))


def test_indoor_coverage_is_better_in_shixi(signals):
    """From 2025-05 on and for good."""
    assert len(since(signals("P1C4", "network.indoor"), "2025-05", better=True)) == 14


def test_queues_are_in_four_halls_and_not_in_the_city(signals):
    """Waiting is worse from 2026-03 on in these four; the hall beside them shows nothing."""
    for hall in ("P1C1H01", "P1C1H02", "P1C1H03", "P1C1H04"):
        assert since(signals(hall, "hall.waiting"), "2026-03", better=False)[0] == "2026-03"
    assert signals("P1C1H05", "hall.waiting") == {}


def test_tiny_halls_are_never_ranked(ask):
    """Five to eight answers are withheld, fourteen to twenty-two flagged or withheld for their sake."""
    tiny = "'P3C3H05', 'P3C3H06', 'P3C3H07', 'P2C4H07', 'P1C5H07', 'P2C4H06', 'P3C2H07'"
    assert not ask(
        f"SELECT unit FROM standing WHERE kind = 'index' AND unit IN ({tiny}) AND rank IS NOT NULL"
    )
    shown = ask(
        "SELECT period FROM reading WHERE unit IN ('P3C3H05', 'P2C4H07') AND kpi = 'hall.waiting' "
        "AND value IS NOT NULL"
    )
    assert shown == []


def test_missing_months_are_bounded_not_guessed(ask):
    """Tangwan without its survey: what the score could be is told, and the month before lies within it."""
    rows = {
        row["period"]: row
        for row in ask(
            "SELECT * FROM standing WHERE kind = 'index' AND unit = 'P2C4' AND period >= '2025-02'"
        )
    }
    before, gap = rows["2025-02"], rows["2025-03"]
    assert before["bound_low"] == before["bound_high"] == before["score"]
    assert gap["coverage"] < 60
    assert gap["bound_low"] < before["score"] < gap["bound_high"]


# Subject of the ranking, a department or a process, with the months and the units of its trouble.
GUILTY = {
    # The promise was not given before 2025-07: 79 % of repairs in time.
    ("broadband", "2024-07", "2025-06"): ("G", "P1", "P2", "P3"),
    # The billing system of Lanchuan.
    ("it", "2025-10", "2026-04"): ("G", "P1"),
    ("finance", "2025-10", "2026-04"): ("G", "P1"),
    ("billing", "2025-10", "2026-04"): ("P1",),
    ("hall", "2025-10", "2026-01"): ("P1",),  # whose systems failed with it
    # Chaoping's hotline, and the province it lies in.
    ("hotline", "2026-01", "2026-06"): ("P2C2",),
    ("callcentre", "2026-01", "2026-06"): ("P2C2", "P2"),
    # Queues in four halls.
    ("online", "2026-03", "2026-06"): ("P1C1H01", "P1C1H02", "P1C1H03", "P1C1H04"),
    ("channel", "2026-03", "2026-06"): ("P1C1H01", "P1C1H02", "P1C1H03", "P1C1H04"),
}


def planted(subject, period, unit):
    """Whether a card tells of a planted truth: of the unit, or of Lanchuan's cities with their province."""
    return any(
        subject == who
        and start <= period <= end
        and (unit in units or ("P1" in units and unit.startswith("P1C")))
        for (who, start, end), units in GUILTY.items()
    )


def test_no_innocent_gets_a_card(ask):
    """All cards of 24 months, 117 units, their processes and departments: all are of planted truths."""
    cards = ask("SELECT period, unit, subject FROM standing WHERE card = 'yellow'")
    assert len(cards) > 40
    innocent = [
        (row["period"], row["unit"], row["subject"])
        for row in cards
        if not planted(row["subject"], row["period"], row["unit"])
    ]
    assert innocent == []
    told = {(row["subject"], row["unit"]) for row in cards}
    assert {("callcentre", "P2C2"), ("hotline", "P2C2"), ("it", "P1"), ("online", "P1C1H01")} <= told
    assert {("broadband", "G"), *(("billing", f"P1C{city}") for city in range(1, 6))} <= told


@pytest.fixture(scope="module")
def change(reader):
    """The change of a unit's index, as the Change page tells it."""
    return lambda period, unit, by="unit": load(reader, EVERYONE, period=period, unit=unit, base=None, by=by)


def test_a_mix_shift_is_no_fall_of_anybodys_service(change):
    """Xicheng, 2025-09: four points of mix, and next to nothing in any segment's own judgement."""
    found = change("2025-09", "P2C1", "segment")
    assert found.moves.of(Cause.MIX) < Decimal("-3.50")
    assert abs(found.moves.of(Cause.RATE)) < 1
    assert found.total == found.moves.performance


def test_a_merger_of_departments_moves_no_responsibility(change):
    """2026-01: what tariffs and new services answered for is product management's, and was, restated."""
    found = change("2026-01", "G")
    assert {one.moved for one in found.departments} == {Decimal("0.00")}
    assert "product" in {one.department.id for one in found.departments}
    assert found.moves.of(Cause.WEIGHT) != 0  # the weights of 2026, which are nobody's doing
    assert found.moves.rules == found.moves.of(Cause.WEIGHT)


def test_a_higher_target_and_a_missing_file_are_charged_to_nobody(change):
    """The promise asks for more from 2025-07 on; Lingyue's inspections were not delivered in 2025-08."""
    assert change("2025-07", "G").moves.of(Cause.TARGET) < 0
    lost = change("2025-08", "P3").moves
    assert lost.of(Cause.COVERAGE) == lost.rules != 0


def test_the_billing_trouble_is_performance_and_beyond_chance(change):
    """Lanchuan's fall of 2025-10 is its own, and said to be a fall."""
    found = change("2025-10", "P1")
    assert found.proof.verdict is Verdict.FELL
    assert found.moves.rules == 0
    assert found.total == found.moves.performance < -4
