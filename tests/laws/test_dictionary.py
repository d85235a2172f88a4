"""Laws of the dictionary: what it prints as worked is what is computed, and both languages say the same."""

from __future__ import annotations

import re
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scorecard.compute.dictionary.pieces import line, pieces
from scorecard.compute.dictionary.scored_by import scored_by
from scorecard.compute.dictionary.worked import of_months, of_reading, telling, worked
from scorecard.definitions.compile_scoring import compile_scoring
from scorecard.glossary import phrases
from scorecard.model.curve import scored
from scorecard.model.deducted import deducted
from scorecard.model.kpi import Direction
from scorecard.model.rounding import half_up, show
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints
from tests.compute.dictionary.kpis import held_to
from tests.laws.test_scoring import monotone_rules

SAY = phrases({})
READINGS = st.decimals(-120, 120, places=2).map(Fraction)
FIGURE = re.compile(r"−?\d{1,3}(?:,\d{3})*(?:\.\d+)?(?:/\d+)?")


@st.composite
def targeted(draw):
    """A tent: its target is best."""
    low, target, high = draw(st.lists(READINGS, min_size=3, max_size=3, unique=True).map(sorted))
    knots = ((low, Fraction(0)), (target, Fraction(100)), (high, Fraction(0)))
    return Curve(knots), Direction.TARGET


@st.composite
def curves(draw):
    """(curve, direction) of every rule that becomes one."""
    if draw(st.booleans()):
        return draw(targeted())
    spec, direction = draw(monotone_rules())
    return compile_scoring(spec, direction), direction


@st.composite
def deductions(draw):
    """A deduction with a cost, and up to four months of readings."""
    few = st.integers(1, 60).map(Fraction)
    rule = Deduction(
        Fraction(100), draw(READINGS), draw(few), draw(few), draw(st.integers(0, 40).map(Fraction)), 4
    )
    return rule, tuple(draw(st.lists(READINGS, min_size=1, max_size=4)))


def value(printed: str) -> Fraction:
    """What a printed sum comes to: + − · / ( ) min max and figures, and nothing else."""
    plain = printed.replace(",", "").replace(";", ",").replace("−", "-").replace("·", "*")
    assert re.fullmatch(r"(?:min|max|[\d.+\-*/(), ])+", plain), printed
    exact = re.sub(r"\d+(?:\.\d+)?", lambda one: f"F('{one[0]}')", plain)
    return Fraction(eval(exact, {"F": Fraction, "min": min, "max": max, "__builtins__": {}}))


def sums(text: str) -> list[tuple[str, str]]:
    """(sum, what is printed behind its equals sign) of one step in English."""
    found = re.findall(r"(?:= |: |, )?((?:min\(|max\(|[\d(−])[^=:]*?) = (−?[\d,./]+)", text)
    return [(left, right) for left, right in found]


@given(curves(), READINGS)
def test_a_curve_s_worked_score_is_what_is_scored(drawn, reading):
    """Any reading, any curve: the numbers put in come to the exact score; what is printed is it, rounded."""
    curve, direction = drawn
    kpi = held_to(curve, direction)
    found = of_reading(curve, kpi, reading, SAY)
    right = scored(curve, reading)
    assert found.score == right
    shown = show(half_up(right, 2))
    assert found.steps[-1].en.endswith(shown)
    assert found.steps[-1].zh.endswith(shown)
    worked_out = sums(found.steps[-1].en)
    assert bool(worked_out) is not found.steps[-1].en.startswith("Score " + shown)
    for sum_, printed in worked_out:
        assert value(sum_) == right
        assert printed == shown


@given(curves())
def test_the_generated_example_is_worked_to_the_end(drawn):
    """Half way up the first slope or on the first step, and it scores neither the least nor nothing known."""
    curve, direction = drawn
    kpi = held_to(curve, direction)
    reading = telling(curve, kpi)
    assert worked(kpi, SAY) == of_reading(curve, kpi, reading, SAY)
    sloping = [one for one in pieces(curve, direction) if not one.flat]
    if sloping:
        low, high = sloping[0].low, sloping[0].high
        assert low < reading < high
        assert sums(worked(kpi, SAY).steps[1].en)


@given(curves(), READINGS)
def test_exactly_one_piece_holds_a_reading_and_says_its_score(drawn, reading):
    """Apart from the readings at which two pieces meet and agree."""
    curve, direction = drawn
    holding = []
    for one in pieces(curve, direction):
        above = one.low is None or one.low < reading or (one.has_low and one.low == reading)
        below = one.high is None or reading < one.high or (one.has_high and one.high == reading)
        if above and below:
            holding.append(one)
    scores = {
        one.at_low if one.flat else value(line(one, f"({reading.numerator}/{reading.denominator})", 2))
        for one in holding
    }
    assert scores == {scored(curve, reading)}
    assert len(holding) == 1 or reading in {end for one in holding for end in (one.low, one.high)}


@given(deductions(), st.sampled_from((Direction.HIGHER, Direction.LOWER)))
def test_a_deduction_s_steps_add_up_to_what_is_left(drawn, direction):
    """Every sum in every step comes to the figure behind it, the last one to the score."""
    rule, readings = drawn
    found = of_months(rule, held_to(rule, direction), readings, SAY)
    assert found.score == deducted(rule, direction, readings)
    assert len(found.steps) == len(readings) + 1
    for step in found.steps[:-1]:
        assert sums(step.en)
        for sum_, printed in sums(step.en):
            assert value(sum_) == value(printed)
    ((sum_, printed),) = sums(found.steps[-1].en)
    assert value(sum_) == found.score
    assert printed == show(half_up(found.score, 2))


@given(
    st.one_of(
        curves(),
        deductions().map(lambda one: (one[0], Direction.LOWER)),
        st.lists(st.integers(0, 100).map(Fraction), min_size=1, max_size=8).map(
            lambda points: (RankPoints(tuple(sorted(points, reverse=True))), Direction.HIGHER)
        ),
        st.just((PercentOfFirst(), Direction.LOWER)),
    )
)
def test_both_languages_have_the_same_figures(drawn):
    """In every rule's words and in its example."""
    rule, direction = drawn
    kpi = held_to(rule, direction)
    lines = (*scored_by(kpi.aim, kpi, SAY), *worked(kpi, SAY).steps)
    for one in lines:
        assert sorted(FIGURE.findall(one.zh)) == sorted(FIGURE.findall(one.en)), one
