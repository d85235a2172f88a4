"""Controlled rounding: printed parts that add up, whichever way they are added (A-9, B-12).

The cells (KPI x department) of one unit hang in two trees at once: department and department x process on
one side, KPI and process on the other. Two laminar families form a network, so a rounding exists in which
every cell **and every one of those sums** is the floor or the ceiling of its exact value. It is found by
cancelling cycles of fractional arcs (Bacharach 1966; Cox 1987, "A constructive procedure for unbiased
controlled rounding", without the chance: the smaller move wins).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction
from math import ceil, floor, lcm

from scorecard.model.result import Attribution, Published
from scorecard.model.rounding import half_up

Node = Hashable
_TOP = ("total", "")
_HUNDREDTHS = 100


def publish(attribution: Attribution, process_of: Mapping[str, str]) -> dict[tuple[str, str], Published]:
    """The attribution in hundredths of a point, so that every page adds up to the printed index.

    Σ weight is 100.00 %, Σ level the index rounded half up. Σ pressure − Σ surplus is the printed target
    less the printed index, which one of floor and ceiling of the pressure always allows.
    """
    level, target = (_printed(value) for value in (attribution.index, attribution.target))
    pressure = sum((cell.pressure for cell in attribution.cells.values()), Fraction(0)) * _HUNDREDTHS
    drift = (target - level) - (attribution.target - attribution.index) * _HUNDREDTHS
    owed = ceil(pressure) if drift > 0 else floor(pressure)
    totals = {
        "weight": _HUNDREDTHS * 100,
        "level": level,
        "pressure": owed,
        "surplus": owed - (target - level),
    }
    columns = {name: _column(attribution, process_of, name, total) for name, total in totals.items()}
    return {
        key: Published(**{name: column[key] for name, column in columns.items()}) for key in attribution.cells
    }


def _column(
    attribution: Attribution, process_of: Mapping[str, str], name: str, total: int
) -> dict[tuple[str, str], int]:
    unit = _HUNDREDTHS * (100 if name == "weight" else 1)
    exact = {key: getattr(cell, name) * unit for key, cell in attribution.cells.items()}
    return reconcile(exact, process_of, total)


def _printed(value: Fraction) -> int:
    return int(half_up(value, 2).scaleb(2))


def reconcile(
    cells: Mapping[tuple[str, str], Fraction], process_of: Mapping[str, str], total: int
) -> dict[tuple[str, str], int]:
    """Whole numbers for ``cells`` (in printed units) that sum to ``total``.

    ``process_of``: KPI -> process. ``total`` must be the floor or the ceiling of the exact sum, else
    ValueError. Every cell, KPI, process, department and department x process sum is off by less than 1.
    Neither the order of ``cells`` nor that of the definitions changes anything (A-5): ids decide.
    """
    exact = sum(cells.values(), Fraction(0))
    if not exact - 1 < total < exact + 1:
        raise ValueError(f"{total} is neither floor nor ceiling of {exact}")
    scale = lcm(*(value.denominator for value in cells.values())) if cells else 1
    ordered = {key: cells[key] for key in sorted(cells)}
    network = _Network(scale, _arcs(ordered, process_of, scale), up=total > exact)
    network.round()
    return {
        key: (value.numerator * (scale // value.denominator) - network.start[arc]) // scale
        + (1 if network.ended_up[arc] else 0)
        for (key, value), arc in ((item, ("cell", *item[0])) for item in cells.items())
    }


def _arcs(
    cells: Mapping[tuple[str, str], Fraction], process_of: Mapping[str, str], scale: int
) -> dict[Hashable, tuple[Node, Node, int]]:
    """Arc -> (from, to, fractional part in 1/scale); flow runs process -> KPI -> cell -> department."""
    values: dict[Hashable, tuple[Node, Node, int]] = {}

    def add(arc: Hashable, tail: Node, head: Node, amount: int) -> None:
        before = values[arc][2] if arc in values else 0
        values[arc] = tail, head, (before + amount) % scale

    for (kpi, department), value in cells.items():
        amount = value.numerator * (scale // value.denominator)
        process = process_of[kpi]
        add(("total",), ("bottom", ""), _TOP, amount)
        add(("process", process), _TOP, ("process", process), amount)
        add(("kpi", kpi), ("process", process), ("kpi", kpi), amount)
        add(("cell", kpi, department), ("kpi", kpi), ("block", department, process), amount)
        add(
            ("block", department, process),
            ("block", department, process),
            ("department", department),
            amount,
        )
        add(("department", department), ("department", department), ("bottom", ""), amount)
    return values


class _Network:
    """The fractional parts of every arc, rounded in place by moving along cycles."""

    def __init__(self, scale: int, arcs: Mapping[Hashable, tuple[Node, Node, int]], *, up: bool) -> None:
        self.scale = scale
        self.up = up
        self.ends = {arc: (tail, head) for arc, (tail, head, _) in arcs.items()}
        self.start = {arc: part for arc, (_, _, part) in arcs.items()}
        self.part = {arc: part for arc, part in self.start.items() if part}
        self.ended_up = dict.fromkeys(arcs, False)
        self.at: dict[Node, dict[Hashable, None]] = {}
        for arc in self.part:
            for node in self.ends[arc]:
                self.at.setdefault(node, {})[arc] = None

    def round(self) -> None:
        while self.part:
            self._cancel(self._cycle())

    def _cycle(self) -> list[tuple[Hashable, bool]]:
        """A cycle of fractional arcs, each with whether it is walked along its direction."""
        node = self.ends[next(iter(self.part))][0]
        path: list[tuple[Hashable, bool]] = []
        seen = {node: 0}
        while True:
            last = path[-1][0] if path else None
            arc = next(one for one in self.at[node] if one != last)
            tail, head = self.ends[arc]
            along = tail == node
            node = head if along else tail
            path.append((arc, along))
            if node in seen:
                return path[seen[node] :]
            seen[node] = len(path)

    def _cancel(self, cycle: list[tuple[Hashable, bool]]) -> None:
        """Move along the cycle or against it until an arc is whole: the smaller move, but the total's way."""
        forward = min(self._room(arc, rise=along) for arc, along in cycle)
        backward = min(self._room(arc, rise=not along) for arc, along in cycle)
        ahead = forward <= backward
        for arc, along in cycle:
            if arc == ("total",):
                ahead = along == self.up
        move = forward if ahead else backward
        for arc, along in cycle:
            self._set(arc, self.part[arc] + (move if along == ahead else -move))

    def _room(self, arc: Hashable, *, rise: bool) -> int:
        return self.scale - self.part[arc] if rise else self.part[arc]

    def _set(self, arc: Hashable, part: int) -> None:
        self.part[arc] = part
        if part in {0, self.scale}:
            self.ended_up[arc] = part == self.scale
            del self.part[arc]
            for node in self.ends[arc]:
                del self.at[node][arc]
