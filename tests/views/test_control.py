"""Series under control limits: worked by hand, gaps, months that do not compare, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scorecard.model.evidence import Assurance, Signal
from scorecard.views.control import Variation, controlled, reach
from tests.views.past import HIGHER, OUTLIER, SHIFT, months, series


def test_the_limits_of_a_series_worked_by_hand():
    """Twelve months of 10 and 12, then 30: mean 162/13, limits 5.32 away, printed with a decimal more.

    The twelve all lie below that mean.
    """
    found = controlled(series(OUTLIER), HIGHER)
    (band,) = found.bands
    assert (band.low, band.mean, band.high) == (Decimal("7.1"), Decimal("12.5"), Decimal("17.8"))
    assert (band.since, band.until, band.points) == ("2025-06", "2026-06", 13)
    limits = found.months[-1].limits
    assert limits is not None
    assert limits.high == Fraction(162, 13) + Fraction(532, 100)
    assert (found.variation, found.provisional) == (Variation.BETTER, False)
    assert [(one.since, one.until, one.rules, one.better, one.lasting) for one in found.spells] == [
        ("2026-06", "2026-06", (Signal.OUTSIDE,), True, True),
        ("2025-06", "2026-05", (Signal.SHIFT,), False, False),
    ]


@pytest.mark.parametrize(
    ("direction", "first", "second", "variation"),
    [
        ("higher", False, True, Variation.BETTER),
        ("lower", True, False, Variation.WORSE),
        ("target", None, None, Variation.SPECIAL),
    ],
)
def test_months_in_a_row_on_one_side_are_one_spell(direction, first, second, variation):
    """Newest first; where the target is best neither side is better, and they still are two."""
    found = controlled(series(SHIFT), replace(HIGHER, direction=direction))
    assert [(spell.since, spell.until, spell.better, spell.lasting) for spell in found.spells] == [
        ("2025-12", "2026-06", second, True),
        ("2025-05", "2025-11", first, False),
    ]
    assert {spell.rules for spell in found.spells} == {(Signal.SHIFT,)}
    assert found.variation is variation
    assert found.signalling


def test_ups_and_downs_are_no_signal():
    """Nothing is said of them, better or worse."""
    found = controlled(series((10, 12) * 6), HIGHER)
    assert (found.variation, found.spells, found.signalling, found.telling) == (
        Variation.COMMON,
        (),
        False,
        True,
    )


@pytest.mark.parametrize(
    ("target", "direction", "assurance"),
    [
        ("5.68", "higher", Assurance.MEETS),
        ("5.69", "higher", Assurance.BY_CHANCE),
        ("16.33", "higher", Assurance.FAILS),
        ("16.32", "lower", Assurance.MEETS),
        ("5.67", "lower", Assurance.FAILS),
        ("11", "target", None),
    ],
)
def test_the_target_against_the_limits_is_the_assurance(target, direction, assurance):
    """Mean 11, limits 5.68 and 16.32."""
    yardstick = replace(HIGHER, direction=direction, target=Decimal(target))
    assert controlled(series((10, 12) * 6), yardstick).assurance is assurance


@pytest.mark.parametrize(("count", "provisional"), [(11, True), (12, False)])
def test_fewer_than_twelve_months_are_provisional(count, provisional):
    """Months with a reading, that is."""
    assert controlled(series(((10, 12) * 6)[:count]), HIGHER).provisional is provisional
    assert controlled(series((None, *((10, 12) * 6)[:count])), HIGHER).provisional is provisional


def test_a_gap_stays_a_gap_and_breaks_the_moving_range():
    """The 18 between 12 and 30 is never taken: a month that was not computed lies between."""
    found = controlled(series((10, 12, 10, 12, None, 30, 32)), HIGHER)
    assert found.months[4].value is None
    (band,) = found.bands
    assert (band.mean, band.points) == (Decimal("17.7"), 6)
    assert found.months[0].limits is not None
    assert found.months[0].limits.high - found.months[0].limits.mean == Fraction(532, 100)


def test_without_a_figure_in_the_shown_month_nothing_is_told_of_it():
    """Whatever came before."""
    found = controlled((*series(OUTLIER)[:-1], replace(series((1,))[0], value=None)), HIGHER)
    assert (found.variation, found.telling) == (Variation.UNKNOWN, False)


def test_a_reading_that_was_carried_on_is_no_reading():
    """It is the month before once more: it would narrow the limits and prolong a run."""
    carried = (*series((10, 12) * 6)[:-1], replace(series((12,))[0], state="carried"))
    found = controlled(carried, HIGHER)
    assert (found.moments[-1].value, found.moments[-1].state) == (None, "carried")
    assert found.bands[0].points == 11


def test_another_definition_begins_the_series_anew():
    """Its own mean and limits, no signal across the border, and provisional again."""
    found = controlled(series((10, 12) * 6 + (50, 52, 50)), HIGHER, {"2026-04"})
    assert [(band.since, band.until, band.mean) for band in found.bands] == [
        ("2025-04", "2026-03", Decimal("11.0")),
        ("2026-04", "2026-06", Decimal("50.7")),
    ]
    assert (found.restarts, found.provisional, found.spells) == (("2026-04",), True, ())


def test_the_first_shown_month_is_no_new_beginning():
    """What came before it is not on the chart."""
    assert controlled(series((10, 12, 10)), HIGHER, {months(3)[0]}).restarts == ()


def test_limits_are_printed_within_what_a_reading_can_be():
    """97 and 99 percent: the upper limit is 103.32 and printed as 100; the signals keep the exact one."""
    yardstick = replace(HIGHER, least=Fraction(0), most=Fraction(100))
    found = controlled(series((97, 99) * 6), yardstick)
    assert found.bands[0].high == Decimal("100.0")
    limits = found.months[0].limits
    assert limits is not None
    assert limits.high == Fraction(10332, 100)


@pytest.mark.parametrize(
    ("kind", "values", "ends"),
    [
        ("within", (50,), (0, 100)),
        ("nps", (50,), (-100, 100)),
        ("rate", (50, None), (0, None)),
        ("formula", (50, -1), (None, None)),
    ],
)
def test_what_a_reading_can_be_follows_from_its_kind(kind, values, ends):
    """A share ends at 100, a count at 0, and what was below 0 once has no end there."""
    assert reach(kind, series(values)) == ends


def test_no_month_at_all():
    """Nothing to draw, nothing to tell."""
    found = controlled((), HIGHER)
    assert (found.months, found.bands, found.spells, found.variation) == ((), (), (), Variation.UNKNOWN)
