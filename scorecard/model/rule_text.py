"""A scoring rule and its readings as text that says all of them exactly, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, Range, RankPoints, Scoring

_NONE = "-"
_NUMBERS = ("full", "free", "per", "most", "recover")


def rule_text(rule: Scoring) -> str:
    """Canonical JSON; numbers as ``127/20``. Equal texts score alike."""
    match rule:
        case Curve():
            plain: dict[str, Any] = {
                "rule": "curve",
                "knots": [[str(one) for one in knot] for knot in rule.knots],
            }
            plain |= _clip(rule.clip)
        case RankPoints():
            plain = {"rule": "rank_points", "points": [str(one) for one in rule.points]}
        case PercentOfFirst():
            plain = {"rule": "percent_of_first", **_clip(rule.clip)}
        case Deduction():
            numbers = {name: str(getattr(rule, name)) for name in _NUMBERS}
            plain = {"rule": "deduction", **numbers, "months": rule.months}
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def rule_of(text: str) -> Scoring:
    """The rule that ``rule_text`` wrote. Raises ValueError for any other text."""
    plain = json.loads(text)
    clip = (Fraction(plain["clip"][0]), Fraction(plain["clip"][1])) if "clip" in plain else None
    match plain["rule"]:
        case "curve":
            return Curve(tuple((Fraction(x), Fraction(s)) for x, s in plain["knots"]), clip)
        case "rank_points":
            return RankPoints(tuple(map(Fraction, plain["points"])))
        case "percent_of_first":
            return PercentOfFirst(clip)
        case "deduction":
            return Deduction(**{name: Fraction(plain[name]) for name in _NUMBERS}, months=plain["months"])
        case other:
            raise ValueError(f"{other!r} is no scoring rule")


def readings_text(readings: Sequence[Fraction | None]) -> str:
    """``127/20 - 6``: exact readings joined by blanks, ``-`` for a month without one."""
    return " ".join(_NONE if one is None else str(one) for one in readings)


def readings_of(text: str) -> tuple[Fraction | None, ...]:
    """The readings that ``readings_text`` wrote."""
    return tuple(None if one == _NONE else Fraction(one) for one in text.split())


def _clip(clip: Range | None) -> dict[str, list[str]]:
    return {} if clip is None else {"clip": [str(one) for one in clip]}
