"""What becomes of a score: its contribution to the index, and the departments' parts of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from scorecard.compute.dictionary.amounts import SCORE_PLACES, number, percent, printed
from scorecard.model.kpi import Kpi, Process
from scorecard.model.phrases import Phrases
from scorecard.model.rounding import half_up, show
from scorecard.model.text import Text

WHOLE = 10_000


def index_weight(kpi: Kpi, process: Process) -> Fraction:
    """The KPI's declared weight in the index, in basis points."""
    return Fraction(process.weight * kpi.weight, WHOLE)


def passed_on(
    kpi: Kpi, process: Process, score: Fraction, names: Mapping[str, Text], say: Phrases
) -> Iterator[Text]:
    """The contribution where every KPI has data, and its exact split."""
    weight = index_weight(kpi, process)
    points = half_up(score * weight / WHOLE, SCORE_PLACES)
    yield say(
        "dict_example_contribution", score=printed(score), weight=percent(weight, say), points=show(points)
    )
    told = (
        say(
            "dict_example_part",
            name=names[one],
            share=percent(share, say),
            points=number(Fraction(points) * share / WHOLE, SCORE_PLACES),
        )
        for one, share in kpi.shares
    )
    yield say("dict_example_split", parts=say.join("dict_comma", told))
