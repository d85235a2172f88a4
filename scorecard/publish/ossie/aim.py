"""What a KPI or a unit is held to, for its extension."""

from __future__ import annotations

from scorecard.model.exact import exact
from scorecard.model.kpi import Aim
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, Range, RankPoints, Scoring


def held_to(aim: Aim) -> dict[str, object]:
    """Floor, target and stretch as readings, where there are any, and the scoring rule."""
    readings = {"floor": aim.floor, "target": aim.target, "stretch": aim.stretch}
    known = {name: exact(value) for name, value in readings.items() if value is not None}
    return {**known, "scoring": _rule(aim.scoring)}


def _rule(scoring: Scoring) -> dict[str, object]:
    """The rule in the form in which it is computed: a line's (reading, score) knots, or its numbers."""
    match scoring:
        case Curve():
            knots = [[exact(reading), exact(score)] for reading, score in scoring.knots]
            return {"knots": knots, **_clip(scoring.clip)}
        case RankPoints():
            return {"rank_points": [exact(one) for one in scoring.points]}
        case PercentOfFirst():
            return {"percent_of_first": True, **_clip(scoring.clip)}
        case Deduction():
            numbers = ("full", "free", "per", "most", "recover")
            return {
                "deduction": {name: exact(getattr(scoring, name)) for name in numbers},
                "months": scoring.months,
            }


def _clip(clip: Range | None) -> dict[str, object]:
    return {} if clip is None else {"clip": [exact(one) for one in clip]}
