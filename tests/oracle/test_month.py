"""A second implementation of the whole month, in plain Python from the methods, meets the published figures.

It reads the same rows and the book's numbers, but shares no code with ``scorecard.compute``.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from scorecard.model.principal import Principal
from scorecard.store.reads import Read, Scope
from tests.sample import UNITS, sample_frames, sample_snapshot, small_edition

PERIODS = ("2026-05", "2026-06")
EVERYONE = Principal("all")
BELOW = {"G": ("P1C1", "P1C2", "P2C1"), "P1": ("P1C1", "P1C2"), "P2": ("P2C1",)}
WEIGHTS = {
    "network.mean": ("network", Fraction(3, 10)),
    "network.rate": ("network", Fraction(15, 100)),
    "network.p90": ("network", Fraction(15, 100)),
    "hall.top": ("hall", Fraction(28, 100)),
    "hall.nps": ("hall", Fraction(12, 100)),
}


def printed(value, places=2):
    """Half up, by the decimal module."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def line(value, floor, target, stretch):
    """Score between three readings at 0, 80 and 100, whichever way they run."""
    up = 1 if stretch > floor else -1
    value, floor, target, stretch = (Fraction(up * one) for one in (value, floor, target, stretch))
    if value <= floor:
        return Fraction(0)
    if value >= stretch:
        return Fraction(100)
    if value <= target:
        return 80 * (value - floor) / (target - floor)
    return 80 + 20 * (value - target) / (stretch - target)


def month(unit, period):
    """KPI -> (reading, score) of a unit, from the rows of the cities below it."""
    cities = BELOW.get(unit, (unit,))
    frames = {
        source: [row for row in frame.to_dicts() if row["_period"] == period and row["_unit"] in cities]
        for source, frame in sample_frames().items()
    }
    networks = [row["score"] for row in frames["survey"] if row["touchpoint"] == "network"]
    halls = [row["score"] for row in frames["survey"] if row["touchpoint"] == "hall"]
    minutes = sorted(row["minutes"] for row in frames["tickets"])
    subscribers = sum(row["subscribers"] for row in frames["counters"])
    rank = -(-9 * len(minutes) // 10)
    readings = {
        "network.mean": (Fraction(sum(networks), len(networks)), (6, 8, 9)),
        "network.rate": (Fraction(10_000 * len(minutes), subscribers), (30, 10, 5)),
        "network.p90": (Fraction(minutes[rank - 1]), (600, 200, 100)),
        "hall.top": (Fraction(100 * len([x for x in halls if x >= 9]), len(halls)), (20, 50, 70)),
        "hall.nps": (
            Fraction(100 * (len([x for x in halls if x > 8]) - len([x for x in halls if x < 7])), len(halls)),
            (-50, 20, 60),
        ),
    }
    return {kpi: (value, line(value, *knots)) for kpi, (value, knots) in readings.items()}


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """The sample company, computed and published."""
    found = sample_snapshot(tmp_path_factory.mktemp("oracle"))
    yield found
    found.close()


def rows(reader, sql, period):
    """Rows of the snapshot for the month."""
    return reader.read(EVERYONE, Read("oracle", sql, Scope.OPEN), period=period)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("unit", UNITS)
def test_readings_and_scores_are_those_of_the_second_implementation(reader, unit, period):
    """Every reading and score of every unit, to the last printed digit."""
    found = {
        row["kpi"]: (row["value"], row["score"])
        for row in rows(reader, "SELECT * FROM reading WHERE period = $period", period)
        if row["unit"] == unit
    }
    decimals = {kpi.id: kpi.decimals for kpi in small_edition().kpis}
    for kpi, (value, score) in month(unit, period).items():
        assert found[kpi] == (printed(value, decimals[kpi]), printed(score)), kpi


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("unit", UNITS)
def test_the_index_and_every_sum_of_contributions_agree(reader, unit, period):
    """Index, KPI, process and department levels: the index exactly, each part within a hundredth."""
    exact = {kpi: WEIGHTS[kpi][1] * score for kpi, (_, score) in month(unit, period).items()}
    (index,) = (
        row
        for row in rows(reader, "SELECT * FROM standing WHERE period = $period AND kind = 'index'", period)
        if row["unit"] == unit
    )
    assert index["score"] == index["level"] == printed(sum(exact.values()))
    cells = [
        row
        for row in rows(reader, "SELECT * FROM contribution WHERE period = $period", period)
        if row["unit"] == unit
    ]
    assert sum(row["level"] for row in cells) == index["level"]
    for kpi, value in exact.items():
        own = sum(row["level"] for row in cells if row["kpi"] == kpi)
        assert abs(Fraction(own) - value) < Fraction(1, 100)
    shares = {kpi.id: dict(kpi.shares) for kpi in small_edition().kpis}
    for department in ("net", "care", "sales"):
        own = sum(row["level"] for row in cells if row["department"] == department)
        part = sum(value * Fraction(shares[kpi].get(department, 0), 10_000) for kpi, value in exact.items())
        assert abs(Fraction(own) - part) < Fraction(1, 100)


@pytest.mark.parametrize("period", PERIODS)
def test_gap_closes_to_the_target(reader, period):
    """Σ pressure − Σ surplus = 80.00 − index for every unit, on the printed figures."""
    for row in rows(reader, "SELECT * FROM standing WHERE period = $period AND kind = 'index'", period):
        assert row["pressure"] - row["surplus"] == Decimal("80.00") - row["score"], row["unit"]


@pytest.mark.parametrize("period", PERIODS)
def test_ranks_are_those_of_the_printed_index(reader, period):
    """Cities are ranked among cities; where most weight rests on samples below 5, nobody is ranked."""
    found = {
        row["unit"]: row
        for row in rows(reader, "SELECT * FROM standing WHERE period = $period AND kind = 'index'", period)
    }
    scores = {
        unit: printed(sum(WEIGHTS[k][1] * s for k, (_, s) in month(unit, period).items())) for unit in UNITS
    }
    for small in ("P2", "P2C1"):
        assert (found[small]["state"], found[small]["rank"]) == ("flagged", None)
        assert found[small]["score"] == scores[small]
    assert found["P1"]["rank"] is None  # its only peer is unranked
    for peers in (("P1C1", "P1C2"),):
        for unit in peers:
            better = [other for other in peers if scores[other] > scores[unit]]
            assert (found[unit]["rank"], found[unit]["ranked"]) == (1 + len(better), len(peers))


@pytest.mark.parametrize("period", PERIODS)
def test_observations_are_rows_not_answers_counted_again(reader, period):
    """n: the answers of two touchpoints and the tickets; hall.top and hall.nps read the same answers."""
    (index,) = (
        row
        for row in rows(reader, "SELECT * FROM standing WHERE period = $period AND kind = 'index'", period)
        if row["unit"] == "G"
    )
    frames = [frame.filter(frame["_period"] == period) for frame in sample_frames().values()]
    assert index["n"] == frames[0].height + frames[1].height
