"""Control charts, against published limits and series made to break one rule each."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from scorecard.compute.evidence.control import control_chart
from scorecard.model.evidence import Assurance, Limits, Signal

NIST = ["49.6", "47.6", "49.9", "51.3", "47.8", "51.2", "52.6", "52.4", "53.6", "52.1"]


def chart(values, *, higher=True, target=None, rebased=()):
    """The chart of a series of months 0, 1, ..."""
    points = [(str(place), None if one is None else Fraction(one)) for place, one in enumerate(values)]
    aim = None if target is None else Fraction(target)
    return control_chart(points, higher_is_better=higher, target=aim, rebased=rebased)


def signals(found):
    """Month -> signal, of the months that have one."""
    return {int(one.period): one.signal for one in found.months if one.signal}


def wave(count, low=40, high=60):
    """A stable series that alternates about 50."""
    return [low, high] * (count // 2)


def test_the_limits_of_the_nist_series():
    """NIST handbook 6.3.2.2: mean 50.81, upper limit 55.80489 with 2.66 (methods C)."""
    limits = chart(NIST).months[0].limits
    assert limits.mean == Fraction("50.81")
    assert float(limits.high) == pytest.approx(55.80489, abs=5e-6)
    assert limits.low + limits.high == 2 * limits.mean
    assert limits.points == 10
    assert signals(chart(NIST)) == {}


def test_a_leap_does_not_widen_its_own_limits():
    """A moving range of 3.267 times the mean range and more is dropped once; one below it counts."""
    calm = wave(20, 49, 51)
    found = chart([*calm, 80, *calm])
    assert found.months[0].limits.high - found.months[0].limits.mean == Fraction(266, 100) * 2
    assert signals(found) == {20: Signal.OUTSIDE}
    assert found.months[20].better is True


def test_a_range_right_at_the_screen_is_dropped():
    """Ten ranges of 1000 and one of m = 3.267 times the mean of all eleven: it goes; a smaller one stays."""
    m = Fraction(3267, 1000) * 10_000 / (11 - Fraction(3267, 1000))
    values = [Fraction(1000) * (place % 2) for place in range(11)]
    width = Fraction(266, 100) * 1000
    for less, kept in ((0, False), (1, True)):
        limits = chart([*values, m - less]).months[0].limits
        assert (limits.high - limits.mean > width) is kept


def mirrored(half):
    """A series and its mirror image: the mean is 0 whatever it holds."""
    return [*half, *(-one for one in half)]


def solved(half, factor):
    """The t at which the t's of ``half`` lie exactly ``factor`` mean ranges above the mean of 0.

    Ranges are linear in t between 1000 and 2000, so two charts tell where.
    """

    def missing(t):
        ranges = [abs(b - a) for a, b in pairwise(mirrored(half(t)))]
        return t - factor * sum(ranges) / len(ranges)

    at, slope = missing(Fraction(1000)), missing(Fraction(1001)) - missing(Fraction(1000))
    return 1000 - at / slope


def test_right_at_the_limit_is_not_outside():
    """A month exactly at its limit is no signal; a thousandth beyond, both it and its mirror image are."""

    def half(t):
        return [*wave(60, 300, -300), t, 100]

    t = solved(half, Fraction(266, 100))
    assert chart(mirrored(half(t))).months[0].limits.high == t
    assert signals(chart(mirrored(half(t)))) == {}
    assert signals(chart(mirrored(half(t + Fraction(1, 1000))))) == {60: Signal.OUTSIDE, 122: Signal.OUTSIDE}


def test_two_thirds_of_the_limit_is_not_beyond_it():
    """Two months exactly at two thirds of the limit are no signal; a thousandth beyond they are."""

    def half(t):
        return [*wave(60, 300, -300), t, t, 100]

    t = solved(half, Fraction(266, 150))
    assert signals(chart(mirrored(half(t)))) == {}
    beyond = signals(chart(mirrored(half(t + Fraction(1, 1000)))))
    assert beyond == dict.fromkeys((60, 61, 123, 124), Signal.TWO_OF_THREE)


def test_what_is_right_at_the_limit_still_counts_as_near_it():
    """Two months exactly at the limit, a third on their side: two of three, for they are not outside."""

    def half(t):
        return [*wave(60, 300, -300), t, t, 100]

    t = solved(half, Fraction(266, 100))
    assert signals(chart(mirrored(half(t)))) == dict.fromkeys((60, 61, 123, 124), Signal.TWO_OF_THREE)
    outside = signals(chart(mirrored(half(t + Fraction(1, 1000)))))
    assert outside == dict.fromkeys((60, 61, 123, 124), Signal.OUTSIDE)


@pytest.mark.parametrize("sign", [1, -1])
def test_seven_rising_months_are_a_trend(sign):
    """Six strict rises mark all seven months; five do not, nor do rises with a standstill."""
    start = [50, 70, 30, 70, 30, 70, 30, 70]
    rising = [35, 38, 41, 44, 47, 51, 55]
    after = [30, 70, 30, 70]

    def made(middle):
        return [sign * one for one in (*start, *middle, *after)]

    found = chart(made(rising))
    assert {month for month, one in signals(found).items() if one is Signal.TREND} == set(range(8, 15))
    assert {found.months[month].better for month in range(8, 15)} == {sign > 0}
    assert signals(chart(made([60, *rising[1:]]))) == {}
    assert signals(chart(made([35, 38, 41, 41, 47, 51, 55]))) == {}


def test_a_month_between_two_trends_belongs_to_the_new_one():
    """The top of a rise of seven and a fall of seven is part of the fall."""
    up = [44, 46, 48, 50, 52, 54, 56]
    found = chart([30, 70, *wave(10, 30, 70), *up, 53, 51, 49, 47, 45, 43, *wave(8, 70, 30)])
    top = 12 + 6
    assert {found.months[place].signal for place in range(12, top + 7)} == {Signal.TREND}
    assert [found.months[place].better for place in (top - 1, top, top + 1)] == [True, False, False]


@pytest.mark.parametrize(
    ("three", "marked"),
    [
        ([90, 92, 55], {20, 21}),
        ([92, 75, 93], {20, 22}),
        ([55, 90, 92], {21, 22}),
        ([90, 92, 45], set()),
        ([90, 55, 55], set()),
    ],
)
def test_two_of_three_near_one_limit(three, marked):
    """Two of three between 2/3 of the limit and the limit, all three above the mean: the two are marked."""
    found = chart([*wave(20, 60, 40), *three, *wave(20, 40, 60)])
    assert signals(found) == dict.fromkeys(marked, Signal.TWO_OF_THREE)
    assert {found.months[month].better for month in marked} <= {True}
    below = chart([*wave(20, -60, -40), *(-one for one in three), *wave(20, -40, -60)])
    assert signals(below) == dict.fromkeys(marked, Signal.TWO_OF_THREE)
    assert {below.months[month].better for month in marked} <= {False}


def test_seven_months_on_one_side_are_a_shift():
    """Seven above the mean mark all seven, six do not; a month right at the mean breaks the run."""
    base = wave(20, 30, 70)
    low = [45, 47, 44, 46, 45, 47, 46]
    found = chart([*base, *low, *base])
    assert {month for month, one in signals(found).items() if one is Signal.SHIFT} == set(range(20, 28))
    assert {found.months[month].better for month in range(20, 28)} == {False}
    assert signals(chart([*base, *low[:6], 70, *base])) == {}


def test_a_month_at_the_mean_breaks_a_shift():
    """Values about a mean of exactly 50: with 50 among the seven there is no run."""
    run = [52, 53, 52, 50, 53, 52, 53]
    rest = [30, 70, 30, 70, 30, 70, 30, 70, 35, 50]
    found = chart([*rest, *run])
    assert found.months[0].limits.mean == Fraction(sum([*rest, *run]), 17)
    assert found.months[0].limits.mean == 50
    assert Signal.SHIFT not in signals(found).values()


NEAR = 1300  # between two thirds of the limit and the limit of the series below


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ([3000, NEAR, 100], {60: Signal.OUTSIDE}),
        ([NEAR, NEAR, 100], {60: Signal.TWO_OF_THREE, 61: Signal.TWO_OF_THREE}),
        ([100, 200, 300, 400, 500, NEAR, NEAR + 1], dict.fromkeys(range(59, 67), Signal.TREND)),
        (
            [100, 100, NEAR, NEAR, 100, 100, 100],
            dict.fromkeys(range(60, 67), Signal.SHIFT) | dict.fromkeys((62, 63), Signal.TWO_OF_THREE),
        ),
        (
            [100, 100, 3000, NEAR, 100, 100, 100],
            dict.fromkeys(range(60, 67), Signal.SHIFT) | {62: Signal.OUTSIDE},
        ),
        (
            [100, 200, 300, 400, 500, 600, 3000],
            dict.fromkeys(range(59, 66), Signal.TREND) | {66: Signal.OUTSIDE},
        ),
    ],
)
def test_the_first_rule_that_holds_is_named(end, expected):
    """Outside, then trend, then two of three, then shift; what is outside is not one of the two."""
    half = [*wave(60, 300, -300), *end]
    found = signals(chart(mirrored(half)))
    assert found == expected | {month + len(half): signal for month, signal in expected.items()}


def test_a_run_counts_up_to_the_last_month():
    """The seventh month of a rise, or on one side, is marked the moment it is known, and so are the two of
    three.
    """
    calm = wave(60, 300, -300)
    assert chart([*calm, 100, 200, 300, 400, 500, 600]).months[-1].signal is Signal.TREND
    assert chart([*calm, 100, 200, 100, 200, 100, 200, 100]).months[-1].signal is Signal.SHIFT
    assert chart([*calm, NEAR, 100, NEAR]).months[-1].signal is Signal.TWO_OF_THREE


@pytest.mark.parametrize(("higher", "better"), [(True, True), (False, False), (None, None)])
def test_what_is_better_depends_on_the_direction(higher, better):
    """A month far above is good, bad or neither."""
    found = chart([*wave(20, 49, 51), 56, *wave(20, 49, 51)], higher=higher)
    assert found.months[20].better is better
    assert found.months[0].better is None


def test_a_constant_series_has_limits_at_its_mean():
    """No range, no signal; the target is met when it is reached."""
    found = chart([7] * 12, target=7)
    assert found.months[0].limits == Limits(Fraction(7), Fraction(7), Fraction(7), 12)
    assert signals(found) == {}
    assert found.assurance is Assurance.MEETS


def test_a_gap_breaks_ranges_and_runs():
    """Between 10 and 90 lies a gap: no range of 80; seven months on one side with a gap are no shift."""
    found = chart([10, 12, 10, None, 90, 92, 90])
    assert found.months[0].limits.high - found.months[0].limits.mean == Fraction(266, 100) * 2
    assert found.months[3].value is None
    assert found.months[3].signal is None
    assert found.months[0].limits.points == 6
    base = wave(20, 30, 70)
    assert signals(chart([*base, 55, 57, 54, None, 56, 55, 57, 54, *base[1:]])) == {}
    trend = [*base[:-1], 35, 38, 41, None, 44, 47, 51, 55, *base]
    assert signals(chart(trend)) == {}


def test_a_rebase_restarts_everything():
    """Two levels, one stretch each: own limits, no signal; fewer than 12 months make it provisional."""
    low, high = wave(14, 9, 11), wave(14, 89, 91)
    found = chart([*low, *high], rebased={"14"})
    assert signals(found) == {}
    assert (found.months[13].limits.mean, found.months[14].limits.mean) == (10, 90)
    assert found.months[14].limits.high - 90 == Fraction(266, 100) * 2
    assert not found.provisional
    assert chart([*low, *high], rebased={"17"}).provisional
    assert chart([*low, *high], rebased={"0", "99"}) == chart([*low, *high])
    assert signals(chart([*low, *high]))


@pytest.mark.parametrize(("count", "provisional"), [(11, True), (12, False)])
def test_twelve_months_make_it_firm(count, provisional):
    """Months with readings count, gaps do not."""
    assert chart([*range(count), None]).provisional is provisional


@pytest.mark.parametrize("values", [[], [None], [5], [5, None, 6]])
def test_without_neighbours_there_are_no_limits(values):
    """No moving range: no limits, no signal, no assurance, provisional."""
    found = chart(values, target=5)
    assert [one.limits for one in found.months] == [None] * len(values)
    assert signals(found) == {}
    assert found.provisional
    assert found.assurance is None


LOW = 50 - Fraction(266, 100) * 20
HIGH = 50 + Fraction(266, 100) * 20


@pytest.mark.parametrize(
    ("higher", "target", "expected"),
    [
        (True, LOW, Assurance.MEETS),
        (True, LOW + 1, Assurance.BY_CHANCE),
        (True, HIGH, Assurance.BY_CHANCE),
        (True, HIGH + 1, Assurance.FAILS),
        (False, HIGH, Assurance.MEETS),
        (False, HIGH - 1, Assurance.BY_CHANCE),
        (False, LOW, Assurance.BY_CHANCE),
        (False, LOW - 1, Assurance.FAILS),
        (None, LOW, None),
        (True, None, None),
    ],
)
def test_assurance_compares_the_limits_with_the_target(higher, target, expected):
    """Always, by chance, or never; a target that is just reached is met."""
    assert chart(wave(12), higher=higher, target=target).assurance is expected
