"""What a KPI or a unit is held to, for its extension."""

from __future__ import annotations

from scorecard.model.kpi import Aim
from scorecard.publish.ossie.exact import exact


def held_to(aim: Aim) -> dict[str, object]:
    """Floor, target and stretch as readings, where there are any, and the rule's (reading, score) knots."""
    readings = {"floor": aim.floor, "target": aim.target, "stretch": aim.stretch}
    return {
        **{name: exact(value) for name, value in readings.items() if value is not None},
        "knots": [[exact(reading), exact(score)] for reading, score in aim.curve.knots],
    }
