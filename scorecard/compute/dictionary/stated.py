"""The examples that a definition states itself."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scorecard.compute.dictionary.amounts import number, printed
from scorecard.model.kpi import Kpi
from scorecard.model.phrases import Phrases
from scorecard.model.text import Text


def stated(kpi: Kpi, say: Phrases) -> Iterator[Text]:
    """Each example on a line: its readings, and the scores that they earn."""
    for one in kpi.examples:
        readings = say.join("dict_comma", (_reading(value, kpi, say) for value in one.readings))
        scores = say.join("dict_comma", (Text(printed(score), printed(score)) for score in one.scores))
        yield say("dict_stated", readings=readings, scores=scores)


def _reading(value: Fraction | None, kpi: Kpi, say: Phrases) -> Text:
    if value is None:
        return say("dict_none")
    text = number(value, kpi.decimals)
    return Text(text, text)
