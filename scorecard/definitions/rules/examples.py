"""Worked examples: each has the form that its rule wants, and states the score that the rule gives."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scorecard.definitions.compile_scoring import compile_scoring
from scorecard.definitions.draft import Draft
from scorecard.definitions.example import example
from scorecard.definitions.flaws import flaws
from scorecard.definitions.schema import ExampleSpec, KpiSpec
from scorecard.model.earned import earned
from scorecard.model.exact import exact
from scorecard.model.problem import Problem
from scorecard.model.rounding import half_up
from scorecard.model.scoring import Curve, Deduction, Scoring

_TRUSTED = "A reader trusts an example more than a rule."
_FORMS = {
    Curve: "Its rule scores one reading: write {reading: 8.2, score: 64}.",
    Deduction: "Its rule looks back: write {readings: [4, 7, none], score: 65}, this month's first.",
}
_AMONG = (
    "Its rule compares units: write {readings: [9, 8], scores: [100, 95]}, as many of one as of the other."
)
_PLACES = 2


def examples_hold(draft: Draft) -> Iterator[Problem]:
    """The score that an example states is what the rule gives for its readings, to the printed digit."""
    scores = draft.spec.policy.scoring
    given = (scores.floor, scores.target, scores.stretch)
    for index, kpi in draft.news("kpis"):
        rule = kpi.rule
        if not kpi.example or rule is None or next(flaws(rule, kpi.direction, scores=given), None):
            continue
        scoring = compile_scoring(rule, kpi.direction, scores=given)
        alone = isinstance(draft.document.value_at(("kpis", index, "example")), dict)
        for number, one in enumerate(kpi.example):
            path = ("kpis", index, "example", *(() if alone else (number,)))
            if not _fits(one, scoring):
                what = f"KPI {kpi.id!r}: the example does not have the form that its rule wants"
                remedy = _FORMS.get(type(scoring), _AMONG)
                yield Problem("example.form", draft.at(*path), what, "It could not be checked.", remedy)
            else:
                yield from _wrong(draft, path, kpi, one, scoring)


def _fits(one: ExampleSpec, scoring: Scoring) -> bool:
    several = one.readings or ()
    match scoring:
        case Curve():
            return None not in (one.reading, one.score) and (one.readings, one.scores) == (None, None)
        case Deduction():
            known = one.reading if one.readings is None else several[0]
            twice = one.reading is not None and one.readings is not None
            return None not in (known, one.score) and one.scores is None and not twice
        case _:
            alike = one.scores is not None and len(several) == len(one.scores)
            return alike and None not in several and (one.reading, one.score) == (None, None)


def _wrong(
    draft: Draft, path: tuple[str | int, ...], kpi: KpiSpec, one: ExampleSpec, scoring: Scoring
) -> Iterator[Problem]:
    stated = example(one)
    readings = stated.readings
    if not isinstance(scoring, Curve | Deduction):  # units are compared by what is printed
        readings = tuple(
            None if value is None else Fraction(half_up(value, kpi.decimals)) for value in readings
        )
    right = earned(scoring, kpi.direction, readings)
    for place, (score, found) in enumerate(zip(stated.scores, right, strict=True)):
        printed = half_up(found, _PLACES)
        if score != Fraction(printed):
            at = draft.at(*path, "score") if one.scores is None else draft.at(*path, "scores", place)
            what = f"KPI {kpi.id!r}: the example states {exact(score)}, its rule gives {printed}"
            remedy = f"Write {printed}, or correct the rule. A change of the rule sets 'example' too."
            yield Problem("example.score", at, what, _TRUSTED, remedy)
