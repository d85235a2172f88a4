"""A diff lists exactly who moves: one weight changes, and plain sums say what that does to everybody.

The small company in June. Every reading is chosen so that each figure is exact with two decimals: no rounding
hides or makes a move, and the sums below need none of the product's.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import polars as pl
import pytest

from scorecard.compare import compare
from scorecard.compute.difference import stretches
from scorecard.model.book import Book
from scorecard.model.period import Period
from scorecard.store.workspace import Workspace
from tests.compute.difference.orders import order, sets
from tests.sample import always, keep_frames, small_edition

JUNE = Period(2026, 6)
SHARES = {"network.mean": {"net": 70, "care": 30}, "network.rate": {"net": 40, "care": 60}}
SHARES |= {"network.p90": {"net": 100}, "hall.top": {"sales": 90, "care": 10}, "hall.nps": {"sales": 100}}
BEFORE = {"network.mean": 48, "network.rate": 6, "network.p90": 6, "hall.top": 28, "hall.nps": 12}
AFTER = BEFORE | {"network.mean": 51, "network.rate": 3}
"""Percent of the index: network weighs 60 and hall 40, and within network the mean goes from 80 to 85."""

CITIES = {
    # network answers, hall answers, minutes of tickets; 8,000 subscribers each
    "P1C1": ([7] * 8, [9] * 5 + [7] * 4 + [6], [300] * 8),
    "P1C2": ([8] * 8, [9] * 5 + [7] * 3 + [6] * 2, [200] * 16),
    "P2C1": ([7, 8, 7, 8], [9] * 5 + [7] * 5, [200] * 12),
}
LEVELS = {"G": "group", "P1": "province", "P2": "province"} | dict.fromkeys(CITIES, "city")


def edition(mean: int, rate: int):
    """The small company with these weights in network, in percent, and shares in tenths."""
    base = small_edition()
    weights = {"network.mean": mean, "network.rate": rate, "network.p90": 10, "hall.top": 70, "hall.nps": 30}
    kpis = (
        replace(
            one,
            weight=100 * weights[one.id],
            shares=tuple((name, 100 * share) for name, share in SHARES[one.id].items()),
        )
        for one in base.kpis
    )
    return replace(base, kpis=tuple(kpis))


def books():
    """The company as it was, and with a change order that moves 5 % from June on."""
    setting = sets("kpis", "network.mean", "weight", "85%"), sets("kpis", "network.rate", "weight", "5%")
    changed = order("mid", *setting, since="2026-06")
    editions = (Period(1900, 1), edition(80, 10)), (JUNE, edition(85, 5))
    return always(editions[0][1]), Book("1" * 64, editions, (changed,))


@pytest.fixture(scope="module")
def comparison(tmp_path_factory):
    """May and June under both books; May's rows are June's."""
    workspace = Workspace(tmp_path_factory.mktemp("company"))
    for month in ("2026-05", "2026-06"):
        rows = {"survey": [], "tickets": [], "counters": []}
        for city, (network, hall, minutes) in CITIES.items():
            for touchpoint, scores in (("network", network), ("hall", hall)):
                rows["survey"] += [(month, city, touchpoint, score) for score in scores]
            rows["tickets"] += [(month, city, "network", one) for one in minutes]
            rows["counters"].append((month, city, 8000))
        columns = {"survey": ["touchpoint", "score"], "tickets": ["kind", "minutes"]}
        columns["counters"] = ["subscribers"]
        frames = {
            source: pl.DataFrame(found, schema=["_period", "_unit", *columns[source]], orient="row")
            for source, found in rows.items()
        }
        keep_frames(workspace, {source: one.with_row_index("_line", 2) for source, one in frames.items()})
    return compare(workspace, *books(), [Period(2026, 5), JUNE])


# ---------------------------------------------------------------- the same by plain sums


def pooled(unit: str, part: int) -> list[int]:
    """The answers or minutes of the unit's cities."""
    return [one for city, parts in CITIES.items() if city.startswith(unit.strip("G")) for one in parts[part]]


def line(value: Fraction, *knots: tuple[int, int]) -> Fraction:
    """Points of a reading between two of the knots (reading, points)."""
    for (left, low), (right, high) in pairwise(knots):
        if min(left, right) <= value <= max(left, right):
            return low + (high - low) * (value - left) / Fraction(right - left)
    raise AssertionError(value)


