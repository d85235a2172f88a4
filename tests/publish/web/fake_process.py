"""One process of the imagined month, for the page that shows it."""

from __future__ import annotations

from decimal import Decimal

from scorecard.errors import BadRequest
from scorecard.model.principal import Principal
from scorecard.model.text import Text
from scorecard.views.control import Yardstick, controlled
from scorecard.views.frame import Choice
from scorecard.views.process import Focus, ProcessKpi, ProcessPart, ProcessView, UnitProcess
from scorecard.views.transmission import Step
from scorecard.views.watch import Watched, watch
from tests.publish.web.fakes import DEPARTMENTS, STEPS, UNITS, frame, kpi_lines, process_lines, series, summed
from tests.views.past import SHIFT
from tests.views.past import series as months

SHIFTED = controlled(months(SHIFT), Yardstick("higher", Decimal(14), 0))
"""Seven months on each side of the mean of 13.3: worse, then better until June."""


def load_process(
    reader: object,
    principal: Principal,
    *,
    period: str | None = None,
    unit: str | None = None,
    process: str | None = None,
) -> ProcessView:
    """One process of the imagined unit: its score signals, its first KPI has but a few months."""
    lines = {one.id: one for one in process_lines()}
    wanted = process or "p0"
    if wanted not in lines:
        raise BadRequest(f"There is no process {wanted!r} in this period.")
    chosen = lines[wanted]
    young = controlled(series("8.01"), Yardstick("higher", Decimal("8.50"), 2))
    kpis = tuple(
        ProcessKpi(one, young if place == 0 else SHIFTED)
        for place, one in enumerate(one for one in kpi_lines() if one.process.id == wanted)
    )
    parts: dict[str, list[Step]] = {}
    for step in STEPS:
        if step.process.id == wanted:
            parts.setdefault(step.department.id, []).append(step)
    names = {one.id: one for one in DEPARTMENTS}
    points = Text("分", "points")
    return ProcessView(
        frame=frame(period, unit, principal),
        processes=tuple(Choice(one.id, one.name) for one in lines.values()),
        line=chosen,
        low=Decimal("78.00"),
        high=Decimal("82.20"),
        control=SHIFTED,
        kpis=kpis,
        owners=tuple(
            ProcessPart(
                names[id_], len(found), *(summed(found, name) for name in ("level", "pressure", "surplus"))
            )
            for id_, found in parts.items()
        ),
        focus=tuple(Focus(one.line.focus, one.line, one.control) for one in kpis if one.line.focus),
        units=(
            UnitProcess(
                *(UNITS[1][1], Decimal("81.00"), Decimal("79.00"), Decimal("83.00"), Decimal("0.40"), 200),
                *(1, 2, 1, 2, "ok"),
            ),
            UnitProcess(UNITS[3][1], *(None,) * 4, 6, None, 2, None, None, "hidden"),
        ),
        watch=watch(
            [
                Watched("process", chosen.id, chosen.name, points, SHIFTED),
                *(Watched("kpi", one.line.id, one.line.name, one.line.unit, one.control) for one in kpis),
            ]
        ),
    )
