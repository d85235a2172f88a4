"""Laws of the scoring rules: A-6 and A-8 for every curve, and what any ranking or deduction must keep."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from scorecard.definitions.compile_scoring import compile_scoring
from scorecard.definitions.flaws import flaws
from scorecard.definitions.scoring import of_rule
from scorecard.model.curve import best, reading_for, scored, worst
from scorecard.model.deducted import deducted
from scorecard.model.kpi import Direction
from scorecard.model.percent_of_first import percent_of_first
from scorecard.model.rank_points import rank_points
from scorecard.model.scoring import Curve, Deduction, PercentOfFirst, RankPoints

DIRECTIONS = st.sampled_from((Direction.HIGHER, Direction.LOWER))
READINGS = st.fractions(-200, 200, max_denominator=89)
SCORES = st.fractions(0, 120, max_denominator=53)
WRITTEN = st.decimals(-100, 100, places=2)
POINTS = st.decimals(0, 120, places=1)
CLIPS = st.sampled_from((None, (Decimal(0), Decimal(120)), (Decimal(0), Decimal(150))))


@st.composite
def monotone_rules(draw):
    """(spec without a flaw, direction) of every rule that becomes a monotone curve."""
    direction = draw(DIRECTIONS)
    a, b, c = draw(st.lists(WRITTEN, min_size=3, max_size=3, unique=True).map(sorted))
    worse, middle, better = (a, b, c) if direction is Direction.HIGHER else (c, b, a)
    low, mid, high = draw(st.lists(POINTS, min_size=3, max_size=3, unique=True).map(sorted))
    clip = draw(CLIPS)
    given_clip = {} if clip is None else {"clip": clip}
    raw = draw(
        st.sampled_from(
            (
                {"rule": "floor_target_stretch", "floor": worse, "target": middle, "stretch": better}
                | given_clip,
                {"rule": "knots", "knots": ((worse, low), (middle, low), (middle, mid), (better, high))}
                | given_clip,
                {"rule": "knots", "knots": ((better, high), (middle, mid), (worse, low))} | given_clip,
                {"rule": "bands", "bands": ((worse, low), (middle, mid), (better, high))},
                {"rule": "min_max", "low": a, "high": c} | given_clip,
                {"rule": "binary", "at": b},
                {
                    "rule": "base_challenge",
                    "base": worse,
                    "challenge": better,
                    "below": low,
                    "base_score": mid,
                    "challenge_score": high,
                }
                | given_clip,
            )
        )
    )
    spec = of_rule(raw)
    assert list(flaws(spec, direction)) == []
    return spec, direction


@st.composite
def curves(draw):
    """(curve, direction): any monotone rule in its normal form."""
    spec, direction = draw(monotone_rules())
    return compile_scoring(spec, direction), direction


@given(curves(), READINGS, st.fractions(Fraction(1, 9), 9), st.fractions(-9, 9))
def test_a6_another_unit_of_measure_changes_no_score(drawn, value, factor, offset):
    """A-6: an affine change of the reading with its knots leaves the score alone, clip and jumps too."""
    curve, _ = drawn
    moved = Curve(tuple((factor * knot + offset, score) for knot, score in curve.knots), curve.clip)
    assert scored(moved, factor * value + offset) == scored(curve, value)


@given(curves(), st.fractions(Fraction(1, 9), 9))
def test_a6_the_sign_of_the_unit_turns_the_curve_round(drawn, factor):
    """A-6 with a negative factor: the mirrored curve, knots in rising order again, scores the same."""
    curve, _ = drawn
    mirrored = Curve(tuple((-factor * knot, score) for knot, score in reversed(curve.knots)), curve.clip)
    for value in (*(knot for knot, _ in curve.knots), Fraction(1, 3)):
        assert scored(mirrored, -factor * value) == scored(curve, value)


@given(curves(), READINGS, READINGS)
def test_a8_every_monotone_rule_meets_its_knots_and_is_monotone(drawn, one, other):
    """A-8: f(knot) is the knot's score (the higher one at a jump), f is monotone and stays in its bounds."""
    curve, direction = drawn
    for reading, _ in curve.knots:
        at = max(score for knot, score in curve.knots if knot == reading)
        assert scored(curve, reading) == at
    low, high = sorted((one, other))
    worse, better = (low, high) if direction is Direction.HIGHER else (high, low)
    assert worst(curve) <= scored(curve, worse) <= scored(curve, better) <= best(curve)
    if curve.clip is not None:
        assert curve.clip[0] <= worst(curve)
        assert best(curve) <= curve.clip[1]


@given(curves(), SCORES, st.fractions(Fraction(1, 1000), 9))
def test_a8_the_reading_for_a_score_just_earns_it(drawn, score, step):
    """The inverse: it earns the score, nothing less demanding does, and None means that nothing does."""
    curve, direction = drawn
    found = reading_for(curve, direction, score)
    if found is None:
        assert best(curve) < score
        return
    assert scored(curve, found) >= score
    weaker = found - step if direction is Direction.HIGHER else found + step
    assert scored(curve, weaker) < score or score <= worst(curve)


@given(st.lists(WRITTEN, min_size=3, max_size=3, unique=True).map(sorted), READINGS)
def test_a8_target_is_best_peaks_at_its_target_only(ends, value):
    """The one shape that is not monotone: 100 at the target alone, 0 from low down and from high up."""
    low, target, high = ends
    tent = compile_scoring(
        of_rule({"rule": "target_best", "low": low, "target": target, "high": high}), Direction.HIGHER
    )
    found = scored(tent, value)
    assert 0 <= found <= 100
    assert (found == 100) is (value == Fraction(target))
    assert (found == 0) is not (Fraction(low) < value < Fraction(high))