def scores(unit: str) -> dict[str, Fraction]:
    """KPI -> points of the unit."""
    network, hall, minutes = (pooled(unit, part) for part in range(3))
    cities = sum(city.startswith(unit.strip("G")) for city in CITIES)
    share = Fraction(100, len(hall))
    top, bad = (share * sum(map(test, hall)) for test in (lambda one: one >= 9, lambda one: one <= 6))
    late = sorted(minutes)[-(-9 * len(minutes) // 10) - 1]
    return {
        "network.mean": line(Fraction(sum(network), len(network)), (6, 0), (8, 80), (9, 100)),
        "network.rate": line(Fraction(10_000 * len(minutes), 8000 * cities), (30, 0), (10, 80), (5, 100)),
        "network.p90": line(Fraction(late), (600, 0), (200, 80), (100, 100)),
        "hall.top": line(top, (20, 0), (50, 80), (70, 100)),
        "hall.nps": line(top - bad, (-50, 0), (20, 80), (60, 100)),
    }


def small(unit: str, kpi: str) -> bool:
    """Whether the reading rests on fewer than 5 answers."""
    return kpi == "network.mean" and len(pooled(unit, 0)) < 5


def shown(value: Fraction) -> Decimal:
    """Two decimals."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def exactly(value: Fraction) -> Decimal:
    """Two decimals that lose nothing."""
    assert (100 * value).denominator == 1, value
    return shown(value)


def part(unit: str, weights: dict[str, Fraction]) -> dict[str, object]:
    """What a standing says of these KPIs, each with its weight in percent of the index."""
    found = scores(unit)
    whole = sum(weights.values())
    gaps = {kpi: weight / 100 * (80 - found[kpi]) for kpi, weight in weights.items()}
    firm = sum(weight for kpi, weight in weights.items() if not small(unit, kpi))
    return {
        "score": shown(sum(weight * found[kpi] for kpi, weight in weights.items()) / whole),
        "level": exactly(sum(weight / 100 * found[kpi] for kpi, weight in weights.items())),
        "pressure": exactly(sum(gap for gap in gaps.values() if gap > 0)),
        "surplus": exactly(-sum(gap for gap in gaps.values() if gap < 0)),
        "weight": exactly(whole),
        "state": "ok" if 2 * firm >= whole else "flagged",
        "rank": None,
        "ranked": 0,
    }


def rank(peers: list[dict[str, object]]) -> None:
    """1 + the number of better ones among those that are ok; nobody is ranked alone."""
    fit = [one for one in peers if one["state"] == "ok"]
    for one in peers:
        one["ranked"] = len(fit) if len(fit) > 1 else 0
    for one in fit if len(fit) > 1 else []:
        one["rank"] = 1 + sum(other["score"] > one["score"] for other in fit)


def figures(weights: dict[str, int]) -> dict[str, dict[tuple[str, str], dict[str, object]]]:
    """Kind -> (unit, subject) -> figures that weights can move."""
    found: dict[str, dict] = {"index": {}, "process": {}, "department": {}, "kpi": {}}
    full = {kpi: Fraction(weight) for kpi, weight in weights.items()}
    for unit in LEVELS:
        found["index"][unit, ""] = part(unit, full)
        for process in ("network", "hall"):
            own = {kpi: weight for kpi, weight in full.items() if kpi.startswith(process)}
            found["process"][unit, process] = part(unit, own)
        for name in ("net", "care", "sales"):
            held = {kpi: full[kpi] * shares[name] / 100 for kpi, shares in SHARES.items() if name in shares}
            found["department"][unit, name] = part(unit, held)
        rank([found["department"][unit, name] for name in ("net", "care", "sales")])
        for kpi, weight in full.items():
            found["kpi"][unit, kpi] = {"weight": exactly(weight)}
    for level in set(LEVELS.values()):
        rank([found["index"][unit, ""] for unit in LEVELS if LEVELS[unit] == level])
    return found


def by_hand():
    """Kind -> (unit, subject) -> {figure: (before, after)} of all that is not alike."""
    one, other = figures(BEFORE), figures(AFTER)
    found: dict[str, dict] = {kind: {} for kind in one}
    for kind, subjects in one.items():
        for key, old in subjects.items():
            new = other[kind][key]
            unlike = {name: (old[name], new[name]) for name in old if old[name] != new[name]}
            if unlike:
                found[kind][key] = unlike
    return found


# ---------------------------------------------------------------- and what the diff says


def told(effects):
    """The diff in the same form."""
    return {
        one.kind: {
            (move.unit, move.subject): {each.name: (each.old, each.new) for each in move.figures}
            for move in one.moved
        }
        for one in effects
    }


def test_exactly_who_moves_is_listed(comparison):
    """Everybody whom plain sums move is in the list with the old and the new figure, and nobody else."""
    _, june = comparison
    assert told(june.effects) == by_hand()
    every = {"index": 6, "process": 12, "department": 18, "kpi": 30}
    assert {one.kind: len(one.moved) + one.still for one in june.effects} == every
    assert not any(one.begun or one.ended for one in june.effects)


def test_the_index_moves_as_a_person_would_say(comparison):
    """Alder falls by 1.20 and Birch gains it; Cedar and South lose their ranks to a small sample."""
    _, june = comparison
    index = told(june.effects)["index"]
    d = Decimal
    assert index["P1C1", ""]["score"] == (d("60.80"), d("59.60"))
    assert index["P1C2", ""]["score"] == (d("78.20"), d("79.40"))
    assert index["P2C1", ""] == {"rank": (2, None), "ranked": (3, 2), "state": ("ok", "flagged")}
    assert index["P2", ""] == {"rank": (1, None), "ranked": (2, 0), "state": ("ok", "flagged")}
    assert index["P1", ""] == {"rank": (2, None), "ranked": (2, 0)}
    assert ("G", "") not in index


def test_the_month_before_does_not_move(comparison):
    """May has the same rows and the old weights: nothing moves in it."""
    may, _ = comparison
    assert [(one.kind, one.moved) for one in may.effects] == [
        (kind, ()) for kind in ("index", "process", "department", "kpi")
    ]


def test_the_two_weights_are_told_with_their_document():
    """From June on, both by one change order."""
    (found,) = stretches(*books())
    assert (found.since, found.until) == (JUNE, None)
    assert [(one.id, one.key, one.old, one.new, one.cause.reference) for one in found.differences] == [
        ("network.mean", "weight", "80%", "85%", "文〔mid〕"),
        ("network.rate", "weight", "10%", "5%", "文〔mid〕"),
    ]
