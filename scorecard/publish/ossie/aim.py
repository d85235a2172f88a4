"""What a KPI is held to, for its extension."""

from __future__ import annotations

from scorecard.model.kpi import Kpi
from scorecard.publish.ossie.exact import exact


def aim(kpi: Kpi) -> dict[str, object]:
    """Floor, target and stretch as readings, and the scoring rule's (reading, score) knots."""
    return {
        "floor": exact(kpi.floor),
        "target": exact(kpi.target),
        "stretch": exact(kpi.stretch),
        "knots": [[exact(reading), exact(score)] for reading, score in kpi.curve.knots],
    }