UNITS = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), READINGS, max_size=7)
POINT_LISTS = st.lists(SCORES, min_size=1, max_size=5).map(
    lambda points: RankPoints(tuple(sorted(points, reverse=True)))
)
SHARES_OF_FIRST = st.sampled_from(
    (
        PercentOfFirst(),
        PercentOfFirst((Fraction(60), Fraction(100))),
        PercentOfFirst((Fraction(0), Fraction(120))),
    )
)


@st.composite
def comparisons(draw):
    """A rule that scores units by one another, with its direction bound."""
    direction = draw(DIRECTIONS)
    if draw(st.booleans()):
        rule = draw(POINT_LISTS)
        return direction, lambda units: rank_points(rule, direction, units)
    rule = draw(SHARES_OF_FIRST)
    return direction, lambda units: percent_of_first(rule, direction, units)


@given(comparisons(), UNITS, st.randoms(use_true_random=False))
def test_units_are_compared_whatever_their_order_and_names(drawn, units, random):
    """Permutation: the order of units changes nothing, new names only rename."""
    _, compare = drawn
    keys = sorted(units)
    random.shuffle(keys)
    assert compare({key: units[key] for key in keys}) == compare(units)
    renamed = {f"{key}x": value for key, value in units.items()}
    assert compare(renamed) == {f"{key}x": score for key, score in compare(units).items()}


@given(comparisons(), UNITS)
def test_compared_units_keep_the_order_of_their_readings(drawn, units):
    """Equal readings score alike, a better one never scores below a worse: so the best below nobody."""
    direction, compare = drawn
    found = compare(units)
    assert found.keys() == units.keys()
    for one in units:
        for other in units:
            if units[one] == units[other]:
                assert found[one] == found[other]
            elif (units[one] > units[other]) is (direction is Direction.HIGHER):
                assert found[one] >= found[other]


@given(POINT_LISTS, DIRECTIONS, UNITS, st.fractions(Fraction(1, 9), 9), st.fractions(-9, 9))
def test_a6_rank_points_know_no_unit_of_measure(rule, direction, units, factor, offset):
    """A-6: a positive affine change of all readings moves no rank."""
    moved = {unit: factor * value + offset for unit, value in units.items()}
    assert rank_points(rule, direction, moved) == rank_points(rule, direction, units)


@given(SHARES_OF_FIRST, DIRECTIONS, UNITS, st.fractions(Fraction(1, 9), 9))
def test_a6_percent_of_first_knows_no_scale(rule, direction, units, factor):
    """A-6 for a scale with a true zero: other units of the same thing, the same percents."""
    moved = {unit: factor * value for unit, value in units.items()}
    assert percent_of_first(rule, direction, moved) == percent_of_first(rule, direction, units)


AMOUNTS = st.fractions(0, 60, max_denominator=11)
DEDUCTIONS = st.builds(
    Deduction,
    full=st.fractions(1, 150, max_denominator=11),
    free=READINGS,
    per=st.fractions(Fraction(1, 10), 20, max_denominator=11),
    most=AMOUNTS,
    recover=AMOUNTS,
    months=st.integers(1, 6),
)
HISTORIES = st.lists(st.none() | READINGS, max_size=8)


@given(DEDUCTIONS, DIRECTIONS, HISTORIES)
def test_a_deduction_stays_between_nothing_and_full(rule, direction, readings):
    """Never above full, never below 0."""
    assert 0 <= deducted(rule, direction, readings) <= rule.full


@given(DEDUCTIONS, DIRECTIONS, HISTORIES)
def test_clean_months_bring_the_full_score_back(rule, direction, readings):
    """After ``months`` months without a fault all is recovered, and each of them lowers nothing."""
    clean = [rule.free] * rule.months
    assert deducted(rule, direction, [*clean, *readings]) == rule.full
    for age in range(rule.months):
        before = deducted(rule, direction, [*clean[:age], *readings])
        assert deducted(rule, direction, [*clean[: age + 1], *readings]) >= before


@given(DEDUCTIONS, DIRECTIONS, HISTORIES, st.data())
def test_a_deduction_is_monotone_in_each_reading(rule, direction, readings, data):
    """A worse reading of any month never raises the score; none earns more than a clean month."""
    known = [index for index, value in enumerate(readings) if value is not None]
    assume(known)
    index, step = data.draw(st.sampled_from(known)), data.draw(st.fractions(0, 50))
    worse, clean, absent = [*readings], [*readings], [*readings]
    worse[index] += step if direction is Direction.LOWER else -step
    clean[index], absent[index] = rule.free, None
    assert deducted(rule, direction, worse) <= deducted(rule, direction, readings)
    assert deducted(rule, direction, readings) <= deducted(rule, direction, clean)
    assert deducted(rule, direction, clean) == deducted(rule, direction, absent)


@given(DEDUCTIONS, DIRECTIONS, HISTORIES, st.fractions(Fraction(1, 9), 9), st.fractions(-9, 9))
def test_a6_a_deduction_moves_with_its_unit_of_measure(rule, direction, readings, factor, offset):
    """A-6: readings, free and per in another unit deduct the same."""
    moved = Deduction(
        rule.full, factor * rule.free + offset, rule.per / factor, rule.most, rule.recover, rule.months
    )
    history = [None if value is None else factor * value + offset for value in readings]
    assert deducted(moved, direction, history) == deducted(rule, direction, readings)


@given(monotone_rules())
def test_every_score_is_exact(drawn):
    """No float comes in: knots, clip and scores are fractions."""
    curve = compile_scoring(*drawn)
    numbers = [number for knot in curve.knots for number in knot] + list(curve.clip or ())
    assert {type(number) for number in (*numbers, scored(curve, Fraction(1, 3)))} == {Fraction}
