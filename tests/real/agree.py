"""Where the product's published figures are laid beside the ones counted by hand.

``expected`` is, throughout, unit -> KPI -> what was counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.real import naive
from tests.real.conftest import Desk

HIDE_BELOW, FLAG_BELOW = 10, 30
TARGET = Decimal(80)
SUMS = ("n", "weight", "total", "squares", "hits", "promoters", "detractors", "base", "histogram")

Expected = Mapping[str, Mapping[str, naive.Counted]]


def _state(kind: str, counted: naive.Counted) -> str:
    if counted.value is None:
        return "missing"
    if kind in {"ratio", "rate"} or counted.behind >= FLAG_BELOW:
        return "ok"
    return "hidden" if counted.behind < HIDE_BELOW else "flagged"


def _scores(book: naive.Book, counted: Mapping[str, naive.Counted]) -> dict[str, Fraction]:
    """The exact score of each KPI that may be shown."""
    return {
        kpi["id"]: naive.score(kpi, one.value)
        for kpi in book["kpis"]
        if (one := counted[kpi["id"]]).value is not None
        and _state(kpi["measure"]["kind"], one) in {"ok", "flagged"}
    }


def _differing(found: Mapping[Any, object], wanted: Mapping[Any, object]) -> dict[Any, tuple[object, object]]:
    """Key -> (found, wanted) where they are not the same; None where there is none."""
    return {
        key: (found.get(key), wanted.get(key))
        for key in {**found, **wanted}
        if found.get(key) != wanted.get(key)
    }


def agree_on_tallies(desk: Desk, period: str, expected: Expected) -> None:
    """The ``tally`` table holds these sums and no others."""
    found = {
        key: {name: row[name] or (0 if name != "histogram" else "") for name in SUMS}
        for key, row in desk.rows("tally", period, "unit", "kpi").items()
    }
    wanted = {
        (unit, kpi): {name: getattr(one, name) for name in SUMS}
        for unit, counted in expected.items()
        for kpi, one in counted.items()
        if one.value is not None
    }
    assert _differing(found, wanted) == {}


def agree_on_readings(desk: Desk, period: str, expected: Expected) -> None:
    """The ``reading`` table holds the exact quotients, rounded once, their scores and their states."""
    kpis = {kpi["id"]: kpi for kpi in naive.definitions(desk.book)["kpis"]}
    wanted = {}
    for unit, counted in expected.items():
        assert counted.keys() == kpis.keys()
        for kpi, one in counted.items():
            state = _state(kpis[kpi]["measure"]["kind"], one)
            value, score = None, None
            if one.value is not None and state != "hidden":
                value = naive.rounded(one.value, int(kpis[kpi]["decimals"]))
                score = naive.rounded(naive.score(kpis[kpi], one.value), 2)
            wanted[unit, kpi] = one.behind, value, score, state
    found = desk.rows("reading", period, "unit", "kpi")
    published = {key: (row["n"], row["value"], row["score"], row["state"]) for key, row in found.items()}
    assert _differing(published, wanted) == {}


def agree_on_index(desk: Desk, period: str, expected: Expected) -> None:
    """Every unit's index is the hand-made one, and its contributions add up to it to the last digit."""
    book = naive.definitions(desk.book)
    standing = desk.rows("standing", period, "unit", "kind", "subject")
    levels: dict[str, Decimal] = {}
    gaps: dict[str, Decimal] = {}
    for (unit, _, _), cell in desk.rows("contribution", period, "unit", "kpi", "department").items():
        levels[unit] = levels.get(unit, Decimal(0)) + cell["level"]
        gaps[unit] = gaps.get(unit, Decimal(0)) + cell["pressure"] - cell["surplus"]
    for unit, counted in expected.items():
        exact = naive.index(book, _scores(book, counted))
        index = None if exact is None else naive.rounded(exact, 2)
        assert standing[unit, "index", ""]["score"] == index, unit
        assert levels.get(unit) == index, unit
        assert gaps.get(unit) == (None if index is None else TARGET - index), unit


def agree_on_parts(desk: Desk, period: str, unit: str, expected: Mapping[str, naive.Counted]) -> None:
    """Processes and departments of a unit that has every reading: each within 0.01, together the index."""
    book = naive.definitions(desk.book)
    scores = _scores(book, expected)
    standing = desk.rows("standing", period, "unit", "kind", "subject")
    index = standing[unit, "index", ""]["score"]
    for kind, exact in (
        ("department", naive.departments(book, scores)),
        ("process", _processes(book, scores)),
    ):
        printed = {
            subject: row["level"]
            for (where, what, subject), row in standing.items()
            if (where, what) == (unit, kind)
        }
        answerable = {subject: level for subject, level in printed.items() if level}
        assert answerable.keys() == exact.keys()
        assert sum(answerable.values()) == index
        assert all(abs(Fraction(answerable[one]) - exact[one]) < Fraction(1, 100) for one in exact)


def _processes(book: naive.Book, scores: Mapping[str, Fraction]) -> dict[str, Fraction]:
    weights = {process["id"]: naive.percent(process["weight"]) for process in book["processes"]}
    found = dict.fromkeys(weights, Fraction(0))
    for kpi in book["kpis"]:
        found[kpi["process"]] += weights[kpi["process"]] * naive.percent(kpi["weight"]) * scores[kpi["id"]]
    return found


def agree_on_paper(desk: Desk, period: str, unit: str, text: str) -> None:
    """The text of a paper shows the unit's published index beside the book's own name for it."""
    index = desk.rows("standing", period, "unit", "kind", "subject")[unit, "index", ""]["score"]
    (book,) = desk.rows("book", period, "id").values()
    assert re.search(rf"(?<![\d.]){re.escape(str(index))}(?![\d.])", text), f"{index} is not in:\n{text}"
    assert book["index_zh"] in text.replace("\n", "")
