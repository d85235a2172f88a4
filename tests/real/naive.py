"""The arithmetic of a book done the slow way, on lists of integers, to be compared with the product's.

Nothing here comes from the product: definitions are read as bare texts, sums are Python's, every fraction is
exact. What lives here: statistics of one list, scores, the index. What does not: reading a data set's files
(each test module reads its own).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

Book = dict[str, list[dict[str, Any]]]
"""The list keys of a book's files; every scalar the text that stands there."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a KPI's tally must hold, how many observations its reading has, and the exact reading."""

    n: int = 0
    weight: int = 0
    total: int = 0
    squares: int = 0
    hits: int = 0
    promoters: int = 0
    detractors: int = 0
    base: int = 0
    histogram: str = ""
    behind: int = 0
    value: Fraction | None = None


def _sums(values: Sequence[int]) -> dict[str, int]:
    return {
        "n": len(values),
        "weight": len(values),
        "behind": len(values),
        "total": sum(values),
        "squares": sum(value * value for value in values),
    }


def mean(values: Sequence[int], *, decimals: int = 0) -> Counted:
    """The mean of integers that stand for value / 10**decimals."""
    value = Fraction(sum(values), len(values) * 10**decimals) if values else None
    return Counted(**_sums(values), value=value)


def share(values: Sequence[int], hit: Callable[[int], bool]) -> Counted:
    """The percentage of values for which ``hit`` holds."""
    hits = sum(1 for value in values if hit(value))
    return Counted(**_sums(values), hits=hits, value=Fraction(100 * hits, len(values)) if values else None)


def nps(values: Sequence[int]) -> Counted:
    """Nines and tens less zeros to sixes, in percent of all."""
    high = sum(1 for value in values if value >= 9)
    low = sum(1 for value in values if value <= 6)
    value = Fraction(100 * (high - low), len(values)) if values else None
    return Counted(**_sums(values), promoters=high, detractors=low, value=value)


def percentile(values: Sequence[int], percent: int) -> Counted:
    """The smallest value that at least ``percent`` of the values do not exceed."""
    ordered = sorted(values)
    histogram = " ".join(f"{value}:{count}" for value, count in sorted(Counter(ordered).items()))
    place = -(-percent * len(ordered) // 100)
    value = Fraction(ordered[max(place, 1) - 1]) if ordered else None
    return Counted(**_sums(values), histogram=histogram, value=value)


def per(amounts: Sequence[int], base: Sequence[int], per: int = 100) -> Counted:
    """``per`` times the sum of the amounts over the sum of the base."""
    value = Fraction(per * sum(amounts), sum(base)) if sum(base) else None
    return Counted(n=len(amounts), total=sum(amounts), base=sum(base), behind=sum(base), value=value)


def rounded(value: Fraction, places: int) -> Decimal:
    """Half away from zero, through Python's own decimal context, far beyond the digits that matter."""
    context = Context(prec=60)
    quotient = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    return quotient.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=context)


def definitions(folder: Path) -> Book:
    """The list keys of a book's files joined, every scalar as the text that stands there."""
    joined: Book = {}
    for path in sorted(folder.glob("**/*.yaml")):
        read = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for key, value in read.items():
            if isinstance(value, list):
                joined.setdefault(key, []).extend(value)
    return joined


def percent(text: str) -> Fraction:
    """A declared percent as a fraction of one."""
    return Fraction(text.removesuffix("%")) / 100


def score(kpi: Mapping[str, Any], reading: Fraction) -> Fraction:
    """Floor 0, target 80, stretch 100, straight between them, and no further."""
    floor, target, stretch = (Fraction(kpi[name]) for name in ("floor", "target", "stretch"))
    if (reading - target) * (stretch - target) >= 0:
        return min(Fraction(100), 80 + 20 * (reading - target) / (stretch - target))
    return max(Fraction(0), 80 * (reading - floor) / (target - floor))


def index(book: Book, scores: Mapping[str, Fraction]) -> Fraction | None:
    """The index of one unit from the scores it has; None where less than half of the weight has any."""
    shares, whole = [], Fraction(0)
    for process in book["processes"]:
        kpis = [kpi for kpi in book["kpis"] if kpi["process"] == process["id"]]
        known = [kpi for kpi in kpis if kpi["id"] in scores]
        weight = sum((percent(kpi["weight"]) for kpi in known), Fraction(0))
        if weight >= Fraction(1, 2):
            own = sum((percent(kpi["weight"]) * scores[kpi["id"]] for kpi in known), Fraction(0)) / weight
            shares.append((percent(process["weight"]), own))
            whole += percent(process["weight"])
    if whole < Fraction(1, 2):
        return None
    return sum((weight * own for weight, own in shares), Fraction(0)) / whole


def departments(book: Book, scores: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Each department's exact part of the index of a unit in which every KPI has a score."""
    found: dict[str, Fraction] = {}
    weights = {process["id"]: percent(process["weight"]) for process in book["processes"]}
    for kpi in book["kpis"]:
        points = weights[kpi["process"]] * percent(kpi["weight"]) * scores[kpi["id"]]
        for department, part in kpi["shares"].items():
            found[department] = found.get(department, Fraction(0)) + points * percent(part)
    return found
