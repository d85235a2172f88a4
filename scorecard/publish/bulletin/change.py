"""Why the index moved, on paper: short enough for a notice, the same figures as on the page."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.errors import PrintFailed
from scorecard.glossary import Words
from scorecard.model.chart import Waterfall
from scorecard.views.change import ChangeView
from scorecard.views.change.told import masked, reason, summary
from scorecard.views.change.view import KpiMove
from scorecard.views.charts import change_waterfall


@dataclass(frozen=True, slots=True)
class Why:
    """``chart`` None: there is nothing to tell, and ``said`` says why. ``kpis``: those that moved most.
    ``remarks``: where the parts of a KPI went the other way than the whole.
    """

    view: ChangeView
    chart: Waterfall | None
    said: str
    kpis: tuple[KpiMove, ...]
    remarks: tuple[str, ...]


def why(view: ChangeView, words: Words, *, most: int) -> Why:
    """What paper prints of a change, with at most ``most`` KPIs.

    Raises ``PrintFailed`` where the causes do not add up to the printed change.
    """
    if view.reason is not None:
        return Why(view, None, "".join(reason(view, words)[:1]), (), ())
    if view.moves.total != view.total:
        raise PrintFailed(
            f"The document was not printed: the causes add up to {view.moves.total}, but the index moved by "
            f"{view.total}. A reader could not follow the figure. Run both periods again and compare."
        )
    named = [one for one in view.kpis if one.kpi is not None]
    kpis = tuple(one for one in named if one.moves.total)[:most]
    remarks = tuple(text for one in kpis if (text := masked(one, words)))
    return Why(view, change_waterfall(view, words), summary(view, words), kpis, remarks)
