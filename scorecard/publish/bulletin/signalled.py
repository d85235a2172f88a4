"""The month's signals as paper prints them: what, since when, by which rule, and the chart."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.glossary import Words
from scorecard.model.chart import Control
from scorecard.model.text import Text
from scorecard.views.charts import control_of
from scorecard.views.said import said
from scorecard.views.watch import Watch


@dataclass(frozen=True, slots=True)
class Signalled:
    """One series with a special cause in the month. ``kind``, ``variation`` and ``assurance`` are keys of the
    glossary's words; ``said``: the sentence about its signal.
    """

    kind: str
    name: Text
    variation: str
    said: str
    assurance: str
    provisional: bool
    chart: Control


def signalled(watch: Watch, words: Words) -> tuple[Signalled, ...]:
    """Every signal of the month, in the view's order."""
    return tuple(
        Signalled(
            kind=one.kind,
            name=one.name,
            variation=str(one.control.variation),
            said=said(one.control.spells[0], words),
            assurance="none" if one.control.assurance is None else str(one.control.assurance),
            provisional=one.control.provisional,
            chart=control_of(one.name, one.unit, one.control, words, small=True),
        )
        for one in watch.signals
    )
