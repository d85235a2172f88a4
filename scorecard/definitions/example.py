"""From an example as written to the model's: one reading or several, one score or several."""

from __future__ import annotations

from fractions import Fraction

from scorecard.definitions.schema import ExampleSpec
from scorecard.model.kpi import Example


def example(spec: ExampleSpec) -> Example:
    """The readings of an example and the scores that it states for them, exactly."""
    readings = (spec.reading,) if spec.readings is None else spec.readings
    scores = (spec.score,) if spec.scores is None else spec.scores
    return Example(
        tuple(None if one is None else Fraction(one) for one in readings),
        tuple(Fraction(one) for one in scores if one is not None),
    )
